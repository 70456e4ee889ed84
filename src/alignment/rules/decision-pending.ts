import { dateOf, localDayAt } from '../../base/day.js';
import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import type { Finding } from '../finding.js';
import { foundIn } from '../grouping.js';
import type { PlacedLine } from '../lines.js';
import { isUndecided } from '../lines.js';
import { isDone } from '../visits.js';
import { authOf, careOf, codeOf, payerOf, planOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** Says since when the payer has been asked and never for how long, so that nothing in it changes with the day. */
export const decisionPending: Rule = {
  id: 'AUTH-02',
  code: 'DECISION_PENDING',
  meaning: 'The visit is held against a request that the payer has not decided.',
  source: 'The review decision on the request (X12 278 actions A4 and CT). Care that precedes the decision is at the risk of the agency.',
  severity: 'Always HIGH.',
  clearsWhen: 'The payer decides, or the visit is moved behind the decision or called off.',
  patientText: 'Your health plan is still looking at our request for this visit, and its date may have to change.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '197',
  predictedRarc: null,
  find(context) {
    if (!context.lines.some(isUndecided)) return [];
    return foundIn(context.outcomes, (outcome) => {
      const held = outcome.needsAuthorization ? outcome.allocations.find(({ state }) => state === 'RESERVED_PENDING') : undefined;
      const placed = held && context.lineOf.get(held.lineId);
      return placed === undefined ? null : findingOfHeld(context, outcome, placed);
    });
  },
};

function findingOfHeld(context: Context, { visit, policy, allocations }: VisitOutcome, placed: PlacedLine): Finding {
  const { line, authorization } = placed;
  const date = dateOf(visit.serviceOn);
  const requestedOn = authorization.requestedAt === null ? null : dateOf(localDayAt(authorization.requestedAt, context.snapshot.timeZone));
  const asked = requestedOn === null ? '' : `, asked on ${requestedOn}`;
  const heldMilliUnits = allocations.reduce((sum, { lineId, milliUnits }) => (lineId === line.id ? sum + milliUnits : sum), 0);
  return findingOf(context, decisionPending, {
    subject: visit.id,
    severity: 'HIGH',
    clinicalText: isDone(visit)
      ? `The ${careOf(visit.discipline)} visit on ${date} was made while approval by ${planOf(policy)} was still pending${asked}.`
      : `Approval by ${planOf(policy)} of the ${careOf(visit.discipline)} visit on ${date} is still pending${asked}; hold the visit, or confirm that it cannot wait.`,
    billingText: `DOS ${date} precedes decision: ${payerOf(policy)} ${authOf(authorization)} ${codeOf(visit)} ${line.decision}${requestedOn === null ? '' : ` since request of ${requestedOn}`}`,
    evidence: { serviceOn: date, decision: line.decision, requestedOn, heldMilliUnits, unitDefinition: line.unitDefinition },
    policy,
    visits: [visit],
    placed,
    milliUnitsAtRisk: heldMilliUnits,
  });
}
