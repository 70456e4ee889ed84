import type { EpochMs } from '../../base/day.js';
import { MS_PER_HOUR, dateOf, localDayAt } from '../../base/day.js';
import { hasElement } from '../documentation.js';
import { documentedVisits } from '../documented-visits.js';
import { foundIn } from '../grouping.js';
import type { PolicyInForce } from '../policy.js';
import type { NoteFact, VisitFact } from '../snapshot.js';
import { endOf } from '../visits.js';
import { careOf, codeOf, count, money } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

export const noteSignedLate: Rule = {
  id: 'DOC-03',
  code: 'NOTE_SIGNED_LATE',
  meaning: 'The note of a visit was signed later than the payer accepts, and does not say why.',
  source: "Clinical record condition (42 CFR 484.110): entries are timely, and late ones say so. From when a note is late is in the payer's policy.",
  severity: 'Always HIGH.',
  clearsWhen: 'The reason for the late entry is added to the note.',
  patientText: 'We are completing our records of this visit. You do not need to do anything.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: '226',
  predictedRarc: null,
  find(context) {
    return foundIn(documentedVisits(context), ({ outcome: { visit, policy }, note }) => {
      const { signedAt } = note;
      if (signedAt === null || !isLate(note, signedAt, lateAfter(visit, policy))) return null;
      const { noteLateHours } = policy.terms;
      const [date, signedOn] = [dateOf(visit.serviceOn), dateOf(localDayAt(signedAt, context.snapshot.timeZone))];
      return findingOf(context, noteSignedLate, {
        subject: note.id,
        severity: 'HIGH',
        clinicalText: `The note for the ${careOf(visit.discipline)} visit on ${date} was signed on ${signedOn}, more than ${count(noteLateHours, 'hour')} after the visit ended; add why it was late.`,
        billingText: `Late documentation: ${codeOf(visit)} DOS ${date}, note signed ${signedOn}, limit ${noteLateHours} h${policy.version === null ? '' : ` per policy v${policy.version}`}, ${money(context.worth.centsOf(visit))} at risk`,
        evidence: { serviceOn: date, signedOn, hoursAfterVisit: Math.floor((signedAt - endOf(visit)) / MS_PER_HOUR), noteLateHours, isAmended: note.amendedAt !== null },
        policy,
        visits: [visit],
        noteId: note.id,
      });
    });
  },
};

function lateAfter(visit: VisitFact, { terms }: PolicyInForce): EpochMs {
  return endOf(visit) + terms.noteLateHours * MS_PER_HOUR;
}

/**
 * The signature of an amendment says nothing about the first one, which it replaced, and the amendment
 * has its own reason on record: such a note is known to be late only where it was also written late.
 */
function isLate(note: NoteFact, signedAt: EpochMs, lateAfter: EpochMs): boolean {
  if (signedAt <= lateAfter || (note.amendedAt !== null && note.writtenAt <= lateAfter)) return false;
  return !hasElement(note.elements, 'lateEntryReason');
}
