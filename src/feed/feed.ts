import type { Log } from '../base/ports.js';
import { unreachable } from '../base/invariant.js';
import { reading } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import type { Position } from './append.js';
import type { AlignmentEvent } from './event.js';
import { eventsBetween, streamState } from './read.js';
import { Tail, type TailReader } from './tail.js';

/**
 * Follows an agency's log from any place in it, for as long as the reader wishes: first what is already
 * there, then what comes. Every message says where it is and where the message before it was, so that
 * a client can prove to itself that nothing is missing.
 */
export interface Feed {
  follow(request: FollowRequest): AsyncIterableIterator<FeedMessage>;
  /** The log of an agency may have grown. */
  hint(agencyId: string): void;
  stop(): Promise<void>;
}

export interface FollowRequest {
  readonly agencyId: string;
  /** Everything after this place; null: from now on. */
  readonly after: Position | null;
  readonly matches: (event: AlignmentEvent) => boolean;
}

export type FeedMessage =
  | { readonly kind: 'EVENT'; readonly event: AlignmentEvent; readonly position: Position; readonly previous: Position }
  /** Nothing that matches up to here. Keeps the cursor of a quiet subscription young. */
  | { readonly kind: 'CHECKPOINT'; readonly position: Position; readonly previous: Position }
  /** The place asked for cannot be honoured; the reader must take a new snapshot. Always the last message. */
  | { readonly kind: 'RESYNC_REQUIRED'; readonly reason: ResyncReason; readonly position: Position };

export const RESYNC_REASONS = ['OTHER_EPOCH', 'PURGED', 'BEYOND_HEAD'] as const;
export type ResyncReason = (typeof RESYNC_REASONS)[number];

/** The reader fell too far behind. It may come back with its cursor and will have lost nothing. */
export class SlowReader extends Error {
  override readonly name = 'SlowReader';
}

export interface FeedOptions {
  readonly log: Log;
  /** How often a tail looks without being told to: the longest delay when every hint is lost. */
  readonly pollMs: number;
  readonly checkpointMs: number;
}

export function openFeed(database: Database, options: FeedOptions): Feed {
  const tails = new Map<string, Tail>();

  const tailOf = (agencyId: string): Tail => {
    const tail = tails.get(agencyId) ?? new Tail(database, agencyId, options);
    tails.set(agencyId, tail);
    return tail;
  };

  const release = (agencyId: string, tail: Tail): void => {
    if (tail.readers > 0 || tails.get(agencyId) !== tail) return;
    tails.delete(agencyId);
    void tail.stop();
  };

  return {
    hint: (agencyId) => tails.get(agencyId)?.look(),
    follow(request) {
      const leaving = new AbortController();
      return endingAtOnce(followed(request, leaving.signal), leaving);
    },
    async stop() {
      await Promise.all([...tails.values()].map((tail) => tail.stop()));
      tails.clear();
    },
  };

  async function* followed({ agencyId, after, matches }: FollowRequest, leaving: AbortSignal): AsyncGenerator<FeedMessage, void> {
    const tail = tailOf(agencyId);
    const reader = await tail.join().catch((error: unknown) => {
      release(agencyId, tail);
      throw error;
    });
    leaving.addEventListener('abort', reader.leave);
    try {
      if (leaving.aborted) return;
      const start = after ?? { epoch: reader.from.epoch, seq: reader.from.head };
      const refused = after === null ? null : await resyncReason(after);
      if (refused !== null) {
        yield { kind: 'RESYNC_REQUIRED', reason: refused, position: { epoch: reader.from.epoch, seq: reader.from.head } };
        return;
      }
      yield* messagesAfter(start, reader);
    } finally {
      leaving.removeEventListener('abort', reader.leave);
      reader.leave();
      release(agencyId, tail);
    }

    async function resyncReason({ epoch, seq }: Position): Promise<ResyncReason | null> {
      const state = await reading(database, agencyId, streamState);
      if (epoch !== state.epoch) return 'OTHER_EPOCH';
      if (seq < state.floor) return 'PURGED';
      return seq > state.head ? 'BEYOND_HEAD' : null;
    }

    async function* messagesAfter(start: Position, { from, queue }: TailReader): AsyncGenerator<FeedMessage, void> {
      let previous = start;
      let seen = start.seq;
      const told = (event: AlignmentEvent): FeedMessage[] => {
        seen = event.seq;
        if (!matches(event)) return [];
        const message = { kind: 'EVENT', event, position: { epoch: event.epoch, seq: event.seq }, previous } as const;
        previous = message.position;
        return [message];
      };
      // What was there before this reader joined the tail. Pages are read one at a time, as the client takes them.
      while (seen < from.head) {
        const events = await reading(database, agencyId, (tx) => eventsBetween(tx, seen, from.head));
        const expected = seen + 1;
        if (events.length === 0 || events.some(({ seq }, i) => seq !== expected + i)) {
          // The log is dense, so what is missing is no longer kept: it was purged while earlier pages were taken.
          yield { kind: 'RESYNC_REQUIRED', reason: 'PURGED', position: previous };
          return;
        }
        for (const event of events) yield* told(event);
      }
      for (;;) {
        const next = await queue.next(options.checkpointMs);
        if (next === 'CLOSED') return;
        if (next === 'OVERFLOWED') throw new SlowReader();
        if (next === 'IDLE') {
          const position = { epoch: start.epoch, seq: seen };
          yield { kind: 'CHECKPOINT', position, previous };
          previous = position;
        } else if (next.item === 'NEW_EPOCH') {
          yield { kind: 'RESYNC_REQUIRED', reason: 'OTHER_EPOCH', position: previous };
          return;
        } else if (typeof next.item === 'object') {
          // The cursor may be ahead of this node's tail; what it has seen is not told twice.
          if (next.item.seq > seen) yield* told(next.item);
        } else {
          unreachable(next.item);
        }
      }
    }
  }
}

/**
 * A generator that is waiting for its next event cannot be told to return before that event comes. This
 * one is woken first, so that a client who leaves is gone at once.
 */
function endingAtOnce<Item>(items: AsyncGenerator<Item, void>, leaving: AbortController): AsyncIterableIterator<Item> {
  return {
    next: () => items.next(),
    return: () => {
      leaving.abort();
      return items.return();
    },
    throw: (error: unknown) => {
      leaving.abort();
      return items.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
