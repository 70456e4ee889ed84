import { evaluate } from '../src/alignment/evaluate.js';
import { parseFrequency } from '../src/alignment/frequency.js';
import type { AuthorizationFact, LineFact, NoteFact, OrderFact, PatientSnapshot, VisitFact } from '../src/alignment/snapshot.js';
import type { DayNumber, EpochMs } from '../src/base/day.js';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, dayOf } from '../src/base/day.js';
import { DEFAULT_TERMS } from '../src/care/payer-policy.js';
import type { Discipline } from '../src/care/service.js';

/**
 * What one evaluation costs in CPU time: of a typical patient (3 orders, 4 capped lines, 60 visits, 40
 * notes), because every change pays it under the patient's lock; and of patients with up to 10,000
 * visits, because it must grow with the facts and not with their square; at last of such a patient with
 * every visit amiss, which is what a lapsed authorization does.
 */
export async function run(args: string[]): Promise<void> {
  const rounds = Number(args[0] ?? 2000);
  const typicalMs = cpuMs(typicalPatient(), rounds);
  console.log(`typical patient        ${typicalMs.toFixed(3)} ms of CPU per evaluation, over ${rounds}`);

  let visits10kMs = 0;
  for (const visits of [1250, 2500, 5000, 10_000]) {
    visits10kMs = cpuMs(patientOf(visits), 20);
    console.log(`${String(visits).padStart(6)} visits          ${visits10kMs.toFixed(2)} ms, ${((visits10kMs * 1000) / visits).toFixed(2)} us for each visit`);
  }
  const amiss = { ...patientOf(10_000), authorizations: [], notes: [] };
  console.log(` 10000 visits, all amiss ${cpuMs(amiss, 20).toFixed(2)} ms, ${evaluate(amiss, NOW).findings.length} findings`);
  console.log(`RESULT ${JSON.stringify({ bench: 'evaluate', typicalMs: round(typicalMs), visits10kMs: round(visits10kMs) })}`);
}

const START = dayOf('2025-01-02');
const NOW = (START + 40) * MS_PER_DAY;

/** The first rounds are not counted: they pay for the compiler. */
function cpuMs(snapshot: PatientSnapshot, rounds: number): number {
  for (let round = 0; round < Math.max(5, rounds / 4); round += 1) evaluate(snapshot, NOW);
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) evaluate(snapshot, NOW);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / rounds;
}

function typicalPatient(): PatientSnapshot {
  const visits = [...visitsOf('PT', 'G0151', 24, 60), ...visitsOf('SN', 'G0299', 20, 60), ...visitsOf('HHA', 'G0156', 16, 60)];
  return {
    ...patientWith(visits, START + 59, 12_000),
    orders: [order('PT', '3w8'), order('SN', '2w9,3PRN'), order('HHA', '2w9')],
  };
}

/** Spread over three years, as the longest line may last. */
function patientOf(visits: number): PatientSnapshot {
  const days = 1095;
  const perDiscipline = visits / 4;
  return patientWith(
    [
      ...visitsOf('PT', 'G0151', perDiscipline, days),
      ...visitsOf('SN', 'G0299', perDiscipline, days),
      ...visitsOf('HHA', 'G0156', perDiscipline, days),
      ...visitsOf('PCS', 'T1019', perDiscipline, days),
    ],
    START + days,
    visits * 1000,
  );
}

function patientWith(visits: readonly VisitFact[], endsOn: DayNumber, authorizedMilliUnits: number): PatientSnapshot {
  return {
    agencyId: 'agency',
    patientId: 'patient',
    branchId: 'branch',
    timeZone: 'America/Chicago',
    status: 'ACTIVE',
    startOfCareOn: START,
    since: START,
    coverages: [{ id: 'coverage', payerId: 'payer', rank: 1, startsOn: START - 100, endsOn: null }],
    payers: [{ id: 'payer', name: 'Acme Health', kind: 'COMMERCIAL' }],
    policies: [
      {
        id: 'policy',
        payerId: 'payer',
        version: 1,
        effectiveFrom: START - 100,
        effectiveTo: null,
        terms: { ...DEFAULT_TERMS, feeSchedule: { G0151: 4000, G0299: 5000, G0156: 2000, T1019: 600 } },
      },
    ],
    orders: [order('PT', '99w180'), order('SN', '99w180'), order('HHA', '99w180'), order('PCS', '99w180')],
    authorizations: [
      authorization('PT', 'VISIT', endsOn, authorizedMilliUnits),
      authorization('SN', 'QUARTER_HOUR', endsOn, authorizedMilliUnits * 4),
      authorization('HHA', 'HOUR', endsOn, authorizedMilliUnits),
      authorization('PCS', 'QUARTER_HOUR', endsOn, authorizedMilliUnits * 4),
    ],
    visits,
    notes: visits.filter(({ status }) => status === 'COMPLETED').map(noteOf),
  };
}

function order(discipline: Discipline, frequencyText: string): OrderFact {
  const reading = parseFrequency(frequencyText);
  return {
    id: `order-${discipline}`,
    discipline,
    serviceCode: null,
    frequencyText,
    frequency: reading.kind === 'PARSED' ? reading.frequency : null,
    startsOn: START,
    endsOn: null,
    status: 'SIGNED',
    receivedAt: START * MS_PER_DAY,
    signedAt: START * MS_PER_DAY,
    signatureDate: START,
    discontinuedOn: null,
  };
}

function authorization(discipline: Discipline, unitDefinition: LineFact['unitDefinition'], endsOn: DayNumber, authorizedMilliUnits: number): AuthorizationFact {
  const line: LineFact = {
    id: `line-${discipline}`,
    discipline,
    serviceCode: null,
    modifiers: [],
    unitDefinition,
    authorizedMilliUnits,
    startsOn: START,
    endsOn,
    decision: 'CERTIFIED_IN_TOTAL',
    decisionReason: null,
    priority: 1,
    caps: [
      { id: `week-${discipline}`, period: 'WEEK', rollingDays: null, milliUnits: 80_000 },
      { id: `month-${discipline}`, period: 'MONTH', rollingDays: null, milliUnits: 300_000 },
    ],
  };
  return { id: `authorization-${discipline}`, payerId: 'payer', number: `A-${discipline}`, requestedAt: null, isCancelled: false, lines: [line] };
}

/** Two thirds of them given, the rest planned. */
function visitsOf(discipline: Discipline, serviceCode: string, count: number, days: number): VisitFact[] {
  return Array.from({ length: count }, (_, index) => {
    const serviceOn = START + Math.floor((index * days) / count);
    const startsAt: EpochMs = serviceOn * MS_PER_DAY + (14 + (index % 5)) * MS_PER_HOUR;
    const endsAt = startsAt + 45 * MS_PER_MINUTE;
    const isDone = index < (count * 2) / 3;
    return {
      id: `visit-${discipline}-${index}`,
      discipline,
      serviceCode,
      modifiers: [],
      staffId: 'staff',
      startsAt,
      endsAt,
      serviceOn,
      actualStartsAt: isDone ? startsAt : null,
      actualEndsAt: isDone ? endsAt : null,
      status: isDone ? 'COMPLETED' : 'SCHEDULED',
      isAsNeeded: false,
    };
  });
}

function noteOf(visit: VisitFact): NoteFact {
  return { id: `note-${visit.id}`, visitId: visit.id, status: 'SIGNED', writtenAt: visit.endsAt, signedAt: visit.endsAt, cosignedAt: null, isCosignRequired: false };
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
