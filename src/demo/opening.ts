import { certificationPeriod } from '../alignment/calendar.js';
import { dateOf, localDayAt } from '../base/day.js';
import { addCoverage } from '../changes/add-coverage.js';
import { admitPatient } from '../changes/admit-patient.js';
import { recordCertification } from '../changes/record-certification.js';
import { recordFaceToFace } from '../changes/record-face-to-face.js';
import { scheduleVisit } from '../changes/schedule-visit.js';
import { scheduleVisitSeries } from '../changes/schedule-visit-series.js';
import { type Step, step } from '../changes/step.js';
import { authorizationSteps } from './authorizations.js';
import { type Case, termsAtStart } from './casebook.js';
import { orderSteps } from './orders.js';
import type { Plan } from './planning.js';

/** What is known when a patient comes: coverage, certification, orders, what the payer said, and the visits planned. */
export function openingOf(one: Case, plans: readonly Plan[]): Step[] {
  return [
    step(admitPatient, one.admission),
    step(addCoverage, {
      id: one.coverageId,
      patientId: one.admission.id,
      payerId: one.payerId,
      memberId: one.memberId,
      startsOn: dateOf(one.startsOn - one.chance.whole(60, 900)),
    }),
    ...certificationSteps(one),
    ...plans.flatMap((plan) => [
      ...(isOrderedLater(one, plan) ? [] : orderSteps(one, plan, one.orderedAt)),
      ...(isRequestedLater(one, plan) ? [] : authorizationSteps(one, plan)),
      ...schedulingSteps(one, plan),
    ]),
  ];
}

/** An order that came after the care that it is for, or after the plan of care that it adds to. */
export function isOrderedLater({ situation }: Case, { isConcerned }: Plan): boolean {
  return isConcerned ? situation?.order === 'LATE' : situation?.order === 'ADDED';
}

export function isRequestedLater({ situation }: Case, { isConcerned }: Plan): boolean {
  return isConcerned && situation?.authorization === 'REQUESTED_LATE';
}

function certificationSteps(one: Case): Step[] {
  const { situation, admission, chance, openedAt, branch, today, startsOn } = one;
  const { isCertificationRequired, isFaceToFaceRequired } = termsAtStart(one);
  const careStartsOn = situation?.inCareForDays === undefined ? startsOn : today - situation.inCareForDays;
  const patientId = admission.id;
  const steps: Step[] = [];
  if (isCertificationRequired) {
    const { endsOn } = certificationPeriod(careStartsOn);
    const certifiedOn = dateOf(localDayAt(openedAt.getTime(), branch.timeZone));
    steps.push(step(recordCertification, { patientId, kind: 'INITIAL', startsOn: dateOf(careStartsOn), endsOn: dateOf(endsOn), certifiedOn }));
  }
  if (isFaceToFaceRequired && !situation?.hasNoFaceToFace) {
    const occurredOn = dateOf(careStartsOn - chance.whole(8, 40));
    steps.push(step(recordFaceToFace, { patientId, occurredOn, practitionerKind: chance.oneOf(['PHYSICIAN', 'PHYSICIAN', 'NURSE_PRACTITIONER'] as const) }));
  }
  return steps;
}

function schedulingSteps({ admission }: Case, { careOrder, series, single }: Plan): Step[] {
  const common = { patientId: admission.id, serviceCode: careOrder.serviceCode };
  return [
    ...series.flatMap(({ id, stretch: { weekdays, everyWeeks, count }, visits }) => {
      const [first] = visits;
      if (first === undefined) return [];
      const { staffId, startsAt, endsAt } = first;
      const recurrence = { weekdays, everyWeeks, count };
      return [step(scheduleVisitSeries, { id, ...common, staffId, startsAt, endsAt, recurrence, visitIds: visits.map((visit) => visit.id) })];
    }),
    ...single.map(({ id, staffId, startsAt, endsAt, isAsNeeded }) => step(scheduleVisit, { id, ...common, staffId, startsAt, endsAt, isAsNeeded })),
  ];
}
