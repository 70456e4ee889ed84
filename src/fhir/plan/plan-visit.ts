import { cancelVisit } from '../../changes/cancel-visit.js';
import { completeVisit } from '../../changes/complete-visit.js';
import { missVisit } from '../../changes/miss-visit.js';
import { type Step, step } from '../../changes/step.js';
import { reassignVisit } from '../../changes/reassign-visit.js';
import { rescheduleVisit } from '../../changes/reschedule-visit.js';
import { scheduleVisit } from '../../changes/schedule-visit.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import type { Entry } from '../document.js';
import type { Element } from '../element.js';
import { assumed, issue } from '../issues.js';
import {
  type Course,
  courseOfAppointment,
  courseOfEncounter,
  kindOfAppointment,
  kindOfEncounter,
  type MappedVisit,
  timesOfAppointment,
  timesOfEncounter,
  type VisitKind,
} from '../mapping/visit-mapping.js';
import { pointersOf } from '../reference.js';
import type { Reason } from '../report.js';
import { type NamedService, usualCode } from '../values/services.js';
import { importer, type Making, Skipped } from './importer.js';
import type { KnownStaff, KnownVisit } from './known-facts.js';
import type { Planning } from './planning.js';

interface PreparedVisit extends Omit<MappedVisit, 'service'> {
  readonly patientId: string;
  readonly serviceCode: string;
  readonly staffId: string | null;
  /** The visit that an appointment had already planned. */
  readonly plannedId: string | null;
  readonly issues: readonly Reason[];
  readonly root: Element;
  /** The element in which each thing is told. */
  readonly sources: Readonly<Record<string, string>>;
}

const STAFF = ['Practitioner', 'PractitionerRole'];

export const encounterImporter = importer<PreparedVisit>({
  creates: 'scheduleVisit',
  rows: [VisitRow],
  async prepare(planning, entry, root) {
    const kind = kindOfEncounter(root);
    if (kind.service === null && !kind.isHomeHealth) throw new Skipped(root, 'a visit at home that home care bills');
    const issues: Reason[] = [];
    const staff = await firstStaff(planning, entry, root.all('participant').map((participant) => participant.get('individual')), issues);
    const serviceCode = codeOf(kind, staff, root.get('type'), issues);
    for (const part of ['class', 'type', 'serviceType']) for (const one of root.all(part)) one.consume();
    const course = courseOfEncounter(root);
    if (course === null) throw new Skipped(root.get('status'), 'a visit that is planned or took place');
    const patient = await planning.patient(entry, root.get('subject'));
    const appointment = root.get('appointment');
    const plannedId = appointment.isPresent ? (await planning.find(entry, appointment, ['Appointment'])).recordId : null;
    return { ...timesOfEncounter(root), patientId: patient.id, serviceCode, staffId: staff?.id ?? null, plannedId, course, issues, root, sources: ENCOUNTER_SOURCES };
  },
  async contradicts(planning, { patientId }, recordId) {
    return (await planning.facts.isOfAnother(VisitRow, recordId, patientId)) ? 'Encounter.subject' : null;
  },
  async adopt(_planning, { plannedId }) {
    return plannedId;
  },
  create: (planning, prepared, id) => createVisit(planning, prepared, id),
  update: (planning, prepared, id) => updateVisit(planning, prepared, id),
});

export const appointmentImporter = importer<PreparedVisit>({
  creates: 'scheduleVisit',
  rows: [VisitRow],
  async prepare(planning, entry, root) {
    const kind = kindOfAppointment(root);
    if (kind.service === null && !kind.isHomeHealth) throw new Skipped(root, 'a visit at home that home care bills');
    const course = courseOfAppointment(root);
    if (course === null) throw new Skipped(root.get('status'), 'an appointment that is agreed');
    const issues: Reason[] = [];
    if (course === 'FULFILLED') issues.push(issue(root.get('status'), 'UNSUPPORTED_RESOURCE', 'an Encounter with the time that was worked; until then the visit stays planned'));
    const actors = root.all('participant').map((participant) => participant.get('actor'));
    const staff = await firstStaff(planning, entry, actors, issues);
    const patientReference = await patientAmong(planning, entry, actors);
    const patient = await planning.patient(entry, patientReference ?? root.get('participant').get('actor'));
    const serviceCode = codeOf(kind, staff, root.get('serviceType'), issues);
    for (const part of ['serviceType', 'appointmentType', 'serviceCategory', 'specialty']) for (const one of root.all(part)) one.consume();
    return { ...timesOfAppointment(root), patientId: patient.id, serviceCode, staffId: staff?.id ?? null, plannedId: null, course, issues, root, sources: APPOINTMENT_SOURCES };
  },
  async contradicts(planning, { patientId }, recordId) {
    return (await planning.facts.isOfAnother(VisitRow, recordId, patientId)) ? 'Appointment.participant' : null;
  },
  create: (planning, prepared, id) => createVisit(planning, prepared, id),
  update: (planning, prepared, id) => updateVisit(planning, prepared, id),
});

async function createVisit(planning: Planning, prepared: PreparedVisit, id: string): Promise<Making> {
  const { patientId, serviceCode, staffId, startsAt, endsAt, course, issues, root, sources } = prepared;
  if (course === 'NEVER_WAS') throw new Skipped(root.get('status'), 'a visit that was not entered in error');
  const visit: KnownVisit = { id, patientId, serviceCode, staffId, startsAt, endsAt, status: 'SCHEDULED', version: null };
  planning.facts.willBeVisit({ ...visit, status: STATUS_AFTER[course] });
  return { steps: [step(scheduleVisit, { id, patientId, serviceCode, staffId, startsAt, endsAt }), ...courseSteps(visit, prepared)], issues, sources };
}

/** A visit that took place is told with the times that were worked; one that is still to come, with those that are planned. */
async function updateVisit(planning: Planning, prepared: PreparedVisit, id: string): Promise<Making> {
  const { course, issues, staffId, startsAt, endsAt, serviceCode, sources } = prepared;
  const known = await planning.facts.visit(id);
  if (known === null) return { steps: [], issues };
  if (known.status !== 'SCHEDULED') {
    const isSettled = course === 'FULFILLED' || known.status === STATUS_AFTER[course] || (known.status === 'BILLED' && course === 'COMPLETED');
    return { steps: [], issues, settled: isSettled ? ['status'] : [] };
  }
  const steps: Step[] = [];
  if (staffId !== null && staffId !== known.staffId) steps.push(step(reassignVisit, { visitId: id, staffId }));
  const isMoved = startsAt.getTime() !== known.startsAt.getTime() || endsAt.getTime() !== known.endsAt.getTime();
  if (isToCome(course) && isMoved) steps.push(step(rescheduleVisit, { visitId: id, startsAt, endsAt }));
  steps.push(...courseSteps(known, prepared));
  const isTimed = isToCome(course) || course === 'COMPLETED';
  const planned = isToCome(course) ? { startsAt, endsAt } : {};
  planning.facts.willBeVisit({ ...known, ...planned, staffId: staffId ?? known.staffId, status: STATUS_AFTER[course], version: null });
  return {
    steps,
    issues,
    settled: [
      'status', 'statusHistory',
      ...(isTimed ? ['period', 'length', 'start', 'end', 'minutesDuration'] : []),
      ...(staffId === null ? [] : ['participant']),
      ...(serviceCode === known.serviceCode ? ['class', 'type', 'serviceType', 'appointmentType', 'serviceCategory', 'specialty'] : []),
      'appointment',
    ],
    sources,
  };
}

function isToCome(course: Course): boolean {
  return course === 'PLANNED' || course === 'FULFILLED';
}

const STATUS_AFTER = {
  PLANNED: 'SCHEDULED',
  FULFILLED: 'SCHEDULED',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
  MISSED: 'MISSED',
  NEVER_WAS: 'CANCELLED',
} as const satisfies Record<Course, KnownVisit['status']>;

function courseSteps({ id }: KnownVisit, { course, startsAt, endsAt }: PreparedVisit): Step[] {
  switch (course) {
    case 'COMPLETED':
      return [step(completeVisit, { visitId: id, actualStartsAt: startsAt, actualEndsAt: endsAt }, [], { occurredAt: endsAt })];
    case 'CANCELLED':
    case 'NEVER_WAS':
      return [step(cancelVisit, { visitId: id })];
    case 'MISSED':
      return [step(missVisit, { visitId: id })];
    default:
      return [];
  }
}

const ENCOUNTER_SOURCES = {
  startsAt: 'Encounter.period.start',
  endsAt: 'Encounter.period.end',
  actualStartsAt: 'Encounter.period.start',
  actualEndsAt: 'Encounter.period.end',
  occurredAt: 'Encounter.period.end',
  serviceCode: 'Encounter.type',
  staffId: 'Encounter.participant',
  patientId: 'Encounter.subject',
  visitId: 'Encounter.status',
};
const APPOINTMENT_SOURCES = {
  startsAt: 'Appointment.start',
  endsAt: 'Appointment.end',
  serviceCode: 'Appointment.serviceType',
  staffId: 'Appointment.participant',
  patientId: 'Appointment.participant',
  visitId: 'Appointment.status',
};

/** The code that is told; else the usual one of the discipline that is told, or of the one discipline of whoever makes the visit. */
function codeOf({ service, isHomeHealth }: VisitKind, staff: KnownStaff | null, at: Element, issues: Reason[]): string {
  if (service !== null && service.serviceCode !== null) return service.serviceCode;
  const discipline = disciplineOf(service, staff);
  if (discipline === null || !isHomeHealth) throw new Skipped(at, 'a home-health visit whose discipline is told, by code or by who makes it', { code: 'UNKNOWN_CODE' });
  const code = usualCode(discipline, staff?.credential ?? null);
  issues.push(assumed(at, `the usual code of ${discipline}, ${code}`));
  return code;
}

function disciplineOf(service: NamedService | null, staff: KnownStaff | null) {
  return service?.discipline ?? (staff?.disciplines.length === 1 ? (staff.disciplines[0] ?? null) : null);
}

/** A visit has one who makes it; the first whom we know. */
async function firstStaff(planning: Planning, entry: Entry, references: readonly Element[], issues: Reason[]): Promise<KnownStaff | null> {
  for (const reference of references) {
    const { recordId } = await planning.find(entry, reference, STAFF);
    const staff = recordId === null ? null : await planning.facts.staff(recordId);
    if (staff !== null) return staff;
    if (isOfStaff(reference)) issues.push(issue(reference, 'NOT_FOUND', 'a practitioner who is known; the visit is kept without'));
  }
  return null;
}

function isOfStaff(reference: Element): boolean {
  return pointersOf(reference).some((pointer) => pointer.by !== 'FRAGMENT' && pointer.resourceType !== null && STAFF.includes(pointer.resourceType));
}

async function patientAmong(planning: Planning, entry: Entry, actors: readonly Element[]): Promise<Element | null> {
  for (const actor of actors) {
    const { recordId, entry: found } = await planning.find(entry, actor, ['Patient']);
    if (recordId !== null || found !== null) return actor;
  }
  return null;
}
