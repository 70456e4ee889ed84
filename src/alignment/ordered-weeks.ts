import type { DayNumber } from '../base/day.js';
import { unreachable } from '../base/invariant.js';
import type { FrequencyPhase, ParsedFrequency } from '../care/order.js';
import type { PartialFirstWeek, WeekDefinition } from '../care/payer-policy.js';
import type { DayWindow } from './calendar.js';
import { endOfMonthFromAnchor, monthOf, weekOf } from './calendar.js';

/** A stretch of days for which an order asks for some visits. */
export interface OrderedWindow extends DayWindow {
  readonly atMost: number;
  readonly atLeast: number;
}

/**
 * Lays an ordered frequency onto the calendar from the day the order starts. Weeks are calendar weeks:
 * week 1 is the start to the end of that week, however few days are left of it, and every phase
 * begins on the day after the one before. `2w9` from Thursday January 2 therefore covers through
 * Saturday March 1, although 60 days end on Sunday.
 *
 * Months are calendar months in the same way, and are counted from the start where weeks are. A phase
 * for every second week is one window of two weeks, in which the visit may fall on any day.
 */
export function orderedWeeks(
  startsOn: DayNumber,
  frequency: ParsedFrequency,
  weekDefinition: WeekDefinition,
  partialFirstWeek: PartialFirstWeek,
): readonly OrderedWindow[] {
  const windows: OrderedWindow[] = [];
  let from = startsOn;
  for (const phase of frequency.phases) {
    for (let period = 0; period < phase.periods; period += phase.every) {
      const length = Math.min(phase.every, phase.periods - period);
      const to = endOfPeriods(from, length, phase.period, weekDefinition, startsOn);
      const window = { from, to, atMost: phase.visitsAtMost, atLeast: phase.visitsAtLeast };
      windows.push(windows.length === 0 && partialFirstWeek === 'PRORATE' ? prorated(window, phase) : window);
      from = to + 1;
    }
  }
  return windows;
}

/** The last day of `count` periods, the first of which is what is left of the one that holds `from`. */
function endOfPeriods(from: DayNumber, count: number, period: FrequencyPhase['period'], week: WeekDefinition, anchor: DayNumber): DayNumber {
  switch (period) {
    case 'DAY':
      return from + count - 1;
    case 'WEEK':
      return weekOf(from, week, anchor).to + 7 * (count - 1);
    case 'MONTH': {
      if (week === 'ROLLING_FROM_ANCHOR') return endOfMonthFromAnchor(from, count);
      let to = monthOf(from).to;
      for (let month = 1; month < count; month += 1) to = monthOf(to + 1).to;
      return to;
    }
    default:
      return unreachable(period);
  }
}

/**
 * The share of a partial first week. The upper limit is rounded up, so that a visit on the day care
 * starts is never beyond the order; the floor is rounded down.
 */
function prorated(window: OrderedWindow, phase: FrequencyPhase): OrderedWindow {
  const wholeDays = phase.period === 'WEEK' ? 7 * Math.min(phase.every, phase.periods) : null;
  if (wholeDays === null) return window;
  const days = window.to - window.from + 1;
  return {
    ...window,
    atMost: Math.ceil((window.atMost * days) / wholeDays),
    atLeast: Math.floor((window.atLeast * days) / wholeDays),
  };
}
