import { dateOf } from '../../base/day.js';
import { unverifiedVisits } from '../evv.js';
import { amountOfCare, careOf, codeOf, money, unitsText } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** Times within the tolerance of EVV-02 may still fall on the two sides of a unit, and the payer compares units. */
export const evvUnitsDiffer: Rule = {
  id: 'EVV-03',
  code: 'EVV_UNITS_DIFFER',
  meaning: 'The electronically recorded times of a visit give other units than are counted for it.',
  source: "Payers match the units of a claim with those of the record. How minutes become units is in the payer's policy.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'The record or the worked times are corrected, so that both give the same.',
  patientText: 'We are checking our records of this visit. You do not need to do anything.',
  ownerTeam: 'EVV',
  resolution: 'EVV_CORRECTION',
  predictedCarc: '16',
  predictedRarc: null,
  find(context) {
    return unverifiedVisits(context).flatMap(({ outcome: { visit, measure, policy }, units }) => {
      if (units === null) return [];
      const { unit, unitRule, recordedMilliUnits, countedMilliUnits, recordedMinutes, countedMinutes } = units;
      const date = dateOf(visit.serviceOn);
      return [
        findingOf(context, evvUnitsDiffer, {
          subject: visit.id,
          severity: 'BLOCKER',
          clinicalText:
            `The electronically recorded times of the ${careOf(visit.discipline)} visit on ${date} count as ${amountOfCare(recordedMilliUnits, unit)}, ` +
            `and the visit counts as ${amountOfCare(countedMilliUnits, unit)}; correct whichever is wrong.`,
          billingText:
            `Units do not match: ${codeOf(visit)} DOS ${date}, EVV ${unitsText(recordedMilliUnits, unit)}, ` +
            `counted ${unitsText(countedMilliUnits, unit)}, ${money(context.worth.centsOf(visit))} at risk`,
          evidence: { serviceOn: date, unitDefinition: unit, unitRule, basis: measure.basis, recordedMinutes, countedMinutes, recordedMilliUnits, countedMilliUnits },
          policy,
          visits: [visit],
        }),
      ];
    });
  },
};
