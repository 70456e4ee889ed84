import { dateOf } from '../../base/day.js';
import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import type { Finding } from '../finding.js';
import { isActiveOn, lastDayOf } from '../order-support.js';
import type { OrderFact, VisitFact } from '../snapshot.js';
import { isDone } from '../visits.js';
import { careOf, codeOf, count, dates, orderOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * An order without visits as needed allows none: otherwise a visit beyond the frequency would be in
 * order as soon as someone called it one as needed. An order that does not say how many, or cannot be read, is the
 * affair of ORD-11 and counts as allowing any number.
 */
export const asNeededExceeded: Rule = {
  id: 'ORD-06',
  code: 'AS_NEEDED_EXCEEDED',
  meaning: 'More visits as needed are planned or made than an order allows, or the note of one does not say what called for it.',
  source: 'Medicare home health (42 CFR 409.43): an order for visits as needed names the signs that call for them and a number after which a new order is needed.',
  severity: 'Always BLOCKER.',
  clearsWhen: 'A new order allows the visits or they are left out; the note says what called for the visit.',
  patientText: 'We are checking with your doctor about an extra visit.',
  ownerTeam: 'CLINICAL',
  resolution: 'ORDER_ACTION',
  predictedCarc: '151',
  predictedRarc: null,
  find(context) {
    const asNeeded = context.outcomes.filter(({ visit }) => visit.isAsNeeded);
    if (asNeeded.length === 0) return [];
    return [...exceeded(context, asNeeded), ...asNeeded.filter((outcome) => lacksTrigger(context, outcome)).map((outcome) => untriggered(context, outcome))];
  },
};

function exceeded(context: Context, outcomes: readonly VisitOutcome[]): readonly Finding[] {
  return [...takenOf(context, outcomes)].flatMap(([order, { within, beyond }]) => {
    if (beyond.length === 0) return [];
    const allowed = allowedBy(order);
    const visits = within + beyond.length;
    const on = dates(beyond.map(({ serviceOn }) => serviceOn));
    const remedy = beyond.some(isDone) ? 'a new order is needed for the rest' : 'leave them out or obtain a new order';
    return [
      findingOf(context, asNeededExceeded, {
        subject: order.id,
        severity: 'BLOCKER',
        clinicalText: `${count(visits, `${careOf(order.discipline)} visit`)} as needed where the ${orderOf(order)} allows ${allowed}; beyond it: ${on}; ${remedy}.`,
        billingText: `PRN beyond order limit: ${order.discipline} ${visits} of ${count(allowed, 'PRN visit')} ordered, DOS ${on} unsupported`,
        evidence: { visits, allowed, beyond: beyond.length, hasAsNeeded: order.frequency?.asNeeded != null, orderStartsOn: dateOf(order.startsOn) },
        policy: context.policies.policyOfDay(order.startsOn),
        visits: beyond,
        orderId: order.id,
      }),
    ];
  });
}

interface Taken {
  within: number;
  readonly beyond: VisitFact[];
}

/** By order, the visits as needed under it. Where orders overlap a visit takes a place of the one that ends first. */
function takenOf({ ordersOf }: Context, outcomesInTime: readonly VisitOutcome[]): ReadonlyMap<OrderFact, Taken> {
  const taken = new Map<OrderFact, Taken>();
  for (const { visit } of outcomesInTime) {
    const active = (ordersOf.get(visit.discipline) ?? []).filter((order) => isActiveOn(order, visit.serviceOn)).toSorted((a, b) => endOf(a) - endOf(b));
    const free = active.find((order) => (taken.get(order)?.within ?? 0) < allowedBy(order));
    // Beyond all of them; said of one that has visits as needed at all, where there is one.
    const order = free ?? active.find(({ frequency }) => frequency?.asNeeded != null) ?? active[0];
    if (order === undefined) continue;
    const ofOrder = taken.get(order) ?? { within: 0, beyond: [] };
    taken.set(order, ofOrder);
    if (free === undefined) ofOrder.beyond.push(visit);
    else ofOrder.within += 1;
  }
  return taken;
}

function allowedBy({ frequency }: OrderFact): number {
  if (frequency === null) return Infinity;
  return frequency.asNeeded === null ? 0 : (frequency.asNeeded.count ?? Infinity);
}

/** Of open-ended orders the difference must not be NaN. */
function endOf(order: OrderFact): number {
  return lastDayOf(order) ?? Number.MAX_SAFE_INTEGER;
}

/** Until its note is complete, that it says too little is nothing amiss. */
function lacksTrigger({ notesOf }: Context, { visit }: VisitOutcome): boolean {
  if (!isDone(visit)) return false;
  const complete = (notesOf.get(visit.id) ?? []).filter(({ status }) => status !== 'IN_PROGRESS');
  return complete.length > 0 && !complete.some(({ elements }) => elements.some(({ key }) => key === 'prnTrigger'));
}

function untriggered(context: Context, { visit, policy }: VisitOutcome): Finding {
  const note = context.notesOf.get(visit.id)?.find(({ status }) => status !== 'IN_PROGRESS');
  const date = dateOf(visit.serviceOn);
  return findingOf(context, asNeededExceeded, {
    subject: visit.id,
    severity: 'BLOCKER',
    clinicalText: `The note of the ${careOf(visit.discipline)} visit as needed on ${date} does not say what called for it; add the signs that did.`,
    billingText: `PRN trigger missing in documentation: ${codeOf(visit)} DOS ${date}`,
    evidence: { serviceOn: date, missingElement: 'prnTrigger', noteStatus: note?.status ?? null },
    policy,
    visits: [visit],
    noteId: note?.id,
  });
}
