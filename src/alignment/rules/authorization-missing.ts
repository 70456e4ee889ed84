import type { DayNumber, EpochMs } from '../../base/day.js';
import { dateOf, startOfDay } from '../../base/day.js';
import type { VisitOutcome } from '../allocate.js';
import { needsAuthorizationOf } from '../allocate.js';
import type { Context } from '../context.js';
import type { Finding } from '../finding.js';
import { isActiveOn, lastDayOf } from '../order-support.js';
import type { PolicyInForce } from '../policy.js';
import type { OrderFact } from '../snapshot.js';
import { isDone } from '../visits.js';
import { capitalized, careOf, codeOf, payerOf, planOf } from '../words.js';
import { isForOrder } from './lines-for-order.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

/**
 * Speaks for a visit only when no line says anything about it: see `gap.ts`. A patient for whom no
 * payer is known on the date pays for the care, so nobody's approval is missing.
 *
 * Speaks for an order as long as no visit of its discipline is on record, so that a new service is asked for before anyone
 * plans it. From the first visit on the visits speak for themselves.
 */
export const authorizationMissing: Rule = {
  id: 'AUTH-01',
  code: 'AUTHORIZATION_MISSING',
  meaning: 'The payer asks for an authorization of this service and none is on file for it.',
  source: "The payer's policy: prior authorization of the service. Home-care payers deny unauthorized visits rather than reduce them.",
  severity: 'BLOCKER for a visit; WARNING for an order of which no visit is planned yet.',
  clearsWhen: "An authorization of the service is recorded that covers the date of the visit or the time of the order, or the payer's policy no longer asks for one.",
  patientText: 'We are asking your health plan to approve this care and will tell you if the date of a visit has to change.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '197',
  predictedRarc: null,
  find(context) {
    const ofVisits = uncoveredVisits(context, 'NOTHING_ON_FILE').map(({ outcome }) => findingOfVisit(context, outcome));
    const ofOrders = unauthorizedOrders(context)
      .filter(({ until }) => context.now < until)
      .map((unauthorized) => findingOfOrder(context, unauthorized));
    return ofOrders.length === 0 ? ofVisits : [...ofVisits, ...ofOrders];
  },
  changesAt(context) {
    return unauthorizedOrders(context).map(({ until }) => until);
  },
};

function findingOfVisit(context: Context, { visit, policy }: VisitOutcome): Finding {
  const date = dateOf(visit.serviceOn);
  const plan = planOf(policy);
  return findingOf(context, authorizationMissing, {
    subject: visit.id,
    severity: 'BLOCKER',
    clinicalText: isDone(visit)
      ? `The ${careOf(visit.discipline)} visit on ${date} was made without approval by ${plan}.`
      : `${capitalized(careOf(visit.discipline))} on ${date} is not yet approved by ${plan}; approval is needed before the visit.`,
    billingText: `No authorization on file: ${payerOf(policy)} ${codeOf(visit)} DOS ${date}`,
    evidence: { serviceOn: date, discipline: visit.discipline, serviceCode: visit.serviceCode, policyVersion: policy.version },
    policy,
    visits: [visit],
  });
}

interface UnauthorizedOrder {
  readonly order: OrderFact;
  readonly lastDay: DayNumber | null;
  /** Of the day on which the order starts. */
  readonly policy: PolicyInForce;
  /** The instant at which the order is over and nothing can be asked for it in time any more. */
  readonly until: EpochMs;
}

/** Orders, past or to come, of a service that needs authorization, with neither a line on file for it nor a visit of the discipline. */
function unauthorizedOrders({ snapshot, lines, outcomesOf, policies }: Context): readonly UnauthorizedOrder[] {
  const unauthorized: UnauthorizedOrder[] = [];
  for (const order of snapshot.orders) {
    if (outcomesOf.has(order.discipline) || !isActiveOn(order, order.startsOn)) continue;
    const policy = policies.policyOfDay(order.startsOn);
    const lastDay = lastDayOf(order);
    const window = { from: order.startsOn, to: lastDay ?? Infinity };
    if (!needsAuthorizationOf(order.discipline, policy) || lines.some((placed) => isForOrder(placed, order, policy, window))) continue;
    unauthorized.push({ order, lastDay, policy, until: lastDay === null ? Infinity : startOfDay(lastDay + 1, snapshot.timeZone) });
  }
  return unauthorized;
}

function findingOfOrder(context: Context, { order, lastDay, policy }: UnauthorizedOrder): Finding {
  const startsOn = dateOf(order.startsOn);
  const endsOn = lastDay === null ? null : dateOf(lastDay);
  const service = order.serviceCode ?? `${order.discipline} (all codes)`;
  return findingOf(context, authorizationMissing, {
    subject: `order-${order.id}`,
    severity: 'WARNING',
    clinicalText: `${capitalized(careOf(order.discipline))} is ordered from ${startsOn} and not yet approved by ${planOf(policy)}; approval is needed before the first visit.`,
    billingText: `No authorization on file: ${payerOf(policy)} ${service}, order ${startsOn}..${endsOn ?? ''}, no visits scheduled`,
    evidence: { discipline: order.discipline, serviceCode: order.serviceCode, windowFrom: startsOn, windowTo: endsOn, policyVersion: policy.version },
    policy,
    visits: [],
    orderId: order.id,
    deadlineAt: startOfDay(order.startsOn, context.snapshot.timeZone),
  });
}
