import type { EpochMs } from '../../base/day.js';
import { MS_PER_HOUR, dateOf } from '../../base/day.js';
import type { VisitOutcome } from '../allocate.js';
import { undocumentedVisits } from '../documented-visits.js';
import type { Severity } from '../finding.js';
import { endOf, isBilled } from '../visits.js';
import { careOf, codeOf, count, money } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * A note that was begun and not completed documents nothing yet, so it is missing too: otherwise a
 * visit could stay undocumented for ever and no finding would say so.
 */
export const noteMissing: Rule = {
  id: 'DOC-01',
  code: 'NOTE_MISSING',
  meaning: 'A visit was made and has no completed note.',
  source: "Conditions of participation (42 CFR 484.110): every visit is documented. How soon, and what a late note does, is in the payer's policy.",
  severity:
    'WARNING from the hours after the visit at which a note is due. BLOCKER from the hours at which it is late where the payer holds late notes, and as soon as the visit is billed.',
  clearsWhen: 'The note of the visit is completed.',
  patientText: 'We are completing our records of this visit. You do not need to do anything.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: '112',
  predictedRarc: null,
  find(context) {
    return undocumentedVisits(context).flatMap((outcome) => {
      const { visit, policy } = outcome;
      const severity = severityAt(context.now, outcome);
      if (severity === null) return [];
      const { noteDueHours, noteLateHours, lateNote } = policy.terms;
      const note = context.notesOf.get(visit.id)?.[0];
      const date = dateOf(visit.serviceOn);
      const isLate = !isBilled(visit) && severity === 'BLOCKER';
      const hours = count(isLate ? noteLateHours : noteDueHours, 'hour');
      return [
        findingOf(context, noteMissing, {
          subject: visit.id,
          severity,
          clinicalText: `The note for the ${careOf(visit.discipline)} visit on ${date} is ${note === undefined ? 'not started' : 'started but not finished'}; it ${isLate ? 'is late after' : 'was due within'} ${hours}.`,
          billingText: `No documentation for ${codeOf(visit)} DOS ${date}, note due ${noteDueHours} h after service, ${money(context.worth.centsOf(visit))} ${isBilled(visit) ? 'billed without it' : severity === 'BLOCKER' ? 'held' : 'at risk'}`,
          evidence: { serviceOn: date, noteStatus: note?.status ?? null, noteDueHours, noteLateHours, lateNote, isBilled: isBilled(visit) },
          policy,
          visits: [visit],
          ...(note === undefined ? {} : { noteId: note.id }),
        }),
      ];
    });
  },
  changesAt(context) {
    return undocumentedVisits(context).flatMap((outcome) => {
      // Billed without a note, it is as bad as it gets already.
      if (isBilled(outcome.visit)) return [];
      const { dueAt, lateAt } = deadlinesOf(outcome);
      return [dueAt, lateAt];
    });
  },
};

function severityAt(now: EpochMs, outcome: VisitOutcome): Severity | null {
  if (isBilled(outcome.visit)) return 'BLOCKER';
  const { dueAt, lateAt } = deadlinesOf(outcome);
  if (now >= lateAt) return 'BLOCKER';
  return now >= dueAt ? 'WARNING' : null;
}

/** A payer that only warns of late notes has no instant from which they hold the visit. */
function deadlinesOf({ visit, policy }: VisitOutcome): { dueAt: EpochMs; lateAt: EpochMs } {
  const { noteDueHours, noteLateHours, lateNote } = policy.terms;
  const end = endOf(visit);
  return { dueAt: end + noteDueHours * MS_PER_HOUR, lateAt: lateNote === 'HOLD' ? end + noteLateHours * MS_PER_HOUR : Infinity };
}
