import type { EndReason, Outlet } from '../../src/feed/outlet.js';
import type { Told } from '../../src/feed/question.js';
import type { Message } from './message.js';
import type { Life, VirtualTime } from './virtual-time.js';

/** Who is at the other end. */
export interface Far {
  readonly isSlow: boolean;
  received(message: Message): void;
  closed(reason: EndReason | null): void;
}

export interface SocketParts {
  readonly time: VirtualTime;
  /** Of the process that writes to it. */
  readonly life: Life;
  readonly far: Far;
  sent(message: Message): void;
}

/** What may wait for a reader, and where those who catch up wait in turn. */
const MOST = 3;
const ROOM = 2;
const PATIENCE_MS = 1_500;

/**
 * A connection with the rules of the real one: what waits is bounded, whoever catches up waits for room with a
 * patience that ends, and what is under way when it is cut is lost.
 */
export class SimulatedSocket implements Outlet {
  readonly #parts: SocketParts;
  readonly #network: Life = { isOver: false };
  #waiting: Message[] = [];
  #wantRoom: Array<() => void> = [];
  #reason: EndReason | null = null;
  /** Whether the node still takes it to be there, and whether it is. */
  #isOpen = true;
  #isCut = false;
  #isDelivering = false;
  #leave: () => void = () => undefined;

  constructor(parts: SocketParts) {
    this.#parts = parts;
  }

  get hasRoom(): boolean {
    return this.#waiting.length < ROOM;
  }

  room(): Promise<void> {
    if (this.hasRoom || !this.#isOpen) return Promise.resolve();
    const { time, life } = this.#parts;
    return new Promise<void>((resolve) => {
      const cancel = time.after(life, PATIENCE_MS, resolve);
      this.#wantRoom.push(() => (cancel(), resolve()));
    }).then(() => {
      if (!this.hasRoom) this.end('TOO_SLOW');
    });
  }

  send(told: readonly Told[]): void {
    for (const { payload } of told) {
      if (this.#reason !== null) return;
      if (!this.#isOpen || this.#waiting.length >= MOST) return this.end('TOO_SLOW');
      const message = JSON.parse(payload) as Message;
      this.#parts.sent(message);
      if (!this.#isCut) this.#waiting.push(message);
    }
    this.deliver();
  }

  end(reason: EndReason): void {
    if (this.#reason !== null) return;
    this.#reason = reason;
    this.#leave();
    this.deliver();
  }

  /** The hub has let it in. It may be over already. */
  joined(leave: () => void): void {
    this.#leave = leave;
    if (this.#reason !== null || !this.#isOpen) leave();
  }

  /** The far side hears nothing more from here on; the node notices when it notices. */
  cut(): void {
    if (this.#isCut) return;
    this.#isCut = true;
    this.#network.isOver = true;
    this.#waiting = [];
    this.#parts.time.soon(this.#parts.life, () => this.#noticed());
  }

  deliver(): void {
    const isOver = this.#reason !== null && this.#waiting.length === 0;
    if (this.#isDelivering || this.#isCut || (this.#waiting.length === 0 && !isOver) || (this.#parts.far.isSlow && !isOver)) return;
    this.#isDelivering = true;
    this.#parts.time.soon(this.#network, () => this.#arrive());
  }

  #arrive(): void {
    this.#isDelivering = false;
    const message = this.#waiting.shift();
    if (message === undefined) {
      this.cut();
      return this.#parts.far.closed(this.#reason);
    }
    if (this.hasRoom) this.#giveRoom();
    this.#parts.far.received(message);
    this.deliver();
  }

  #noticed(): void {
    this.#isOpen = false;
    this.#giveRoom();
    this.#leave();
  }

  #giveRoom(): void {
    for (const resolve of this.#wantRoom.splice(0)) resolve();
  }
}
