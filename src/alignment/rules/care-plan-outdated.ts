import type { EpochMs } from '../../base/day.js';
import { dateOf, localDayAt, startOfDay } from '../../base/day.js';
import type { OrderKind } from '../../care/order.js';
import type { Context } from '../context.js';
import type { OrderFact } from '../snapshot.js';
import { careOf, count, money, orderOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * An order that another one superseded is not counted: the one that took its place came at the same time
 * and speaks for both. An order that was discontinued counts from the day it ends, because until then
 * the plan with it in it is right.
 */
export const carePlanOutdated: Rule = {
  id: 'DOC-09',
  code: 'CARE_PLAN_OUTDATED',
  meaning: 'An order came or ended after the care plan was last updated.',
  source: 'Conditions of participation (42 CFR 484.60): the plan of care is revised to reflect every change in orders.',
  severity: 'Always WARNING.',
  clearsWhen: 'The care plan is updated, or a new plan of care or recertification comes.',
  patientText: 'We are bringing the plan of your care up to date.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: '272',
  predictedRarc: null,
  find(context) {
    const updatedAt = planUpdatedAt(context);
    if (updatedAt === null) return [];
    const { orders, timeZone } = context.snapshot;
    return orders.flatMap((order) => {
      const happened = changeSince(updatedAt, order, context);
      if (happened === null) return [];
      const visits = context.places.flatMap((place) => (place.order === order ? place.within : []));
      const [updatedOn, changedOn] = [dateOf(localDayAt(updatedAt, timeZone)), dateOf(localDayAt(happened.at, timeZone))];
      const isNew = happened.change === 'RECEIVED';
      return [
        findingOf(context, carePlanOutdated, {
          subject: order.id,
          severity: 'WARNING',
          clinicalText: `The ${careOf(order.discipline)} ${orderOf(order)} ${isNew ? 'came' : 'ended'} on ${changedOn}, and the care plan was last updated on ${updatedOn}; update it.`,
          billingText: `POC of ${updatedOn} not updated: ${order.discipline} order ${isNew ? 'received' : 'ended'} ${changedOn}, ${count(visits.length, 'visit')} under it, ${money(context.worth.centsTogether(visits))} at risk`,
          evidence: { change: happened.change, changedOn, planUpdatedOn: updatedOn, orderKind: order.kind, visits: visits.length },
          policy: context.policies.policyOfDay(order.startsOn),
          visits,
          orderId: order.id,
        }),
      ];
    });
  },
  changesAt({ snapshot }) {
    return snapshot.orders.flatMap((order) => (isEnded(order) && order.discontinuedOn !== null ? [startOfDay(order.discontinuedOn, snapshot.timeZone)] : []));
  },
};

const PLANS: ReadonlySet<OrderKind> = new Set(['PLAN_OF_CARE', 'RECERTIFICATION']);

/** Null where no plan is in force, so that none can be outdated. */
function planUpdatedAt({ snapshot }: Context): EpochMs | null {
  let isInForce = false;
  let updatedAt = snapshot.carePlanUpdatedAt ?? -Infinity;
  for (const order of snapshot.orders) {
    if (!PLANS.has(order.kind)) continue;
    isInForce ||= !isEnded(order);
    updatedAt = Math.max(updatedAt, order.receivedAt);
  }
  return isInForce ? updatedAt : null;
}

function changeSince(updatedAt: EpochMs, order: OrderFact, { snapshot, now }: Context): { readonly change: 'RECEIVED' | 'ENDED'; readonly at: EpochMs } | null {
  if (isEnded(order)) {
    if (snapshot.orders.some(({ supersedesOrderId }) => supersedesOrderId === order.id)) return null;
    const endedAt = order.discontinuedOn === null ? null : startOfDay(order.discontinuedOn, snapshot.timeZone);
    if (endedAt !== null && endedAt > updatedAt && endedAt <= now) return { change: 'ENDED', at: endedAt };
  }
  return !PLANS.has(order.kind) && order.receivedAt > updatedAt ? { change: 'RECEIVED', at: order.receivedAt } : null;
}

function isEnded({ status }: OrderFact): boolean {
  return status === 'DISCONTINUED' || status === 'SUPERSEDED';
}
