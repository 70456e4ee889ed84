import { certificationPeriod } from '../alignment/calendar.js';
import { type DayNumber, dateOf, localDayAt, MS_PER_DAY } from '../base/day.js';
import { invariant } from '../base/invariant.js';
import type { Ids } from '../base/ports.js';
import type { Discipline } from '../care/service.js';
import { SERVICE_CODES } from '../care/service.js';
import type { AdmitPatientInput } from '../changes/admit-patient.js';
import type { DemonstrationAgency, PayerKey } from './agencies.js';
import { type Chance, chanceOf, seededIds } from './chance.js';
import type { BranchEntry, Directory } from './directory.js';
import { patientName } from './people.js';
import { type CarePlan, PROGRAMMES } from './programmes.js';
import { STORY_MRN, STORY_SITUATION } from './scenario.js';
import { type Situation, SITUATIONS } from './situations.js';

/** Everything about one patient that is decided before anything is written down. */
export interface Case {
  readonly situation: Situation | null;
  readonly admission: AdmitPatientInput & { readonly id: string };
  readonly branch: BranchEntry;
  readonly payer: PayerKey;
  readonly payerId: string;
  readonly coverageId: string;
  readonly careOrders: readonly CareOrder[];
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
  /** Who makes the visits. */
  readonly staffId: string;
}

/** Most patients were taken over when the agency began; some have come since. */
export const OPENED_DAYS_AGO = 40;
const NEWER_DAYS_AGO = 12;
const NEWER_EVERY = 7;
const PLANNED_DAYS_AHEAD = 24;

/** When a patient's first facts are recorded. */
export function openedAtOf(agency: DemonstrationAgency, number: number, now: Date): Date {
  return daysBefore(now, isNewer(agency, number) ? NEWER_DAYS_AGO : OPENED_DAYS_AGO);
}

export function lastPlannedDay(one: Pick<Case, 'today' | 'startsOn'>): DayNumber {
  return Math.min(one.today + PLANNED_DAYS_AHEAD, lastCertifiedDay(one));
}

/** Orders and authorizations are for one certification period, unless the situation wants otherwise. */
export function lastCertifiedDay({ startsOn }: Pick<Case, 'startsOn'>): DayNumber {
  return certificationPeriod(startsOn).endsOn;
}

/** Pure: the same agency, number and present give the same case. */
export function caseOf(agency: DemonstrationAgency, directory: Directory, number: number, now: Date): Case {
  const stream = agency.firstStream + number;
  const chance = chanceOf(stream);
  const openedAt = openedAtOf(agency, number, now);
  const ids = seededIds(stream, openedAt);
  const situation = situationOf(agency, number);
  const branch = directory.branches[number % directory.branches.length];
  const payer = situation?.payer ?? chance.oneOf(agency.payers);
  const payerId = directory.payerIds[payer];
  invariant(branch && payerId, 'a demonstration agency has a branch and the payers it names');

  const today = localDayAt(now.getTime(), branch.timeZone);
  const startsOn = localDayAt(openedAt.getTime(), branch.timeZone) + chance.whole(1, isNewer(agency, number) ? 3 : 7);
  const programme = situation?.programme ?? chance.oneOf(PROGRAMMES[payer]);
  return {
    situation,
    admission: {
      id: ids.next(),
      branchId: branch.id,
      mrn: number === agency.storyNumber ? STORY_MRN : `${agency.slug.toUpperCase()}-${String(number).padStart(4, '0')}`,
      ...patientName(number),
      birthDate: dateOf(today - chance.whole(60 * 365, 92 * 365)),
      startOfCareOn: dateOf(startsOn),
    },
    branch,
    payer,
    payerId,
    coverageId: ids.next(),
    careOrders: programme.map((plan) => careOrder(plan, branch, ids, chance)),
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
  const possible = SITUATIONS.filter(({ payer }) => agency.payers.includes(payer));
  return possible[(number / agency.situationEvery - 1) % possible.length] ?? null;
}

function careOrder(plan: CarePlan, branch: BranchEntry, ids: Ids, chance: Chance): CareOrder {
  const discipline = SERVICE_CODES.get(plan.serviceCode)?.discipline;
  invariant(discipline, 'the demonstration uses known service codes');
  const able = branch.staff.filter(({ disciplines }) => disciplines.includes(discipline));
  return { ...plan, discipline, orderId: ids.next(), authorizationId: ids.next(), lineId: ids.next(), staffId: chance.oneOf(able).id };
}

/** Situations take time to come about, so only a patient without one is new. */
function isNewer({ situationEvery }: DemonstrationAgency, number: number): boolean {
  return number % NEWER_EVERY === NEWER_EVERY - 1 && number % situationEvery !== 0;
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * MS_PER_DAY);
}
