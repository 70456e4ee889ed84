import { dateOf, dayOf, type LocalDate, localDayAt, parseLocalDate, startOfDay } from '../../base/day.js';
import { Refusal } from '../../base/refusal.js';
import type { Element } from '../element.js';

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * The civil date of a FHIR `date`, `dateTime` or `instant`. One with a time of day is the date that a clock
 * on the wall of the branch showed: dates of care are those of the place of care, whatever zone the
 * sender writes in. FHIR also allows a year or a month alone, which is no date of care.
 *
 * @throws Refusal INVALID_DATE
 */
export function civilDate(element: Element, timeZone: string): LocalDate | null {
  const text = element.text();
  if (text === null) return null;
  const instant = instantOf(text);
  if (instant !== null) return dateOf(localDayAt(instant.getTime(), timeZone));
  return civil(text) ?? refuse(element, 'a whole date, YYYY-MM-DD');
}

/** The instant of a `dateTime` or `instant`; the first of the day where only a date is given. */
export function instant(element: Element, timeZone: string): Date | null {
  const text = element.text();
  if (text === null) return null;
  const exact = instantOf(text);
  if (exact !== null) return exact;
  const date = civil(text) ?? refuse(element, 'a date, or a time with its offset');
  return new Date(startOfDay(dayOf(date), timeZone));
}

/** The instant of a `dateTime` that tells the time of day, as the start of a visit must. */
export function exactInstant(element: Element): Date | null {
  const text = element.text();
  return text === null ? null : (instantOf(text) ?? refuse(element, 'a date and time with its offset'));
}

/** A date that may be incomplete: null then, and whether it was. */
export function wholeDate(element: Element): { readonly date: LocalDate | null; readonly isIncomplete: boolean } {
  const text = element.text();
  if (text === null) return { date: null, isIncomplete: false };
  if (/^\d{4}(-\d{2})?$/.test(text)) return { date: null, isIncomplete: true };
  return { date: civil(text) ?? refuse(element, 'a date, YYYY-MM-DD'), isIncomplete: false };
}

export interface CivilPeriod {
  readonly startsOn: LocalDate | null;
  readonly endsOn: LocalDate | null;
}

/** @throws Refusal INVALID_RANGE when it ends before it starts. */
export function civilPeriod(period: Element, timeZone: string): CivilPeriod {
  const startsOn = civilDate(period.get('start'), timeZone);
  const endsOn = civilDate(period.get('end'), timeZone);
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) throw period.refusal('INVALID_RANGE', 'an end on or after the start');
  return { startsOn, endsOn };
}

function instantOf(text: string): Date | null {
  const match = DATE_TIME.exec(text);
  if (match === null || civil(match[1] as string) === null) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function civil(text: string): LocalDate | null {
  try {
    return parseLocalDate(text);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function refuse(element: Element, expected: string): never {
  throw element.refusal('INVALID_DATE', expected);
}
