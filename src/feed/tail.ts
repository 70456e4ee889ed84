import { invariant } from '../base/invariant.js';
import type { Log } from '../base/ports.js';
import { reading } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { BoundedQueue } from './bounded-queue.js';
import type { AlignmentEvent } from './event.js';
import { EVENT_PAGE, eventsBetween, type StreamState, streamState } from './read.js';

/** What a reader of the tail receives: the next event, or the news that the log is another one now. */
export type TailItem = AlignmentEvent | 'NEW_EPOCH';

export interface TailReader {
  /** Everything after this sequence comes through the queue, dense and in order. */
  readonly from: StreamState;
  readonly queue: BoundedQueue<TailItem>;
  leave(): void;
}

/** How far a reader may fall behind. */
const CAPACITY = 256;

/**
 * Reads one agency's log as it grows, once for all its subscribers on this node. Hints and the poll only
 * say when to look; what is read is decided by the log's own dense sequence, so that a hint that is lost,
 * doubled or out of order changes nothing but the moment.
 *
 *   idle -> (hint or poll) -> reading until nothing is new -> idle
 *   a hint while reading   -> one more reading afterwards
 */
export class Tail {
  readonly #database: Database;
  readonly #agencyId: string;
  readonly #log: Log;
  readonly #readers = new Set<TailReader>();
  readonly #poll: NodeJS.Timeout;
  #joining = 0;
  #state: StreamState | null = null;
  #reading: Promise<void> | null = null;
  #isHinted = false;
  #isStopped = false;

  constructor(database: Database, agencyId: string, { log, pollMs }: { readonly log: Log; readonly pollMs: number }) {
    this.#database = database;
    this.#agencyId = agencyId;
    this.#log = log;
    this.#poll = setInterval(() => this.look(), pollMs);
  }

  /** Those included who are about to be: a tail that stopped under them would leave them in silence. */
  get readers(): number {
    return this.#readers.size + this.#joining;
  }

  /** The reader is registered at the very place up to which the tail has read, so nothing falls between. */
  async join(): Promise<TailReader> {
    if (this.#state === null) {
      this.#joining += 1;
      try {
        await this.#start();
      } finally {
        this.#joining -= 1;
      }
    }
    const { epoch, floor, head } = this.#state ?? invariantState();
    const queue = new BoundedQueue<TailItem>(CAPACITY);
    const reader: TailReader = {
      from: { epoch, floor, head },
      queue,
      leave: () => {
        this.#readers.delete(reader);
        queue.close();
      },
    };
    this.#readers.add(reader);
    if (this.#isStopped) reader.leave();
    return reader;
  }

  /** Something may be new. Never throws: a reading that fails is repeated by the poll. */
  look(): void {
    if (this.#isStopped || this.#state === null) return;
    if (this.#reading !== null) {
      this.#isHinted = true;
      return;
    }
    this.#reading = this.#readOn()
      .catch((error: unknown) => this.#log.warn('tail.read-failed', { agencyId: this.#agencyId, frames: error instanceof Error ? error.name : 'unknown' }))
      .finally(() => {
        this.#reading = null;
        if (this.#isHinted) {
          this.#isHinted = false;
          this.look();
        }
      });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#poll);
    await this.#reading;
    for (const reader of this.#readers) reader.leave();
  }

  async #start(): Promise<void> {
    const state = await reading(this.#database, this.#agencyId, streamState);
    this.#state ??= state;
  }

  async #readOn(): Promise<void> {
    for (let isMore = true; isMore && !this.#isStopped; ) {
      const known = this.#state ?? invariantState();
      const { state, events } = await reading(this.#database, this.#agencyId, async (tx) => {
        const now = await streamState(tx);
        return { state: now, events: now.head > known.head ? await eventsBetween(tx, known.head, now.head) : [] };
      });
      if (state.epoch !== known.epoch) {
        this.#state = state;
        this.#tell('NEW_EPOCH');
        return;
      }
      for (const event of events) this.#pass(event);
      this.#state = { ...state, head: this.#state?.head ?? known.head };
      isMore = events.length === EVENT_PAGE;
    }
  }

  #pass(event: AlignmentEvent): void {
    const state = this.#state ?? invariantState();
    invariant(event.agencyId === this.#agencyId, 'a tail reads its own agency only');
    invariant(event.seq === state.head + 1, 'the log is dense');
    this.#state = { ...state, head: event.seq };
    this.#tell(event);
  }

  #tell(item: TailItem): void {
    for (const { queue } of this.#readers) queue.push(item);
  }
}

function invariantState(): never {
  invariant(false, 'a tail knows where it is before it reads on');
}
