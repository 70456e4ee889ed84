/** A message as its connection takes it. */
export type Written = string | Buffer;

/** Where messages are written to: a socket, or a response that stays open. */
export interface Writer {
  readonly isOpen: boolean;
  /** What was written and has not gone out yet. */
  readonly waitingBytes: number;
  write(message: Written, written?: () => void): void;
  /** Holds back what is written until it is let go, so that several messages go out in one piece. */
  cork(): void;
  uncork(): void;
  onClose(closed: () => void): void;
}

/** What may wait for one reader. Whoever is further behind than this is let go, comes back with a cursor, and has lost nothing. */
const MOST_MESSAGES = 256;
const MOST_BYTES = 1024 * 1024;
/** Those who catch up wait at these, so that what is live still finds room. */
const ROOM_MESSAGES = 64;
const ROOM_BYTES = 256 * 1024;
/** A reader that takes nothing for so long is not coming back to this connection. */
const PATIENCE_MS = 10_000;
/** What does not go out at once is followed until it has. */
const FOLLOWED_FROM_BYTES = ROOM_BYTES / 4;

/**
 * What waits for one reader, for everything that it is sent. A connection that nobody reads would else take in
 * all that is written to it: 51 megabytes for 50,000 small messages, measured.
 *
 * A message that finds nothing waiting goes out at once, and nobody is told when it has: for thousands of sockets those
 * calls alone were a seventh of the cost of sending.
 */
export class SendQueue {
  readonly #writer: Writer;
  #waiting = 0;
  #wantRoom: Array<() => void> = [];

  constructor(writer: Writer) {
    this.#writer = writer;
    writer.onClose(() => this.#giveRoom());
  }

  get isOpen(): boolean {
    return this.#writer.isOpen;
  }

  get hasRoom(): boolean {
    return this.#waiting < ROOM_MESSAGES && this.#writer.waitingBytes < ROOM_BYTES;
  }

  get waitingBytes(): number {
    return this.#writer.waitingBytes;
  }

  /** All of them or, where they are too many, none. */
  send(messages: readonly Written[]): 'SENT' | 'FULL' | 'CLOSED' {
    const writer = this.#writer;
    if (!writer.isOpen) return 'CLOSED';
    const { waitingBytes } = writer;
    if (this.#waiting + messages.length > MOST_MESSAGES || waitingBytes >= MOST_BYTES) return 'FULL';
    const isFollowed = waitingBytes > 0 || messages.reduce((sum, { length }) => sum + length, 0) >= FOLLOWED_FROM_BYTES;
    if (messages.length > 1) writer.cork();
    messages.forEach((message, i) => writer.write(message, isFollowed && i === messages.length - 1 ? this.#follow(messages.length) : undefined));
    if (messages.length > 1) writer.uncork();
    return 'SENT';
  }

  /** Resolves when there is room, or when waiting any longer is pointless. */
  room(): Promise<void> {
    if (this.hasRoom || !this.#writer.isOpen) return Promise.resolve();
    return new Promise((resolve) => {
      const impatience = setTimeout(resolve, PATIENCE_MS);
      this.#wantRoom.push(() => {
        clearTimeout(impatience);
        resolve();
      });
    });
  }

  #follow(count: number): () => void {
    this.#waiting += count;
    return () => {
      this.#waiting -= count;
      if (this.#wantRoom.length > 0 && this.hasRoom) this.#giveRoom();
    };
  }

  #giveRoom(): void {
    for (const resolve of this.#wantRoom.splice(0)) resolve();
  }
}
