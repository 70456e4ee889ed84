import { dateOf } from '../../base/day.js';
import { isDone } from '../visits.js';
import { amountOfCare, authOf, capitalized, careOf, codeOf, unitsText } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

export const unitsExceeded: Rule = {
  id: 'AUTH-05',
  code: 'UNITS_EXCEEDED',
  meaning: 'The authorization covers the service on this date, but has too little left for the visit.',
  source: "The quantity of the payer's certification. The visits that came first keep their units; this one draws nothing.",
  severity: 'Always BLOCKER.',
  clearsWhen: 'Another visit gives its units up, or the payer authorizes more.',
  patientText: 'Your health plan has approved fewer visits than are planned, and we are settling this with it.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: '198',
  predictedRarc: null,
  find(context) {
    return uncoveredVisits(context, 'QUANTITY').map(({ outcome: { visit, policy }, gap }) => {
      const { line, authorization } = gap.placed;
      const date = dateOf(visit.serviceOn);
      const left = line.authorizedMilliUnits - gap.drawnMilliUnits;
      const of = (milliUnits: number): string => amountOfCare(milliUnits, line.unitDefinition);
      const authorized = of(line.authorizedMilliUnits);
      const opening =
        line.unitDefinition === 'VISIT'
          ? `The ${careOf(visit.discipline)} visit on ${date} is number ${gap.visitNumber} of ${authorized} approved until ${dateOf(line.endsOn)}`
          : `The ${careOf(visit.discipline)} visit on ${date} takes ${of(gap.neededMilliUnits)}; ${left === 0 ? 'nothing' : of(left)} is left of the ${authorized} approved until ${dateOf(line.endsOn)}`;
      return findingOf(context, unitsExceeded, {
        subject: visit.id,
        severity: 'BLOCKER',
        clinicalText: capitalized(isDone(visit) ? `${opening}.` : `${opening}; leave it out, shorten or swap visits, or ask for more.`),
        billingText:
          `${authOf(authorization)} exhausted for ${codeOf(visit)} DOS ${date}: needs ${unitsText(gap.neededMilliUnits, line.unitDefinition)}, ` +
          `${unitsText(left, line.unitDefinition)} left of ${unitsText(line.authorizedMilliUnits, line.unitDefinition)} authorized`,
        evidence: {
          serviceOn: date,
          unitDefinition: line.unitDefinition,
          authorizedMilliUnits: line.authorizedMilliUnits,
          drawnMilliUnits: gap.drawnMilliUnits,
          neededMilliUnits: gap.neededMilliUnits,
          beyondMilliUnits: gap.neededMilliUnits - left,
          visitNumber: gap.visitNumber,
          windowFrom: dateOf(line.startsOn),
          windowTo: dateOf(line.endsOn),
        },
        policy,
        visits: [visit],
        placed: gap.placed,
        milliUnitsAtRisk: gap.neededMilliUnits,
      });
    });
  },
};
