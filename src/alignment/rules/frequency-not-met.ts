import type { DayNumber } from '../../base/day.js';
import { dateOf } from '../../base/day.js';
import type { Discipline } from '../../care/service.js';
import type { DayWindow } from '../calendar.js';
import type { Context } from '../context.js';
import { compareText } from '../grouping.js';
import { once } from '../once.js';
import { isDone, isReleased } from '../visits.js';
import { careOf, count, orderOf, period } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import type { ShortWindow } from './short-windows.js';
import { closingOf, during, shortWindows, windowEvidence } from './short-windows.js';

/**
 * The floor of a range is what counts here: `1-2w9` is met by one visit a week. A visit that did not take place makes
 * up for one that is missing once the physician knows of it, and for one only, however many orders overlap.
 */
export const frequencyNotMet: Rule = {
  id: 'ORD-04',
  code: 'FREQUENCY_NOT_MET',
  meaning: 'An ordered week is over with fewer visits than ordered, and the physician has not been told of all that are missing.',
  source: 'Conditions of participation for home health (42 CFR 484.60): the physician learns of changes to the ordered care, so a visit that was not made is recorded and reported.',
  severity: 'Always WARNING.',
  clearsWhen: 'The missing visits are recorded as missed or cancelled with the time at which the physician was told, or visits that were made are recorded.',
  patientText: 'We are telling your doctor about a visit that did not take place.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: null,
  predictedRarc: null,
  find(context) {
    const closed = unexplainedWindows(context).filter(({ place }) => context.now >= closingOf(place, context));
    return closed.map(({ place, visits, owed, notified }) => {
      const { order, window } = place;
      const unexplained = owed - visits - notified;
      const policy = context.policies.policyOfDay(order.startsOn);
      return findingOf(context, frequencyNotMet, {
        subject: `${order.id}:${dateOf(window.from)}`,
        severity: 'WARNING',
        clinicalText:
          `The ${orderOf(order)} asks for ${count(owed, `${careOf(order.discipline)} visit`)} ${during(place)}, of which ${visits} took place; ` +
          `record why ${count(unexplained, 'visit')} did not, and tell the physician.`,
        billingText: `Frequency variance undocumented: ${order.discipline} order, ${period(window)}, ${visits} of ${count(owed, 'visit')} made, ${unexplained} without notice`,
        evidence: {
          visitsMade: visits,
          visitsOwed: owed,
          visitsNotified: notified,
          ...windowEvidence(place, policy),
        },
        policy,
        visits: [],
        orderId: order.id,
      });
    });
  },
  changesAt(context) {
    return unexplainedWindows(context).map(({ place }) => closingOf(place, context));
  },
};

interface UnexplainedWindow extends ShortWindow {
  readonly notified: number;
}

/** The windows, closed or not, that lack more visits than the physician knows of. */
const unexplainedWindows = once((context): readonly UnexplainedWindow[] => {
  const short = shortWindows(context, isDone);
  if (short.length === 0) return [];
  const notices = noticesOf(context);
  // Those that close first take the notices first, so that an open window never takes one that a closed window needs.
  const inTurn = short.toSorted((a, b) => a.place.window.to - b.place.window.to || compareText(a.place.order.id, b.place.order.id));
  const unexplained: UnexplainedWindow[] = [];
  for (const one of inTurn) {
    const notified = taken(notices.get(one.place.order.discipline), one.place.window, one.owed - one.visits);
    if (one.visits + notified < one.owed) unexplained.push({ ...one, notified });
  }
  return unexplained;
});

type Notices = Map<DayNumber, number>;

/** By discipline and day, how many ordered visits did not take place with the physician's knowledge. */
function noticesOf({ snapshot }: Context): ReadonlyMap<Discipline, Notices> {
  const notices = new Map<Discipline, Notices>();
  for (const visit of snapshot.visits) {
    if (!isReleased(visit) || visit.isAsNeeded || visit.physicianNotifiedAt === null) continue;
    const ofDiscipline = notices.get(visit.discipline) ?? new Map<DayNumber, number>();
    ofDiscipline.set(visit.serviceOn, (ofDiscipline.get(visit.serviceOn) ?? 0) + 1);
    notices.set(visit.discipline, ofDiscipline);
  }
  return notices;
}

/** Takes up to so many notices of the days of the window away, the earliest first. */
function taken(notices: Notices | undefined, { from, to }: DayWindow, most: number): number {
  if (notices === undefined) return 0;
  let number = 0;
  for (let day = from; day <= to && number < most; day += 1) {
    const left = notices.get(day) ?? 0;
    const some = Math.min(left, most - number);
    if (some > 0) notices.set(day, left - some);
    number += some;
  }
  return number;
}
