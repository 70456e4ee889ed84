import type { DayNumber, DayRange } from '../base/day.js';
import { MS_PER_DAY, weekdayOf } from '../base/day.js';
import { unreachable } from '../base/invariant.js';
import type { WeekDefinition } from '../care/payer-policy.js';

/** A stretch of civil days in which something is counted; both ends are included. */
export interface DayWindow {
  readonly from: DayNumber;
  readonly to: DayNumber;
}

/** The first day of each kind of calendar week; 0 is Sunday. */
const FIRST_WEEKDAY = { SUN_SAT: 0, MON_SUN: 1, SAT_FRI: 6 } as const;

/** The week that holds `day`. The anchor matters only to weeks that are counted from it. */
export function weekOf(day: DayNumber, definition: WeekDefinition, anchor: DayNumber): DayWindow {
  switch (definition) {
    case 'SUN_SAT':
    case 'MON_SUN':
    case 'SAT_FRI': {
      const from = day - remainder(weekdayOf(day) - FIRST_WEEKDAY[definition], 7);
      return { from, to: from + 6 };
    }
    case 'ROLLING_FROM_ANCHOR': {
      const from = day - remainder(day - anchor, 7);
      return { from, to: from + 6 };
    }
    default:
      return unreachable(definition);
  }
}

/** The calendar month that holds `day`. */
export function monthOf(day: DayNumber): DayWindow {
  const remembered = months.get(day);
  if (remembered !== undefined) return remembered;
  const { year, month } = yearAndMonthOf(day);
  const window = { from: firstOfMonth(year, month), to: firstOfMonth(year, month + 1) - 1 };
  if (months.size >= MOST_REMEMBERED_DAYS) months.clear();
  months.set(day, window);
  return window;
}

/** Each visit asks for the month of its day once for every monthly cap. */
const months = new Map<DayNumber, DayWindow>();
const MOST_REMEMBERED_DAYS = 10_000;

/**
 * The last day of the `count`-th month counted from `anchor`: a month from January 15 ends on
 * February 14. Where the later month is too short for the anchor's day, it ends with that month.
 */
export function endOfMonthFromAnchor(anchor: DayNumber, count: number): DayNumber {
  const { year, month, dayOfMonth } = yearAndMonthOf(anchor);
  const next = monthOf(firstOfMonth(year, month + count));
  return Math.min(next.from + dayOfMonth - 1, next.to + 1) - 1;
}

/** The same day of a later month; its last day where it is too short. */
export function monthsAfter(day: DayNumber, months: number): DayNumber {
  const { year, month, dayOfMonth } = yearAndMonthOf(day);
  const later = monthOf(firstOfMonth(year, month + months));
  return Math.min(later.from + dayOfMonth - 1, later.to);
}

/** The `days` consecutive days that end with `lastDay`. */
export function rollingDays(lastDay: DayNumber, days: number): DayWindow {
  return { from: lastDay - days + 1, to: lastDay };
}

/** How many weeks a range of days has a part in: 60 days touch 9 or 10 Sunday weeks, by the weekday they start on. */
export function weeksTouched(range: DayWindow, definition: WeekDefinition, anchor: DayNumber): number {
  return (weekOf(range.to, definition, anchor).from - weekOf(range.from, definition, anchor).from) / 7 + 1;
}

/** The start of care is day 1 of its certification period, so the period ends 59 days later. */
export const CERTIFICATION_DAYS = 60;

export function certificationPeriod(startsOn: DayNumber): DayRange & { readonly endsOn: DayNumber } {
  return { startsOn, endsOn: startsOn + CERTIFICATION_DAYS - 1 };
}

/** The assessment for the next period is made on days 56 to 60 of this one. */
export function recertificationWindow(startsOn: DayNumber): DayWindow {
  return { from: startsOn + 55, to: startsOn + CERTIFICATION_DAYS - 1 };
}

/** The face-to-face encounter is no more than 90 days before and 30 days after the start of care. */
export function faceToFaceWindow(startOfCareOn: DayNumber): DayWindow {
  return { from: startOfCareOn - 90, to: startOfCareOn + 30 };
}

function yearAndMonthOf(day: DayNumber): { year: number; month: number; dayOfMonth: number } {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), dayOfMonth: date.getUTCDate() };
}

function firstOfMonth(year: number, month: number): DayNumber {
  return Date.UTC(year, month, 1) / MS_PER_DAY;
}

/** Never negative, unlike `%`. */
function remainder(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
