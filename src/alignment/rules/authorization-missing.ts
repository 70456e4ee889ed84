import { dateOf } from '../../base/day.js';
import { atRisk } from '../at-risk.js';
import { isDone } from '../visits.js';
import { capitalized, careOf, codeOf, payerOf, planOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

/**
 * Speaks for a visit only when no line says anything about it: see `gap.ts`. A patient for whom no
 * payer is known on the date pays for the care, so nobody's approval is missing.
 */
export const authorizationMissing: Rule = {
  id: 'AUTH-01',
  code: 'AUTHORIZATION_MISSING',
  meaning: 'The payer asks for an authorization of this service and none is on file for it.',
  source: "The payer's policy: prior authorization of the service. Home-care payers deny unauthorized visits rather than reduce them.",
  severity: 'Always BLOCKER.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '197',
  predictedRarc: null,
  find(context) {
    return uncoveredVisits(context, 'NOTHING_ON_FILE').map(({ outcome: { visit, policy } }) => {
      const { milliUnits, cents } = atRisk([visit], context.policies);
      const date = dateOf(visit.serviceOn);
      const plan = planOf(policy);
      return findingOf(authorizationMissing, {
        subject: visit.id,
        severity: 'BLOCKER',
        clinicalText: isDone(visit)
          ? `The ${careOf(visit.discipline)} visit on ${date} was made without approval by ${plan}.`
          : `${capitalized(careOf(visit.discipline))} on ${date} is not yet approved by ${plan}; approval is needed before the visit.`,
        billingText: `No authorization on file: ${payerOf(policy)} ${codeOf(visit)} DOS ${date}`,
        evidence: { serviceOn: date, discipline: visit.discipline, serviceCode: visit.serviceCode, policyVersion: policy.version },
        payerId: policy.payerId,
        visits: [visit],
        milliUnitsAtRisk: milliUnits,
        centsAtRisk: cents,
      });
    });
  },
};
