import { dateOf } from '../../base/day.js';
import { unverifiedVisits } from '../evv.js';
import { careOf, codeOf, money, payerOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

export const evvMissing: Rule = {
  id: 'EVV-01',
  code: 'EVV_MISSING',
  meaning: 'A visit was made that must be verified electronically, and no record of it was received.',
  source: "Cures Act (SSA 1903(l)): personal and home health care is verified at the time it is given. Which disciplines, is in the payer's policy.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'The record of the visit is received.',
  patientText: 'We are completing our records of this visit. You do not need to do anything.',
  ownerTeam: 'EVV',
  resolution: 'EVV_CORRECTION',
  predictedCarc: '16',
  predictedRarc: null,
  find(context) {
    return unverifiedVisits(context).flatMap(({ outcome: { visit, policy }, record }) => {
      if (record !== null) return [];
      const date = dateOf(visit.serviceOn);
      return [
        findingOf(context, evvMissing, {
          subject: visit.id,
          severity: 'BLOCKER',
          clinicalText: `The clock-in and clock-out of the ${careOf(visit.discipline)} visit on ${date} are missing; have them recorded.`,
          billingText: `No EVV record: ${payerOf(policy)} ${codeOf(visit)} DOS ${date}, ${money(context.worth.centsOf(visit))} at risk`,
          evidence: { serviceOn: date, discipline: visit.discipline, serviceCode: visit.serviceCode },
          policy,
          visits: [visit],
        }),
      ];
    });
  },
};
