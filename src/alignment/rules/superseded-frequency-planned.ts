import { dateOf } from '../../base/day.js';
import type { ParsedFrequency } from '../../care/order.js';
import type { Context } from '../context.js';
import { groupBy } from '../grouping.js';
import type { OrderedPlace } from '../order-support.js';
import type { OrderFact } from '../snapshot.js';
import { careOf, count, notationOf, orderOf, period, stretch } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { closingOf, shortWindows } from './short-windows.js';

/**
 * The schedule of an order reaches as far as its last visit. Up to there a week without visits is a
 * remnant of the former rhythm (every second week, say); after it nobody has planned yet, which is the
 * affair of SCH-04. A week that is over cannot be planned anew.
 */
export const supersededFrequencyPlanned: Rule = {
  id: 'ORD-05',
  code: 'SUPERSEDED_FREQUENCY_PLANNED',
  meaning: 'An order changed the frequency of an earlier one, and the schedule still has more or fewer visits than it asks for.',
  source: 'Home health practice: from the day of a new order the schedule follows it. Visits above it would not be supported, and visits below it are care left out.',
  severity: 'Always HIGH.',
  clearsWhen: 'Every week to come that has visits holds as many as the new order asks for.',
  patientText: 'Your doctor has changed how often we visit you, and we are arranging the visits anew.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: '151',
  predictedRarc: null,
  find(context) {
    return replacements(context).flatMap(({ order, frequency, former, places }) => {
      const off = places.filter((place) => context.now < closingOf(place, context));
      const [first] = off;
      if (first === undefined) return [];
      const startsOn = dateOf(order.startsOn);
      const [oldNotation, newNotation] = [notationOf(former.frequency), notationOf(frequency)];
      const beyond = off.flatMap((place) => place.beyond);
      const listed = off.slice(0, MOST_WINDOWS_LISTED).map((place) => `${stretch(place.window)} (${count(visitsIn(place), 'visit')} for ${orderedIn(place)})`);
      const more = off.length > listed.length ? [`${off.length - listed.length} more`] : [];
      return [
        findingOf(context, supersededFrequencyPlanned, {
          subject: order.id,
          severity: 'HIGH',
          clinicalText: `The ${careOf(order.discipline)} ${orderOf(order)} took the place of ${oldNotation} on ${startsOn}, and the schedule does not follow it yet: ${[...listed, ...more].join(', ')}; plan these visits anew.`,
          billingText: `Schedule built on superseded frequency: ${order.discipline} ${oldNotation} replaced by ${newNotation} on ${startsOn}, ${count(off.length, 'window')} off, first ${period(first.window)}`,
          evidence: {
            oldFrequency: oldNotation,
            newFrequency: newNotation,
            replacedOn: startsOn,
            formerOrderId: former.order.id,
            windowsOff: off.length,
            visitsBeyond: beyond.length,
            firstWindowFrom: dateOf(first.window.from),
            firstWindowTo: dateOf(first.window.to),
          },
          policy: context.policies.policyOfDay(order.startsOn),
          visits: beyond,
          orderId: order.id,
          deadlineAt: closingOf(first, context),
        }),
      ];
    });
  },
  changesAt(context) {
    return replacements(context).flatMap(({ places }) => places.map((place) => closingOf(place, context)));
  },
};

/** The finding counts them all; its text need not name them. */
const MOST_WINDOWS_LISTED = 4;

interface Replacement {
  readonly order: OrderFact;
  readonly frequency: ParsedFrequency;
  readonly former: { readonly order: OrderFact; readonly frequency: ParsedFrequency };
  /** The windows of the order, closed or not, that its schedule does not match. */
  readonly places: readonly OrderedPlace[];
}

function replacements(context: Context): readonly Replacement[] {
  const { orders } = context.snapshot;
  const replacing = orders.flatMap((order) => {
    const former = order.supersedesOrderId === null ? undefined : orders.find(({ id }) => id === order.supersedesOrderId);
    if (former === undefined || former.frequency === null || order.frequency === null || isSameRhythm(former.frequency, order.frequency)) return [];
    return [{ order, frequency: order.frequency, former: { order: former, frequency: former.frequency } }];
  });
  if (replacing.length === 0) return [];
  const placesOf = groupBy(context.places, ({ order }) => order.id);
  const short = new Set(shortWindows(context, () => true).map(({ place }) => place));
  return replacing.map((one) => {
    const places = placesOf.get(one.order.id) ?? [];
    const reach = places.findLastIndex((place) => visitsIn(place) > 0);
    return { ...one, places: places.slice(0, reach + 1).filter((place) => place.beyond.length > 0 || short.has(place)) };
  });
}

/** Visits as needed are not planned, so a change of them alone leaves the schedule as it should be. */
function isSameRhythm(a: ParsedFrequency, b: ParsedFrequency): boolean {
  return notationOf({ phases: a.phases, asNeeded: null }) === notationOf({ phases: b.phases, asNeeded: null });
}

function visitsIn({ within, beyond }: OrderedPlace): number {
  return within.length + beyond.length;
}

function orderedIn({ window: { atLeast, atMost } }: OrderedPlace): string {
  return atLeast === atMost ? `${atMost}` : `${atLeast}-${atMost}`;
}
