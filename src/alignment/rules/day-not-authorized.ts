import { dateOf, weekdayOf } from '../../base/day.js';
import type { PayerPolicyTerms } from '../../care/payer-policy.js';
import type { LineFact, VisitFact } from '../snapshot.js';
import { isDone } from '../visits.js';
import { authOf, careOf, codeOf } from '../words.js';
import { neededOf } from './needed-of-line.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

export const dayNotAuthorized: Rule = {
  id: 'AUTH-09',
  code: 'DAY_NOT_AUTHORIZED',
  meaning: 'The service is authorized around this date, but not on such a day.',
  source: "The days of the week and the dates that the payer's certification, or its policy for all of them, excludes.",
  severity: 'Always HIGH.',
  clearsWhen: 'The visit is moved to a day that is not excluded, or the payer allows the day.',
  patientText: 'Your health plan does not approve visits on this day, and we may offer you another one.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: '198',
  predictedRarc: null,
  find(context) {
    return uncoveredVisits(context, 'DAY').map(({ outcome, gap: { placed } }) => {
      const { visit, policy } = outcome;
      const { line, authorization } = placed;
      const date = dateOf(visit.serviceOn);
      const { by, because } = exclusionBehind(visit, line, policy.terms);
      const day = because === 'WEEKDAY' ? `a ${WEEKDAYS[weekdayOf(visit.serviceOn)]}` : 'a date that it excludes';
      const opening = `Approval of ${careOf(visit.discipline)} does not reach the visit on ${date}, ${day}`;
      return findingOf(context, dayNotAuthorized, {
        subject: visit.id,
        severity: 'HIGH',
        clinicalText: isDone(visit) ? `${opening}.` : `${opening}; move the visit to another day.`,
        billingText: `DOS ${date} on non-authorized ${because === 'WEEKDAY' ? 'weekday' : 'date'} per ${by === 'LINE' ? authOf(authorization) : 'payer policy'}, ${codeOf(visit)}`,
        evidence: {
          serviceOn: date,
          weekday: weekdayOf(visit.serviceOn),
          excludedBy: by,
          excludedBecause: because,
          allowedWeekdays: (by === 'LINE' ? line : policy.terms).allowedWeekdays?.toSorted((a, b) => a - b).join(' ') ?? null,
        },
        policy,
        visits: [visit],
        placed,
        milliUnitsAtRisk: neededOf(outcome, line),
      });
    });
  },
};

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

interface ExclusionBehind {
  readonly by: 'LINE' | 'POLICY';
  readonly because: 'WEEKDAY' | 'BLACKOUT';
}

/** What the line itself says comes first: it was agreed upon for this patient. */
function exclusionBehind({ serviceOn }: VisitFact, line: LineFact, terms: PayerPolicyTerms): ExclusionBehind {
  const weekday = weekdayOf(serviceOn);
  if (line.allowedWeekdays !== null && !line.allowedWeekdays.includes(weekday)) return { by: 'LINE', because: 'WEEKDAY' };
  if (line.blackoutDates.includes(serviceOn)) return { by: 'LINE', because: 'BLACKOUT' };
  return { by: 'POLICY', because: terms.allowedWeekdays !== null && !terms.allowedWeekdays.includes(weekday) ? 'WEEKDAY' : 'BLACKOUT' };
}
