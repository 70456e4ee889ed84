import type { EndReason, Outlet } from '../feed/outlet.js';
import type { Told } from '../feed/question.js';
import type { SendQueue, Written } from './send-queue.js';

/** One subscription's way out over a connection that it may share with others. */
export class QueueOutlet implements Outlet {
  readonly #queue: SendQueue;
  readonly #framed: (told: Told) => Written;
  readonly #ended: (reason: EndReason) => void;
  #isOver = false;

  /** `framed` puts a payload, which many subscribers share, into the words of the connection's protocol. */
  constructor(queue: SendQueue, framed: (told: Told) => Written, ended: (reason: EndReason) => void) {
    this.#queue = queue;
    this.#framed = framed;
    this.#ended = ended;
  }

  get hasRoom(): boolean {
    return this.#queue.hasRoom;
  }

  async room(): Promise<void> {
    await this.#queue.room();
    if (this.#queue.isOpen && !this.#queue.hasRoom) this.end('TOO_SLOW');
  }

  send(told: readonly Told[]): void {
    // Of one that is closed its transport knows, and leaves.
    if (!this.#isOver && this.#queue.send(told.map(this.#framed)) === 'FULL') this.end('TOO_SLOW');
  }

  end(reason: EndReason): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ended(reason);
  }
}
