import fc from 'fast-check';

import type {
  AuthorizationFact,
  CapFact,
  CoverageFact,
  LineFact,
  NoteFact,
  OrderFact,
  PatientSnapshot,
  PolicyFact,
  VisitFact,
} from '../../src/alignment/snapshot.js';
import { parseFrequency } from '../../src/alignment/frequency.js';
import type { DayNumber, EpochMs } from '../../src/base/day.js';
import { MS_PER_HOUR, MS_PER_MINUTE, dateOf, dayOf, startOfDay } from '../../src/base/day.js';
import { CAP_PERIODS, REVIEW_DECISIONS } from '../../src/care/authorization.js';
import { NOTE_STATUSES } from '../../src/care/note.js';
import { ORDER_STATUSES } from '../../src/care/order.js';
import type { PayerPolicyTerms } from '../../src/care/payer-policy.js';
import { CAP_SEMANTICS, DEFAULT_TERMS, LATE_NOTE_TREATMENTS, PARTIAL_FIRST_WEEKS, UNIT_BASES, UNIT_RULE_KINDS, WEEK_DEFINITIONS } from '../../src/care/payer-policy.js';
import { SERVICE_CODES, UNIT_DEFINITIONS } from '../../src/care/service.js';
import { VISIT_STATUSES } from '../../src/care/visit.js';

/**
 * Snapshots for tests of the rules: builders whose defaults make a patient with nothing amiss, so
 * that a test states only what it is about, and generators of patients with anything amiss.
 */
export const TIME_ZONE = 'America/Chicago';
export const ACME = 'payer-acme';
export const BOREALIS = 'payer-borealis';

/** Thursday; the start of care of the worked case. */
export const START_OF_CARE = dayOf('2025-01-02');

/** The instant of a wall-clock time in the patient's zone. */
export function at(date: string, hour = 0, minute = 0): EpochMs {
  return startOfDay(dayOf(date), TIME_ZONE) + hour * MS_PER_HOUR + minute * MS_PER_MINUTE;
}

/** Under Acme, which asks for authorization of everything, from 2025-01-01. */
export function aPatient(facts: Partial<PatientSnapshot> = {}): PatientSnapshot {
  return {
    agencyId: 'agency-1',
    patientId: 'patient-1',
    branchId: 'branch-1',
    timeZone: TIME_ZONE,
    status: 'ACTIVE',
    startOfCareOn: START_OF_CARE,
    since: dayOf('2024-01-01'),
    coverages: [aCoverage()],
    payers: [{ id: ACME, name: 'Acme Health', kind: 'COMMERCIAL' }],
    policies: [aPolicy()],
    orders: [],
    authorizations: [],
    visits: [],
    notes: [],
    ...facts,
  };
}

export function aCoverage(facts: Partial<CoverageFact> = {}): CoverageFact {
  return { id: 'coverage-acme', payerId: ACME, rank: 1, startsOn: dayOf('2024-01-01'), endsOn: null, ...facts };
}

export function aPolicy(terms: Partial<PayerPolicyTerms> = {}, facts: Partial<PolicyFact> = {}): PolicyFact {
  return {
    id: 'policy-acme',
    payerId: ACME,
    version: 1,
    effectiveFrom: dayOf('2024-01-01'),
    effectiveTo: null,
    terms: { ...DEFAULT_TERMS, feeSchedule: { G0151: 4000, G0152: 4100, G0299: 5000, T1019: 600 }, ...terms },
    ...facts,
  };
}

/** Signed and dated; the frequency is read from its text. */
export function anOrder(frequencyText: string, facts: Partial<OrderFact> = {}): OrderFact {
  const reading = parseFrequency(frequencyText);
  const startsOn = facts.startsOn ?? START_OF_CARE;
  return {
    id: 'order-1',
    discipline: (reading.kind === 'PARSED' ? reading.discipline : null) ?? 'PT',
    serviceCode: null,
    frequencyText,
    frequency: reading.kind === 'PARSED' ? reading.frequency : null,
    startsOn,
    endsOn: startsOn + 59,
    status: 'SIGNED',
    receivedAt: startOfDay(startsOn, TIME_ZONE) + 8 * MS_PER_HOUR,
    signedAt: startOfDay(startsOn + 1, TIME_ZONE),
    signatureDate: startsOn + 1,
    discontinuedOn: null,
    ...facts,
  };
}

/** An order of so many visits that none is ever beyond it. */
export function amplyOrdered(discipline: OrderFact['discipline'] = 'PT'): OrderFact {
  return anOrder(`${discipline} 99w20`, { id: `order-${discipline}`, endsOn: null });
}

export function unsigned(order: OrderFact): OrderFact {
  return { ...order, status: 'SENT_FOR_SIGNATURE', signedAt: null, signatureDate: null };
}

export function anAuthorization(lines: readonly LineFact[], facts: Partial<AuthorizationFact> = {}): AuthorizationFact {
  return { id: 'auth-1', payerId: ACME, number: 'A123', requestedAt: null, isCancelled: false, lines, ...facts };
}

/** 12 PT visits, 2025-01-02 to 2025-02-10. */
export function aLine(facts: Partial<LineFact> = {}): LineFact {
  return {
    id: 'line-1',
    discipline: 'PT',
    serviceCode: null,
    modifiers: [],
    unitDefinition: 'VISIT',
    authorizedMilliUnits: 12_000,
    startsOn: START_OF_CARE,
    endsOn: dayOf('2025-02-10'),
    decision: 'CERTIFIED_IN_TOTAL',
    decisionReason: null,
    priority: 1,
    caps: [],
    ...facts,
  };
}

export function aCap(period: CapFact['period'], milliUnits: number, facts: Partial<CapFact> = {}): CapFact {
  return { id: `cap-${period}`, period, rollingDays: null, milliUnits, ...facts };
}

/** A scheduled PT visit of 45 minutes from nine o'clock. */
export function aVisit(date: string, facts: Partial<VisitFact> & { readonly minutes?: number; readonly hour?: number } = {}): VisitFact {
  const { minutes = 45, hour = 9, ...rest } = facts;
  const startsAt = at(date, hour);
  return {
    id: `visit-${date}`,
    discipline: 'PT',
    serviceCode: 'G0151',
    modifiers: [],
    staffId: null,
    startsAt,
    endsAt: startsAt + minutes * MS_PER_MINUTE,
    serviceOn: dayOf(date),
    actualStartsAt: null,
    actualEndsAt: null,
    status: 'SCHEDULED',
    isAsNeeded: false,
    ...rest,
  };
}

/** The same visit, made as planned unless other minutes are given. */
export function done(visit: VisitFact, minutes = (visit.endsAt - visit.startsAt) / MS_PER_MINUTE): VisitFact {
  return { ...visit, status: 'COMPLETED', actualStartsAt: visit.startsAt, actualEndsAt: visit.startsAt + minutes * MS_PER_MINUTE };
}

export function aNote(visit: VisitFact, facts: Partial<NoteFact> = {}): NoteFact {
  return {
    id: `note-${visit.id}`,
    visitId: visit.id,
    status: 'SIGNED',
    writtenAt: visit.endsAt,
    signedAt: visit.endsAt,
    cosignedAt: null,
    isCosignRequired: false,
    ...facts,
  };
}

/** `count` visits, each `every` days after the one before. */
export function visitsFrom(date: string, count: number, every: number, facts: Parameters<typeof aVisit>[1] = {}): VisitFact[] {
  return Array.from({ length: count }, (_, index) => aVisit(dateOf(dayOf(date) + index * every), facts));
}

const FIRST_DAY = dayOf('2024-12-20');
const LAST_DAY = dayOf('2025-04-10');
const CODES = ['G0151', 'G0157', 'G0152', 'G0299', 'T1030', 'T1019', 'S9122'] as const;
const FREQUENCIES = ['2w4', '1w9', '1-2w9', '3w1,1w3', 'q2w x 8w', 'daily x 20 days', '1m2', '2w2,2PRN', '3PRN for pain', 'BIW', '0d1,1w4'] as const;

const day = (from = FIRST_DAY, to = LAST_DAY): fc.Arbitrary<DayNumber> => fc.integer({ min: from, max: to });
const payer = fc.constantFrom(ACME, ACME, ACME, BOREALIS);
const code = fc.constantFrom(...CODES);
const modifiers = fc.oneof({ weight: 5, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: fc.constantFrom(['GP'], ['KX'], ['GP', 'KX']) });

function disciplineOf(serviceCode: string): LineFact['discipline'] {
  return SERVICE_CODES.get(serviceCode)!.discipline;
}

const terms: fc.Arbitrary<PayerPolicyTerms> = fc
  .record({
    authorizationRequired: fc.constantFrom('ALL', 'ALL', 'LISTED', 'NONE'),
    unitRules: fc.record({
      '*': fc.record({ kind: fc.constantFrom(...UNIT_RULE_KINDS), basis: fc.constantFrom(...UNIT_BASES), thresholdMinutes: fc.integer({ min: 1, max: 15 }) }),
    }),
    capWeek: fc.constantFrom(...WEEK_DEFINITIONS),
    orderWeek: fc.constantFrom(...WEEK_DEFINITIONS),
    partialFirstWeek: fc.constantFrom(...PARTIAL_FIRST_WEEKS),
    capSemantics: fc.constantFrom(...CAP_SEMANTICS),
    splitsVisitAcrossLines: fc.boolean(),
    noteDueHours: fc.integer({ min: 0, max: 72 }),
    noteLateHours: fc.integer({ min: 0, max: 200 }),
    lateNote: fc.constantFrom(...LATE_NOTE_TREATMENTS),
    isOrderSignatureRequired: fc.boolean(),
    renewalLeadDays: fc.integer({ min: 0, max: 60 }),
  })
  .map((some) => ({ ...DEFAULT_TERMS, authorizationDisciplines: ['PT', 'SN'] as const, feeSchedule: { G0151: 4001, G0299: 5003, T1030: 9999 }, ...some }));

const policy: fc.Arbitrary<PolicyFact> = fc.record({
  id: fc.uuid(),
  payerId: payer,
  version: fc.integer({ min: 1, max: 3 }),
  effectiveFrom: day(),
  effectiveTo: fc.option(day(), { freq: 3 }),
  terms,
});

const coverage: fc.Arbitrary<CoverageFact> = fc.record({
  id: fc.uuid(),
  payerId: payer,
  rank: fc.integer({ min: 1, max: 2 }),
  startsOn: day(FIRST_DAY, FIRST_DAY + 40),
  endsOn: fc.option(day(), { freq: 2 }),
});

const order: fc.Arbitrary<OrderFact> = fc
  .record({
    id: fc.uuid(),
    text: fc.constantFrom(...FREQUENCIES),
    serviceCode: code,
    startsOn: day(FIRST_DAY, FIRST_DAY + 60),
    length: fc.option(fc.integer({ min: 0, max: 80 }), { freq: 4 }),
    status: fc.constantFrom(...ORDER_STATUSES),
    isSigned: fc.boolean(),
    discontinuedAfter: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 2 }),
  })
  .map(({ id, text, serviceCode, startsOn, length, status, isSigned, discontinuedAfter }) =>
    anOrder(text, {
      id,
      discipline: disciplineOf(serviceCode),
      startsOn,
      endsOn: length === null ? null : startsOn + length,
      status,
      signatureDate: isSigned ? startsOn : null,
      discontinuedOn: discontinuedAfter === null ? null : startsOn + discontinuedAfter,
    }),
  );

const cap: fc.Arbitrary<CapFact> = fc
  .record({ id: fc.uuid(), period: fc.constantFrom(...CAP_PERIODS), days: fc.integer({ min: 2, max: 20 }), units: fc.integer({ min: 1, max: 12 }) })
  .map(({ id, period, days, units }) => ({ id, period, rollingDays: period === 'ROLLING_DAYS' ? days : null, milliUnits: units * 1000 }));

const line: fc.Arbitrary<LineFact> = fc
  .record({
    id: fc.uuid(),
    serviceCode: code,
    isForCode: fc.boolean(),
    modifiers,
    unitDefinition: fc.constantFrom(...UNIT_DEFINITIONS),
    units: fc.integer({ min: 0, max: 20 }),
    startsOn: day(FIRST_DAY, FIRST_DAY + 60),
    length: fc.integer({ min: 0, max: 60 }),
    decision: fc.oneof({ weight: 3, arbitrary: fc.constant('CERTIFIED_IN_TOTAL' as const) }, { weight: 2, arbitrary: fc.constantFrom(...REVIEW_DECISIONS) }),
    decisionReason: fc.constant(null),
    priority: fc.integer({ min: 1, max: 2 }),
    caps: fc.array(cap, { maxLength: 2 }),
  })
  .map(({ serviceCode, isForCode, units, length, ...rest }) => ({
    ...rest,
    discipline: disciplineOf(serviceCode),
    serviceCode: isForCode ? serviceCode : null,
    authorizedMilliUnits: units * 1000,
    endsOn: rest.startsOn + length,
  }));

const authorization: fc.Arbitrary<AuthorizationFact> = fc.record({
  id: fc.uuid(),
  payerId: payer,
  number: fc.option(fc.constant('A123'), { freq: 3 }),
  requestedAt: fc.constant(null),
  isCancelled: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
});

const visit: fc.Arbitrary<VisitFact> = fc
  .record({
    id: fc.uuid(),
    serviceCode: code,
    modifiers,
    serviceOn: day(FIRST_DAY, FIRST_DAY + 100),
    hour: fc.integer({ min: 7, max: 18 }),
    minutes: fc.integer({ min: 0, max: 240 }),
    clocked: fc.option(fc.integer({ min: 0, max: 240 }), { freq: 2 }),
    status: fc.constantFrom(...VISIT_STATUSES, 'SCHEDULED', 'SCHEDULED', 'COMPLETED'),
    isAsNeeded: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  })
  .map(({ id, serviceCode, modifiers, serviceOn, hour, minutes, clocked, status, isAsNeeded }) => {
    const planned = aVisit(dateOf(serviceOn), { id, hour, minutes, serviceCode, discipline: disciplineOf(serviceCode), modifiers, isAsNeeded });
    return { ...planned, status, actualStartsAt: clocked === null ? null : planned.startsAt, actualEndsAt: clocked === null ? null : planned.startsAt + clocked * MS_PER_MINUTE };
  });

/** A patient with up to 25 visits under facts that agree, contradict or miss each other. */
export function anySnapshot(): fc.Arbitrary<PatientSnapshot> {
  return fc
    .record({
      coverages: fc.array(coverage, { maxLength: 3 }),
      payers: fc.constant([{ id: ACME, name: 'Acme Health', kind: 'COMMERCIAL' as const }]),
      policies: fc.array(policy, { maxLength: 4 }),
      orders: fc.array(order, { maxLength: 5 }),
      authorizations: fc.array(authorization, { maxLength: 3 }),
      visits: fc.array(visit, { maxLength: 25 }),
      noteStatuses: fc.array(fc.option(fc.constantFrom(...NOTE_STATUSES), { freq: 2 }), { minLength: 25, maxLength: 25 }),
    })
    .map(({ noteStatuses, ...facts }) =>
      aPatient({
        ...facts,
        notes: facts.visits.flatMap((visit, index) => {
          const status = noteStatuses[index] ?? null;
          return status === null ? [] : [aNote(visit, { status, isCosignRequired: status === 'COSIGN_PENDING' })];
        }),
      }),
    );
}

/** An instant among the days of `anySnapshot`. */
export function anyInstant(): fc.Arbitrary<EpochMs> {
  return fc.integer({ min: at(dateOf(FIRST_DAY)), max: at(dateOf(LAST_DAY)) });
}

/** The same facts with every list in another order. */
export function shuffled(snapshot: PatientSnapshot): fc.Arbitrary<PatientSnapshot> {
  const shuffle = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> => fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  const shuffledLine = (one: LineFact): fc.Arbitrary<LineFact> => shuffle(one.caps).map((caps) => ({ ...one, caps }));
  const shuffledAuthorization = (one: AuthorizationFact): fc.Arbitrary<AuthorizationFact> =>
    shuffle(one.lines).chain((lines) => fc.tuple(...lines.map(shuffledLine)).map((lines) => ({ ...one, lines })));
  return fc
    .record({
      coverages: shuffle(snapshot.coverages),
      policies: shuffle(snapshot.policies),
      orders: shuffle(snapshot.orders),
      authorizations: shuffle(snapshot.authorizations).chain((all) => fc.tuple(...all.map(shuffledAuthorization))),
      visits: shuffle(snapshot.visits),
      notes: shuffle(snapshot.notes),
    })
    .map((facts) => ({ ...snapshot, ...facts }));
}
