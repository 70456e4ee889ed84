import { dateOf, localDayAt } from '../../base/day.js';
import type { Context } from '../context.js';
import { isActiveOn, isSignedAndDated } from '../order-support.js';
import type { OrderFact, VisitFact } from '../snapshot.js';
import { isDone } from '../visits.js';
import { careOf, count, money, orderOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * A visit hangs on an unsigned order when the signed ones, were they the only ones, would leave it
 * without an order or beyond the ordered frequency. So a signed plan of care carries its own visits,
 * and an unsigned addition to it holds only what it adds; a visit beyond them both gains nothing from a
 * signature and is the affair of ORD-03 alone.
 */
export const orderUnsigned: Rule = {
  id: 'ORD-02',
  code: 'ORDER_UNSIGNED',
  meaning: 'An order that visits depend on is not signed, or its signature is not dated.',
  source: "Medicare home health (42 CFR 424.22, 409.43): the plan and its orders are signed and dated before the final claim; other payers as their policy says.",
  severity: 'WARNING while its visits are only planned; BLOCKER once one of them has been made.',
  clearsWhen: 'The order comes back signed and dated.',
  patientText: "We are waiting for your doctor's signature. You do not need to do anything.",
  ownerTeam: 'ORDERS',
  resolution: 'ORDER_ACTION',
  predictedCarc: '272',
  predictedRarc: null,
  holdsOnlyClaims: true,
  find(context) {
    return [...heldVisits(context)].map(([order, visits]) => {
      const done = visits.filter(isDone);
      const receivedOn = dateOf(localDayAt(order.receivedAt, context.snapshot.timeZone));
      const lacks = order.signedAt === null ? 'signature' : 'date beside its signature';
      const already = done.length === 0 ? '' : `, ${done.length} of them already made`;
      return findingOf(context, orderUnsigned, {
        subject: order.id,
        severity: done.length > 0 ? 'BLOCKER' : 'WARNING',
        clinicalText: `The ${careOf(order.discipline)} ${orderOf(order)} received ${receivedOn} lacks its ${lacks}; ${count(visits.length, 'visit')} depend${visits.length === 1 ? 's' : ''} on it${already}.`,
        billingText:
          done.length > 0
            ? `Hold: ${order.discipline} order received ${receivedOn} without ${lacks}, ${count(done.length, 'completed visit')} not billable, ${money(context.worth.centsTogether(done))}`
            : `${order.discipline} order received ${receivedOn} without ${lacks}, ${count(visits.length, 'scheduled visit')} will be held, ${money(context.worth.centsTogether(visits))}`,
        evidence: { receivedOn, isSigned: order.signedAt !== null, isDated: order.signatureDate !== null, visitsDone: done.length, visitsPlanned: visits.length - done.length },
        policy: context.policies.policyOfDay(order.startsOn),
        visits,
        orderId: order.id,
      });
    });
  },
};

/** By unsigned order, the visits that hang on it. Where several orders would do, the one that started first is named. */
function heldVisits(context: Context): ReadonlyMap<OrderFact, readonly VisitFact[]> {
  const held = new Map<OrderFact, VisitFact[]>();
  for (const { visit, policy } of context.outcomes) {
    const signed = context.signedSupport.get(visit.id)?.kind;
    if (!policy.terms.isOrderSignatureRequired || signed === 'WITHIN' || signed === 'UNLIMITED') continue;
    if (signed === 'BEYOND' && context.support.get(visit.id)?.kind === 'BEYOND') continue;
    const order = firstUnsigned(context.ordersOf.get(visit.discipline) ?? [], visit);
    if (order === null) continue;
    const visits = held.get(order);
    if (visits === undefined) held.set(order, [visit]);
    else visits.push(visit);
  }
  return held;
}

function firstUnsigned(ordersById: readonly OrderFact[], visit: VisitFact): OrderFact | null {
  let first: OrderFact | null = null;
  for (const order of ordersById) {
    if (isSignedAndDated(order) || !isActiveOn(order, visit.serviceOn)) continue;
    if (first === null || order.startsOn < first.startsOn) first = order;
  }
  return first;
}
