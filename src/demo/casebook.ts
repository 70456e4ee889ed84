import { certificationPeriod } from '../alignment/calendar.js';
import { type DayNumber, dateOf, localDayAt, MS_PER_DAY, MS_PER_HOUR, weekdayOf } from '../base/day.js';
import { invariant } from '../base/invariant.js';
import type { Ids } from '../base/ports.js';
import type { PayerPolicyTerms } from '../care/payer-policy.js';
import type { Discipline } from '../care/service.js';
import { SERVICE_CODES } from '../care/service.js';
import type { AdmitPatientInput } from '../changes/admit-patient.js';
import type { DemonstrationAgency, PayerKey } from './agencies.js';
import { type Chance, chanceOf, seededIds } from './chance.js';
import type { BranchEntry, Directory } from './directory.js';
import { termsOn } from './payers.js';
import { patientName, physicianName } from './people.js';
import { type CarePlan, PROGRAMMES } from './programmes.js';
import { STORY_MRN, STORY_SITUATION } from './scenario.js';
import { START_WEEKDAYS } from './schedule.js';
import { type Situation, SITUATIONS } from './situations.js';

/** Everything about one patient that is decided before anything is written down. */
export interface Case {
  readonly situation: Situation | null;
  readonly admission: AdmitPatientInput & { readonly id: string };
  readonly directory: Directory;
  readonly branch: BranchEntry;
  readonly payer: PayerKey;
  readonly payerId: string;
  readonly coverageId: string;
  readonly memberId: string;
  /** All of a patient's orders come from one physician and for one diagnosis. */
  readonly physician: string;
  readonly diagnosis: string;
  readonly orderedAt: Date;
  readonly careOrders: readonly CareOrder[];
  /** The first day of care by this agency; the patient's first day of care may be long before. */
  readonly startsOn: DayNumber;
  /** The first moment of this patient in the agency's books, and the present of the demonstration. */
  readonly openedAt: Date;
  readonly now: Date;
  readonly today: DayNumber;
  /** For what is written at the opening, and for what came later. */
  readonly ids: Ids;
  readonly laterIds: Ids;
  readonly chance: Chance;
}

/** A care plan with the ids of the records it leads to. */
export interface CareOrder extends CarePlan {
  readonly discipline: Discipline;
  readonly orderId: string;
  readonly authorizationId: string;
  readonly lineId: string;
}

/** Most patients were taken over when the agency began; some have come since. */
export const OPENED_DAYS_AGO = 40;
const NEWER_DAYS_AGO = 12;
const NEWER_EVERY = 7;

/** When a patient's first facts are recorded. */
export function openedAtOf(agency: DemonstrationAgency, number: number, now: Date): Date {
  return daysBefore(now, isNewer(agency, number) ? NEWER_DAYS_AGO : OPENED_DAYS_AGO);
}

/** Orders and authorizations are for one certification period, unless the situation wants otherwise. */
export function lastCertifiedDay({ startsOn }: Pick<Case, 'startsOn'>): DayNumber {
  return certificationPeriod(startsOn).endsOn;
}

/** The last day of the authorized line of the care that the situation is about. */
export function endOfLine(one: Case): DayNumber {
  const { situation, today } = one;
  return situation?.lineEndsInDays === undefined ? lastCertifiedDay(one) : today + situation.lineEndsInDays;
}

export function termsAtStart({ payer, today, startsOn }: Pick<Case, 'payer' | 'today' | 'startsOn'>): PayerPolicyTerms {
  return termsOn(payer, today - startsOn);
}

/** Pure: the same agency, number and present give the same case. */
export function caseOf(agency: DemonstrationAgency, directory: Directory, number: number, now: Date): Case {
  const stream = agency.firstStream + number;
  const chance = chanceOf(stream);
  const openedAt = openedAtOf(agency, number, now);
  const ids = seededIds(stream, openedAt);
  const situation = situationOf(agency, number);
  const branch = directory.branches[(number + Math.floor(number / agency.situationEvery)) % directory.branches.length];
  const payer = situation?.payer ?? chance.oneOf(agency.payers);
  const payerId = directory.payerIds[payer];
  invariant(branch && payerId, 'a demonstration agency has a branch and the payers it names');

  const today = localDayAt(now.getTime(), branch.timeZone);
  const startsOn = nextWeekday(localDayAt(openedAt.getTime(), branch.timeZone), chance.oneOf(START_WEEKDAYS));
  const programme = situation?.programme ?? chance.oneOf(PROGRAMMES[payer]);
  return {
    situation,
    admission: {
      id: ids.next(),
      branchId: branch.id,
      mrn: number === agency.storyNumber ? STORY_MRN : `${agency.slug.toUpperCase()}-${String(number).padStart(4, '0')}`,
      ...patientName(number),
      birthDate: dateOf(today - chance.whole(60 * 365, 92 * 365)),
      startOfCareOn: dateOf(situation?.inCareForDays === undefined ? startsOn : today - situation.inCareForDays),
    },
    directory,
    branch,
    payer,
    payerId,
    coverageId: ids.next(),
    memberId: memberIdOf(chance),
    physician: physicianName(chance.whole(1, 12)),
    diagnosis: chance.oneOf(DIAGNOSES),
    orderedAt: new Date(openedAt.getTime() - chance.whole(20, 60) * MS_PER_HOUR),
    careOrders: programme.map((plan) => careOrder(plan, ids)),
    startsOn,
    openedAt,
    now,
    today,
    ids,
    laterIds: seededIds(stream, now),
    chance,
  };
}

function situationOf(agency: DemonstrationAgency, number: number): Situation | null {
  if (number === agency.storyNumber) return STORY_SITUATION;
  if (number % agency.situationEvery !== 0) return null;
  const possible = SITUATIONS.filter(({ payer, insuredSinceWith }) => [payer, insuredSinceWith ?? payer].every((key) => agency.payers.includes(key)));
  return possible[(number / agency.situationEvery - 1) % possible.length] ?? null;
}

/** ICD-10-CM: heart failure, diabetes, a wound, weakness after a stroke, an artificial hip. */
const DIAGNOSES = ['I50.22', 'E11.42', 'L97.421', 'I69.351', 'Z96.641'];

export function memberIdOf(chance: Chance): string {
  return `EX${String(chance.whole(0, 99_999_999)).padStart(8, '0')}`;
}

function careOrder(plan: CarePlan, ids: Ids): CareOrder {
  const discipline = SERVICE_CODES.get(plan.serviceCode)?.discipline;
  invariant(discipline, 'the demonstration uses known service codes');
  return { ...plan, discipline, orderId: ids.next(), authorizationId: ids.next(), lineId: ids.next() };
}

/** The first such weekday after a day. */
function nextWeekday(day: DayNumber, weekday: number): DayNumber {
  return day + 1 + ((weekday - weekdayOf(day + 1) + 7) % 7);
}

/** Situations take time to come about, so only a patient without one is new. */
function isNewer({ situationEvery }: DemonstrationAgency, number: number): boolean {
  return number % NEWER_EVERY === NEWER_EVERY - 1 && number % situationEvery !== 0;
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * MS_PER_DAY);
}
