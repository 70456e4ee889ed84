import { dateOf } from '../../base/day.js';
import type { PatientStatus } from '../../care/patient.js';
import { foundIn } from '../grouping.js';
import { servicePeriodsOf } from '../service-periods.js';
import { isDone } from '../visits.js';
import { careOf, codeOf } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

export const notOnService: Rule = {
  id: 'SCH-03',
  code: 'NOT_ON_SERVICE',
  meaning: 'A visit is planned or made on a day on which the patient is on hold, discharged or has died.',
  source:
    'Visits are made to patients on service. The day of discharge or death still allows one, a day on hold does not. ' +
    'A rule predicts one code for ever: 13, date of death before the service, as the first of those that payers use here; for a hold or a discharge 27 or 60 may come instead.',
  severity: 'Always BLOCKER.',
  clearsWhen: "The visit is moved or left out, or the patient's status is put right.",
  patientText: 'We are putting right the date of a visit.',
  ownerTeam: 'SCHEDULING',
  resolution: 'SCHEDULE_CHANGE',
  predictedCarc: '13',
  predictedRarc: null,
  find(context) {
    const { statusPeriods } = context.snapshot;
    if (!statusPeriods.some(({ status }) => status !== 'ACTIVE')) return [];
    const periods = servicePeriodsOf(statusPeriods);
    return foundIn(context.outcomes, ({ visit, policy }) => {
      const absence = periods.absenceOn(visit.serviceOn);
      if (absence === null) return null;
      const [date, since] = [dateOf(visit.serviceOn), dateOf(absence.startsOn)];
      const remedy = isDone(visit) ? "check the date of the visit and the patient's status" : 'leave the visit out, or plan it for later';
      return findingOf(context, notOnService, {
        subject: visit.id,
        severity: 'BLOCKER',
        clinicalText: `The ${careOf(visit.discipline)} visit on ${date} falls on a day on which the patient is not on service (${STANDINGS[absence.status]} ${since}); ${remedy}.`,
        billingText: `Not on service: ${codeOf(visit)} DOS ${date}, ${absence.status} since ${since}`,
        evidence: { serviceOn: date, status: absence.status, statusSince: since },
        policy,
        visits: [visit],
      });
    });
  },
};

const STANDINGS: Readonly<Record<PatientStatus, string>> = {
  ACTIVE: 'on service since',
  ON_HOLD: 'on hold since',
  DISCHARGED: 'discharged on',
  DECEASED: 'died on',
};
