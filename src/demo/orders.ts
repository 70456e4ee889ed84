import { dateOf, localDayAt, MS_PER_HOUR } from '../base/day.js';
import { recordOrder } from '../changes/record-order.js';
import { signOrder } from '../changes/sign-order.js';
import { type Step, step } from '../changes/step.js';
import { type Case, lastCertifiedDay } from './casebook.js';
import type { Plan } from './planning.js';

/** The order of a plan, received at some time, and signed the day after unless the situation wants it otherwise. */
export function orderSteps(one: Case, { careOrder, isConcerned }: Plan, receivedAt: Date): Step[] {
  const { situation, startsOn, admission, branch, now } = one;
  const order = isConcerned ? situation?.order : undefined;
  const record = step(recordOrder, {
    id: careOrder.orderId,
    patientId: admission.id,
    kind: isConcerned ? 'PLAN_OF_CARE' : 'SUPPLEMENTAL',
    discipline: careOrder.discipline,
    frequencyText: careOrder.frequencyText,
    startsOn: dateOf(startsOn),
    endsOn: dateOf(lastCertifiedDay(one)),
    physicianName: one.physician,
    diagnosisCodes: [one.diagnosis],
    receivedAt,
    sentAt: new Date(receivedAt.getTime() + 2 * MS_PER_HOUR),
    ...(order === 'URGENT' && { urgency: 'URGENT' as const, mustBeSeenBy: dateOf(startsOn) }),
  });
  if (order === 'UNSIGNED') return [record];
  const signedAt = Math.min(receivedAt.getTime() + 18 * MS_PER_HOUR, now.getTime());
  return [record, step(signOrder, { orderId: careOrder.orderId, signatureDate: dateOf(localDayAt(signedAt, branch.timeZone)) })];
}
