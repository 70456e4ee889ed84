import { evaluate } from '../src/alignment/evaluate.js';
import { parseFrequency } from '../src/alignment/frequency.js';
import type {
  AuthorizationFact,
  CertificationFact,
  EvvFact,
  LineFact,
  NoteFact,
  OrderFact,
  PatientSnapshot,
  StaffFact,
  SupervisionFact,
  VisitFact,
} from '../src/alignment/snapshot.js';
import type { DayNumber, EpochMs } from '../src/base/day.js';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, dayOf } from '../src/base/day.js';
import { defaultTermsOf } from '../src/care/default-terms.js';
import type { NoteElementKey } from '../src/care/note.js';
import type { DocumentationRequirement, PayerPolicyTerms } from '../src/care/payer-policy.js';
import type { Discipline } from '../src/care/service.js';

/**
 * What one evaluation costs in CPU time: of a typical patient (3 orders, 4 capped lines, 60 visits, 40
 * notes, certified, supervised, with aide visits verified electronically), because every change pays it
 * under the patient's lock; and of patients with up to 10,000 visits, because it must grow with the facts
 * and not with their square; at last of such a patient with every visit amiss, which is what a lapsed
 * authorization does.
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
  const amiss = { ...patientOf(10_000), authorizations: [], notes: [], evvRecords: [], supervisions: [], certifications: [] };
  console.log(` 10000 visits, all amiss ${cpuMs(amiss, 20).toFixed(2)} ms, ${evaluate(amiss, NOW).findings.length} findings`);
  console.log(`RESULT ${JSON.stringify({ bench: 'evaluate', typicalMs: round(typicalMs), visits10kMs: round(visits10kMs) })}`);
}

const START = dayOf('2025-01-02');
const NOW = (START + 40) * MS_PER_DAY;

/** As many rounds before it are not counted: they pay for the compiler, which has much to do for all the rules. */
function cpuMs(snapshot: PatientSnapshot, rounds: number): number {
  for (let round = 0; round < Math.max(5, rounds); round += 1) evaluate(snapshot, NOW);
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) evaluate(snapshot, NOW);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / rounds;
}

/** Documented and supported as most are, but for the last two visits of physical therapy, which are beyond what is authorized. */
function typicalPatient(): PatientSnapshot {
  const visits = [...visitsOf('PT', 'G0151', 24, 60), ...visitsOf('SN', 'G0299', 20, 60), ...visitsOf('HHA', 'G0156', 16, 60)];
  return patientWith(visits, [order('PT', '1-3w9'), order('SN', '1-3w9,3PRN for pain'), order('HHA', '1-3w9')], START + 59, 22_000);
}

/** Spread over three years, as the longest line may last, and ordered so that no week has more of them than it may. */
function patientOf(visits: number): PatientSnapshot {
  const days = 1095;
  const perDiscipline = visits / 4;
  const perWeek = Math.ceil((perDiscipline * 7) / days) + 1;
  return patientWith(
    [
      ...visitsOf('PT', 'G0151', perDiscipline, days),
      ...visitsOf('SN', 'G0299', perDiscipline, days),
      ...visitsOf('HHA', 'G0156', perDiscipline, days),
      ...visitsOf('PCS', 'T1019', perDiscipline, days),
    ],
    DISCIPLINES_SEEN.map((discipline) => order(discipline, `${perWeek}w157`)),
    START + days,
    visits * 1000,
  );
}

/** Under a plan that asks for everything that a policy can ask for, so that every rule has something to look at. */
function patientWith(visits: readonly VisitFact[], orders: readonly OrderFact[], endsOn: DayNumber, authorizedMilliUnits: number): PatientSnapshot {
  const done = visits.filter(({ status }) => status === 'COMPLETED');
  return {
    agencyId: 'agency',
    patientId: 'patient',
    branchId: 'branch',
    timeZone: 'America/Chicago',
    startOfCareOn: START,
    carePlanUpdatedAt: START * MS_PER_DAY,
    since: START,
    coverages: [{ id: 'coverage', payerId: 'payer', memberIndex: MEMBER_INDEX, rank: 1, startsOn: START - 100, endsOn: null }],
    payers: [{ id: 'payer', name: 'Acme Health', kind: 'MEDICARE_ADVANTAGE' }],
    policies: [{ id: 'policy', payerId: 'payer', version: 1, effectiveFrom: START - 100, effectiveTo: null, terms: TERMS }],
    orders,
    authorizations: [
      authorization('PT', 'VISIT', endsOn, authorizedMilliUnits),
      authorization('SN', 'QUARTER_HOUR', endsOn, authorizedMilliUnits * 4),
      authorization('HHA', 'HOUR', endsOn, authorizedMilliUnits),
      authorization('PCS', 'QUARTER_HOUR', endsOn, authorizedMilliUnits * 4),
    ],
    visits,
    notes: done.map(noteOf),
    statusPeriods: [{ status: 'ACTIVE', startsOn: START }],
    certifications: certificationsUntil(endsOn),
    faceToFaces: [{ id: 'face-to-face', occurredOn: START - 10, practitionerKind: 'PHYSICIAN' }],
    supervisions: supervisionsUntil(endsOn),
    evvRecords: done.filter(({ discipline }) => discipline === 'HHA' || discipline === 'PCS').map(evvOf),
    staff: DISCIPLINES_SEEN.map(staffOf),
    staffConflicts: [],
  };
}

const DISCIPLINES_SEEN = ['PT', 'SN', 'HHA', 'PCS'] as const;
/** Seven in the morning in Chicago. */
const FIRST_HOUR_UTC = 13;
const MEMBER_INDEX = ['1.M-1001'];
const ELEMENTS: readonly NoteElementKey[] = ['timeIn', 'timeOut', 'intervention', 'patientResponse', 'planNextVisit'];
const DIAGNOSES = ['Z47.1', 'M17.11'];

const TERMS: PayerPolicyTerms = {
  ...defaultTermsOf('MEDICARE_ADVANTAGE'),
  lateNote: 'HOLD',
  documentation: [...ELEMENTS.map((element) => requirement(element, [])), requirement('homeboundReason', ['PT', 'SN'])],
  evv: { disciplines: ['HHA', 'PCS'], matchedElements: ['SERVICE', 'MEMBER', 'DATE', 'LOCATION', 'STAFF', 'TIME'], toleranceMinutes: 15, maintenanceDays: 95 },
  filingLimitDays: 365,
  requestNoticeDays: 0,
  authorizationNumberFormat: 'A-9999',
  feeSchedule: { G0151: 4000, G0299: 5000, G0156: 2000, T1019: 600 },
};

function requirement(element: NoteElementKey, disciplines: readonly Discipline[]): DocumentationRequirement {
  return {
    element,
    disciplines,
    serviceCodes: [],
    visitTypes: [],
    severity: 'BLOCKER',
    reason: 'the plan pays for documented care',
    citation: null,
    template: null,
    example: null,
    guidance: null,
    vaguePhrases: ['continue with plan', 'goals ongoing'],
  };
}

function certificationsUntil(endsOn: DayNumber): CertificationFact[] {
  return Array.from({ length: Math.ceil((endsOn - START + 1) / 60) }, (_, index) => {
    const startsOn = START + index * 60;
    return {
      id: `certification-${index}`,
      kind: index === 0 ? 'INITIAL' : 'RECERTIFICATION',
      startsOn,
      endsOn: startsOn + 59,
      certifiedOn: startsOn,
      assessedOn: index === 0 ? startsOn : startsOn - 3,
    };
  });
}

/** Every aide once a fortnight, and every therapy once in four weeks. */
function supervisionsUntil(endsOn: DayNumber): SupervisionFact[] {
  const supervisions: SupervisionFact[] = [];
  for (let day = START; day <= endsOn; day += 14) {
    for (const discipline of ['HHA', 'PCS'] as const) {
      supervisions.push({ id: `aide-${discipline}-${day}`, kind: 'AIDE_SUPERVISION', discipline, staffId: 'staff-SN', aideStaffId: `staff-${discipline}`, performedOn: day, mode: 'ONSITE' });
    }
    if ((day - START) % 28 === 0) {
      supervisions.push({ id: `reassessment-${day}`, kind: 'THERAPY_REASSESSMENT', discipline: 'PT', staffId: 'staff-PT', aideStaffId: null, performedOn: day, mode: 'ONSITE' });
    }
  }
  return supervisions;
}

function staffOf(discipline: Discipline): StaffFact {
  return { id: `staff-${discipline}`, disciplines: [discipline], credential: discipline === 'SN' ? 'RN' : discipline, credentialExpiresOn: START + 2000 };
}

function order(discipline: Discipline, frequencyText: string): OrderFact {
  const reading = parseFrequency(frequencyText);
  return {
    id: `order-${discipline}`,
    kind: 'PLAN_OF_CARE',
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
    urgency: 'ROUTINE',
    mustBeSeenBy: null,
    diagnosisCodes: DIAGNOSES,
    supersedesOrderId: null,
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
    allowedWeekdays: null,
    blackoutDates: [],
    staffIds: [],
    placesOfService: [],
    caps: [
      { id: `week-${discipline}`, period: 'WEEK', rollingDays: null, milliUnits: 80_000 },
      { id: `month-${discipline}`, period: 'MONTH', rollingDays: null, milliUnits: 300_000 },
    ],
    priorTerms: [{ decision: 'PENDED', authorizedMilliUnits, startsOn: START, endsOn }],
  };
  return {
    id: `authorization-${discipline}`,
    payerId: 'payer',
    number: 'A-1001',
    requestedAt: (START - 9) * MS_PER_DAY,
    decidedAt: (START - 3) * MS_PER_DAY,
    requestType: 'INITIAL',
    urgency: 'STANDARD',
    diagnosisCodes: DIAGNOSES,
    isCancelled: false,
    lines: [line],
  };
}

/** Two thirds of them given, the rest planned. Each discipline has three hours of the day to itself, so that no two visits are at once. */
function visitsOf(discipline: (typeof DISCIPLINES_SEEN)[number], serviceCode: string, count: number, days: number): VisitFact[] {
  return Array.from({ length: count }, (_, index) => {
    const serviceOn = START + Math.floor((index * days) / count);
    const startsAt: EpochMs = serviceOn * MS_PER_DAY + (FIRST_HOUR_UTC + 3 * DISCIPLINES_SEEN.indexOf(discipline) + (index % 3)) * MS_PER_HOUR;
    const endsAt = startsAt + 45 * MS_PER_MINUTE;
    const isDone = index < (count * 2) / 3;
    return {
      id: `visit-${discipline}-${index}`,
      discipline,
      serviceCode,
      modifiers: [],
      staffId: `staff-${discipline}`,
      startsAt,
      endsAt,
      serviceOn,
      actualStartsAt: isDone ? startsAt : null,
      actualEndsAt: isDone ? endsAt : null,
      status: isDone ? 'COMPLETED' : 'SCHEDULED',
      isAsNeeded: false,
      type: index === 0 ? 'EVALUATION' : 'ROUTINE',
      placeOfService: '12',
      pinnedLineId: null,
      pinnedMilliUnits: null,
      physicianNotifiedAt: null,
      billedAt: null,
      billedMinutes: null,
    };
  });
}

function noteOf(visit: VisitFact): NoteFact {
  return {
    id: `note-${visit.id}`,
    visitId: visit.id,
    status: 'SIGNED',
    writtenAt: visit.endsAt,
    signedAt: visit.endsAt,
    cosignedAt: null,
    isCosignRequired: false,
    authorStaffId: visit.staffId,
    elements: [...ELEMENTS, 'homeboundReason' as const].map((key) => ({ key, opening: 'Walked forty metres with the frame and one pause, steadier than last time' })),
    amendedAt: null,
    documentedStartsAt: visit.startsAt,
    documentedEndsAt: visit.endsAt,
    diagnosisCodes: DIAGNOSES,
  };
}

function evvOf(visit: VisitFact): EvvFact {
  return {
    id: `evv-${visit.id}`,
    visitId: visit.id,
    serviceCode: visit.serviceCode,
    memberIndex: MEMBER_INDEX,
    serviceOn: visit.serviceOn,
    hasLocation: true,
    staffId: visit.staffId,
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    status: 'ACCEPTED',
    isManuallyEdited: false,
    reasonCode: null,
  };
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
