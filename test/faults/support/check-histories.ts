import { groupBy } from '../../../src/alignment/grouping.js';
import type { Position } from '../../../src/feed/position.js';

/**
 * Holds what every subscriber was sent against the log, which is the truth: after all is quiet, whatever was broken in
 * between, each has had exactly the events that it asked for after its start, once, in order, in an unbroken chain, and
 * none of another agency. It knows nothing of how anything is delivered, and so cannot be wrong in the same way.
 */
export function checkHistories(histories: readonly History[], log: readonly LoggedEvent[]): Delivery {
  const byId = new Map(log.map((event) => [event.eventId, event]));
  const byAgency = groupBy(log, ({ agencyId }) => agencyId);
  const counts = { recorded: 0, lost: 0, repeated: 0, reordered: 0, foreign: 0, unasked: 0, broken: 0 };
  for (const history of histories) {
    const { agencyId, start, messages, until } = history;
    const isAsked = (event: LoggedEvent): boolean => event.agencyId === agencyId && event.seq > start.seq && (history.isAbout?.(event) ?? true);
    const heard = new Set<string>();
    let last = start;
    for (const { eventId, position, previous } of messages) {
      if (!isSame(previous, last)) counts.broken += 1;
      if (eventId !== null) {
        counts.recorded += 1;
        const event = byId.get(eventId);
        if (event?.agencyId !== agencyId) counts.foreign += 1;
        else if (heard.has(eventId)) counts.repeated += 1;
        else if (!isAsked(event)) counts.unasked += 1;
        else if (position.seq <= last.seq) counts.reordered += 1;
        else if (!isSame(event, position)) counts.broken += 1;
        heard.add(eventId);
      }
      last = position;
    }
    const expected = (byAgency.get(agencyId) ?? []).filter((event) => isAsked(event) && event.seq <= (until?.seq ?? Infinity));
    counts.lost += expected.filter(({ eventId }) => !heard.has(eventId)).length;
  }
  return counts;
}

/** What one subscription was sent, from a start on that the server gave it. */
export interface History {
  readonly agencyId: string;
  readonly start: Position;
  readonly messages: readonly Recorded[];
  /** Null when it went on to the end; else the last that it can have been told. */
  readonly until: Position | null;
  /** Which events it asked for; all when left out. */
  readonly isAbout?: (event: LoggedEvent) => boolean;
}

export interface Recorded {
  readonly position: Position;
  readonly previous: Position | null;
  /** Null for a checkpoint. */
  readonly eventId: string | null;
}

/** An event as it stands in the log. */
export interface LoggedEvent extends Position {
  readonly agencyId: string;
  readonly eventId: string;
  readonly type: string;
  readonly patientId: string | null;
  /** The mark that the writer of the change gave it, by which it is found again. */
  readonly mark: string | null;
}

export interface Delivery {
  readonly recorded: number;
  readonly lost: number;
  readonly repeated: number;
  readonly reordered: number;
  readonly foreign: number;
  /** Of its own agency, and not what it asked for. */
  readonly unasked: number;
  /** Messages that do not follow the one before, or say another place than the log. */
  readonly broken: number;
}

/** Holds what writers were answered against the log: every acknowledged change has its one event, and no marked event is without its change. */
export function checkChanges(acknowledged: ReadonlySet<string>, log: readonly LoggedEvent[]): Effects {
  const marks = log.flatMap(({ mark }) => (mark === null ? [] : [mark]));
  const counted = groupBy(marks, (mark) => mark);
  return {
    acknowledged: acknowledged.size,
    withoutEvent: [...acknowledged].filter((mark) => !counted.has(mark)).length,
    withSeveral: [...counted.values()].filter(({ length }) => length > 1).length,
    withoutChange: [...counted.keys()].filter((mark) => !acknowledged.has(mark)).length,
  };
}

export interface Effects {
  readonly acknowledged: number;
  readonly withoutEvent: number;
  readonly withSeveral: number;
  readonly withoutChange: number;
}

/** How many of its numbers a log lacks between the first and the last that it holds. */
export function holesIn(log: readonly LoggedEvent[]): number {
  return [...groupBy(log, ({ agencyId }) => agencyId).values()].reduce((holes, events) => {
    const numbers = new Set(events.map(({ seq }) => seq));
    return holes + Math.max(...numbers) - Math.min(...numbers) + 1 - numbers.size;
  }, 0);
}

function isSame(one: Position | null, other: Position): boolean {
  return one?.seq === other.seq && one.epoch === other.epoch;
}
