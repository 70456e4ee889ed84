import fc from 'fast-check';

import type {
  AuthorizationFact,
  CapFact,
  CertificationFact,
  CoverageFact,
  EvvFact,
  LineFact,
  NoteFact,
  OrderFact,
  PatientSnapshot,
  PolicyFact,
  PriorTerms,
  StaffFact,
  SupervisionFact,
  VisitFact,
} from '../../src/alignment/snapshot.js';
import { parseFrequency } from '../../src/alignment/frequency.js';
import type { DayNumber, EpochMs } from '../../src/base/day.js';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, dateOf, dayOf, startOfDay } from '../../src/base/day.js';
import { CAP_PERIODS, REQUEST_TYPES, REQUEST_URGENCIES, REVIEW_DECISIONS } from '../../src/care/authorization.js';
import { CERTIFICATION_KINDS } from '../../src/care/certification.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { EVV_ELEMENTS, EVV_STATUSES } from '../../src/care/evv.js';
import { PRACTITIONER_KINDS } from '../../src/care/face-to-face.js';
import { NOTE_STATUSES } from '../../src/care/note.js';
import { ORDER_KINDS, ORDER_STATUSES, ORDER_URGENCIES } from '../../src/care/order.js';
import { PATIENT_STATUSES } from '../../src/care/patient.js';
import type { DocumentationRequirement, PayerPolicyTerms, UnitRule } from '../../src/care/payer-policy.js';
import { CAP_SEMANTICS, LATE_NOTE_TREATMENTS, PARTIAL_FIRST_WEEKS, PAYER_KINDS, UNIT_BASES, UNIT_RULE_KINDS, WEEK_DEFINITIONS } from '../../src/care/payer-policy.js';
import { SERVICE_CODES, UNIT_DEFINITIONS } from '../../src/care/service.js';
import { SUPERVISION_KINDS, SUPERVISION_MODES } from '../../src/care/supervision.js';
import { VISIT_STATUSES, VISIT_TYPES } from '../../src/care/visit.js';

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
    startOfCareOn: START_OF_CARE,
    carePlanUpdatedAt: null,
    since: dayOf('2024-01-01'),
    coverages: [aCoverage()],
    payers: [{ id: ACME, name: 'Acme Health', kind: 'COMMERCIAL' }],
    policies: [aPolicy()],
    orders: [],
    authorizations: [],
    visits: [],
    notes: [],
    statusPeriods: [],
    certifications: [],
    faceToFaces: [],
    supervisions: [],
    evvRecords: [],
    staff: [],
    staffConflicts: [],
    ...facts,
  };
}

export function aCoverage(facts: Partial<CoverageFact> = {}): CoverageFact {
  return { id: 'coverage-acme', payerId: ACME, memberIndex: ['M1'], rank: 1, startsOn: dayOf('2024-01-01'), endsOn: null, ...facts };
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
    kind: 'PLAN_OF_CARE',
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
    urgency: 'ROUTINE',
    mustBeSeenBy: null,
    diagnosisCodes: [],
    supersedesOrderId: null,
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
  return { id: 'auth-1', payerId: ACME, number: 'A123', requestedAt: null, decidedAt: null, requestType: 'INITIAL', urgency: 'STANDARD', diagnosisCodes: [], isCancelled: false, lines, ...facts };
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
    allowedWeekdays: null,
    blackoutDates: [],
    staffIds: [],
    placesOfService: [],
    caps: [],
    priorTerms: [],
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
    type: 'ROUTINE',
    placeOfService: '12',
    pinnedLineId: null,
    pinnedMilliUnits: null,
    physicianNotifiedAt: null,
    billedAt: null,
    billedMinutes: null,
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
    authorStaffId: null,
    elements: [],
    amendedAt: null,
    documentedStartsAt: null,
    documentedEndsAt: null,
    diagnosisCodes: [],
    ...facts,
  };
}

/** What the clock-in of a visit recorded: that it was as it is, and the payer took it. */
export function anEvvRecord(visit: VisitFact, facts: Partial<EvvFact> = {}): EvvFact {
  return {
    id: `evv-${visit.id}`,
    visitId: visit.id,
    serviceCode: visit.serviceCode,
    memberIndex: ['M1'],
    serviceOn: visit.serviceOn,
    hasLocation: true,
    staffId: visit.staffId,
    startsAt: visit.actualStartsAt ?? visit.startsAt,
    endsAt: visit.actualEndsAt ?? visit.endsAt,
    status: 'ACCEPTED',
    isManuallyEdited: false,
    reasonCode: null,
    ...facts,
  };
}

/** `count` visits, each `every` days after the one before. */
export function visitsFrom(date: string, count: number, every: number, facts: Parameters<typeof aVisit>[1] = {}): VisitFact[] {
  return Array.from({ length: count }, (_, index) => aVisit(dateOf(dayOf(date) + index * every), facts));
}

const FIRST_DAY = dayOf('2024-12-20');
const LAST_DAY = dayOf('2025-04-10');
const MOST_VISITS = 25;
const CODES = ['G0151', 'G0157', 'G0152', 'G0299', 'T1030', 'T1019', 'S9122', 'G0156'] as const;
const FREQUENCIES = ['2w4', '1w9', '1-2w9', '3w1,1w3', 'q2w x 8w', 'daily x 20 days', '1m2', '2w2,2PRN', '3PRN for pain', 'BIW', '0d1,1w4'] as const;
const DIAGNOSES = ['M17.11', 'I50.9', 'E11.9'] as const;
const REASONS = ['homeboundReason', 'skilledNeed', 'prnTrigger', 'lateEntryReason', 'vitals', 'timeIn'] as const;

/** Everyone who visits, writes or supervises. */
const STAFF: readonly StaffFact[] = [
  { id: 'staff-pt', disciplines: ['PT'], credential: 'PT', credentialExpiresOn: null },
  { id: 'staff-pta', disciplines: ['PT'], credential: 'PTA', credentialExpiresOn: dayOf('2025-02-01') },
  { id: 'staff-rn', disciplines: ['SN'], credential: 'RN', credentialExpiresOn: dayOf('2025-03-15') },
  { id: 'staff-lpn', disciplines: ['SN'], credential: 'LPN', credentialExpiresOn: null },
  { id: 'staff-aide', disciplines: ['HHA', 'PCS'], credential: null, credentialExpiresOn: null },
];

/** The usual, and now and then something else. */
const usually = <Value>(usual: Value, otherwise: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: otherwise });
const perhaps = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(arbitrary, { freq: 2 });
const day = (from = FIRST_DAY, to = LAST_DAY): fc.Arbitrary<DayNumber> => fc.integer({ min: from, max: to });
const instant = fc.integer({ min: at(dateOf(FIRST_DAY)), max: at(dateOf(LAST_DAY)) });
const payer = fc.constantFrom(ACME, ACME, ACME, BOREALIS);
const code = fc.constantFrom(...CODES);
const staffId = fc.constantFrom(...STAFF.map(({ id }) => id));
const modifiers = usually<string[]>([], fc.constantFrom(['GP'], ['KX'], ['GP', 'KX']));
const diagnosisCodes = fc.subarray([...DIAGNOSES]);
const weekdays = usually<number[] | null>(null, fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 3 }));
const placeOfService = usually('12', fc.constant('11'));

function disciplineOf(serviceCode: string): LineFact['discipline'] {
  return SERVICE_CODES.get(serviceCode)!.discipline;
}

const unitRule: fc.Arbitrary<UnitRule> = fc
  .record({
    kind: fc.constantFrom(...UNIT_RULE_KINDS, 'PART_B_8_MINUTE', 'WHOLE_QUARTER_HOUR', 'WHOLE_HOUR'),
    basis: fc.constantFrom(...UNIT_BASES),
    thresholdMinutes: fc.integer({ min: 1, max: 14 }),
    banksLeftovers: fc.boolean(),
    minimumMinutes: fc.integer({ min: 1, max: 90 }),
  })
  .map(({ kind, basis, thresholdMinutes, banksLeftovers, minimumMinutes }) => ({
    kind,
    basis,
    ...(kind === 'THRESHOLD' && { thresholdMinutes }),
    ...((kind === 'WHOLE_QUARTER_HOUR' || kind === 'WHOLE_HOUR') && { banksLeftovers }),
    ...((kind === 'PER_VISIT' || kind === 'PER_DIEM') && minimumMinutes > 30 && { minimumMinutes }),
  }));

const requirement: fc.Arbitrary<DocumentationRequirement> = fc.record({
  element: fc.constantFrom(...REASONS),
  disciplines: usually<LineFact['discipline'][]>([], fc.constantFrom(['PT'], ['SN', 'HHA'])),
  serviceCodes: usually<string[]>([], fc.constant(['G0151'])),
  visitTypes: usually<VisitFact['type'][]>([], fc.constantFrom(['EVALUATION'], ['ROUTINE', 'REASSESSMENT'])),
  severity: fc.constantFrom('BLOCKER', 'WARNING'),
  reason: fc.constant('it shows why a professional was needed'),
  citation: fc.constant(null),
  template: fc.constant(null),
  example: fc.constant(null),
  guidance: fc.constant(null),
  vaguePhrases: fc.constantFrom([], ['continue with plan']),
});

const terms: fc.Arbitrary<PayerPolicyTerms> = fc
  .record({
    authorizationRequired: fc.constantFrom('ALL', 'ALL', 'LISTED', 'NONE'),
    unitRules: fc.oneof(fc.record({ '*': unitRule }), fc.record({ '*': unitRule, G0151: unitRule })),
    capWeek: fc.constantFrom(...WEEK_DEFINITIONS),
    orderWeek: fc.constantFrom(...WEEK_DEFINITIONS),
    partialFirstWeek: fc.constantFrom(...PARTIAL_FIRST_WEEKS),
    capSemantics: fc.constantFrom(...CAP_SEMANTICS),
    splitsVisitAcrossLines: fc.boolean(),
    noteDueHours: fc.integer({ min: 0, max: 72 }),
    noteLateHours: fc.integer({ min: 0, max: 200 }),
    lateNote: fc.constantFrom(...LATE_NOTE_TREATMENTS),
    isCosignRequired: fc.boolean(),
    isOrderSignatureRequired: fc.boolean(),
    renewalLeadDays: fc.integer({ min: 0, max: 60 }),
    allowedWeekdays: weekdays,
    blackoutDates: usually<string[]>([], fc.constantFrom(['2024-12-25', '2025-01-01'], ['2025-01-20'])),
    documentation: fc.uniqueArray(requirement, { maxLength: 3, selector: ({ element }) => element }),
    timeToleranceMinutes: fc.integer({ min: 0, max: 30 }),
    evv: fc.record({
      disciplines: fc.constantFrom<LineFact['discipline'][]>([], ['HHA', 'PCS'], ['HHA', 'PCS', 'PT', 'SN']),
      matchedElements: fc.subarray([...EVV_ELEMENTS]),
      toleranceMinutes: fc.integer({ min: 0, max: 30 }),
      maintenanceDays: perhaps(fc.integer({ min: 1, max: 95 })),
    }),
    supervision: fc.record({
      aideWithSkilledCareDays: perhaps(fc.integer({ min: 1, max: 20 })),
      aideWithoutSkilledCareDays: perhaps(fc.integer({ min: 10, max: 70 })),
      aideObservationMonths: perhaps(fc.integer({ min: 1, max: 6 })),
      therapyReassessmentDays: perhaps(fc.integer({ min: 1, max: 40 })),
      leadDays: fc.integer({ min: 0, max: 10 }),
    }),
    isCertificationRequired: fc.boolean(),
    isFaceToFaceRequired: fc.boolean(),
    filingLimitDays: perhaps(fc.integer({ min: 1, max: 90 })),
    decisionHoursExpedited: perhaps(fc.integer({ min: 1, max: 96 })),
    decisionDaysStandard: perhaps(fc.integer({ min: 1, max: 20 })),
    requestNoticeDays: perhaps(fc.integer({ min: -5, max: 10 })),
    retroAuthorizationDays: fc.integer({ min: 0, max: 10 }),
    transitionDays: fc.constantFrom(0, 1, 20, 90),
    authorizationNumberFormat: fc.constantFrom(null, 'A999', 'XXXX-99'),
  })
  .map((some) => ({ ...DEFAULT_TERMS, authorizationDisciplines: ['PT', 'SN'] as const, feeSchedule: { G0151: 4001, G0299: 5003, T1030: 9999 }, ...some }));

const policy: fc.Arbitrary<PolicyFact> = fc.record({
  id: fc.uuid(),
  payerId: payer,
  version: fc.integer({ min: 1, max: 3 }),
  effectiveFrom: fc.oneof(day(), fc.constant(FIRST_DAY)),
  effectiveTo: fc.option(day(), { freq: 3 }),
  terms,
});

const coverage: fc.Arbitrary<CoverageFact> = fc.record({
  id: fc.uuid(),
  payerId: payer,
  memberIndex: fc.constantFrom(['M1'], ['M2'], ['M2', 'M1-before']),
  rank: fc.integer({ min: 1, max: 2 }),
  startsOn: day(FIRST_DAY, FIRST_DAY + 40),
  endsOn: fc.option(day(), { freq: 2 }),
});

const order: fc.Arbitrary<OrderFact> = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom(...ORDER_KINDS),
    text: fc.constantFrom(...FREQUENCIES),
    serviceCode: code,
    isForCode: usually(false, fc.constant(true)),
    startsOn: day(FIRST_DAY, FIRST_DAY + 60),
    length: fc.option(fc.integer({ min: 0, max: 80 }), { freq: 4 }),
    status: fc.constantFrom(...ORDER_STATUSES),
    isSigned: fc.boolean(),
    receivedAfterHours: fc.integer({ min: -48, max: 200 }),
    discontinuedAfter: fc.option(fc.integer({ min: 0, max: 60 }), { freq: 2 }),
    urgency: fc.constantFrom(...ORDER_URGENCIES),
    mustBeSeenWithin: perhaps(fc.integer({ min: 0, max: 10 })),
    diagnosisCodes,
  })
  .map(({ id, kind, text, serviceCode, isForCode, startsOn, length, status, isSigned, receivedAfterHours, discontinuedAfter, urgency, mustBeSeenWithin, diagnosisCodes }) =>
    anOrder(text, {
      id,
      kind,
      discipline: disciplineOf(serviceCode),
      serviceCode: isForCode ? serviceCode : null,
      startsOn,
      endsOn: length === null ? null : startsOn + length,
      status,
      receivedAt: startOfDay(startsOn, TIME_ZONE) + receivedAfterHours * MS_PER_HOUR,
      signatureDate: isSigned ? startsOn : null,
      discontinuedOn: discontinuedAfter === null ? null : startsOn + discontinuedAfter,
      urgency,
      mustBeSeenBy: mustBeSeenWithin === null ? null : startsOn + mustBeSeenWithin,
      diagnosisCodes,
    }),
  );

const cap: fc.Arbitrary<CapFact> = fc
  .record({ id: fc.uuid(), period: fc.constantFrom(...CAP_PERIODS), days: fc.integer({ min: 2, max: 20 }), units: fc.integer({ min: 1, max: 12 }) })
  .map(({ id, period, days, units }) => ({ id, period, rollingDays: period === 'ROLLING_DAYS' ? days : null, milliUnits: units * 1000 }));

const decision = fc.oneof({ weight: 3, arbitrary: fc.constant('CERTIFIED_IN_TOTAL' as const) }, { weight: 2, arbitrary: fc.constantFrom(...REVIEW_DECISIONS) });

const priorTerms: fc.Arbitrary<PriorTerms> = fc
  .record({ decision, units: fc.integer({ min: 0, max: 20 }), startsOn: day(FIRST_DAY, FIRST_DAY + 60), length: fc.integer({ min: 0, max: 60 }) })
  .map(({ decision, units, startsOn, length }) => ({ decision, authorizedMilliUnits: units * 1000, startsOn, endsOn: startsOn + length }));

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
    decision,
    decisionReason: fc.constant(null),
    priority: fc.integer({ min: 1, max: 2 }),
    allowedWeekdays: weekdays,
    blackoutDates: usually<DayNumber[]>([], fc.array(day(FIRST_DAY, FIRST_DAY + 60), { maxLength: 3 })),
    staffIds: usually<string[]>([], fc.subarray(STAFF.map(({ id }) => id), { minLength: 1 })),
    placesOfService: usually<string[]>([], fc.constantFrom(['12'], ['11', '12'])),
    caps: fc.array(cap, { maxLength: 2 }),
    priorTerms: usually<PriorTerms[]>([], fc.array(priorTerms, { maxLength: 2 })),
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
  number: fc.constantFrom(null, 'A123', 'TEMP-1', 'pending'),
  requestedAt: perhaps(instant),
  decidedAt: perhaps(instant),
  requestType: fc.constantFrom(...REQUEST_TYPES),
  urgency: fc.constantFrom(...REQUEST_URGENCIES),
  diagnosisCodes,
  isCancelled: usually(false, fc.boolean()),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
});

/** Many visits fall on a few days, so that some share one; some begin in the evening and end on the next day, also where the clocks change. */
const visit: fc.Arbitrary<VisitFact> = fc
  .record({
    id: fc.uuid(),
    serviceCode: code,
    modifiers,
    staffId: perhaps(staffId),
    serviceOn: fc.oneof(day(FIRST_DAY, FIRST_DAY + 100), fc.constantFrom(FIRST_DAY + 20, FIRST_DAY + 21, dayOf('2025-03-08'), dayOf('2025-03-09'))),
    hour: fc.integer({ min: 7, max: 22 }),
    minutes: fc.oneof(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 240, max: 720 })),
    clocked: perhaps(fc.record({ late: fc.integer({ min: -40, max: 40 }), minutes: fc.integer({ min: 0, max: 300 }) })),
    status: fc.constantFrom(...VISIT_STATUSES, 'SCHEDULED', 'SCHEDULED', 'COMPLETED'),
    isAsNeeded: usually(false, fc.constant(true)),
    type: usually<VisitFact['type']>('ROUTINE', fc.constantFrom(...VISIT_TYPES)),
    placeOfService,
    isPhysicianNotified: fc.boolean(),
    billedAfterDays: fc.integer({ min: 0, max: 60 }),
    billedMinutes: perhaps(fc.integer({ min: 0, max: 300 })),
  })
  .map(({ serviceOn, hour, minutes, clocked, isPhysicianNotified, billedAfterDays, billedMinutes, ...facts }) => {
    const planned = aVisit(dateOf(serviceOn), { hour, minutes, discipline: disciplineOf(facts.serviceCode), ...facts });
    const startedAt = clocked === null ? null : planned.startsAt + clocked.late * MS_PER_MINUTE;
    const isBilled = facts.status === 'BILLED' || facts.status === 'PAID';
    return {
      ...planned,
      actualStartsAt: startedAt,
      actualEndsAt: startedAt === null || clocked === null ? null : startedAt + clocked.minutes * MS_PER_MINUTE,
      physicianNotifiedAt: facts.status === 'MISSED' && isPhysicianNotified ? planned.endsAt + MS_PER_HOUR : null,
      billedAt: isBilled ? planned.endsAt + billedAfterDays * MS_PER_DAY : null,
      billedMinutes: isBilled ? billedMinutes : null,
    };
  });

interface Pin {
  readonly ofLine: number;
  readonly milliUnits: number;
}

const pin: fc.Arbitrary<Pin | null> = usually<Pin | null>(null, fc.record({ ofLine: fc.nat(8), milliUnits: fc.integer({ min: 0, max: 12 }).map((units) => units * 500) }));

function pinned(visit: VisitFact, choice: Pin | null | undefined, lines: readonly LineFact[]): VisitFact {
  const chosen = choice == null ? undefined : lines[choice.ofLine % Math.max(1, lines.length)];
  return chosen === undefined || choice == null ? visit : { ...visit, pinnedLineId: chosen.id, pinnedMilliUnits: choice.milliUnits };
}

/** What was written about a visit, apart from which visit it is. */
const note = fc.record({
  status: fc.constantFrom(...NOTE_STATUSES),
  writtenAfterHours: fc.integer({ min: 0, max: 100 }),
  signedAfterHours: fc.integer({ min: 0, max: 300 }),
  amendedAfterHours: perhaps(fc.integer({ min: 0, max: 2000 })),
  authorStaffId: perhaps(staffId),
  elements: fc.uniqueArray(fc.record({ key: fc.constantFrom(...REASONS), opening: fc.constantFrom('Walked 20 feet with a cane.', 'continue with plan', '') }), { selector: ({ key }) => key, maxLength: 5 }),
  shiftMinutes: perhaps(fc.integer({ min: -60, max: 60 })),
  diagnosisCodes,
});

function noted(visit: VisitFact, facts: Generated<typeof note> | null | undefined): NoteFact[] {
  if (facts == null) return [];
  const { status, writtenAfterHours, signedAfterHours, amendedAfterHours, shiftMinutes, ...rest } = facts;
  const isSigned = status === 'SIGNED' || status === 'COSIGN_PENDING';
  const shiftMs = (shiftMinutes ?? 0) * MS_PER_MINUTE;
  return [
    aNote(visit, {
      ...rest,
      status,
      writtenAt: visit.endsAt + writtenAfterHours * MS_PER_HOUR,
      signedAt: isSigned ? visit.endsAt + signedAfterHours * MS_PER_HOUR : null,
      isCosignRequired: status === 'COSIGN_PENDING',
      amendedAt: amendedAfterHours === null ? null : visit.endsAt + amendedAfterHours * MS_PER_HOUR,
      documentedStartsAt: shiftMinutes === null ? null : visit.startsAt + shiftMs,
      documentedEndsAt: shiftMinutes === null ? null : visit.endsAt + shiftMs,
    }),
  ];
}

/** What a clock-in recorded about a visit, apart from which visit it is. */
const clockIn = fc.record({
  status: fc.constantFrom(...EVV_STATUSES),
  isServiceRight: usually(true, fc.constant(false)),
  memberIndex: usually<readonly string[]>(['M1'], fc.constantFrom([], ['M2'])),
  isDateRight: usually(true, fc.constant(false)),
  hasLocation: usually(true, fc.constant(false)),
  staffId: perhaps(staffId),
  shiftMinutes: perhaps(fc.integer({ min: -45, max: 45 })),
  isManuallyEdited: fc.boolean(),
  reasonCode: fc.constantFrom(null, '105'),
});

function clockedIn(visit: VisitFact, facts: Generated<typeof clockIn> | null | undefined): EvvFact[] {
  if (facts == null) return [];
  const { isServiceRight, isDateRight, shiftMinutes, staffId, ...rest } = facts;
  return [
    {
      ...rest,
      id: `evv-${visit.id}`,
      visitId: visit.id,
      serviceCode: isServiceRight ? visit.serviceCode : null,
      serviceOn: isDateRight ? visit.serviceOn : visit.serviceOn + 1,
      staffId: staffId ?? visit.staffId,
      startsAt: shiftMinutes === null ? null : visit.startsAt + shiftMinutes * MS_PER_MINUTE,
      endsAt: shiftMinutes === null ? null : visit.endsAt - shiftMinutes * MS_PER_MINUTE,
    },
  ];
}

type Generated<Of> = Of extends fc.Arbitrary<infer Value> ? Value : never;

const certification: fc.Arbitrary<CertificationFact> = fc
  .record({ id: fc.uuid(), kind: fc.constantFrom(...CERTIFICATION_KINDS), startsOn: day(FIRST_DAY, FIRST_DAY + 80), certifiedOn: perhaps(day()), assessedOn: perhaps(day()) })
  .map((facts) => ({ ...facts, endsOn: facts.startsOn + 59 }));

const supervision: fc.Arbitrary<SupervisionFact> = fc
  .record({ id: fc.uuid(), kind: fc.constantFrom(...SUPERVISION_KINDS), staffId: perhaps(staffId), performedOn: day(FIRST_DAY, FIRST_DAY + 100), mode: fc.constantFrom(...SUPERVISION_MODES) })
  .map(({ kind, mode, ...facts }) => ({
    ...facts,
    kind,
    discipline: kind === 'THERAPY_REASSESSMENT' ? 'PT' : 'HHA',
    aideStaffId: kind === 'AIDE_DIRECT_OBSERVATION' ? 'staff-aide' : null,
    mode: kind === 'AIDE_SUPERVISION' ? mode : 'ONSITE',
  }));

/** A patient with up to 25 visits under facts that agree, contradict or miss each other. */
export function anySnapshot(): fc.Arbitrary<PatientSnapshot> {
  const perVisit = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> => fc.array(arbitrary, { minLength: MOST_VISITS, maxLength: MOST_VISITS });
  return fc
    .record({
      startOfCareOn: perhaps(day(FIRST_DAY, FIRST_DAY + 20)),
      carePlanUpdatedAt: perhaps(instant),
      coverages: fc.array(coverage, { maxLength: 3 }),
      payers: fc.record({ acme: fc.constantFrom(...PAYER_KINDS), borealis: fc.constantFrom(...PAYER_KINDS) }).map(({ acme, borealis }) => [
        { id: ACME, name: 'Acme Health', kind: acme },
        { id: BOREALIS, name: 'Borealis Plan', kind: borealis },
      ]),
      policies: fc.array(policy, { maxLength: 4 }),
      orders: fc.array(order, { maxLength: 5 }),
      supersedes: fc.option(fc.nat(4), { freq: 1 }),
      authorizations: fc.array(authorization, { maxLength: 3 }),
      visits: fc.array(visit, { maxLength: MOST_VISITS }),
      pins: perVisit(pin),
      notes: perVisit(perhaps(note)),
      clockIns: perVisit(perhaps(clockIn)),
      statusPeriods: fc.uniqueArray(fc.record({ status: fc.constantFrom(...PATIENT_STATUSES), startsOn: day(FIRST_DAY - 20) }), { maxLength: 3, selector: ({ startsOn }) => startsOn }),
      certifications: fc.array(certification, { maxLength: 2 }),
      faceToFaces: fc.array(fc.record({ id: fc.uuid(), occurredOn: day(FIRST_DAY - 100, FIRST_DAY + 60), practitionerKind: fc.constantFrom(...PRACTITIONER_KINDS) }), { maxLength: 2 }),
      supervisions: fc.array(supervision, { maxLength: 5 }),
      conflicts: fc.array(fc.record({ ofVisit: fc.nat(MOST_VISITS), shiftMinutes: fc.integer({ min: -90, max: 90 }) }), { maxLength: 2 }),
    })
    .map(({ supersedes, pins, notes, clockIns, conflicts, orders, visits: unpinned, ...facts }) => {
      const lines = facts.authorizations.flatMap((authorization) => authorization.lines);
      const visits = unpinned.map((visit, index) => pinned(visit, pins[index], lines));
      return aPatient({
        ...facts,
        orders: orders.map((order, index) => (index === supersedes && index > 0 ? { ...order, supersedesOrderId: orders[0]!.id } : order)),
        visits,
        notes: visits.flatMap((visit, index) => noted(visit, notes[index])),
        evvRecords: visits.flatMap((visit, index) => clockedIn(visit, clockIns[index])),
        staff: STAFF,
        staffConflicts: conflicts.flatMap(({ ofVisit, shiftMinutes }) => {
          const visit = visits[ofVisit];
          return visit === undefined ? [] : [{ visitId: visit.id, startsAt: visit.startsAt + shiftMinutes * MS_PER_MINUTE, endsAt: visit.endsAt + shiftMinutes * MS_PER_MINUTE }];
        }),
      });
    });
}

/** An instant among the days of `anySnapshot`. */
export function anyInstant(): fc.Arbitrary<EpochMs> {
  return instant;
}

/** The same facts with every list that has no order of its own in another order. */
export function shuffled(snapshot: PatientSnapshot): fc.Arbitrary<PatientSnapshot> {
  const shuffle = <Item>(items: readonly Item[]): fc.Arbitrary<Item[]> => fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  const each = <Item>(items: readonly Item[], inside: (item: Item) => fc.Arbitrary<Item>): fc.Arbitrary<Item[]> => shuffle(items).chain((all) => fc.tuple(...all.map(inside)));
  const shuffledLine = (one: LineFact): fc.Arbitrary<LineFact> =>
    fc
      .record({ caps: shuffle(one.caps), priorTerms: shuffle(one.priorTerms), staffIds: shuffle(one.staffIds), placesOfService: shuffle(one.placesOfService), blackoutDates: shuffle(one.blackoutDates) })
      .map((lists) => ({ ...one, ...lists }));
  return fc
    .record({
      coverages: shuffle(snapshot.coverages),
      payers: shuffle(snapshot.payers),
      policies: shuffle(snapshot.policies),
      orders: shuffle(snapshot.orders),
      authorizations: each(snapshot.authorizations, (one) => each(one.lines, shuffledLine).map((lines) => ({ ...one, lines }))),
      visits: shuffle(snapshot.visits),
      notes: each(snapshot.notes, (one) => shuffle(one.elements).map((elements) => ({ ...one, elements }))),
      statusPeriods: shuffle(snapshot.statusPeriods),
      certifications: shuffle(snapshot.certifications),
      faceToFaces: shuffle(snapshot.faceToFaces),
      supervisions: shuffle(snapshot.supervisions),
      evvRecords: shuffle(snapshot.evvRecords),
      staff: shuffle(snapshot.staff),
      staffConflicts: shuffle(snapshot.staffConflicts),
    })
    .map((facts) => ({ ...snapshot, ...facts }));
}

/** A later version of the payer's policy that gives the same leaves what was worked out under the one before. */
export function versionless<Answer extends { readonly policyVersion: number | null }>({ policyVersion: _v, ...answer }: Answer): Omit<Answer, 'policyVersion'> {
  return answer;
}
