import { dateOf } from '../../base/day.js';
import { unreachable } from '../../base/invariant.js';
import type { StalePin } from '../allocate.js';
import { foundIn } from '../grouping.js';
import { isDone } from '../visits.js';
import { amountOfCare, authOf, careOf, codeOf, unitsText } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** The office's choice stands until it is changed: the visit keeps what the line still gives it, and this says what it lacks. */
export const pinStale: Rule = {
  id: 'AUTH-15',
  code: 'PIN_STALE',
  meaning: 'The authorization that the office chose for the visit no longer takes all of it.',
  source: 'The line and the amount that were chosen for the visit, against what the visit needs and the line gives now.',
  severity: 'Always HIGH.',
  clearsWhen: 'The visit is assigned anew or left to the automatic choice, or it fits again.',
  patientText: 'We are checking once more that your health plan has approved this visit as it is now planned.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '198',
  predictedRarc: null,
  find(context) {
    return foundIn(context.outcomes, ({ visit, policy, stalePin }) => {
      if (stalePin === null) return null;
      const { placed, neededMilliUnits, heldMilliUnits, refusal } = stalePin;
      const { line, authorization } = placed;
      const date = dateOf(visit.serviceOn);
      const of = (milliUnits: number): string => (milliUnits === 0 ? 'nothing' : amountOfCare(milliUnits, line.unitDefinition));
      const opening =
        `The ${careOf(visit.discipline)} visit on ${date} no longer fits the approval chosen for it, ${inWords(stalePin)}: ` +
        `it takes ${of(neededMilliUnits)}, and ${of(heldMilliUnits)} is kept for it`;
      return findingOf(context, pinStale, {
        subject: visit.id,
        severity: 'HIGH',
        clinicalText: isDone(visit) ? `${opening}.` : `${opening}; choose an approval anew.`,
        billingText:
          `Manual allocation stale (${refusal?.reason ?? 'GROWN'}): ${authOf(authorization)} ${codeOf(visit)} DOS ${date} needs ` +
          `${unitsText(neededMilliUnits, line.unitDefinition)}, holds ${unitsText(heldMilliUnits, line.unitDefinition)}`,
        evidence: {
          serviceOn: date,
          reason: refusal?.reason ?? 'GROWN',
          unitDefinition: line.unitDefinition,
          neededMilliUnits,
          pinnedMilliUnits: visit.pinnedMilliUnits,
          heldMilliUnits,
          windowFrom: dateOf(line.startsOn),
          windowTo: dateOf(line.endsOn),
        },
        policy,
        visits: [visit],
        placed,
        milliUnitsAtRisk: Math.max(0, neededMilliUnits - heldMilliUnits),
      });
    });
  },
};

function inWords({ refusal }: StalePin): string {
  switch (refusal?.reason) {
    case undefined:
      return 'because it has grown since';
    case 'QUANTITY':
      return 'of which too little is left';
    case 'CAP':
      return 'which limits how much one period may hold';
    case 'DATE':
      return 'which has other dates';
    case 'DAY':
      return 'which excludes the day';
    case 'STAFF':
      return 'which is for other clinicians';
    case 'PLACE':
      return 'which is for other places';
    case 'DISCIPLINE':
    case 'CODE':
    case 'MODIFIER':
      return 'which is for other care';
    case 'PAYER':
      return 'which another health plan gave';
    case 'CANCELLED':
      return 'which has been withdrawn';
    case 'DENIED':
      return 'which was refused in the end';
    default:
      return unreachable(refusal);
  }
}
