import { dateOf, MS_PER_DAY, MS_PER_HOUR, startOfDay, weekdayOf } from '../base/day.js';
import { invariant } from '../base/invariant.js';
import { addCoverage } from '../changes/add-coverage.js';
import { cancelAuthorization } from '../changes/cancel-authorization.js';
import { changeCoverage } from '../changes/change-coverage.js';
import { changePatientStatus } from '../changes/change-patient-status.js';
import { discontinueOrder } from '../changes/discontinue-order.js';
import { extendAuthorization } from '../changes/extend-authorization.js';
import { recordOrder } from '../changes/record-order.js';
import { signOrder } from '../changes/sign-order.js';
import { type Step, step } from '../changes/step.js';
import { updateCarePlan } from '../changes/update-care-plan.js';
import { authorizationSteps } from './authorizations.js';
import { type Case, type CareOrder, lastCertifiedDay, memberIdOf } from './casebook.js';
import { because, later } from './moments.js';
import { isOrderedLater, isRequestedLater } from './opening.js';
import { orderSteps } from './orders.js';
import type { Plan } from './planning.js';

/** What the payer, the physician and the office have done since. */
export function decisionSteps(one: Case, plans: readonly Plan[]): Step[] {
  const [first] = one.careOrders;
  if (one.situation === null || first === undefined) return [];
  return [...payerSteps(one, first, plans), ...physicianSteps(one, first, plans), ...statusSteps(one)];
}

function payerSteps(one: Case, { authorizationId }: CareOrder, plans: readonly Plan[]): Step[] {
  const { situation, now } = one;
  const steps = plans.filter((plan) => isRequestedLater(one, plan)).flatMap((plan) => authorizationSteps(one, plan));
  if (situation?.later === 'EXTENDED') {
    const input = { authorizationId, endsOn: dateOf(lastCertifiedDay(one)) };
    steps.push(step(extendAuthorization, input, [], because(['PAYER_DECISION', 'Example reason: renewal approved'], later(now, -180))));
  }
  if (situation?.later === 'CANCELLED') {
    steps.push(step(cancelAuthorization, { authorizationId }, [], because(['PAYER_DECISION', 'Example reason: certification withdrawn'], later(now, -240))));
  }
  if (situation?.insuredSinceWith !== undefined) steps.push(...insuredElsewhere(one, situation.insuredSinceWith));
  return steps;
}

const DAYS_INSURED_ELSEWHERE = 10;

function insuredElsewhere({ today, coverageId, admission, directory, laterIds, chance }: Case, payer: keyof Case['directory']['payerIds']): Step[] {
  const payerId = directory.payerIds[payer];
  invariant(payerId, 'the agency has the payers of its situations');
  const since = today - DAYS_INSURED_ELSEWHERE;
  return [
    step(changeCoverage, { coverageId, endsOn: dateOf(since - 1) }),
    step(addCoverage, { id: laterIds.next(), patientId: admission.id, payerId, memberId: memberIdOf(chance), startsOn: dateOf(since) }),
  ];
}

function physicianSteps(one: Case, { orderId, discipline }: CareOrder, plans: readonly Plan[]): Step[] {
  const { situation, now, today, startsOn, branch } = one;
  const late = plans.filter((plan) => isOrderedLater(one, plan)).flatMap((plan) => orderSteps(one, plan, later(new Date(startOfDay(startsOn + 7, branch.timeZone)), 10 * 60)));
  switch (situation?.order) {
    case 'LATE':
    case 'ADDED':
      return late;
    case 'DISCONTINUED': {
      const reason = because(['PHYSICIAN_ORDER', 'Example reason: goals met'], later(now, -6 * 24 * 60));
      return [
        step(discontinueOrder, { orderId, discontinuedOn: dateOf(today - 6) }, [], reason),
        step(updateCarePlan, { patientId: one.admission.id }, [], { occurredAt: later(now, -5 * 24 * 60) }),
      ];
    }
    case 'CHANGED':
      return changedOrder(one, orderId, discipline);
    default:
      return [];
  }
}

/** From next Sunday on once a week, instead of twice. */
function changedOrder(one: Case, supersedesOrderId: string, discipline: CareOrder['discipline']): Step[] {
  const { admission, laterIds, today, now, physician, diagnosis } = one;
  const id = laterIds.next();
  const receivedAt = new Date(now.getTime() - MS_PER_DAY);
  const startsOn = today + 7 - weekdayOf(today);
  const input = {
    id, patientId: admission.id, kind: 'SUPPLEMENTAL' as const, discipline, frequencyText: '1w4', startsOn: dateOf(startsOn), endsOn: dateOf(lastCertifiedDay(one)),
    physicianName: physician, diagnosisCodes: [diagnosis], receivedAt, sentAt: new Date(receivedAt.getTime() + MS_PER_HOUR), supersedesOrderId,
  };
  return [
    step(recordOrder, input, [], { occurredAt: receivedAt }),
    step(signOrder, { orderId: id, signatureDate: dateOf(today) }),
    step(updateCarePlan, { patientId: admission.id }),
  ];
}

function statusSteps({ situation, admission, today }: Case): Step[] {
  if (!situation?.isOnHold) return [];
  return [step(changePatientStatus, { patientId: admission.id, status: 'ON_HOLD', startsOn: dateOf(today - 2) })];
}
