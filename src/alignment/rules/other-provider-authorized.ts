import { dateOf } from '../../base/day.js';
import { isDone } from '../visits.js';
import { authOf, careOf, codeOf, period } from '../words.js';
import { neededOf } from './needed-of-line.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { uncoveredVisits } from './uncovered-visits.js';

export const otherProviderAuthorized: Rule = {
  id: 'AUTH-08',
  code: 'OTHER_PROVIDER_AUTHORIZED',
  meaning: 'The service is authorized on this date, but not by this clinician or not at this place.',
  source: "The clinicians and places of service that the payer's certification names. A claim for anyone or anywhere else does not match it.",
  severity: 'Always HIGH.',
  clearsWhen: 'The visit is given to someone or moved to a place that the authorization names, or the payer adds them to it.',
  patientText: 'We may have to send someone else to this visit, or hold it in another place.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: '296',
  predictedRarc: null,
  find(context) {
    return uncoveredVisits(context, 'STAFF', 'PLACE').map(({ outcome, gap: { placed, reason } }) => {
      const { visit, policy } = outcome;
      const { line, authorization } = placed;
      const date = dateOf(visit.serviceOn);
      const isStaff = reason === 'STAFF';
      const opening = `Approval of ${careOf(visit.discipline)} is not for the ${isStaff ? 'clinician' : 'place'} of the visit on ${date}`;
      const remedy = isStaff ? 'assign someone whom it names, or ask for the clinician to be added' : 'hold the visit at a place that it names, or ask for the place to be added';
      return findingOf(context, otherProviderAuthorized, {
        subject: visit.id,
        severity: 'HIGH',
        clinicalText: isDone(visit) ? `${opening}.` : `${opening}; ${remedy}.`,
        billingText: `${authOf(authorization)} ${period({ from: line.startsOn, to: line.endsOn })} valid, not for this ${isStaff ? 'rendering provider' : `place of service (${visit.placeOfService})`}: ${codeOf(visit)} DOS ${date}`,
        evidence: {
          serviceOn: date,
          differsIn: reason,
          authorizedStaffIds: line.staffIds.toSorted().join(' '),
          authorizedPlaces: line.placesOfService.toSorted().join(' '),
          visitStaffId: visit.staffId,
          visitPlace: visit.placeOfService,
        },
        policy,
        visits: [visit],
        placed,
        milliUnitsAtRisk: neededOf(outcome, line),
      });
    });
  },
};
