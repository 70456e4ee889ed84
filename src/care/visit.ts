import { checkedInteger } from '../base/check.js';
import { CLOCK_TOLERANCE_MS, dateOf, localDayAt, type LocalDate, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { checkedModifiers, type Discipline, type MilliUnits, serviceOf } from './service.js';

export const VISIT_STATUSES = ['SCHEDULED', 'COMPLETED', 'BILLED', 'PAID', 'MISSED', 'CANCELLED'] as const;
export type VisitStatus = (typeof VISIT_STATUSES)[number];

/** What a visit is for; payers ask for other documentation of an evaluation than of a routine visit. */
export const VISIT_TYPES = ['ROUTINE', 'START_OF_CARE', 'EVALUATION', 'REASSESSMENT', 'RECERTIFICATION', 'DISCHARGE'] as const;
export type VisitType = (typeof VISIT_TYPES)[number];

/** Place of service code 12 of the CMS code set: the patient's home. */
export const HOME = '12';

export interface Visit {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly discipline: Discipline;
  readonly serviceCode: string;
  readonly modifiers: readonly string[];
  readonly staffId: string | null;
  /** Instants. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The date of service: the civil date of the start (worked start once known) in the branch's zone. */
  readonly serviceOn: LocalDate;
  readonly actualStartsAt: Date | null;
  readonly actualEndsAt: Date | null;
  readonly status: VisitStatus;
  /** Visits made in one act of recurring scheduling share it. */
  readonly seriesId: string | null;
  readonly isAsNeeded: boolean;
  readonly type: VisitType;
  /** CMS place of service code, two digits. */
  readonly placeOfService: string;
  /** The line that the office has chosen for the visit; null where the allocator chooses. */
  readonly pinnedLineId: string | null;
  /** What the visit needed of that line when it was chosen, in the line's unit definition. */
  readonly pinnedMilliUnits: MilliUnits | null;
  /** When the physician was told that the visit did not take place. */
  readonly physicianNotifiedAt: Date | null;
  /** When it was last billed. */
  readonly billedAt: Date | null;
  /** The minutes that the claim states, where they are not those worked. */
  readonly billedMinutes: number | null;
  readonly version: number;
}

export const SCHEDULE_CHANGE_KINDS = [
  'CREATED', 'RESCHEDULED', 'REASSIGNED', 'SERVICE_CHANGED', 'PINNED', 'COMPLETED', 'CORRECTED', 'CANCELLED', 'MISSED', 'PHYSICIAN_NOTIFIED', 'BILLED', 'PAID',
] as const;
export type ScheduleChangeKind = (typeof SCHEDULE_CHANGE_KINDS)[number];

/** Why someone made a change. */
export const CHANGE_CAUSES = [
  'PATIENT_REQUEST',
  'FAMILY_REQUEST',
  'PHYSICIAN_ORDER',
  'CONDITION_CHANGE',
  'STAFF_UNAVAILABLE',
  'PAYER_DECISION',
  'WEATHER',
  'EMERGENCY',
  'CORRECTION',
  'IMPORT',
  'CLOCK',
  'OTHER',
] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

/** Written with every change to a visit and never altered. */
export interface ScheduleChange {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly visitId: string;
  readonly kind: ScheduleChangeKind;
  readonly before: VisitSlot | null;
  readonly after: VisitSlot;
  readonly cause: ChangeCause;
  readonly reason: string | null;
  readonly actorSubject: string;
  readonly actorRole: string;
  /** When it happened in the world, and when this server learned of it. */
  readonly occurredAt: Date;
  readonly recordedAt: Date;
}

/** The part of a visit that schedule changes are about. Instants as ISO text, because it is stored as a document. */
export interface VisitSlot {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly serviceOn: LocalDate;
  readonly staffId: string | null;
  readonly status: VisitStatus;
  readonly serviceCode: string;
}

/** When a staff member is with a patient. */
export interface StaffSlot {
  readonly staffId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface VisitPlan {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly serviceCode: string;
  readonly modifiers: readonly string[];
  readonly staffId: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly seriesId: string | null;
  readonly isAsNeeded: boolean;
  readonly type: VisitType;
  readonly placeOfService: string;
}

const LONGEST_VISIT_MS = 24 * MS_PER_HOUR;
const FARTHEST_PLAN_MS = 3 * 366 * MS_PER_DAY;
const EARLIEST_VISIT_MS = Date.UTC(1990, 0, 1);

/** @throws Refusal UNKNOWN_CODE, INVALID_RANGE, INVALID_INPUT */
export function planVisit(plan: VisitPlan, timeZone: string, now: Date): Visit {
  const service = serviceOf(plan.serviceCode, ['input', 'serviceCode']);
  checkPlannedTimes(plan, now);
  return {
    agencyId: plan.agencyId,
    id: plan.id,
    patientId: plan.patientId,
    discipline: service.discipline,
    serviceCode: service.code,
    modifiers: checkedModifiers(plan.modifiers, ['input', 'modifiers']),
    staffId: plan.staffId,
    startsAt: plan.startsAt,
    endsAt: plan.endsAt,
    serviceOn: serviceDateOf(plan.startsAt, timeZone),
    actualStartsAt: null,
    actualEndsAt: null,
    status: 'SCHEDULED',
    seriesId: plan.seriesId,
    isAsNeeded: plan.isAsNeeded,
    type: plan.type,
    placeOfService: checkedPlace(plan.placeOfService),
    pinnedLineId: null,
    pinnedMilliUnits: null,
    physicianNotifiedAt: null,
    billedAt: null,
    billedMinutes: null,
    version: 1,
  };
}

/** @throws Refusal INVALID_RANGE, INVALID_DATE */
export function checkPlannedTimes({ startsAt, endsAt }: Pick<Visit, 'startsAt' | 'endsAt'>, now: Date): void {
  checkSpan(startsAt, endsAt, ['input', 'endsAt']);
  checkNotTooFar(startsAt, now, ['input', 'startsAt']);
}

/** @throws Refusal ILLEGAL_TRANSITION unless the visit is still only planned. */
export function movedTo(visit: Visit, startsAt: Date, endsAt: Date, timeZone: string, now: Date): Visit {
  expectStatus(visit, 'SCHEDULED');
  checkPlannedTimes({ startsAt, endsAt }, now);
  return next(visit, { startsAt, endsAt, serviceOn: serviceDateOf(startsAt, timeZone) });
}

export function assignedTo(visit: Visit, staffId: string | null): Visit {
  expectStatus(visit, 'SCHEDULED');
  return next(visit, { staffId });
}

/** Worked times, from the clock-in and clock-out or from the note. They cannot be in the future. */
export function completedAt(visit: Visit, actualStartsAt: Date, actualEndsAt: Date, timeZone: string, now: Date): Visit {
  expectStatus(visit, 'SCHEDULED');
  checkWorkedTimes(actualStartsAt, actualEndsAt, now);
  return next(visit, { actualStartsAt, actualEndsAt, serviceOn: serviceDateOf(actualStartsAt, timeZone), status: 'COMPLETED' });
}

export function cancelled(visit: Visit): Visit {
  expectStatus(visit, 'SCHEDULED');
  return next(visit, { status: 'CANCELLED' });
}

/** Another service, type or place for a visit; what has been billed stays what it was. */
export function servedAs(visit: Visit, service: Pick<VisitPlan, 'serviceCode' | 'modifiers' | 'type' | 'placeOfService'>): Visit {
  expectStatus(visit, 'SCHEDULED', 'COMPLETED');
  const { code, discipline } = serviceOf(service.serviceCode, ['input', 'serviceCode']);
  return next(visit, {
    discipline,
    serviceCode: code,
    modifiers: checkedModifiers(service.modifiers, ['input', 'modifiers']),
    type: service.type,
    placeOfService: checkedPlace(service.placeOfService),
  });
}

/** The office chooses the line that the visit draws on; null leaves it to the allocator again. */
export function pinnedTo(visit: Visit, pin: { readonly lineId: string; readonly milliUnits: MilliUnits } | null): Visit {
  expectStatus(visit, 'SCHEDULED', 'COMPLETED');
  return next(visit, { pinnedLineId: pin?.lineId ?? null, pinnedMilliUnits: pin?.milliUnits ?? null });
}

/** The worked times were recorded wrongly. What was billed is corrected with a corrected claim. */
export function correctedTo(visit: Visit, actualStartsAt: Date, actualEndsAt: Date, timeZone: string, now: Date): Visit {
  expectStatus(visit, 'COMPLETED', 'BILLED', 'PAID');
  checkWorkedTimes(actualStartsAt, actualEndsAt, now);
  return next(visit, { actualStartsAt, actualEndsAt, serviceOn: serviceDateOf(actualStartsAt, timeZone) });
}

/** The physician learned that a visit did not take place, which the record has to show (42 CFR 484.60). */
export function notifiedOf(visit: Visit, physicianNotifiedAt: Date): Visit {
  expectStatus(visit, 'MISSED', 'CANCELLED');
  return next(visit, { physicianNotifiedAt });
}

/** A visit can be missed only once its time has come. */
export function missed(visit: Visit, physicianNotifiedAt: Date | null, now: Date): Visit {
  expectStatus(visit, 'SCHEDULED');
  if (visit.startsAt.getTime() > now.getTime()) {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'visitId'], expected: 'a visit whose start has passed', remedy: 'Cancel a visit that will not take place.' });
  }
  return next(visit, { status: 'MISSED', physicianNotifiedAt });
}

/** The claim went out; again, where a corrected claim replaces it. */
export function billed(visit: Visit, billedAt: Date, billedMinutes: number | null, isCorrection: boolean): Visit {
  expectStatus(visit, ...(isCorrection ? (['BILLED', 'PAID'] as const) : (['COMPLETED'] as const)));
  if (billedMinutes !== null) checkedInteger(billedMinutes, ['input', 'billedMinutes'], { from: 0, to: LONGEST_VISIT_MS / MS_PER_MINUTE });
  return next(visit, { status: 'BILLED', billedAt, billedMinutes });
}

export function paid(visit: Visit): Visit {
  expectStatus(visit, 'BILLED');
  return next(visit, { status: 'PAID' });
}

export function slotOf(visit: Visit): VisitSlot {
  return {
    startsAt: visit.startsAt.toISOString(),
    endsAt: visit.endsAt.toISOString(),
    serviceOn: visit.serviceOn,
    staffId: visit.staffId,
    status: visit.status,
    serviceCode: visit.serviceCode,
  };
}

/** Of visits, or of one before and after a change. Who is not known yet cannot be in two places. */
export function staffSlotsOf(visits: ReadonlyArray<Pick<Visit, 'staffId' | 'startsAt' | 'endsAt'>>): StaffSlot[] {
  return visits.flatMap(({ staffId, startsAt, endsAt }) => (staffId === null ? [] : [{ staffId, startsAt, endsAt }]));
}

function next(visit: Visit, changes: Partial<Visit>): Visit {
  return { ...visit, ...changes, version: visit.version + 1 };
}

function serviceDateOf(startsAt: Date, timeZone: string): LocalDate {
  return dateOf(localDayAt(startsAt.getTime(), timeZone));
}

function expectStatus(visit: Visit, ...statuses: readonly VisitStatus[]): void {
  if (!statuses.includes(visit.status)) {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'visitId'], expected: `a visit that is ${statuses.join(' or ')}`, found: `one that is ${visit.status}` });
  }
}

function checkWorkedTimes(actualStartsAt: Date, actualEndsAt: Date, now: Date): void {
  checkSpan(actualStartsAt, actualEndsAt, ['input', 'actualEndsAt']);
  checkNotTooFar(actualStartsAt, now, ['input', 'actualStartsAt']);
  if (actualEndsAt.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) {
    throw new Refusal('INVALID_INPUT', { path: ['input', 'actualEndsAt'], expected: 'a time that has passed' });
  }
}

function checkedPlace(placeOfService: string): string {
  if (!/^[0-9]{2}$/.test(placeOfService)) {
    throw new Refusal('UNKNOWN_CODE', { path: ['input', 'placeOfService'], expected: 'a place of service code of two digits, such as 12 for the home' });
  }
  return placeOfService;
}

function checkSpan(startsAt: Date, endsAt: Date, path: ReadonlyArray<string | number>): void {
  const length = endsAt.getTime() - startsAt.getTime();
  if (!(length > 0 && length <= LONGEST_VISIT_MS)) {
    throw new Refusal('INVALID_RANGE', { path, expected: 'an end after the start, at most 24 hours later' });
  }
}

/** History may be recorded from far back; plans reach three years ahead. */
function checkNotTooFar(startsAt: Date, now: Date, path: ReadonlyArray<string | number>): void {
  if (startsAt.getTime() < EARLIEST_VISIT_MS || startsAt.getTime() > now.getTime() + FARTHEST_PLAN_MS) {
    throw new Refusal('INVALID_DATE', { path, expected: 'a start after 1990 and at most three years from now' });
  }
}
