import { dateOf } from '../../base/day.js';
import type { Context } from '../context.js';
import type { OrderedPlace } from '../order-support.js';
import { isDone } from '../visits.js';
import { careOf, count, dates, orderOf, period, stretch } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** The last visits of the ordered week are the ones beyond it. Visits as needed are counted elsewhere. */
export const frequencyExceeded: Rule = {
  id: 'ORD-03',
  code: 'FREQUENCY_EXCEEDED',
  meaning: 'More visits are planned or made in an ordered week than the upper limit of the orders.',
  source: "Home health practice: the upper end of an ordered range is the frequency, and visits above it need an order of their own. Weeks are counted as the payer's policy says.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'A visit is moved to another week or left out, or an order allows more.',
  patientText: 'We are checking with your doctor how often we should visit you.',
  ownerTeam: 'CLINICAL',
  resolution: 'ORDER_ACTION',
  predictedCarc: '151',
  predictedRarc: null,
  find(context) {
    return exceededPlaces(context).map((place) => {
      const { order, window, beyond } = place;
      const visits = place.within.length + beyond.length;
      const policy = context.policies.policyOfDay(order.startsOn);
      const care = careOf(order.discipline);
      const remedy = beyond.some(isDone) ? 'an order for the rest is needed' : 'move them or obtain an order for them';
      return findingOf(context, frequencyExceeded, {
        subject: `${order.id}:${dateOf(window.from)}`,
        severity: 'BLOCKER',
        clinicalText: `${count(visits, `${care} visit`)} from ${stretch(window)} where the ${orderOf(order)} has ${window.atMost}; beyond it: ${dates(beyond.map(({ serviceOn }) => serviceOn))}; ${remedy}.`,
        billingText: `Exceeds ordered frequency: ${order.discipline} week ${period(window)}, ${visits} visits of ${window.atMost} ordered, DOS ${dates(beyond.map(({ serviceOn }) => serviceOn))} unsupported`,
        evidence: {
          visits,
          orderedAtMost: window.atMost,
          beyond: beyond.length,
          windowFrom: dateOf(window.from),
          windowTo: dateOf(window.to),
          weekDefinition: policy.terms.orderWeek,
          partialFirstWeek: policy.terms.partialFirstWeek,
        },
        policy,
        visits: beyond,
        orderId: order.id,
      });
    });
  },
};

function exceededPlaces({ support }: Context): readonly OrderedPlace[] {
  const places = new Set<OrderedPlace>();
  for (const one of support.values()) if (one.kind === 'BEYOND') places.add(one.place);
  return [...places];
}
