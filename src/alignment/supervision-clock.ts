import type { DayNumber, EpochMs } from '../base/day.js';
import { startOfDay } from '../base/day.js';
import type { DayWindow } from './calendar.js';
import type { Finding } from './finding.js';
import type { VisitFact } from './snapshot.js';
import type { Due } from './supervised-periods.js';
import { count, stretch } from './words.js';

/** Something that has to be done again by a day, and the visits that suffer if it is not. */
export interface SupervisionClock {
  readonly since: DayNumber;
  readonly due: Due;
  /** Visits after the due day, made or planned. */
  readonly exposed: readonly VisitFact[];
  /** The first instant of the lead time, and the one at which the due day is over. */
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/** Its day comes near, or is over. */
export type ClockState = 'COMING' | 'LAPSED';

export function clockOf(since: DayNumber, due: Due, exposed: readonly VisitFact[], timeZone: string): SupervisionClock {
  return {
    since,
    due,
    exposed,
    from: startOfDay(due.on - due.period.policy.terms.supervision.leadDays, timeZone),
    until: startOfDay(due.on + 1, timeZone),
  };
}

/** Null before the lead time, and after the due day where no visit suffers. */
function stateAt(now: EpochMs, { from, until, exposed }: SupervisionClock): ClockState | null {
  if (now < from) return null;
  if (now < until) return 'COMING';
  return exposed.length > 0 ? 'LAPSED' : null;
}

export function foundBy<Clock extends SupervisionClock>(now: EpochMs, clocks: readonly Clock[], found: (clock: Clock, state: ClockState) => Finding): readonly Finding[] {
  return clocks.flatMap((clock) => {
    const state = stateAt(now, clock);
    return state === null ? [] : [found(clock, state)];
  });
}

export function turnsOf(clocks: readonly SupervisionClock[]): readonly EpochMs[] {
  return clocks.flatMap(({ from, until }) => [from, until]);
}

/** The days of some visits, of which there is at least one. */
export function spanOf(visits: readonly VisitFact[]): DayWindow {
  let [from, to] = [Infinity, -Infinity];
  for (const { serviceOn } of visits) {
    from = Math.min(from, serviceOn);
    to = Math.max(to, serviceOn);
  }
  return { from, to };
}

/** Clinical: `3 aide visits come after it (2025-01-21 to 2025-01-28)`. */
export function comingAfterIt(visits: readonly VisitFact[], thing: string): string {
  return visits.length === 0 ? `no ${thing} is planned after it yet` : `${count(visits.length, thing)} ${visits.length === 1 ? 'comes' : 'come'} after it (${stretch(spanOf(visits))})`;
}
