import type { EpochMs } from '../../base/day.js';
import { dateOf, localDayAt } from '../../base/day.js';
import type { Context } from '../context.js';
import { decisionClockOf } from '../decision-clock.js';
import type { PlacedLine } from '../lines.js';
import { isUndecided } from '../lines.js';
import type { PolicyInForce } from '../policy.js';
import { authOf, careOf, codeOfLine, count, planOf, stretch } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { visitsWaitingOn } from './waiting-visits.js';

/** Payers decide about each line of a request by itself, so each has its own finding. The clock is the one of the policy on the day of the request. */
export const decisionOverdue: Rule = {
  id: 'AUTH-18',
  code: 'DECISION_OVERDUE',
  meaning: 'The payer has not decided about a request within the time that binds it.',
  source: "The payer's clock for standard and for expedited requests, from its policy. CMS-0057-F and state contracts set it; other payers may have none.",
  severity: 'Always INFO.',
  clearsWhen: 'The payer decides, or the request is withdrawn.',
  patientText: 'Your health plan has not answered our request yet, and we are asking it again.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: null,
  predictedRarc: null,
  find(context) {
    return clockedRequests(context)
      .filter(({ dueAt }) => context.now >= dueAt)
      .map(({ placed, policy, clock, requestedAt, dueAt }) => {
        const { line, authorization } = placed;
        const { timeZone } = context.snapshot;
        const requestedOn = dateOf(localDayAt(requestedAt, timeZone));
        const dueOn = dateOf(localDayAt(dueAt, timeZone));
        const window = { from: line.startsOn, to: line.endsOn };
        const { visits, milliUnits } = visitsWaitingOn(context, placed);
        return findingOf(context, decisionOverdue, {
          subject: line.id,
          severity: 'INFO',
          clinicalText: `Still waiting for ${planOf(policy)} to decide on ${careOf(line.discipline)} for ${stretch(window)}, requested on ${requestedOn}; the answer was due on ${dueOn}.`,
          billingText: `Decision overdue since ${dueOn}: ${authOf(authorization)} ${codeOfLine(line)} requested ${requestedOn}, ${authorization.urgency.toLowerCase()} clock ${clock}; escalate`,
          evidence: {
            requestedAt: new Date(requestedAt).toISOString(),
            dueAt: new Date(dueAt).toISOString(),
            urgency: authorization.urgency,
            clock,
            decision: line.decision,
            windowFrom: dateOf(line.startsOn),
            windowTo: dateOf(line.endsOn),
          },
          policy,
          visits,
          placed,
          milliUnitsAtRisk: milliUnits,
          deadlineAt: dueAt,
        });
      });
  },
  changesAt(context) {
    return clockedRequests(context).map(({ dueAt }) => dueAt);
  },
};

interface ClockedRequest {
  readonly placed: PlacedLine;
  readonly policy: PolicyInForce;
  /** `72 hours`, `7 days`. */
  readonly clock: string;
  readonly requestedAt: EpochMs;
  readonly dueAt: EpochMs;
}

/** The undecided lines of requests that a clock runs for, whether or not it has run out. */
function clockedRequests(context: Context): readonly ClockedRequest[] {
  const { timeZone } = context.snapshot;
  const clocked: ClockedRequest[] = [];
  for (const placed of context.lines) {
    const { requestedAt, urgency, payerId } = placed.authorization;
    if (requestedAt === null || !isUndecided(placed)) continue;
    const policy = context.policies.policyOn(payerId, localDayAt(requestedAt, timeZone));
    const clock = decisionClockOf({ requestedAt, urgency }, policy.terms, timeZone);
    if (clock !== null) clocked.push({ placed, policy, clock: count(clock.length, clock.unit), requestedAt, dueAt: clock.dueAt });
  }
  return clocked;
}
