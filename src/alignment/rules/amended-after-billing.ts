import type { EpochMs } from '../../base/day.js';
import { dateOf, localDayAt } from '../../base/day.js';
import { documentedVisits } from '../documented-visits.js';
import { foundIn } from '../grouping.js';
import { isBilled } from '../visits.js';
import { careOf, codeOf, money } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

export const amendedAfterBilling: Rule = {
  id: 'DOC-06',
  code: 'AMENDED_AFTER_BILLING',
  meaning: 'The note of a visit was amended after the visit was billed, so the claim rests on an earlier version of it.',
  source: 'A claim states what the record says when it goes out. What changes the record afterwards has to be compared with it.',
  severity: 'Always HIGH.',
  clearsWhen: 'A corrected claim goes out.',
  patientText: 'We are checking our records of this visit. You do not need to do anything.',
  ownerTeam: 'BILLING',
  resolution: 'CLAIM_CORRECTION',
  predictedCarc: '16',
  predictedRarc: null,
  find(context) {
    return foundIn(documentedVisits(context), ({ outcome: { visit, policy }, note }) => {
      const { billedAt } = visit;
      const { amendedAt } = note;
      if (billedAt === null || amendedAt === null || amendedAt <= billedAt || !isBilled(visit)) return null;
      const { timeZone } = context.snapshot;
      const date = dateOf(visit.serviceOn);
      const [billedOn, amendedOn] = [dateOf(localDayAt(billedAt, timeZone)), dateOf(localDayAt(amendedAt, timeZone))];
      return findingOf(context, amendedAfterBilling, {
        subject: note.id,
        severity: 'HIGH',
        clinicalText: `The note for the ${careOf(visit.discipline)} visit on ${date} was amended on ${amendedOn}, after the office had sent the visit on (${billedOn}); the office compares the two.`,
        billingText: `Claim built on prior note version: ${codeOf(visit)} DOS ${date}, billed ${billedOn}, note amended ${amendedOn}, corrected claim due, ${money(context.worth.centsOf(visit))} at risk`,
        evidence: { serviceOn: date, billedAt: instantText(billedAt), amendedAt: instantText(amendedAt), noteStatus: note.status },
        policy,
        visits: [visit],
        noteId: note.id,
      });
    });
  },
};

function instantText(instant: EpochMs): string {
  return new Date(instant).toISOString();
}
