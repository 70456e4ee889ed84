import type { DayNumber } from '../base/day.js';
import { invariant, unreachable } from '../base/invariant.js';
import type { WeekDefinition } from '../care/payer-policy.js';
import type { MilliUnits } from '../care/service.js';
import type { DayWindow } from './calendar.js';
import { monthOf, rollingDays, weekOf } from './calendar.js';
import type { PlacedLine } from './lines.js';
import type { CapFact, LineFact } from './snapshot.js';

/** A cap that a visit goes beyond. Quantities are in the unit definition of the line. */
export interface PassedCap {
  readonly placed: PlacedLine;
  readonly cap: CapFact;
  /** Null for a cap on each visit. */
  readonly window: DayWindow | null;
  /** What the window held before this visit. */
  readonly heldMilliUnits: MilliUnits;
  readonly neededMilliUnits: MilliUnits;
}

/** What a line has given on each of its days, and on the one after the last, into which a visit may reach overnight. */
export class DailyTotals {
  readonly #startsOn: DayNumber;
  readonly #totals: Float64Array;

  constructor(line: LineFact) {
    this.#startsOn = line.startsOn;
    this.#totals = new Float64Array(line.endsOn - line.startsOn + 2);
  }

  add(day: DayNumber, milliUnits: MilliUnits): void {
    const index = day - this.#startsOn;
    invariant(index >= 0 && index < this.#totals.length, 'a line gives only on its own days');
    this.#totals[index] = (this.#totals[index] ?? 0) + milliUnits;
  }

  on(day: DayNumber): MilliUnits {
    return this.#totals[day - this.#startsOn] ?? 0;
  }

  within({ from, to }: DayWindow): MilliUnits {
    const last = Math.min(to - this.#startsOn, this.#totals.length - 1);
    let sum = 0;
    for (let index = Math.max(0, from - this.#startsOn); index <= last; index += 1) sum += this.#totals[index] ?? 0;
    return sum;
  }
}

/** The fullest window of a cap that a day falls into, and what it already holds. */
export interface CapWindow {
  /** Null for a cap on each visit, which has no window. */
  readonly window: DayWindow | null;
  readonly milliUnits: MilliUnits;
}

/** Rolling days make a day fall into as many windows as there are days; the earliest of the fullest is given. */
export function fullestWindow(cap: CapFact, line: LineFact, day: DayNumber, totals: DailyTotals, week: WeekDefinition): CapWindow {
  switch (cap.period) {
    case 'VISIT':
      return { window: null, milliUnits: 0 };
    case 'DAY':
    case 'WEEK':
    case 'MONTH': {
      const window = calendarWindow(cap.period, day, week, line.startsOn);
      return { window, milliUnits: totals.within(window) };
    }
    case 'ROLLING_DAYS': {
      const days = rollingLength(cap);
      let window = rollingDays(day, days);
      let sum = totals.within(window);
      let fullest: { window: DayWindow; milliUnits: MilliUnits } = { window, milliUnits: sum };
      while (window.from < day) {
        sum += totals.on(window.to + 1) - totals.on(window.from);
        window = { from: window.from + 1, to: window.to + 1 };
        if (sum > fullest.milliUnits) fullest = { window, milliUnits: sum };
      }
      return fullest;
    }
    default:
      return unreachable(cap.period);
  }
}

/** Every window of a cap that has a day in common with `range`, in time order; none for a cap on each visit. */
export function windowsTouching(cap: CapFact, line: LineFact, range: DayWindow, week: WeekDefinition): readonly DayWindow[] {
  const windows: DayWindow[] = [];
  switch (cap.period) {
    case 'VISIT':
      return windows;
    case 'DAY':
    case 'WEEK':
    case 'MONTH':
      for (let day = range.from; day <= range.to; ) {
        const window = calendarWindow(cap.period, day, week, line.startsOn);
        windows.push(window);
        day = window.to + 1;
      }
      return windows;
    case 'ROLLING_DAYS': {
      const days = rollingLength(cap);
      for (let lastDay = range.from; lastDay <= range.to + days - 1; lastDay += 1) windows.push(rollingDays(lastDay, days));
      return windows;
    }
    default:
      return unreachable(cap.period);
  }
}

function calendarWindow(period: 'DAY' | 'WEEK' | 'MONTH', day: DayNumber, week: WeekDefinition, anchor: DayNumber): DayWindow {
  if (period === 'DAY') return { from: day, to: day };
  return period === 'WEEK' ? weekOf(day, week, anchor) : monthOf(day);
}

function rollingLength(cap: CapFact): number {
  invariant(cap.rollingDays !== null && cap.rollingDays >= 1, 'a rolling cap names its days');
  return cap.rollingDays;
}
