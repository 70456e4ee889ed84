import type { AlignmentEvent } from './event.js';

/**
 * The latest events of one agency, so that those who were away for a moment catch up without asking the database. A
 * cut of the network brings everyone back at once, each for the same few events.
 */
export class RecentEvents {
  readonly #capacity: number;
  #events: AlignmentEvent[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  push(event: AlignmentEvent): void {
    this.#events.push(event);
    // Cut now and then and not each time, because cutting the front moves all the rest.
    if (this.#events.length >= this.#capacity * 2) this.#events = this.#events.slice(-this.#capacity);
  }

  /** Everything that was pushed after a place; null when the events right after it are no longer here. */
  after(seq: number): readonly AlignmentEvent[] | null {
    const first = this.#events[0]?.seq;
    return first === undefined || seq < first - 1 ? null : this.#events.slice(seq - first + 1);
  }

  clear(): void {
    this.#events = [];
  }
}
