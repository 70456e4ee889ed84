import type { ChangeKind } from '../../src/care/change.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { addStaff } from '../../src/changes/add-staff.js';
import { perform, type World } from '../../src/changes/perform.js';
import { signOrder } from '../../src/changes/sign-order.js';
import { writeNote } from '../../src/changes/write-note.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { plan, type TestAgency } from './agency.js';

/** One request that makes sense, for each mutation: what the tests repeat, try out, bend, and send in every role. */
export interface MutationCase {
  readonly input: Record<string, unknown>;
  readonly args?: Record<string, unknown>;
  /** What to ask of the record, and some of what it answers. */
  readonly selection: string;
  readonly record: Record<string, unknown>;
}

export type Mutation = Exclude<ChangeKind, 'openAgency' | 'passTime'>;

const SIGNED_ON = '2026-03-01';
const LINE = { discipline: 'OT', serviceCode: 'G0152', modifiers: ['GO'], unitDefinition: 'QUARTER_HOUR', authorizedUnits: 40.5, startsOn: '2026-03-01', endsOn: '2026-05-31', priority: 2 };
const TERMS = {
  authorizationRequired: 'LISTED', authorizationDisciplines: ['PT', 'OT'],
  unitRules: [{ code: '*', kind: 'HOME_HEALTH_15', basis: 'CLOCKED' }, { code: 'T1019', kind: 'THRESHOLD', basis: 'SCHEDULED', thresholdMinutes: 8 }],
  capWeek: 'MON_SUN', orderWeek: 'SUN_SAT', partialFirstWeek: 'FULL', capSemantics: 'WARN', splitsVisitAcrossLines: true, noteDueHours: 12, noteLateHours: 48, lateNote: 'HOLD',
  isCosignRequired: true, isOrderSignatureRequired: false, renewalLeadDays: 7, feeSchedule: [{ code: 'G0151', cents: 5100 }],
};
const ELEMENTS = [{ key: 'intervention', text: 'Canary sang' }, { key: 'vitals', text: '120/80' }];

/** What each needs beforehand it does first, so that the request itself is one change. */
export const MUTATION_CASES: Readonly<Record<Mutation, (agency: TestAgency, world: World) => MutationCase | Promise<MutationCase>>> = {
  addBranch: () => ({ input: { name: 'South', timeZone: 'America/Denver' }, selection: 'name timeZone', record: { name: 'South', timeZone: 'America/Denver' } }),

  addStaff: ({ branchId }) => ({
    input: { branchId: toGlobalId('Branch', branchId), givenName: 'Bo', familyName: 'Ray', disciplines: ['OT', 'PT', 'OT'], credential: 'OTR', npi: '1234567893' },
    selection: 'givenName disciplines credential npi',
    record: { givenName: 'Bo', disciplines: ['OT', 'PT'], credential: 'OTR', npi: '1234567893' },
  }),

  addPayer: () => ({ input: { name: 'Borealis', kind: 'MEDICAID', payerCode: 'BOR' }, selection: 'name kind payerCode', record: { name: 'Borealis', kind: 'MEDICAID', payerCode: 'BOR' } }),

  setPayerPolicy: ({ payerId }) => ({
    input: { payerId: toGlobalId('Payer', payerId), effectiveFrom: '2026-04-01', terms: TERMS },
    selection: 'version effectiveFrom effectiveTo terms { capSemantics unitRules { code kind thresholdMinutes } }',
    record: {
      version: 2, effectiveFrom: '2026-04-01', effectiveTo: null,
      terms: { capSemantics: 'WARN', unitRules: [{ code: '*', kind: 'HOME_HEALTH_15', thresholdMinutes: null }, { code: 'T1019', kind: 'THRESHOLD', thresholdMinutes: 8 }] },
    },
  }),

  admitPatient: ({ branchId }) => ({
    input: { branchId: toGlobalId('Branch', branchId), mrn: 'MRN-7', givenName: ' Kim ', familyName: 'Canary', birthDate: '1944-02-29', startOfCareOn: '2026-03-01' },
    selection: 'mrn givenName birthDate status startOfCareOn version branch { name }',
    record: { mrn: 'MRN-7', givenName: 'Kim', birthDate: '1944-02-29', status: 'ACTIVE', startOfCareOn: '2026-03-01', version: 1, branch: { name: 'North' } },
  }),

  async addCoverage({ patientId, viewer }, world) {
    const { record } = await perform(world, addPayer, { name: 'Second', kind: 'MEDICARE' }, { viewer });
    return {
      input: { patientId: toGlobalId('Patient', patientId), payerId: toGlobalId('Payer', record.id), memberId: 'M-2', rank: 2, startsOn: '2026-01-01', endsOn: '2026-12-31' },
      selection: 'memberId rank startsOn endsOn payer { name } patient { id }',
      record: { memberId: 'M-2', rank: 2, startsOn: '2026-01-01', endsOn: '2026-12-31', payer: { name: 'Second' }, patient: { id: toGlobalId('Patient', patientId) } },
    };
  },

  recordOrder: ({ patientId }) => ({
    input: {
      patientId: toGlobalId('Patient', patientId), kind: 'SUPPLEMENTAL', discipline: 'OT', serviceCode: 'G0152', frequencyText: 'OT 1w4', startsOn: '2026-03-02', endsOn: '2026-03-31',
      physicianName: 'Moe', physicianNpi: '1234567893', receivedAt: '2026-03-02T14:00:00Z', sentAt: '2026-03-02T14:30:00Z',
    },
    selection: 'kind discipline frequencyText status receivedAt',
    record: { kind: 'SUPPLEMENTAL', discipline: 'OT', frequencyText: 'OT 1w4', status: 'SENT_FOR_SIGNATURE', receivedAt: '2026-03-02T14:00:00.000Z' },
  }),

  signOrder: ({ orderId }) => ({
    input: { orderId: toGlobalId('Order', orderId), signatureDate: SIGNED_ON, expectedVersion: 1 },
    selection: 'status signatureDate version',
    record: { status: 'SIGNED', signatureDate: SIGNED_ON, version: 2 },
  }),

  async discontinueOrder({ orderId, viewer }, world) {
    await perform(world, signOrder, { orderId, signatureDate: SIGNED_ON }, { viewer });
    return {
      input: { orderId: toGlobalId('Order', orderId), discontinuedOn: '2026-03-09', expectedVersion: 2 },
      selection: 'status discontinuedOn version',
      record: { status: 'DISCONTINUED', discontinuedOn: '2026-03-09', version: 3 },
    };
  },

  async recordAuthorization({ patientId, payerId, viewer }, world) {
    const { record } = await perform(world, addCoverage, { patientId, payerId, memberId: 'M-3', rank: 3, startsOn: '2026-01-01' }, { viewer });
    return {
      input: {
        patientId: toGlobalId('Patient', patientId), payerId: toGlobalId('Payer', payerId), coverageId: toGlobalId('Coverage', record.id), number: 'B-9',
        requestedAt: '2026-02-20T10:00:00Z', decidedAt: '2026-02-24T10:00:00-06:00',
        lines: [{ ...LINE, decision: 'CERTIFIED_PARTIALLY', decisionReason: 'Fewer', caps: [{ period: 'ROLLING_DAYS', rollingDays: 10, units: 4.5 }] }, { ...LINE, discipline: 'SN', serviceCode: null, modifiers: [] }],
      },
      selection: 'number requestedAt decidedAt version payer { name } coverage { memberId }',
      record: { number: 'B-9', requestedAt: '2026-02-20T10:00:00.000Z', decidedAt: '2026-02-24T16:00:00.000Z', version: 1, payer: { name: 'Acme' }, coverage: { memberId: 'M-3' } },
    };
  },

  extendAuthorization: ({ authorizationId, lineId }) => ({
    input: { authorizationId: toGlobalId('Authorization', authorizationId), lineIds: [toGlobalId('AuthorizationLine', lineId)], endsOn: '2026-06-30', addedUnits: 6.5, expectedVersion: 1 },
    selection: 'version',
    record: { version: 2 },
  }),

  reviseAuthorization: ({ authorizationId, lineId }) => ({
    input: {
      authorizationId: toGlobalId('Authorization', authorizationId), number: 'A124', decidedAt: '2026-03-01T10:00:00Z', expectedVersion: 1,
      lines: [{ lineId: toGlobalId('AuthorizationLine', lineId), authorizedUnits: 3, decision: 'MODIFIED', decisionReason: 'Less', caps: [{ period: 'WEEK', units: 2 }] }],
      addedLines: [LINE],
    },
    selection: 'number decidedAt version',
    record: { number: 'A124', decidedAt: '2026-03-01T10:00:00.000Z', version: 2 },
  }),

  cancelAuthorization: ({ authorizationId }) => ({
    input: { authorizationId: toGlobalId('Authorization', authorizationId), expectedVersion: 1 },
    selection: 'cancelledAt version',
    record: { cancelledAt: '2026-03-02T15:00:00.000Z', version: 2 },
  }),

  scheduleVisit: ({ patientId, staffId }) => ({
    input: {
      patientId: toGlobalId('Patient', patientId), staffId: toGlobalId('Staff', staffId), serviceCode: 'G0151', modifiers: ['GP'],
      startsAt: '2026-05-12T10:00:00-05:00', endsAt: '2026-05-12T10:45:00-05:00', isAsNeeded: false, identifiers: [{ system: 'urn:scheduling', value: '7' }],
    },
    args: { cause: 'PATIENT_REQUEST', reason: 'Away until then', occurredAt: '2026-03-02T14:00:00Z' },
    selection: 'serviceOn status discipline modifiers version staff { id } patient { id } findings { id }',
    record: { serviceOn: '2026-05-12', status: 'SCHEDULED', discipline: 'PT', modifiers: ['GP'], version: 1, staff: { id: toGlobalId('Staff', staffId) } },
  }),

  scheduleVisitSeries: ({ patientId, staffId }) => ({
    input: {
      patientId: toGlobalId('Patient', patientId), staffId: toGlobalId('Staff', staffId), serviceCode: 'G0151', startsAt: '2026-03-05T16:00:00Z', endsAt: '2026-03-05T16:45:00Z',
      recurrence: { weekdays: [4], everyWeeks: 5, count: 3 },
    },
    selection: 'visits { serviceOn startsAt status seriesId }',
    // The clocks change on the 8th of March: ten in the morning stays ten in the morning.
    record: {
      visits: [
        { serviceOn: '2026-03-05', startsAt: '2026-03-05T16:00:00.000Z' },
        { serviceOn: '2026-04-09', startsAt: '2026-04-09T15:00:00.000Z' },
        { serviceOn: '2026-05-14', startsAt: '2026-05-14T15:00:00.000Z' },
      ],
    },
  }),

  rescheduleVisit: ({ visitIds }) => ({
    input: { visitId: toGlobalId('Visit', visitIds[2]), startsAt: '2026-05-04T16:00:00Z', endsAt: '2026-05-04T17:00:00Z', expectedVersion: 1 },
    args: { cause: 'FAMILY_REQUEST' },
    selection: 'serviceOn startsAt endsAt version',
    record: { serviceOn: '2026-05-04', startsAt: '2026-05-04T16:00:00.000Z', endsAt: '2026-05-04T17:00:00.000Z', version: 2 },
  }),

  async reassignVisit({ visitIds, viewer }, world) {
    const { record } = await perform(world, addStaff, { givenName: 'Bo', familyName: 'Ray', disciplines: ['PT'] }, { viewer });
    return {
      input: { visitId: toGlobalId('Visit', visitIds[2]), staffId: toGlobalId('Staff', record.id), expectedVersion: 1 },
      selection: 'staff { givenName } version',
      record: { staff: { givenName: 'Bo' }, version: 2 },
    };
  },

  async completeVisit(agency, world) {
    return {
      input: { visitId: toGlobalId('Visit', await plan(world, agency, '2026-03-02', 7)), actualStartsAt: '2026-03-02T13:05:00Z', actualEndsAt: '2026-03-02T14:00:00Z', expectedVersion: 1 },
      selection: 'status actualStartsAt actualEndsAt version',
      record: { status: 'COMPLETED', actualStartsAt: '2026-03-02T13:05:00.000Z', actualEndsAt: '2026-03-02T14:00:00.000Z', version: 2 },
    };
  },

  cancelVisit: ({ visitIds }) => ({ input: { visitId: toGlobalId('Visit', visitIds[2]), expectedVersion: 1 }, selection: 'status version', record: { status: 'CANCELLED', version: 2 } }),

  async missVisit(agency, world) {
    const visitId = await plan(world, agency, '2026-03-02', 7);
    return { input: { visitId: toGlobalId('Visit', visitId), expectedVersion: 1 }, selection: 'status version', record: { status: 'MISSED', version: 2 } };
  },

  billVisit: ({ visitIds }) => ({ input: { visitId: toGlobalId('Visit', visitIds[0]), expectedVersion: 2 }, selection: 'status version', record: { status: 'BILLED', version: 3 } }),

  writeNote: ({ visitIds, staffId }) => ({
    input: { visitId: toGlobalId('Visit', visitIds[1]), authorStaffId: toGlobalId('Staff', staffId), elements: ELEMENTS, isComplete: true, writtenAt: '2026-03-02T14:00:00Z' },
    selection: 'status writtenAt version author { id } elements { key } visit { id }',
    record: { status: 'COMPLETE_UNSIGNED', writtenAt: '2026-03-02T14:00:00.000Z', version: 1, elements: [{ key: 'intervention' }, { key: 'vitals' }] },
  }),

  async signNote({ visitIds, viewer }, world) {
    const { record } = await perform(world, writeNote, { visitId: visitIds[1], elements: [], isComplete: true }, { viewer });
    return {
      input: { noteId: toGlobalId('Note', record.id), expectedVersion: 1 },
      args: { occurredAt: '2026-03-02T14:30:00Z' },
      selection: 'status signedAt version',
      record: { status: 'SIGNED', signedAt: '2026-03-02T14:30:00.000Z', version: 2 },
    };
  },

  amendNote: ({ noteId }) => ({
    input: { noteId: toGlobalId('Note', noteId), elements: ELEMENTS, expectedVersion: 2 },
    args: { reason: 'Vitals were missing' },
    selection: 'status signedAt version amendments { replacedVersion }',
    record: { status: 'AMENDING', signedAt: null, version: 3, amendments: [{ replacedVersion: 2 }] },
  }),
};
