import { checkedDateRange, checkedInteger, checkedOptionalText } from '../base/check.js';
import { dayOf, type LocalDate, parseLocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { checkedModifiers, type Discipline, type MilliUnits, serviceOf, type UnitDefinition } from './service.js';

/** The payer's answer for one line; X12 278 review action in brackets (domain 1.8). */
export const REVIEW_DECISIONS = [
  'CERTIFIED_IN_TOTAL', // A1
  'CERTIFIED_PARTIALLY', // A2
  'NOT_CERTIFIED', // A3
  'PENDED', // A4
  'MODIFIED', // A6
  'CANCELLED', // C
  'CONTACT_PAYER', // CT
  'NOT_REQUIRED', // NA
] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** The decisions under which care may be given and units drawn. */
export const CERTIFIED: ReadonlySet<ReviewDecision> = new Set(['CERTIFIED_IN_TOTAL', 'CERTIFIED_PARTIALLY', 'MODIFIED']);

/** The decisions that are still open: visits may be held against such a line but not given. */
export const UNDECIDED: ReadonlySet<ReviewDecision> = new Set(['PENDED', 'CONTACT_PAYER']);

/** What the payer was asked for: X12 278 certification type in brackets. */
export const REQUEST_TYPES = [
  'INITIAL', // I
  'RENEWAL', // R
  'EXTENSION', // 4
  'REVISED', // S
  'RECONSIDERATION', // N
  'APPEAL', // 1 or 2
] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

/** Which of the payer's clocks runs (CMS-0057-F: 72 hours expedited, 7 calendar days standard). */
export const REQUEST_URGENCIES = ['STANDARD', 'EXPEDITED'] as const;
export type RequestUrgency = (typeof REQUEST_URGENCIES)[number];

export const REQUEST_CHANNELS = ['PORTAL', 'PHONE', 'FAX', 'X12_278', 'FHIR_PAS'] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

export const CAP_PERIODS = ['VISIT', 'DAY', 'WEEK', 'MONTH', 'ROLLING_DAYS'] as const;
export type CapPeriod = (typeof CAP_PERIODS)[number];

export interface AuthorizationCap {
  readonly agencyId: string;
  readonly id: string;
  readonly lineId: string;
  readonly patientId: string;
  readonly period: CapPeriod;
  /** Only for ROLLING_DAYS. */
  readonly rollingDays: number | null;
  /** In the line's unit definition. */
  readonly milliUnits: MilliUnits;
}

export interface AuthorizationLine {
  readonly agencyId: string;
  readonly id: string;
  readonly authorizationId: string;
  readonly patientId: string;
  readonly discipline: Discipline;
  /** Null: every code of the discipline. */
  readonly serviceCode: string | null;
  readonly modifiers: readonly string[];
  readonly unitDefinition: UnitDefinition;
  readonly authorizedMilliUnits: MilliUnits;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly decision: ReviewDecision;
  /** The payer's reason, as a code or short text, when it did not certify in total. */
  readonly decisionReason: string | null;
  /** Lower is drawn first where several lines fit equally. */
  readonly priority: number;
  /** Days of the week on which care is approved, 0 is Sunday; null: all of them. */
  readonly allowedWeekdays: readonly number[] | null;
  /** Dates on which no care is approved. */
  readonly blackoutDates: readonly LocalDate[];
  /** The only staff whose visits it covers; empty: anyone's. */
  readonly staffIds: readonly string[];
  /** CMS place of service codes that it covers; empty: all. */
  readonly placesOfService: readonly string[];
}

/** What the payer said of a line at one time, kept when it says something else later. */
export interface AuthorizationDecision {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly authorizationId: string;
  readonly lineId: string;
  readonly decision: ReviewDecision;
  readonly decisionReason: string | null;
  readonly authorizedMilliUnits: MilliUnits;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly recordedAt: Date;
}

export interface Authorization {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly payerId: string;
  readonly coverageId: string | null;
  /** The payer's certification number; null until one is given. */
  readonly number: string | null;
  readonly requestedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly requestType: RequestType;
  readonly urgency: RequestUrgency;
  readonly channel: RequestChannel | null;
  /** ICD-10-CM, as the payer was told them. */
  readonly diagnosisCodes: readonly string[];
  readonly version: number;
}

export interface LineDraft {
  readonly id: string;
  readonly discipline: Discipline;
  readonly serviceCode: string | null;
  readonly modifiers: readonly string[];
  readonly unitDefinition: UnitDefinition;
  readonly authorizedMilliUnits: MilliUnits;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  readonly decision: ReviewDecision;
  readonly decisionReason: string | null;
  readonly priority: number;
  readonly allowedWeekdays: readonly number[] | null;
  readonly blackoutDates: readonly LocalDate[];
  readonly staffIds: readonly string[];
  readonly placesOfService: readonly string[];
}

const MOST_MILLI_UNITS = 1_000_000_000;
const LONGEST_LINE_DAYS = 3 * 366;

type Owner = Pick<AuthorizationLine, 'agencyId' | 'patientId' | 'authorizationId'>;

/** @throws Refusal with the path of the line's field. */
export function authorizedLine(draft: LineDraft, owner: Owner, path: ReadonlyArray<string | number>): AuthorizationLine {
  const startsOn = parseLocalDate(draft.startsOn);
  const endsOn = parseLocalDate(draft.endsOn);
  checkPeriod(startsOn, endsOn, [...path, 'endsOn']);
  const service = draft.serviceCode === null ? null : serviceOf(draft.serviceCode, [...path, 'serviceCode']);
  if (service && service.discipline !== draft.discipline) {
    throw new Refusal('INVALID_INPUT', { path: [...path, 'serviceCode'], expected: `a service of ${draft.discipline}`, found: `one of ${service.discipline}` });
  }
  const units = checkedInteger(draft.authorizedMilliUnits, [...path, 'authorizedUnits'], { from: 0, to: MOST_MILLI_UNITS });
  if (CERTIFIED.has(draft.decision) && units === 0) {
    throw new Refusal('INVALID_INPUT', { path: [...path, 'authorizedUnits'], expected: 'more than zero units on a certified line' });
  }
  return {
    ...owner,
    ...draft,
    modifiers: checkedModifiers(draft.modifiers, [...path, 'modifiers']),
    startsOn,
    endsOn,
    decisionReason: checkedOptionalText(draft.decisionReason, [...path, 'decisionReason'], 500),
    priority: checkedInteger(draft.priority, [...path, 'priority'], { from: 1, to: 999 }),
    allowedWeekdays: draft.allowedWeekdays === null ? null : checkedWeekdays(draft.allowedWeekdays, [...path, 'allowedWeekdays']),
    blackoutDates: checkedBlackoutDates(draft.blackoutDates, [...path, 'blackoutDates']),
    staffIds: checkedStaff(draft.staffIds, [...path, 'staffIds']),
    placesOfService: checkedPlaces(draft.placesOfService, [...path, 'placesOfService']),
  };
}

/** @throws Refusal INVALID_INPUT when a cap has no days to roll over, or has them without rolling. */
export function capped(cap: AuthorizationCap, path: ReadonlyArray<string | number>): AuthorizationCap {
  checkedInteger(cap.milliUnits, [...path, 'units'], { from: 1, to: MOST_MILLI_UNITS });
  if ((cap.period === 'ROLLING_DAYS') !== (cap.rollingDays !== null)) {
    throw new Refusal('INVALID_INPUT', { path: [...path, 'rollingDays'], expected: 'rollingDays exactly when the period is ROLLING_DAYS' });
  }
  if (cap.rollingDays !== null) checkedInteger(cap.rollingDays, [...path, 'rollingDays'], { from: 2, to: 366 });
  return cap;
}

/** An extension only ever lengthens, and adds units or none; a payer that shortens or takes back revises. */
export function extended(line: AuthorizationLine, endsOn: LocalDate, addedMilliUnits: MilliUnits): AuthorizationLine {
  if (parseLocalDate(endsOn) <= line.endsOn) {
    throw new Refusal('INVALID_RANGE', { path: ['input', 'endsOn'], expected: 'a date after the present end of the line', remedy: 'Revise the authorization to shorten it.' });
  }
  checkPeriod(line.startsOn, endsOn, ['input', 'endsOn']);
  const added = checkedInteger(addedMilliUnits, ['input', 'addedUnits'], { from: 0, to: MOST_MILLI_UNITS - line.authorizedMilliUnits });
  return { ...line, endsOn, authorizedMilliUnits: line.authorizedMilliUnits + added };
}

/** @throws Refusal ILLEGAL_TRANSITION when the payer or the agency has withdrawn it. */
export function expectInForce(authorization: Authorization): void {
  if (authorization.cancelledAt !== null) {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'authorizationId'], expected: 'an authorization that has not been cancelled' });
  }
}

function checkPeriod(startsOn: LocalDate, endsOn: LocalDate, path: ReadonlyArray<string | number>): void {
  checkedDateRange(startsOn, endsOn, path);
  if (dayOf(endsOn) - dayOf(startsOn) > LONGEST_LINE_DAYS) throw new Refusal('INVALID_RANGE', { path, expected: 'a period of at most three years' });
}

const MOST_BLACKOUT_DATES = 366;
export const MOST_STAFF = 100;

/** @throws Refusal INVALID_INPUT. Sorted, each once. */
export function checkedWeekdays(weekdays: readonly number[], path: ReadonlyArray<string | number>): number[] {
  if (weekdays.length === 0) throw new Refusal('INVALID_INPUT', { path, expected: 'at least one day of the week' });
  return [...new Set(weekdays.map((weekday, i) => checkedInteger(weekday, [...path, i], { from: 0, to: 6 })))].sort();
}

/** @throws Refusal INVALID_DATE, INVALID_INPUT. Sorted, each once. */
export function checkedBlackoutDates(dates: readonly LocalDate[], path: ReadonlyArray<string | number>): LocalDate[] {
  if (dates.length > MOST_BLACKOUT_DATES) throw new Refusal('INVALID_INPUT', { path, expected: `at most ${MOST_BLACKOUT_DATES} dates`, found: `${dates.length}` });
  return [...new Set(dates.map(parseLocalDate))].sort();
}

function checkedStaff(staffIds: readonly string[], path: ReadonlyArray<string | number>): string[] {
  if (staffIds.length > MOST_STAFF) throw new Refusal('INVALID_INPUT', { path, expected: `at most ${MOST_STAFF} members of staff`, found: `${staffIds.length}` });
  return [...new Set(staffIds)].sort();
}

function checkedPlaces(places: readonly string[], path: ReadonlyArray<string | number>): string[] {
  for (const [i, place] of places.entries()) {
    if (!/^[0-9]{2}$/.test(place)) throw new Refusal('UNKNOWN_CODE', { path: [...path, i], expected: 'a place of service code of two digits, such as 12 for the home' });
  }
  return [...new Set(places)].sort();
}
