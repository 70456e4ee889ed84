import { checkedInteger } from '../base/check.js';
import { type DayNumber, type EpochMs, instantAt, localDayAt, localMinuteAt, MS_PER_MINUTE, weekdayOf } from '../base/day.js';
import { Refusal } from '../base/refusal.js';

/** The same visit again, on some days of the week. */
export interface Recurrence {
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** 1 is every week, 2 every other week. */
  readonly everyWeeks: number;
  /** How many visits in all, the first included. */
  readonly count: number;
}

export interface Occurrence {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export const MOST_OCCURRENCES = 200;

/**
 * The times of a series, the first visit included, exactly as it was asked for. The wall-clock time stays
 * the same through changes of daylight saving, and so does the length of the visit.
 *
 * @throws Refusal INVALID_INPUT
 */
export function occurrencesOf(first: Occurrence, recurrence: Recurrence, timeZone: string): Occurrence[] {
  const count = checkedInteger(recurrence.count, ['input', 'recurrence', 'count'], { from: 1, to: MOST_OCCURRENCES });
  const everyWeeks = checkedInteger(recurrence.everyWeeks, ['input', 'recurrence', 'everyWeeks'], { from: 1, to: 12 });
  const weekdays = new Set(recurrence.weekdays.map((weekday, i) => checkedInteger(weekday, ['input', 'recurrence', 'weekdays', i], { from: 0, to: 6 })));
  const firstDay = localDayAt(first.startsAt.getTime(), timeZone);
  if (!weekdays.has(weekdayOf(firstDay))) {
    throw new Refusal('INVALID_INPUT', { path: ['input', 'recurrence', 'weekdays'], expected: 'the weekday of the first visit among them' });
  }
  const minute = localMinuteAt(first.startsAt.getTime(), timeZone);
  const intoMinuteMs = first.startsAt.getTime() % MS_PER_MINUTE;
  const lengthMs = first.endsAt.getTime() - first.startsAt.getTime();
  return daysOf(firstDay, weekdays, everyWeeks, count).map((day) => {
    // The first is not worked out anew: an hour that the clock repeats in autumn would lose which of the two was meant.
    const startsAt: EpochMs = day === firstDay ? first.startsAt.getTime() : instantAt(day, minute, timeZone) + intoMinuteMs;
    return { startsAt: new Date(startsAt), endsAt: new Date(startsAt + lengthMs) };
  });
}

function daysOf(firstDay: DayNumber, weekdays: ReadonlySet<number>, everyWeeks: number, count: number): DayNumber[] {
  const firstSunday = firstDay - weekdayOf(firstDay);
  const days: DayNumber[] = [];
  for (let day = firstDay; days.length < count; day += 1) {
    const week = Math.floor((day - firstSunday) / 7);
    if (week % everyWeeks === 0 && weekdays.has(weekdayOf(day))) days.push(day);
  }
  return days;
}
