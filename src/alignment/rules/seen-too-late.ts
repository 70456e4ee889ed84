import { dateOf, startOfDay } from '../../base/day.js';
import type { Context } from '../context.js';
import { isActiveOn } from '../order-support.js';
import type { OrderFact, VisitFact } from '../snapshot.js';
import { isDone } from '../visits.js';
import { careOf, codeOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** An order that ended before its date asks for no visit any more. */
export const seenTooLate: Rule = {
  id: 'ORD-12',
  code: 'SEEN_TOO_LATE',
  meaning: 'An order sets a date for the first visit, and that visit is planned or made after it, or not planned at all.',
  source: 'Conditions of participation for home health (42 CFR 484.55(a)): the first visit is within 48 hours or on the date that the order sets.',
  severity: 'Always HIGH.',
  clearsWhen: 'A visit is planned or made by the date, or the order is recorded anew with a later one.',
  patientText: 'We are arranging your first visit as early as your doctor asked.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: null,
  predictedRarc: null,
  find(context) {
    return context.snapshot.orders.flatMap((order) => {
      const { mustBeSeenBy } = order;
      if (mustBeSeenBy === null || order.startsOn < context.snapshot.since || !isActiveOn(order, mustBeSeenBy)) return [];
      const first = firstVisit(order, context);
      if (first !== null && first.serviceOn <= mustBeSeenBy) return [];
      const by = dateOf(mustBeSeenBy);
      const care = careOf(order.discipline);
      return [
        findingOf(context, seenTooLate, {
          subject: order.id,
          severity: 'HIGH',
          clinicalText: first === null ? `The ${care} order asks for a first visit by ${by}, and none is planned.` : `The ${care} order asks for a first visit by ${by}; it ${isDone(first) ? 'was made' : 'is planned'} on ${dateOf(first.serviceOn)}${isDone(first) ? '' : '; plan an earlier one'}.`,
          billingText: `Timeliness breach: ${order.discipline} first visit ordered by ${by}, ${first === null ? 'none scheduled' : `${codeOf(first)} DOS ${dateOf(first.serviceOn)}`}`,
          evidence: { mustBeSeenBy: by, firstVisitOn: first === null ? null : dateOf(first.serviceOn), urgency: order.urgency, orderStartsOn: dateOf(order.startsOn) },
          policy: context.policies.policyOfDay(order.startsOn),
          visits: first === null ? [] : [first],
          orderId: order.id,
          deadlineAt: startOfDay(mustBeSeenBy + 1, context.snapshot.timeZone),
        }),
      ];
    });
  },
};

function firstVisit({ discipline, startsOn }: OrderFact, { outcomesOf }: Context): VisitFact | null {
  return outcomesOf.get(discipline)?.find(({ visit }) => visit.serviceOn >= startsOn)?.visit ?? null;
}
