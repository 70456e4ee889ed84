import type { DayNumber } from '../../base/day.js';
import { dateOf } from '../../base/day.js';
import { lastDayOf } from '../order-support.js';
import type { OrderFact } from '../snapshot.js';
import { isDone } from '../visits.js';
import { careOf, codeOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

export const orderMissing: Rule = {
  id: 'ORD-01',
  code: 'ORDER_MISSING',
  meaning: 'No order of the discipline is active on the date of the visit.',
  source: 'Conditions of participation for home health (42 CFR 484.60): care follows an ordered plan. Contractors deny what was not ordered before it was given.',
  severity: 'Always BLOCKER.',
  clearsWhen: 'An order of the discipline covers the date.',
  patientText: 'We are asking your doctor for the order that this visit needs.',
  ownerTeam: 'ORDERS',
  resolution: 'ORDER_ACTION',
  predictedCarc: '173',
  predictedRarc: null,
  find(context) {
    const unordered = context.outcomes.filter(({ visit }) => context.support.get(visit.id)?.kind === 'NO_ORDER');
    return unordered.map(({ visit, policy }) => {
      const date = dateOf(visit.serviceOn);
      const endedOn = lastEndBefore(visit.serviceOn, context.ordersOf.get(visit.discipline) ?? []);
      const remark = endedOn === null ? '' : `; the last one ended ${dateOf(endedOn)}`;
      const care = careOf(visit.discipline);
      return findingOf(context, orderMissing, {
        subject: visit.id,
        severity: 'BLOCKER',
        clinicalText: isDone(visit)
          ? `The ${care} visit on ${date} was made without an order of ${care}${remark}.`
          : `No order of ${care} covers the visit on ${date}${remark}; obtain one before the visit.`,
        billingText: `No order supports ${codeOf(visit)} DOS ${date}${remark}`,
        evidence: { serviceOn: date, discipline: visit.discipline, lastOrderEndedOn: endedOn === null ? null : dateOf(endedOn) },
        policy,
        visits: [visit],
      });
    });
  },
};

function lastEndBefore(day: DayNumber, orders: readonly OrderFact[]): DayNumber | null {
  let last: DayNumber | null = null;
  for (const order of orders) {
    const endedOn = lastDayOf(order);
    if (endedOn !== null && endedOn < day && (last === null || endedOn > last)) last = endedOn;
  }
  return last;
}
