import type { EpochMs } from '../../base/day.js';
import { MS_PER_MINUTE, dateOf } from '../../base/day.js';
import type { EvvElement } from '../../care/evv.js';
import { unverifiedVisits } from '../evv.js';
import { endOf, startOf } from '../visits.js';
import { careOf, codeOf, money } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** One finding names all elements that differ, because they are put right in one correction of the record. */
export const evvMismatch: Rule = {
  id: 'EVV-02',
  code: 'EVV_MISMATCH',
  meaning: 'The electronic record of a visit lacks something that the payer matches, or says otherwise than the visit.',
  source: "The six elements of the Cures Act (SSA 1903(l)(5)(A)). Which of them are matched, and how far times may differ, is in the payer's policy.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'The record or the visit is corrected, so that they agree.',
  patientText: 'We are checking our records of this visit. You do not need to do anything.',
  ownerTeam: 'EVV',
  resolution: 'EVV_CORRECTION',
  predictedCarc: '16',
  predictedRarc: null,
  find(context) {
    return unverifiedVisits(context).flatMap(({ outcome: { visit, policy }, record, differing }) => {
      if (record === null || differing.length === 0) return [];
      const date = dateOf(visit.serviceOn);
      return [
        findingOf(context, evvMismatch, {
          subject: visit.id,
          severity: 'BLOCKER',
          clinicalText: `The electronic record of the ${careOf(visit.discipline)} visit on ${date} does not confirm ${inWords(differing)}; confirm or correct it.`,
          billingText: `EVV mismatch ${differing.join(', ')}: ${codeOf(visit)} DOS ${date}, ${money(context.worth.centsOf(visit))} at risk`,
          // What is recorded instead is left to the record: a member id is nobody's business here.
          evidence: {
            serviceOn: date,
            elements: differing.join(', '),
            toleranceMinutes: policy.terms.evv.toleranceMinutes,
            startOffMinutes: minutesOff(record.startsAt, startOf(visit)),
            endOffMinutes: minutesOff(record.endsAt, endOf(visit)),
          },
          policy,
          visits: [visit],
        }),
      ];
    });
  },
};

const WORDS: Readonly<Record<EvvElement, string>> = {
  SERVICE: 'what was done',
  MEMBER: 'who was visited',
  DATE: 'the date',
  LOCATION: 'the place',
  STAFF: 'who made the visit',
  TIME: 'when it began and ended',
};

function inWords(elements: readonly EvvElement[]): string {
  const words = elements.map((element) => WORDS[element]);
  return words.length === 1 ? `${words[0]}` : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A begun minute counts, so that what is beyond the tolerance also reads so. */
function minutesOff(recorded: EpochMs | null, worked: EpochMs): number | null {
  return recorded === null ? null : Math.ceil(Math.abs(recorded - worked) / MS_PER_MINUTE);
}
