import type { EpochMs } from '../../base/day.js';
import { dateOf, localDayAt, localMinuteAt } from '../../base/day.js';
import type { Discipline } from '../../care/service.js';
import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import { isActiveOn } from '../order-support.js';
import type { OrderFact } from '../snapshot.js';
import { isDone, startOf } from '../visits.js';
import { careOf, codeOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** A visit that is only planned can still wait for its order, and a day without any order is the affair of ORD-01. */
export const visitBeforeOrder: Rule = {
  id: 'ORD-07',
  code: 'VISIT_BEFORE_ORDER',
  meaning: 'A visit was made before any order that covers its date had been received.',
  source: 'Medicare home health (42 CFR 409.43): orders are there, if only by word of mouth, before the services that they ask for.',
  severity: 'Always BLOCKER.',
  clearsWhen: 'Nothing cures it. It clears when a time that was recorded wrongly is put right.',
  patientText: 'We are completing our records of this visit. You do not need to do anything.',
  ownerTeam: 'ORDERS',
  resolution: 'ORDER_ACTION',
  predictedCarc: '174',
  predictedRarc: null,
  find(context) {
    const { timeZone } = context.snapshot;
    return tooEarly(context).map(({ outcome: { visit, policy }, order }) => {
      const date = dateOf(visit.serviceOn);
      const startedAt = startOf(visit);
      const [started, received] = [clockAt(startedAt, timeZone), clockAt(order.receivedAt, timeZone)];
      return findingOf(context, visitBeforeOrder, {
        subject: visit.id,
        severity: 'BLOCKER',
        clinicalText: `The ${careOf(visit.discipline)} visit of ${started} began before its order was received (${received}).`,
        billingText: `Service before order: ${codeOf(visit)} DOS ${date}, started ${started}, order received ${received}`,
        evidence: { serviceOn: date, startedAt: new Date(startedAt).toISOString(), receivedAt: new Date(order.receivedAt).toISOString() },
        policy,
        visits: [visit],
        orderId: order.id,
      });
    });
  },
};

/** The visits, each with the order for its date that was received first. */
function tooEarly({ outcomes, ordersOf }: Context): ReadonlyArray<{ outcome: VisitOutcome; order: OrderFact }> {
  const lastReceipts = new Map<Discipline, EpochMs>();
  for (const [discipline, orders] of ordersOf) lastReceipts.set(discipline, Math.max(...orders.map(({ receivedAt }) => receivedAt)));
  const early: Array<{ outcome: VisitOutcome; order: OrderFact }> = [];
  for (const outcome of outcomes) {
    const { visit } = outcome;
    const lastReceipt = lastReceipts.get(visit.discipline);
    if (lastReceipt === undefined || startOf(visit) >= lastReceipt || !isDone(visit)) continue;
    const order = firstReceived(ordersOf.get(visit.discipline) ?? [], visit.serviceOn);
    if (order !== null && startOf(visit) < order.receivedAt) early.push({ outcome, order });
  }
  return early;
}

function firstReceived(ordersById: readonly OrderFact[], day: number): OrderFact | null {
  let first: OrderFact | null = null;
  for (const order of ordersById) {
    if (isActiveOn(order, day) && (first === null || order.receivedAt < first.receivedAt)) first = order;
  }
  return first;
}

/** `2025-01-06 14:05`, as a clock on the wall shows it. */
function clockAt(instant: EpochMs, timeZone: string): string {
  const minute = localMinuteAt(instant, timeZone);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${dateOf(localDayAt(instant, timeZone))} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
