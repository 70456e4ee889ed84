import { dateOf } from '../../base/day.js';
import { isDone } from '../visits.js';
import { authOf, capitalized, careOf, codeOf, period, planOf, stretch } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

export const serviceNotCertified: Rule = {
  id: 'AUTH-03',
  code: 'SERVICE_NOT_CERTIFIED',
  meaning: 'The payer was asked for this service on this date and did not certify it.',
  source: 'The review decision on the request (X12 278 action A3). What was refused at the request is refused again on the claim.',
  severity: 'Always BLOCKER.',
  clearsWhen: 'The payer reverses its decision, or the visit is called off.',
  patientText: 'Your health plan has not approved this care. We will talk with you about what can be done.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '39',
  predictedRarc: null,
  find(context) {
    return uncoveredVisits(context, 'DENIED').map(({ outcome: { visit, policy }, gap: { placed } }) => {
      const { line, authorization } = placed;
      const date = dateOf(visit.serviceOn);
      const window = { from: line.startsOn, to: line.endsOn };
      const advice = isDone(visit) ? 'the visit was made all the same' : 'do not make the visit before this is settled';
      return findingOf(context, serviceNotCertified, {
        subject: visit.id,
        severity: 'BLOCKER',
        clinicalText: `${capitalized(planOf(policy))} did not approve ${careOf(visit.discipline)} for ${stretch(window)}, which includes the visit on ${date}; ${advice}.`,
        billingText: `Not certified: ${authOf(authorization)} ${period(window)}, ${codeOf(visit)} DOS ${date} refused at request${line.decisionReason === null ? '' : `, reason ${line.decisionReason}`}`,
        evidence: {
          serviceOn: date,
          windowFrom: dateOf(line.startsOn),
          windowTo: dateOf(line.endsOn),
          decision: line.decision,
          decisionReason: line.decisionReason,
        },
        policy,
        visits: [visit],
        placed,
      });
    });
  },
};
