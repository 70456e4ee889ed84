import type { AlignmentEvent } from './event.js';
import type { Subscriber } from './group.js';
import type { Position } from './position.js';
import type { StreamMessage } from './question.js';

export function positionOf({ epoch, seq }: AlignmentEvent): Position {
  return { epoch, seq };
}

/** The messages of some events, each saying where the one before it was. */
export function chained(events: readonly AlignmentEvent[], previous: Position): StreamMessage[] {
  return events.map((event, i) => messageOf(event, i === 0 ? previous : positionOf(events[i - 1] as AlignmentEvent)));
}

/** What a newer version wrote cannot be told in words that this one has. Its place is, so that the chain holds and the stream goes on. */
function messageOf(event: AlignmentEvent, previous: Position): StreamMessage {
  const position = positionOf(event);
  return event.isOfNewerVersion ? { kind: 'CHECKPOINT', position, previous } : { kind: 'EVENT', event, position, previous };
}

/** Those who are to be told the very same. */
export interface Alike {
  readonly previous: Position;
  /** How many of the events they have already. */
  readonly skipped: number;
  readonly subscribers: Subscriber[];
}

/** Those of a group whose last message was the same are told the same; after a moment of quiet that is everyone. */
export function alikeOf(subscribers: Iterable<Subscriber>, skippedBy: (seen: Position) => number | null): Alike[] {
  const alike = new Map<string, Alike>();
  let last: Alike | null = null;
  for (const subscriber of subscribers) {
    const { previous, seen } = subscriber;
    const skipped = seen && skippedBy(seen);
    if (skipped === null) continue;
    if (last === null || last.skipped !== skipped || last.previous.seq !== previous.seq || last.previous.epoch !== previous.epoch) {
      const key: string = `${previous.epoch} ${previous.seq} ${skipped}`;
      last = alike.get(key) ?? { previous, skipped, subscribers: [] };
      alike.set(key, last);
    }
    last.subscribers.push(subscriber);
  }
  return [...alike.values()];
}
