import type { DayNumber } from '../../base/day.js';
import { dateOf, localDayAt } from '../../base/day.js';
import type { PayerPolicyTerms } from '../../care/payer-policy.js';
import { isUndecided } from '../lines.js';
import { authOf, capitalized, careOf, codeOfLine, period, planOf, stretch } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { visitsWaitingOn } from './waiting-visits.js';

/** Once the payer has decided, it has accepted the date of the request or refused the care, and the lateness says nothing more. */
export const requestLate: Rule = {
  id: 'AUTH-20',
  code: 'REQUEST_LATE',
  meaning: 'A request that the payer has not decided yet went in later than the payer accepts.',
  source: "The payer's notice rule and the days back for which it authorizes care, from its policy on the first day of the requested care.",
  severity: 'Always HIGH.',
  clearsWhen: 'The payer decides in spite of the late request, or waives its notice rule, or the requested care starts later.',
  patientText: 'We are settling with your health plan from which day on it approves this care.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '210',
  predictedRarc: null,
  find(context) {
    return context.lines.flatMap((placed) => {
      const { line, authorization } = placed;
      if (authorization.requestedAt === null || !isUndecided(placed)) return [];
      const policy = context.policies.policyOn(authorization.payerId, line.startsOn);
      const dueOn = lastDayFor(line.startsOn, policy.terms);
      const requestedOn = localDayAt(authorization.requestedAt, context.snapshot.timeZone);
      if (dueOn === null || requestedOn <= dueOn) return [];
      const window = { from: line.startsOn, to: line.endsOn };
      const { visits, milliUnits } = visitsWaitingOn(context, placed);
      return [
        findingOf(context, requestLate, {
          subject: line.id,
          severity: 'HIGH',
          clinicalText: `${capitalized(planOf(policy))} was asked on ${dateOf(requestedOn)} to approve ${careOf(line.discipline)} for ${stretch(window)}, but had to be asked by ${dateOf(dueOn)}; find out whether it accepts the late request.`,
          billingText: `Notification window missed: ${authOf(authorization)} ${codeOfLine(line)} ${period(window)} requested ${dateOf(requestedOn)}, due ${dateOf(dueOn)}`,
          evidence: {
            requestedOn: dateOf(requestedOn),
            dueOn: dateOf(dueOn),
            daysLate: requestedOn - dueOn,
            requestNoticeDays: policy.terms.requestNoticeDays,
            retroAuthorizationDays: policy.terms.retroAuthorizationDays,
            windowFrom: dateOf(line.startsOn),
            windowTo: dateOf(line.endsOn),
          },
          policy,
          visits,
          placed,
          milliUnitsAtRisk: milliUnits,
        }),
      ];
    });
  },
};

/**
 * The last day on which the payer takes a request for care from `startsOn` on; null where it takes one at any time. A
 * payer that authorizes care already given takes a request for it until so many days after its first day, and then all the
 * more before.
 */
function lastDayFor(startsOn: DayNumber, { requestNoticeDays, retroAuthorizationDays }: PayerPolicyTerms): DayNumber | null {
  if (requestNoticeDays === null) return null;
  const noticedBy = startsOn - requestNoticeDays;
  return retroAuthorizationDays === 0 ? noticedBy : Math.max(noticedBy, startsOn + retroAuthorizationDays);
}
