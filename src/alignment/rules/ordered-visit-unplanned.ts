import { dateOf, startOfDay } from '../../base/day.js';
import { once } from '../once.js';
import { careOf, count, orderOf, period } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { closingOf, during, shortWindows, windowEvidence } from './short-windows.js';

/** Schedules are commonly made for the week to come; a window that is farther off has no schedule yet, which is nothing amiss. */
const PLANNED_AHEAD_DAYS = 7;

export const orderedVisitUnplanned: Rule = {
  id: 'SCH-04',
  code: 'ORDERED_VISIT_UNPLANNED',
  meaning: 'Fewer visits are planned or made than an order asks for in a week that has begun or is about to.',
  source: `Conditions of participation for home health (42 CFR 484.60): ordered care is given as ordered. Looked for from ${PLANNED_AHEAD_DAYS} days before an ordered window until it is over.`,
  severity: 'Always WARNING.',
  clearsWhen: 'The missing visits are planned, or the order asks for fewer.',
  patientText: 'We still have a visit to arrange with you.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: null,
  predictedRarc: null,
  find(context) {
    const near = unplannedWindows(context).filter(({ opensAt, closesAt }) => opensAt <= context.now && context.now < closesAt);
    return near.map(({ place, visits, owed, closesAt }) => {
      const { order, window } = place;
      const policy = context.policies.policyOfDay(order.startsOn);
      return findingOf(context, orderedVisitUnplanned, {
        subject: `${order.id}:${dateOf(window.from)}`,
        severity: 'WARNING',
        clinicalText: `The ${orderOf(order)} asks for ${count(owed, `${careOf(order.discipline)} visit`)} ${during(place)}, of which ${visits} ${visits === 1 ? 'is' : 'are'} planned or made; plan ${owed - visits} more.`,
        billingText: `Unscheduled ordered service: ${order.discipline} ${period(window)}, ${visits} of ${count(owed, 'visit')} scheduled or made`,
        evidence: {
          visitsPlannedOrMade: visits,
          visitsOwed: owed,
          ...windowEvidence(place, policy),
        },
        policy,
        visits: [],
        orderId: order.id,
        deadlineAt: closesAt,
      });
    });
  },
  changesAt(context) {
    return unplannedWindows(context).flatMap(({ opensAt, closesAt }) => [opensAt, closesAt]);
  },
};

const unplannedWindows = once((context) =>
  shortWindows(context, () => true).map((short) => ({
    ...short,
    opensAt: startOfDay(short.place.window.from - PLANNED_AHEAD_DAYS, context.snapshot.timeZone),
    closesAt: closingOf(short.place, context),
  })),
);
