import type { DayNumber, EpochMs } from '../../base/day.js';
import { dateOf, localDayAt, startOfDay } from '../../base/day.js';
import type { Context } from '../context.js';
import { isActiveOn, lastDayOf } from '../order-support.js';
import type { OrderFact, VisitFact } from '../snapshot.js';
import { careOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** What was received is never quoted: it may hold anything, and a guess at it would be taken for the order. */
export const frequencyUnclear: Rule = {
  id: 'ORD-11',
  code: 'FREQUENCY_UNCLEAR',
  meaning: 'An order does not say clearly how often to visit, or allows visits as needed without their number or the signs that call for them.',
  source: 'Medicare home health (42 CFR 409.43): an order states discipline, frequency and duration, and for visits as needed their signs and number.',
  severity: 'Always HIGH.',
  clearsWhen: 'An order that says it clearly takes the place of this one, or the order ends.',
  patientText: 'We are checking with your doctor how often we should visit you.',
  ownerTeam: 'ORDERS',
  resolution: 'ORDER_ACTION',
  predictedCarc: '175',
  predictedRarc: null,
  find(context) {
    return unclearOrders(context).flatMap(({ order, lacks, endsAt }) => {
      if (endsAt !== null && context.now >= endsAt) return [];
      const receivedOn = dateOf(localDayAt(order.receivedAt, context.snapshot.timeZone));
      return [
        findingOf(context, frequencyUnclear, {
          subject: order.id,
          severity: 'HIGH',
          clinicalText: `The ${careOf(order.discipline)} order received ${receivedOn} ${UNCLEAR[lacks]}; have the physician make it clear, and record it anew.`,
          billingText: `Incomplete order: ${order.discipline} order received ${receivedOn}, ${INCOMPLETE[lacks]}`,
          evidence: {
            receivedOn,
            isFrequencyRead: order.frequency !== null,
            hasAsNeededCount: order.frequency?.asNeeded == null ? null : order.frequency.asNeeded.count !== null,
            hasAsNeededTrigger: order.frequency?.asNeeded == null ? null : order.frequency.asNeeded.trigger !== null,
          },
          policy: context.policies.policyOfDay(order.startsOn),
          visits: visitsUnder(order, lacks, context),
          orderId: order.id,
        }),
      ];
    });
  },
  changesAt(context) {
    return unclearOrders(context).flatMap(({ endsAt }) => (endsAt === null ? [] : [endsAt]));
  },
};

type Lack = 'FREQUENCY' | 'COUNT' | 'TRIGGER' | 'COUNT_AND_TRIGGER';

const UNCLEAR: Readonly<Record<Lack, string>> = {
  FREQUENCY: 'does not say clearly how often to visit',
  COUNT: 'allows visits as needed without saying how many',
  TRIGGER: 'allows visits as needed without naming the signs that call for one',
  COUNT_AND_TRIGGER: 'allows visits as needed without saying how many, or naming the signs that call for one',
};

const INCOMPLETE: Readonly<Record<Lack, string>> = {
  FREQUENCY: 'frequency ambiguous or unreadable',
  COUNT: 'PRN without count',
  TRIGGER: 'PRN without trigger',
  COUNT_AND_TRIGGER: 'PRN without count and trigger',
};

interface UnclearOrder {
  readonly order: OrderFact;
  readonly lacks: Lack;
  /** The first instant at which it is over; null for an open end. */
  readonly endsAt: EpochMs | null;
}

/** Orders that have ended without a date are over. */
function unclearOrders({ snapshot }: Context): readonly UnclearOrder[] {
  return snapshot.orders.flatMap((order) => {
    const lacks = lackOf(order);
    if (lacks === null || !isActiveOn(order, order.startsOn)) return [];
    const lastDay: DayNumber | null = lastDayOf(order);
    return [{ order, lacks, endsAt: lastDay === null ? null : startOfDay(lastDay + 1, snapshot.timeZone) }];
  });
}

function lackOf({ frequency }: OrderFact): Lack | null {
  if (frequency === null) return 'FREQUENCY';
  const { asNeeded } = frequency;
  if (asNeeded === null) return null;
  if (asNeeded.count === null) return asNeeded.trigger === null ? 'COUNT_AND_TRIGGER' : 'COUNT';
  return asNeeded.trigger === null ? 'TRIGGER' : null;
}

/** Where only the visits as needed are unclear, the others are not concerned. */
function visitsUnder(order: OrderFact, lacks: Lack, { outcomesOf }: Context): readonly VisitFact[] {
  const ofDiscipline = (outcomesOf.get(order.discipline) ?? []).map(({ visit }) => visit);
  return ofDiscipline.filter((visit) => (lacks === 'FREQUENCY' || visit.isAsNeeded) && isActiveOn(order, visit.serviceOn));
}
