import type { DayNumber } from '../../base/day.js';
import { dateOf } from '../../base/day.js';
import type { PlacedLine } from '../lines.js';
import type { PolicyInForce } from '../policy.js';
import { isDone } from '../visits.js';
import { authOf, careOf, codeOf, period, planOf, payerOf } from '../words.js';
import { neededOf } from './needed-of-line.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

export const coverageChanged: Rule = {
  id: 'AUTH-19',
  code: 'COVERAGE_CHANGED',
  meaning: 'The authorization that would cover the visit is of a payer that does not pay for care on this date.',
  source: "The patient's coverages, and for how many days the payer of the date honours the authorizations of the one before.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'The payer of the date authorizes the service, or grants enough days of transition, or the coverage is corrected.',
  patientText: 'Your health plan has changed, and we are asking the new one to approve this visit.',
  ownerTeam: 'BILLING',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '27',
  predictedRarc: null,
  find(context) {
    return uncoveredVisits(context, 'PAYER').map(({ outcome, gap: { placed } }) => {
      const { visit, policy } = outcome;
      const { line, authorization } = placed;
      const date = dateOf(visit.serviceOn);
      const before = context.policies.policyOn(authorization.payerId, visit.serviceOn);
      const since = policy.coveredSince === null ? null : dateOf(policy.coveredSince);
      const lastHonoured = lastDayHonoured(placed, policy);
      const until = lastHonoured === null ? null : dateOf(lastHonoured);
      const honoured = until === null ? 'does not count' : `counted until ${until} and not`;
      const opening =
        `${since === null ? `Care on ${date} is insured with ${planOf(policy)}` : `Insurance has been with ${planOf(policy)} since ${since}`}; ` +
        `approval of ${careOf(visit.discipline)} by ${before.payerName ?? 'another health plan'} ${honoured} for the visit on ${date}`;
      return findingOf(context, coverageChanged, {
        subject: visit.id,
        severity: 'BLOCKER',
        clinicalText: isDone(visit) ? `${opening}.` : `${opening}; new approval is needed before the visit.`,
        billingText:
          `Coverage/auth payer mismatch: DOS ${date} ${codeOf(visit)} under ${payerOf(policy)}${since === null ? '' : ` (since ${since})`}, ` +
          `${authOf(authorization)} ${period({ from: line.startsOn, to: line.endsOn })} under ${payerOf(before)}${until === null ? ', no transition' : `, transition until ${until}`}`,
        evidence: {
          serviceOn: date,
          coveredSince: since,
          authorizationPayerId: authorization.payerId,
          transitionDays: policy.terms.transitionDays,
          honouredUntil: until,
          windowFrom: dateOf(line.startsOn),
          windowTo: dateOf(line.endsOn),
        },
        policy,
        visits: [visit],
        placed,
        milliUnitsAtRisk: neededOf(outcome, line),
      });
    });
  },
};

/** Null where the payer of the date never honoured the line: it grants no transition, or the line is younger than its coverage. */
function lastDayHonoured({ line }: PlacedLine, { coveredSince, terms }: PolicyInForce): DayNumber | null {
  if (coveredSince === null || terms.transitionDays === 0 || line.startsOn >= coveredSince) return null;
  return Math.min(line.endsOn, coveredSince + terms.transitionDays - 1);
}
