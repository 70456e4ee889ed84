import { dateOf } from '../../base/day.js';
import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import { documentedVisits } from '../documented-visits.js';
import { foundIn } from '../grouping.js';
import type { PlacedLine } from '../lines.js';
import { authOf, careOf, codeOf, money } from '../words.js';
import { neededOf } from './needed-of-line.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/**
 * Categories are compared, the part of a code before its point: a note that says more exactly what the
 * payer was told in general does not differ from it. The categories are evidence alone: the texts are read by more people
 * than diagnoses are.
 */
export const diagnosisDiffers: Rule = {
  id: 'DOC-08',
  code: 'DIAGNOSIS_DIFFERS',
  meaning: 'The diagnoses of a note and those of the authorization that the visit draws on have no category in common.',
  source: 'Payers authorize care for the diagnoses that they were told. Compared by ICD-10-CM category, the part of a code before its point.',
  severity: 'Always WARNING.',
  clearsWhen: 'The note or the authorization is given a diagnosis that the other one has.',
  patientText: 'We are checking our records of this visit. You do not need to do anything.',
  ownerTeam: 'CLINICAL',
  resolution: 'CHART_CORRECTION',
  predictedCarc: '11',
  predictedRarc: null,
  find(context) {
    return foundIn(documentedVisits(context), ({ outcome, note }) => {
      const { visit, policy } = outcome;
      if (note.diagnosisCodes.length === 0 || outcome.allocations.length === 0) return null;
      // The same code is the usual case, and needs no categories.
      if (outcome.allocations.some(({ lineId }) => context.lineOf.get(lineId)?.authorization.diagnosisCodes.some((code) => note.diagnosisCodes.includes(code)))) return null;
      const drawn = drawnOn(outcome, context);
      const authorized = drawn.flatMap(({ authorization }) => authorization.diagnosisCodes);
      const ofNote = categoriesOf(note.diagnosisCodes);
      const ofAuthorization = categoriesOf(authorized);
      const [placed] = drawn;
      if (placed === undefined || ofAuthorization.length === 0 || ofNote.some((category) => ofAuthorization.includes(category))) return null;
      const date = dateOf(visit.serviceOn);
      return findingOf(context, diagnosisDiffers, {
        subject: visit.id,
        severity: 'WARNING',
        clinicalText:
          `The note for the ${careOf(visit.discipline)} visit on ${date} gives diagnoses of other categories than the approval of the visit; ` +
          'check which are right.',
        billingText: `Dx/auth mismatch: ${codeOf(visit)} DOS ${date}, note and ${authOf(placed.authorization)} have no Dx category in common, ${money(context.worth.centsOf(visit))} at risk`,
        evidence: { serviceOn: date, comparedBy: 'CATEGORY', noteCategories: ofNote.join(' '), authorizationCategories: ofAuthorization.join(' ') },
        policy,
        visits: [visit],
        placed,
        milliUnitsAtRisk: neededOf(outcome, placed.line),
        noteId: note.id,
      });
    });
  },
};

/** In drawing order. */
function drawnOn({ allocations }: VisitOutcome, { lines }: Context): readonly PlacedLine[] {
  return lines.filter(({ line }) => allocations.some(({ lineId }) => lineId === line.id));
}

/** Sorted, each once. */
function categoriesOf(diagnosisCodes: readonly string[]): readonly string[] {
  return [...new Set(diagnosisCodes.map((code) => code.split('.', 1)[0] ?? code))].toSorted();
}
