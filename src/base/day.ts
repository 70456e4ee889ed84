import { Temporal } from 'temporal-polyfill';

import { Refusal } from './refusal.js';

/**
 * Civil dates. At the edges a date is text (`LocalDate`); inside the rules it is a whole number of
 * days since 1970-01-01 (`DayNumber`), because adding and comparing integers is a hundred times
 * cheaper than calendar objects and a patient's evaluation does thousands of both. Instants are
 * milliseconds since the epoch (`EpochMs`). The optional marks keep the three from being mixed up.
 */
export type LocalDate = string;
export type DayNumber = number & { readonly unit?: 'day' };
export type EpochMs = number & { readonly unit?: 'ms' };

export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;

/** How far ahead of ours a caller's clock may run before "now" is refused as the future. */
export const CLOCK_TOLERANCE_MS = 5 * MS_PER_MINUTE;

/** Care is neither planned nor recorded outside these years; a date beyond them is a typing error. */
export const EARLIEST_DATE = '1900-01-01';
export const LATEST_DATE = '2199-12-31';

/** Both ends are included, as payers write them. `endsOn: null` is open-ended. */
export interface DayRange {
  readonly startsOn: DayNumber;
  readonly endsOn: DayNumber | null;
}

/** @throws Refusal INVALID_DATE when the text is no calendar date within the supported years. */
export function parseLocalDate(text: string): LocalDate {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && text >= EARLIEST_DATE && text <= LATEST_DATE) {
    const day = Date.parse(`${text}T00:00:00Z`);
    if (!Number.isNaN(day) && new Date(day).toISOString().startsWith(text)) return text;
  }
  throw new Refusal('INVALID_DATE', { expected: `a calendar date YYYY-MM-DD from ${EARLIEST_DATE} to ${LATEST_DATE}` });
}

export function dayOf(date: LocalDate): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

export function dateOf(day: DayNumber): LocalDate {
  const remembered = dates.get(day);
  if (remembered !== undefined) return remembered;
  const date = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
  if (dates.size >= MOST_REMEMBERED_DAYS) dates.clear();
  dates.set(day, date);
  return date;
}

const MOST_REMEMBERED_DAYS = 10_000;

/** Every finding names a few dates, and all patients of all agencies the same few hundred. */
const dates = new Map<DayNumber, LocalDate>();

/** 0 is Sunday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function contains(range: DayRange, day: DayNumber): boolean {
  return day >= range.startsOn && (range.endsOn === null || day <= range.endsOn);
}

/** The civil date that a clock on the wall in `timeZone` shows at this instant. */
export function localDayAt(instant: EpochMs, timeZone: string): DayNumber {
  // It is the day of the same number in UTC or one beside it, and when days start is remembered.
  const day = Math.floor(instant / MS_PER_DAY);
  if (instant < startOfDay(day, timeZone)) return day - 1;
  return instant >= startOfDay(day + 1, timeZone) ? day + 1 : day;
}

/** The first instant of a civil date in `timeZone`; not always 00:00, where clocks change at midnight. */
export function startOfDay(day: DayNumber, timeZone: string): EpochMs {
  const known = startsOfDays.get(timeZone) ?? new Map<DayNumber, EpochMs>();
  if (known.size === 0 || known.size >= MOST_REMEMBERED_DAYS) startsOfDays.set(timeZone, known.size === 0 ? known : new Map());
  const remembered = known.get(day);
  if (remembered !== undefined) return remembered;
  const start = reckonedStartOfDay(day, timeZone);
  known.set(day, start);
  return start;
}

/** Every evaluation asks for the same few hundred days, and reckoning one anew costs as much as a small rule. */
const startsOfDays = new Map<string, Map<DayNumber, EpochMs>>();

function reckonedStartOfDay(day: DayNumber, timeZone: string): EpochMs {
  return Temporal.PlainDate.from(dateOf(day)).toZonedDateTime(timeZone).epochMilliseconds;
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** Minutes since midnight that a clock on the wall in `timeZone` shows at this instant. */
export function localMinuteAt(instant: EpochMs, timeZone: string): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return zoned.hour * 60 + zoned.minute;
}

/** The instant of a wall-clock time; a time that the clock skips in spring is taken as the hour after. */
export function instantAt(day: DayNumber, minuteOfDay: number, timeZone: string): EpochMs {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 });
  return Temporal.PlainDate.from(dateOf(day)).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
}
