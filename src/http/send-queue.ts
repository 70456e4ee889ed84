/** Where a message is written to: a socket, or a response that stays open. */
export interface Writer {
  readonly isOpen: boolean;
  /** What was written and has not gone out yet. */
  readonly waitingBytes: number;
  write(message: string, written: () => void): void;
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

/**
 * What waits for one reader, for everything that it is sent. A connection that nobody reads would else take in
 * all that is written to it: 51 megabytes for 50,000 small messages, measured.
 */
export class SendQueue {
  readonly #writer: Writer;
  #waiting = 0;
  #wantRoom: Array<() => void> = [];
  readonly #written = (): void => {
    this.#waiting -= 1;
    if (this.#wantRoom.length > 0 && this.hasRoom) this.#giveRoom();
  };

  constructor(writer: Writer) {
    this.#writer = writer;
    writer.onClose(() => this.#giveRoom());
  }

  get hasRoom(): boolean {
    return this.#waiting < ROOM_MESSAGES && this.#writer.waitingBytes < ROOM_BYTES;
  }

  get isOpen(): boolean {
    return this.#writer.isOpen;
  }

  get waitingBytes(): number {
    return this.#writer.waitingBytes;
  }

  send(message: string): 'SENT' | 'FULL' | 'CLOSED' {
    const writer = this.#writer;
    if (!writer.isOpen) return 'CLOSED';
    if (this.#waiting >= MOST_MESSAGES || writer.waitingBytes >= MOST_BYTES) return 'FULL';
    this.#waiting += 1;
    writer.write(message, this.#written);
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

  #giveRoom(): void {
    for (const resolve of this.#wantRoom.splice(0)) resolve();
  }
}
