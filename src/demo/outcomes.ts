import { dateOf, localDayAt, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../base/day.js';
import type { NoteElement } from '../care/note.js';
import type { ChangeCause } from '../care/visit.js';
import { amendNote } from '../changes/amend-note.js';
import { billVisit } from '../changes/bill-visit.js';
import { cancelAuthorization } from '../changes/cancel-authorization.js';
import { cancelVisit } from '../changes/cancel-visit.js';
import { completeVisit } from '../changes/complete-visit.js';
import { discontinueOrder } from '../changes/discontinue-order.js';
import { extendAuthorization } from '../changes/extend-authorization.js';
import { missVisit } from '../changes/miss-visit.js';
import { type Step, step } from '../changes/step.js';
import { reassignVisit } from '../changes/reassign-visit.js';
import { rescheduleVisit } from '../changes/reschedule-visit.js';
import { signNote } from '../changes/sign-note.js';
import { writeNote } from '../changes/write-note.js';
import { type Case, lastCertifiedDay } from './casebook.js';
import type { PlannedVisit } from './opening.js';
import { termsOn } from './payers.js';
import type { Situation } from './situations.js';

/** What has become of a patient's plans by now: the visits, their notes, and what payers and physicians did since. */
export function outcomesOf(one: Case, visits: readonly PlannedVisit[]): Step[] {
  const isUnsettled = one.chance.happens(UNSETTLED_PERCENT);
  const past = visits.filter(({ endsAt }) => endsAt < one.now).map((visit) => ({ ...visit, fate: isUnsettled ? fateOf(one) : ('MADE' as const) }));
  const concerned = concernedNotes(one, past);
  return [
    ...inRounds(past.map((visit) => pastSteps(one, visit, concerned.has(visit.id) ? one.situation?.notes : undefined))),
    ...upcomingSteps(one, isUnsettled, visits.filter(({ startsAt }) => startsAt > one.now)),
    ...laterSteps(one),
  ];
}

/**
 * What happened to each visit first, then what happened to each next, and so on: the same change of many
 * visits is then made in one batch, which is what makes loading quick. Each step knows when it happened.
 */
function inRounds(histories: ReadonlyArray<readonly Step[]>): Step[] {
  const longest = Math.max(0, ...histories.map(({ length }) => length));
  return Array.from({ length: longest }, (_, round) =>
    histories.flatMap((history) => history[round] ?? []).toSorted((a, b) => a.change.kind.localeCompare(b.change.kind, 'en')),
  ).flat();
}

/** With some patients plans often change, with most hardly ever. */
const UNSETTLED_PERCENT = 35;

type Fate = 'MADE' | 'MISSED' | 'CANCELLED';
type PastVisit = PlannedVisit & { readonly fate: Fate };

function fateOf({ chance }: Case): Fate {
  if (chance.happens(10)) return 'MISSED';
  return chance.happens(7) ? 'CANCELLED' : 'MADE';
}

const NOTES_CONCERNED = 2;

/** The last visits made whose notes are later than the payer allows, where the situation is about notes. */
function concernedNotes(one: Case, past: readonly PastVisit[]): ReadonlySet<string> {
  if (one.situation?.notes === undefined) return new Set();
  const late = past.filter((visit) => visit.fate === 'MADE' && ageOf(one, visit) > termsOf(one, visit).noteLateHours * MS_PER_HOUR);
  return new Set(late.slice(-NOTES_CONCERNED).map(({ id }) => id));
}

function pastSteps(one: Case, visit: PastVisit, trouble: Situation['notes']): Step[] {
  switch (visit.fate) {
    case 'MISSED':
      return [step(missVisit, { visitId: visit.id }, [], because(one.chance.oneOf(ABSENCES), later(visit.startsAt, 45)))];
    case 'CANCELLED':
      return [step(cancelVisit, { visitId: visit.id }, [], because(one.chance.oneOf(ABSENCES), later(visit.startsAt, -20 * 60)))];
    case 'MADE':
      return madeSteps(one, visit, trouble);
  }
}

const ABSENCES: ReadonlyArray<readonly [ChangeCause, string]> = [
  ['PATIENT_REQUEST', 'Example reason: appointment elsewhere'],
  ['FAMILY_REQUEST', 'Example reason: family away'],
  ['STAFF_UNAVAILABLE', 'Example reason: clinician ill'],
  ['WEATHER', 'Example reason: roads closed'],
];

const BILLED_AFTER_DAYS = 8;
const BILLED_AFTER_DAYS_WITH_TROUBLE = 21;

function madeSteps(one: Case, visit: PastVisit, trouble: Situation['notes']): Step[] {
  const { chance, situation } = one;
  const actualStartsAt = later(visit.startsAt, chance.whole(0, 5));
  const actualEndsAt = earliest(later(actualStartsAt, visit.careOrder.minutes + chance.whole(-4, 4)), one.now);
  const steps = [step(completeVisit, { visitId: visit.id, actualStartsAt, actualEndsAt }, [], { occurredAt: actualEndsAt })];
  const isDue = ageOf(one, visit) > termsOf(one, visit).noteDueHours * MS_PER_HOUR - MS_PER_HOUR;
  if (!isDue) return [...steps, ...freshNote(one, visit)];

  steps.push(...noteSteps(one, visit, actualEndsAt, trouble));
  const billedAfter = situation === null ? BILLED_AFTER_DAYS : BILLED_AFTER_DAYS_WITH_TROUBLE;
  if (trouble === undefined && ageOf(one, visit) > billedAfter * MS_PER_DAY && chance.happens(85)) {
    steps.push(step(billVisit, { visitId: visit.id }, [], { occurredAt: later(visit.endsAt, 7 * 24 * 60) }));
  }
  return steps;
}

/** Not due yet: begun, or not even that. */
function freshNote({ chance, laterIds, now }: Case, { id, endsAt, careOrder }: PastVisit): Step[] {
  const writtenAt = later(endsAt, chance.whole(20, 90));
  if (writtenAt > now || chance.happens(40)) return [];
  return [step(writeNote, { id: laterIds.next(), visitId: id, authorStaffId: careOrder.staffId, elements: ELEMENTS.slice(0, 1), isComplete: false, writtenAt }, [], { occurredAt: writtenAt })];
}

function noteSteps(one: Case, visit: PastVisit, endedAt: Date, trouble: Situation['notes']): Step[] {
  if (trouble === 'MISSING') return [];
  const { chance, laterIds, now } = one;
  const noteId = laterIds.next();
  const writtenAt = later(endedAt, chance.whole(30, 240));
  const write = (elements: readonly NoteElement[], isComplete: boolean): Step =>
    step(writeNote, { id: noteId, visitId: visit.id, authorStaffId: visit.careOrder.staffId, elements, isComplete, writtenAt }, [], { occurredAt: writtenAt });
  if (trouble === 'UNFINISHED') return [write(ELEMENTS.slice(0, 2), false)];
  if (trouble === 'UNSIGNED') return [write(ELEMENTS, true)];

  const signedAt = later(writtenAt, chance.whole(10, 120));
  const steps = [write(ELEMENTS, true), step(signNote, { noteId }, [], { occurredAt: signedAt })];
  if (termsOf(one, visit).isCosignRequired && trouble !== 'COSIGNATURE_MISSING') {
    steps.push(step(signNote, { noteId, isCosignature: true }, [], { occurredAt: later(signedAt, chance.whole(60, 600)) }));
  }
  if (trouble === 'AMENDED') {
    const amendedAt = earliest(later(signedAt, 24 * 60), now);
    steps.push(step(amendNote, { noteId, elements: [...ELEMENTS, LATE_ENTRY] }, [], because(['CORRECTION', 'Example reason: response to exercise added'], amendedAt)));
    if (chance.happens(50)) steps.push(step(signNote, { noteId }, [], { occurredAt: later(amendedAt, 15) }));
  }
  return steps;
}

const ELEMENTS: readonly NoteElement[] = [
  { key: 'intervention', text: 'Example text: care given as planned.' },
  { key: 'patientResponse', text: 'Example text: tolerated well.' },
  { key: 'goalProgress', text: 'Example text: walks ten steps more than last week.' },
  { key: 'planNextVisit', text: 'Example text: continue and reassess.' },
];
const LATE_ENTRY: NoteElement = { key: 'lateEntryReason', text: 'Example text: detail added after review.' };

/** Plans change too: some visits are moved by an hour, given to a colleague or called off. */
function upcomingSteps(one: Case, isUnsettled: boolean, upcoming: readonly PlannedVisit[]): Step[] {
  const { chance, branch, now, situation } = one;
  const occurredAt = later(now, -chance.whole(60, 1_200));
  if (situation?.isMovedPastLine) return upcoming.slice(-1).map((visit) => movedPastLine(one, visit, occurredAt));
  if (!isUnsettled) return [];
  return upcoming.flatMap((visit) => {
    if (chance.happens(8)) return [step(rescheduleVisit, { visitId: visit.id, ...shifted(visit, 60) }, [], because(chance.oneOf(ABSENCES), occurredAt))];
    if (chance.happens(5)) return [step(cancelVisit, { visitId: visit.id }, [], because(chance.oneOf(ABSENCES), occurredAt))];
    if (!chance.happens(5)) return [];
    const colleagues = branch.staff.filter(({ disciplines }) => disciplines.includes(visit.careOrder.discipline));
    return [step(reassignVisit, { visitId: visit.id, staffId: chance.oneOf(colleagues).id }, [], because(['STAFF_UNAVAILABLE', 'Example reason: leave'], occurredAt))];
  });
}

function movedPastLine({ today, branch, situation }: Case, visit: PlannedVisit, occurredAt: Date): Step {
  const days = today + (situation?.lineEndsInDays ?? 0) + 2 - localDayAt(visit.startsAt.getTime(), branch.timeZone);
  return step(rescheduleVisit, { visitId: visit.id, ...shifted(visit, days * 24 * 60) }, [], because(['PATIENT_REQUEST', 'Example reason: appointment elsewhere'], occurredAt));
}

/** What the payer and the physician did since. */
function laterSteps(one: Case): Step[] {
  const { situation, careOrders, now, today } = one;
  const [first] = careOrders;
  if (!situation || !first) return [];
  const steps: Step[] = [];
  if (situation.later === 'EXTENDED') {
    const input = { authorizationId: first.authorizationId, endsOn: dateOf(lastCertifiedDay(one)) };
    steps.push(step(extendAuthorization, input, [], because(['PAYER_DECISION', 'Example reason: renewal approved'], later(now, -180))));
  }
  if (situation.later === 'CANCELLED') {
    steps.push(step(cancelAuthorization, { authorizationId: first.authorizationId }, [], because(['PAYER_DECISION', 'Example reason: certification withdrawn'], later(now, -240))));
  }
  if (situation.order === 'DISCONTINUED') {
    const input = { orderId: first.orderId, discontinuedOn: dateOf(today - 6) };
    steps.push(step(discontinueOrder, input, [], because(['PHYSICIAN_ORDER', 'Example reason: goals met'], later(now, -6 * 24 * 60))));
  }
  return steps;
}

function because([cause, reason]: readonly [ChangeCause, string], occurredAt: Date): { cause: ChangeCause; reason: string; occurredAt: Date } {
  return { cause, reason, occurredAt };
}

function termsOf({ payer, today, branch }: Case, { startsAt }: PlannedVisit): ReturnType<typeof termsOn> {
  return termsOn(payer, today - localDayAt(startsAt.getTime(), branch.timeZone));
}

function ageOf({ now }: Case, { endsAt }: PlannedVisit): number {
  return now.getTime() - endsAt.getTime();
}

function shifted({ startsAt, endsAt }: PlannedVisit, minutes: number): { startsAt: Date; endsAt: Date } {
  return { startsAt: later(startsAt, minutes), endsAt: later(endsAt, minutes) };
}

function later(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * MS_PER_MINUTE);
}

function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}
