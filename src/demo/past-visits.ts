import { unitRuleFor } from '../alignment/policy.js';
import { MS_PER_DAY, MS_PER_HOUR } from '../base/day.js';
import { billVisit } from '../changes/bill-visit.js';
import { cancelVisit } from '../changes/cancel-visit.js';
import { completeVisit } from '../changes/complete-visit.js';
import { missVisit } from '../changes/miss-visit.js';
import { notifyPhysician } from '../changes/notify-physician.js';
import { payVisit } from '../changes/pay-visit.js';
import { type Step, step } from '../changes/step.js';
import type { Case } from './casebook.js';
import { clockInSteps } from './clock-ins.js';
import { ABSENCES, ageOf, because, earliest, later, termsOf } from './moments.js';
import { amendmentSteps, freshNote, noteSteps } from './notes.js';
import type { PlannedVisit } from './planning.js';
import type { Times } from './rota.js';
import type { Situation } from './situations.js';

export interface PastVisit extends PlannedVisit {
  readonly fate: 'MADE' | 'MISSED' | 'CANCELLED';
}

/** What is the matter with one visit, where it is one of those that the situation is about. */
export type Trouble = Pick<Situation, 'notes' | 'evv' | 'visit'>;

/** What happened to each visit, in the order in which it happened. */
export function pastSteps(one: Case, past: readonly PastVisit[]): Step[][] {
  const troubled = troubledVisits(one, past);
  return past.map((visit) => {
    const trouble = troubled.has(visit.id) ? (one.situation as Trouble) : NO_TROUBLE;
    if (trouble.visit === 'MISSED_UNTOLD') return missedSteps(one, visit, false);
    switch (visit.fate) {
      case 'MISSED':
        return missedSteps(one, visit, true);
      case 'CANCELLED':
        return cancelledSteps(one, visit);
      case 'MADE':
        return madeSteps(one, visit, trouble);
    }
  });
}

const NO_TROUBLE: Trouble = {};
const VISITS_TROUBLED = 2;

/** The last visits made that are over for longer than the payer allows for the note, and for the week. */
function troubledVisits(one: Case, past: readonly PastVisit[]): ReadonlySet<string> {
  const { notes, evv, visit } = one.situation ?? NO_TROUBLE;
  const settledAfter = visit === 'MISSED_UNTOLD' ? 7 * MS_PER_DAY : 0;
  const long = past.filter((visited) => visited.fate === 'MADE' && ageOf(one, visited) > Math.max(settledAfter, termsOf(one, visited).noteLateHours * MS_PER_HOUR));
  if (notes === undefined && evv === undefined && visit !== 'MISSED_UNTOLD' && visit !== 'RAN_OVER') return new Set();
  if (evv === 'MISSING') return new Set(long.filter((visited) => isSoonTooOld(one, visited)).slice(0, VISITS_TROUBLED).map(({ id }) => id));
  return new Set(long.slice(-VISITS_TROUBLED).map(({ id }) => id));
}

/** In the last days in which its electronic record may be put right. */
function isSoonTooOld(one: Case, visit: PastVisit): boolean {
  const days = termsOf(one, visit).evv.maintenanceDays;
  const age = ageOf(one, visit);
  return days !== null && age > (days - 6) * MS_PER_DAY && age < (days - 1) * MS_PER_DAY;
}

function missedSteps(one: Case, { id, startsAt }: PastVisit, isTold: boolean): Step[] {
  const told = isTold ? { physicianNotifiedAt: later(startsAt, 120) } : {};
  return [step(missVisit, { visitId: id, ...told }, [], because(one.chance.oneOf(ABSENCES), later(startsAt, 45)))];
}

function cancelledSteps(one: Case, { id, startsAt }: PastVisit): Step[] {
  const cancelledAt = later(startsAt, -20 * 60);
  return [
    step(cancelVisit, { visitId: id }, [], because(one.chance.oneOf(ABSENCES), cancelledAt)),
    step(notifyPhysician, { visitId: id }, [], { occurredAt: later(cancelledAt, 60) }),
  ];
}

const BILLED_AFTER_DAYS = 8;
const BILLED_AFTER_DAYS_WITH_TROUBLE = 21;
const PAID_AFTER_DAYS = 24;

function madeSteps(one: Case, visit: PastVisit, trouble: Trouble): Step[] {
  const { chance, situation } = one;
  const worked = workedTimes(one, visit, trouble);
  const steps = [
    step(completeVisit, { visitId: visit.id, actualStartsAt: worked.startsAt, actualEndsAt: worked.endsAt }, [], { occurredAt: worked.endsAt }),
    ...clockInSteps(one, visit, worked, trouble.evv),
  ];
  const isDue = ageOf(one, visit) > termsOf(one, visit).noteDueHours * MS_PER_HOUR - MS_PER_HOUR;
  if (!isDue) return [...steps, ...freshNote(one, visit)];

  const { noteId, steps: noted } = noteSteps(one, visit, worked, trouble.notes);
  steps.push(...noted);
  const billedAt = later(visit.endsAt, 4 * 24 * 60);
  if (trouble.notes === 'AMENDED_AFTER_BILLING') {
    return [...steps, step(billVisit, { visitId: visit.id }, [], { occurredAt: earliest(billedAt, later(one.now, -90)) }), ...amendmentSteps(one, visit, noteId)];
  }
  const isTroubled = trouble !== NO_TROUBLE;
  const billedAfter = situation === null ? BILLED_AFTER_DAYS : BILLED_AFTER_DAYS_WITH_TROUBLE;
  if (isTroubled || ageOf(one, visit) <= billedAfter * MS_PER_DAY || !chance.happens(85)) return steps;
  steps.push(step(billVisit, { visitId: visit.id }, [], { occurredAt: later(visit.endsAt, 7 * 24 * 60) }));
  if (ageOf(one, visit) > PAID_AFTER_DAYS * MS_PER_DAY && chance.happens(70)) {
    steps.push(step(payVisit, { visitId: visit.id }, [], { occurredAt: later(visit.endsAt, 21 * 24 * 60) }));
  }
  return steps;
}

const MINUTES_RUN_OVER = 20;

/** Within a few minutes of what was planned, and never shorter. No payer counts them, unless it adds up what is left over of many visits. */
function workedTimes(one: Case, visit: PastVisit, trouble: Trouble): Times {
  const { chance, now } = one;
  const { startsAt, endsAt, careOrder } = visit;
  const late = chance.whole(0, 5);
  const most = unitRuleFor(termsOf(one, visit), careOrder.serviceCode).banksLeftovers ? 0 : 3;
  const over = trouble.visit === 'RAN_OVER' ? MINUTES_RUN_OVER : chance.whole(0, most);
  const worked = { startsAt: later(startsAt, late), endsAt: later(endsAt, late + over) };
  // Of a visit that has just ended, as planned is as far as anyone can know.
  return worked.endsAt <= now ? worked : { startsAt, endsAt };
}
