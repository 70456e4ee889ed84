import { dateOf } from '../../base/day.js';
import { isDone } from '../visits.js';
import { authOf, careOf, codeOf, count, period } from '../words.js';
import { neededOf } from './needed-of-line.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

export const outsideAuthorizedDates: Rule = {
  id: 'AUTH-04',
  code: 'OUTSIDE_AUTHORIZED_DATES',
  meaning: 'The service is authorized, but not on this date.',
  source: "The dates of the payer's certification. Both its first and its last day are included.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'The visit is moved into the approved dates, or the authorization is extended over it.',
  patientText: 'This visit falls outside the dates that your health plan has approved, and we may offer you another date.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: '197',
  predictedRarc: 'N54',
  find(context) {
    return uncoveredVisits(context, 'DATE').map(({ outcome, gap: { placed, daysOutside } }) => {
      const { visit, policy } = outcome;
      const { line, authorization } = placed;
      const date = dateOf(visit.serviceOn);
      const isAfter = daysOutside > 0;
      const limit = dateOf(isAfter ? line.endsOn : line.startsOn);
      const days = count(Math.abs(daysOutside), 'day');
      const remedy = isAfter ? `move it to ${limit} or earlier, or ask for an extension` : `move it to ${limit} or later, or ask for an earlier start`;
      return findingOf(context, outsideAuthorizedDates, {
        subject: visit.id,
        severity: 'BLOCKER',
        clinicalText: isDone(visit)
          ? `The ${careOf(visit.discipline)} visit on ${date} was made ${days} ${isAfter ? 'after approval ended' : 'before approval started'} (${limit}).`
          : `The ${careOf(visit.discipline)} visit on ${date} falls ${days} ${isAfter ? 'after approval ends' : 'before approval starts'} (${limit}); ${remedy}.`,
        billingText: `DOS ${date} outside ${authOf(authorization)} ${period({ from: line.startsOn, to: line.endsOn })}, ${codeOf(visit)}`,
        evidence: { serviceOn: date, windowFrom: dateOf(line.startsOn), windowTo: dateOf(line.endsOn), daysOutside },
        policy,
        visits: [visit],
        placed,
        milliUnitsAtRisk: neededOf(outcome, line),
      });
    });
  },
};
