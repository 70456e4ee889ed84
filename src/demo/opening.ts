import { unitRuleFor } from '../alignment/policy.js';
import { consumptionOf } from '../alignment/units.js';
import { type DayNumber, dateOf, instantAt, localDayAt, MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, weekdayOf } from '../base/day.js';
import type { PayerPolicyTerms } from '../care/payer-policy.js';
import { occurrencesOf } from '../care/recurrence.js';
import { addCoverage } from '../changes/add-coverage.js';
import { admitPatient } from '../changes/admit-patient.js';
import type { LineInput } from '../changes/authorization-lines.js';
import { type Step, step } from '../changes/step.js';
import { recordAuthorization } from '../changes/record-authorization.js';
import { recordOrder } from '../changes/record-order.js';
import { scheduleVisit } from '../changes/schedule-visit.js';
import { scheduleVisitSeries } from '../changes/schedule-visit-series.js';
import { signOrder } from '../changes/sign-order.js';
import { type CareOrder, type Case, lastCertifiedDay, lastPlannedDay } from './casebook.js';
import { termsOn } from './payers.js';
import { physicianName } from './people.js';
import { stretchesOf, type Stretch } from './schedule.js';

/** A visit as it was planned, for what becomes of it later. */
export interface PlannedVisit {
  readonly id: string;
  readonly careOrder: CareOrder;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface Opening {
  readonly steps: readonly Step[];
  /** In time order. */
  readonly visits: readonly PlannedVisit[];
}

/** What is known when a patient comes: coverage, orders, what the payer said, and the visits planned. */
export function openingOf(one: Case): Opening {
  const plans = one.careOrders.map((careOrder, i) => planOf(one, careOrder, i));
  return {
    steps: [
      step(admitPatient, one.admission),
      step(addCoverage, {
        id: one.coverageId,
        patientId: one.admission.id,
        payerId: one.payerId,
        memberId: `EX${String(one.chance.whole(0, 99_999_999)).padStart(8, '0')}`,
        startsOn: dateOf(one.startsOn - one.chance.whole(60, 900)),
      }),
      ...plans.flatMap((plan) => [...orderSteps(one, plan), ...authorizationSteps(one, plan), ...plan.scheduling]),
    ],
    visits: plans.flatMap(({ visits }) => visits).toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()),
  };
}

interface Plan {
  readonly careOrder: CareOrder;
  /** The care plan that the situation is about. */
  readonly isConcerned: boolean;
  readonly stretches: readonly Stretch[];
  readonly visits: readonly PlannedVisit[];
  readonly scheduling: readonly Step[];
}

function planOf(one: Case, careOrder: CareOrder, index: number): Plan {
  const { situation, startsOn, chance, ids, branch, admission } = one;
  const isConcerned = index === 0;
  const lineEndsOn = situation?.isPlannedWithinLine ? endOfLine(one) : null;
  const lastOn = Math.min(lastPlannedDay(one), lineEndsOn ?? Infinity);
  const frequencyText = isConcerned && situation?.order === 'AMBIGUOUS' ? AMBIGUOUS : careOrder.frequencyText;
  const atMostWeekly = isConcerned ? (situation?.weeklyCap ?? null) : null;
  const stretches = stretchesOf({ frequencyText, startsOn, lastOn, terms: termsAtStart(one), atMostWeekly }, chance);

  // Mornings for the first service and afternoons for the second, so that nobody gets two at once.
  const minute = chance.whole(0, 5) * 30 + (index === 0 ? 8 * 60 : 13 * 60);
  const at = (day: DayNumber): { startsAt: Date; endsAt: Date } => {
    const startsAt = instantAt(day, minute, branch.timeZone);
    return { startsAt: new Date(startsAt), endsAt: new Date(startsAt + careOrder.minutes * MS_PER_MINUTE) };
  };
  const common = { patientId: admission.id, serviceCode: careOrder.serviceCode, staffId: careOrder.staffId };

  const visits: PlannedVisit[] = [];
  const scheduling: Step[] = [];
  for (const { firstOn, ...recurrence } of stretches) {
    const made = occurrencesOf(at(firstOn), recurrence, branch.timeZone).map((times) => ({ id: ids.next(), careOrder, ...times }));
    visits.push(...made);
    scheduling.push(step(scheduleVisitSeries, { id: ids.next(), ...common, ...at(firstOn), recurrence, visitIds: made.map(({ id }) => id) }));
  }
  for (const { on, isAsNeeded } of singleVisits(one, { isConcerned, frequencyText, stretches })) {
    const visit = { id: ids.next(), careOrder, ...at(on) };
    visits.push(visit);
    scheduling.push(step(scheduleVisit, { id: visit.id, ...common, ...at(on), isAsNeeded }));
  }
  return { careOrder: { ...careOrder, frequencyText }, isConcerned, stretches, visits, scheduling };
}

const AMBIGUOUS = 'BIW';

/** Besides the series: a visit as needed where the order allows it, and one too many where the situation wants it. */
function singleVisits(
  { situation, startsOn, today }: Case,
  { isConcerned, frequencyText, stretches }: Pick<Plan, 'isConcerned' | 'stretches'> & { readonly frequencyText: string },
): ReadonlyArray<{ readonly on: DayNumber; readonly isAsNeeded: boolean }> {
  const taken = stretches.flatMap(({ weekdays }) => weekdays);
  const free = [1, 2, 3, 4, 5].find((weekday) => !taken.includes(weekday)) ?? 6;
  const inWeekOf = (day: DayNumber): DayNumber => day - weekdayOf(day) + free;
  const single: Array<{ on: DayNumber; isAsNeeded: boolean }> = [];
  if (frequencyText.includes('PRN') && startsOn + 14 < today) single.push({ on: inWeekOf(startsOn + 10), isAsNeeded: true });
  const isOneTooMany = isConcerned && (situation?.isTooOften || situation?.weeklyCap !== undefined);
  if (isOneTooMany) single.push({ on: inWeekOf(today - 10), isAsNeeded: false }, { on: inWeekOf(today + 8), isAsNeeded: false });
  return single;
}

function orderSteps(one: Case, { careOrder, isConcerned }: Plan): Step[] {
  const { situation, startsOn, openedAt, admission, chance, branch } = one;
  const receivedAt = new Date(openedAt.getTime() - chance.whole(20, 60) * MS_PER_HOUR);
  const order = step(recordOrder, {
    id: careOrder.orderId,
    patientId: admission.id,
    kind: isConcerned ? 'PLAN_OF_CARE' : 'SUPPLEMENTAL',
    discipline: careOrder.discipline,
    frequencyText: careOrder.frequencyText,
    startsOn: dateOf(startsOn),
    endsOn: dateOf(lastCertifiedDay(one)),
    physicianName: physicianName(chance.whole(1, 12)),
    receivedAt,
    sentAt: new Date(receivedAt.getTime() + 2 * MS_PER_HOUR),
  });
  if (isConcerned && situation?.order === 'UNSIGNED') return [order];
  const signatureDate = dateOf(localDayAt(openedAt.getTime(), branch.timeZone));
  return [order, step(signOrder, { orderId: careOrder.orderId, signatureDate })];
}

function authorizationSteps(one: Case, plan: Plan): Step[] {
  const { situation, admission, payerId, coverageId, openedAt, chance } = one;
  const { careOrder, isConcerned } = plan;
  const says = isConcerned ? situation?.authorization : undefined;
  if (says === 'NONE' || !asksForAuthorization(one, careOrder)) return [];
  return [
    step(recordAuthorization, {
      id: careOrder.authorizationId,
      patientId: admission.id,
      payerId,
      coverageId,
      number: says === 'PENDED' || says === 'DENIED' ? null : `EX-${chance.whole(100_000, 999_999)}`,
      requestedAt: new Date(openedAt.getTime() - 4 * MS_PER_DAY),
      decidedAt: says === 'PENDED' ? null : new Date(openedAt.getTime() - MS_PER_DAY),
      lines: [lineOf(one, plan)],
    }),
  ];
}

function asksForAuthorization(one: Case, { discipline }: CareOrder): boolean {
  const { authorizationRequired, authorizationDisciplines } = termsAtStart(one);
  return authorizationRequired === 'ALL' || (authorizationRequired === 'LISTED' && authorizationDisciplines.includes(discipline));
}

/** Two visits more than planned, unless the situation wants fewer. */
function lineOf(one: Case, { careOrder, isConcerned, stretches, visits }: Plan): LineInput {
  const situation = isConcerned ? one.situation : null;
  const { discipline, serviceCode, unitDefinition, minutes, cap } = careOrder;
  const perVisit = consumptionOf(minutes, unitRuleFor(termsAtStart(one), serviceCode), unitDefinition).milliUnits;
  const authorized = (visits.length + (situation?.visitsShort === undefined ? 2 : -situation.visitsShort)) * perVisit;
  const weekly = situation?.weeklyCap ?? Math.max(...stretches.map(({ weekdays }) => weekdays.length));
  const inPeriod = { VISIT: 1, DAY: 1, WEEK: weekly, MONTH: weekly * 5, ROLLING_DAYS: weekly * 5 };
  const capPeriod = situation?.weeklyCap === undefined ? cap : 'WEEK';
  const isOther = situation?.authorization === 'OTHER_DISCIPLINE';
  const isDenied = situation?.authorization === 'DENIED';
  return {
    id: careOrder.lineId,
    discipline: isOther ? 'OT' : discipline,
    serviceCode: isOther ? null : serviceCode,
    unitDefinition,
    authorizedMilliUnits: isDenied ? 0 : authorized,
    startsOn: dateOf(one.startsOn - 1),
    endsOn: dateOf(endOfLine(one)),
    decision: isDenied ? 'NOT_CERTIFIED' : situation?.authorization === 'PENDED' ? 'PENDED' : situation?.visitsShort ? 'CERTIFIED_PARTIALLY' : 'CERTIFIED_IN_TOTAL',
    decisionReason: isDenied ? 'Example reason: clinical information did not support the service' : null,
    caps: capPeriod === undefined ? [] : [{ period: capPeriod, milliUnits: inPeriod[capPeriod] * perVisit }],
  };
}

function endOfLine(one: Case): DayNumber {
  const { situation, today } = one;
  return situation?.lineEndsInDays === undefined ? lastCertifiedDay(one) : today + situation.lineEndsInDays;
}

function termsAtStart({ payer, today, startsOn }: Case): PayerPolicyTerms {
  return termsOn(payer, today - startsOn);
}
