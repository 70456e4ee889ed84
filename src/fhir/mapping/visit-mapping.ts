import type { Element } from '../element.js';
import { codingsOf, hasCode } from '../values/codings.js';
import { exactInstant } from '../values/dates.js';
import { type NamedService, saysHome, serviceIn } from '../values/services.js';

/** What an Encounter or Appointment says of a visit. */
export interface MappedVisit {
  readonly service: NamedService;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly course: Course;
}

/** What has become of the visit so far. */
export type Course = 'PLANNED' | 'FULFILLED' | 'COMPLETED' | 'CANCELLED' | 'MISSED' | 'NEVER_WAS';

const ACT_CODES = ['http://terminology.hl7.org/CodeSystem/v3-ActCode', 'http://hl7.org/fhir/v3/ActCode'];

export interface VisitKind {
  /** Null when nothing tells the discipline. */
  readonly service: NamedService | null;
  /** By its class; then the discipline may also come from who makes the visit. */
  readonly isHomeHealth: boolean;
}

/** Encounters of a hospital or a clinic are none of ours, whatever is done in them. */
export function kindOfEncounter(encounter: Element): VisitKind {
  const ownClass = encounter.all('class');
  const isHomeHealth = ownClass.some((one) => {
    const { code, system } = one.peek() as { readonly code?: unknown; readonly system?: unknown };
    return code === 'HH' && (system === undefined || ACT_CODES.includes(String(system)));
  });
  return kindOf([...encounter.all('type'), ...encounter.all('serviceType')], isHomeHealth);
}

export function kindOfAppointment(appointment: Element): VisitKind {
  const concepts = [...appointment.all('serviceType'), ...appointment.all('appointmentType')];
  const isHomeHealth = saysHome([...appointment.all('serviceCategory'), ...appointment.all('specialty')]) || hasCode(appointment.all('serviceCategory'), ACT_CODES, 'HH');
  return kindOf(concepts, isHomeHealth);
}

function kindOf(concepts: readonly Element[], isHomeHealth: boolean): VisitKind {
  const service = isHomeHealth ? serviceIn(concepts, true) : billedIn(concepts);
  return { service, isHomeHealth };
}

/** Outside of home health only a code that home care alone bills makes a visit ours; words are not enough. */
function billedIn(concepts: readonly Element[]): NamedService | null {
  const service = serviceIn(concepts.filter((concept) => codingsOf([concept]).length > 0), false);
  return service?.serviceCode == null ? null : service;
}

const ENCOUNTER_COURSES: Readonly<Record<string, Course>> = {
  planned: 'PLANNED',
  arrived: 'PLANNED',
  triaged: 'PLANNED',
  'in-progress': 'PLANNED',
  onleave: 'PLANNED',
  finished: 'COMPLETED',
  cancelled: 'CANCELLED',
  'entered-in-error': 'NEVER_WAS',
};

/** Proposed, waitlisted and pending appointments nobody has agreed to yet. `fulfilled` tells no worked time; the Encounter does. */
const APPOINTMENT_COURSES: Readonly<Record<string, Course>> = {
  booked: 'PLANNED',
  arrived: 'PLANNED',
  'checked-in': 'PLANNED',
  fulfilled: 'FULFILLED',
  cancelled: 'CANCELLED',
  noshow: 'MISSED',
  'entered-in-error': 'NEVER_WAS',
};

/** Null: not in a state that is imported. */
export function courseOfEncounter(encounter: Element): Course | null {
  return ENCOUNTER_COURSES[encounter.get('status').text() ?? ''] ?? null;
}

export function courseOfAppointment(appointment: Element): Course | null {
  return APPOINTMENT_COURSES[appointment.get('status').text() ?? ''] ?? null;
}

/** @throws Refusal INVALID_DATE, INVALID_INPUT when it does not say from when to when. */
export function timesOfEncounter(encounter: Element): { readonly startsAt: Date; readonly endsAt: Date } {
  const period = encounter.get('period');
  return times(period.get('start'), period.get('end'), minutesOf(encounter.get('length')));
}

export function timesOfAppointment(appointment: Element): { readonly startsAt: Date; readonly endsAt: Date } {
  return times(appointment.get('start'), appointment.get('end'), appointment.get('minutesDuration').number());
}

function times(start: Element, end: Element, minutes: number | null): { readonly startsAt: Date; readonly endsAt: Date } {
  const startsAt = exactInstant(start);
  if (startsAt === null) throw start.refusal('INVALID_INPUT', 'the time at which the visit starts');
  const endsAt = exactInstant(end) ?? (minutes === null ? null : new Date(startsAt.getTime() + minutes * 60_000));
  if (endsAt === null) throw end.refusal('INVALID_INPUT', 'the time at which the visit ends, or its length');
  return { startsAt, endsAt };
}

const MINUTES: Readonly<Record<string, number>> = { min: 1, h: 60 };

function minutesOf(duration: Element): number | null {
  const value = duration.get('value').number();
  const factor = MINUTES[duration.get('code').text() ?? duration.get('unit').text() ?? ''];
  if (value === null || factor === undefined) return null;
  duration.consume();
  return value * factor;
}
