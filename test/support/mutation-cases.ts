import type { Role, Viewer } from '../../src/auth/viewer.js';
import type { ChangeKind } from '../../src/care/change.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { addStaff } from '../../src/changes/add-staff.js';
import { addWebhook } from '../../src/changes/add-webhook.js';
import { billVisit } from '../../src/changes/bill-visit.js';
import { breakGlass } from '../../src/changes/break-glass.js';
import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { perform, type World } from '../../src/changes/perform.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { recordCertification } from '../../src/changes/record-certification.js';
import { recordEvv } from '../../src/changes/record-evv.js';
import { recordOrder } from '../../src/changes/record-order.js';
import { signOrder } from '../../src/changes/sign-order.js';
import { waiveFinding } from '../../src/changes/waive-finding.js';
import { writeNote } from '../../src/changes/write-note.js';
import { reading } from '../../src/db/agency-scope.js';
import { childrenOf, openFindingsOfPatients } from '../../src/db/queries/children.js';
import type { ContextParts } from '../../src/graphql/context.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { plan, type TestAgency } from './agency.js';
import { admit } from './care.js';

/** One request that makes sense, for each mutation: what the tests repeat, try out, bend, and send in every role. */
export interface MutationCase {
  readonly input: Record<string, unknown>;
  readonly args?: Record<string, unknown>;
  /** What to ask of the record, and some of what it answers. */
  readonly selection: string;
  readonly record: Record<string, unknown>;
  /** Who asks, where it depends on that and not on the role alone. */
  readonly subject?: string;
}

/** Whoever may make the request of a case, in a role. */
export function askerOf(agency: TestAgency, { subject }: MutationCase, role: Role): Viewer {
  const viewer = agency.viewerAs(role);
  return { ...viewer, subject: subject ?? viewer.subject };
}

export type Mutation = Exclude<ChangeKind, 'openAgency' | 'suspendAgency' | 'resumeAgency' | 'passTime'>;

const SIGNED_ON = '2026-03-01';
const LINE = { discipline: 'OT', serviceCode: 'G0152', modifiers: ['GO'], unitDefinition: 'QUARTER_HOUR', authorizedUnits: 40.5, startsOn: '2026-03-01', endsOn: '2026-05-31', priority: 2 };
const LIMITS = { allowedWeekdays: [1, 3, 5], blackoutDates: ['2026-04-03'], placesOfService: ['12'] };
const TERMS = {
  authorizationRequired: 'LISTED', authorizationDisciplines: ['PT', 'OT'],
  unitRules: [{ code: '*', kind: 'HOME_HEALTH_15', basis: 'CLOCKED' }, { code: 'T1019', kind: 'THRESHOLD', basis: 'SCHEDULED', thresholdMinutes: 8 }],
  capWeek: 'MON_SUN', orderWeek: 'SUN_SAT', partialFirstWeek: 'FULL', capSemantics: 'WARN', splitsVisitAcrossLines: true, noteDueHours: 12, noteLateHours: 48, lateNote: 'HOLD',
  isCosignRequired: true, isOrderSignatureRequired: false, renewalLeadDays: 7, feeSchedule: [{ code: 'G0151', cents: 5100 }],
};
const ELEMENTS = [{ key: 'intervention', text: 'Canary sang' }, { key: 'vitals', text: '120/80' }];
const DOCUMENTED = { documentedStartsAt: '2026-03-01T20:00:00Z', documentedEndsAt: '2026-03-01T20:45:00Z', diagnosisCodes: ['I50.9'] };

/** A nurse on call for one branch, and a patient of another. */
async function onCall({ branchId, payerId, viewer }: TestAgency, world: World, subject: string): Promise<{ readonly subject: string; readonly patientId: string }> {
  const { record: far } = await perform(world, addBranch, { name: `Far from ${subject}`, timeZone: 'America/Chicago' }, { viewer });
  await perform(world, grantAccess, { subject, role: 'CLINICIAN', branchIds: [branchId] }, { viewer });
  return { subject, patientId: await admit(world, { viewer, branchId: far.id, payerId }) };
}

const EMERGENCY = { reasonCode: 'IMMINENT_DANGER', reason: 'Found on the floor by a neighbour, who called', minutes: 30 } as const;

const WEBHOOK = { url: 'https://receiver.example/hooks' };

/** What each needs beforehand it does first, so that the request itself is one change. */
export const MUTATION_CASES: Readonly<Record<Mutation, (agency: TestAgency, world: World, parts: Pick<ContextParts, 'cursors'>) => MutationCase | Promise<MutationCase>>> = {
  grantAccess: ({ branchId, payerId, patientId }) => ({
    input: {
      subject: 'colleague-1', role: 'CLINICIAN', branchIds: [toGlobalId('Branch', branchId)], payerIds: [toGlobalId('Payer', payerId)], patientIds: [toGlobalId('Patient', patientId)],
    },
    selection: 'issuer subject role status version branchIds payerIds patientIds revokedAt',
    record: {
      issuer: 'main', subject: 'colleague-1', role: 'CLINICIAN', status: 'ACTIVE', version: 1, revokedAt: null,
      branchIds: [toGlobalId('Branch', branchId)], payerIds: [toGlobalId('Payer', payerId)], patientIds: [toGlobalId('Patient', patientId)],
    },
  }),

  async changeAccess({ branchId, payerId, patientId, viewer }, world) {
    const { record } = await perform(world, grantAccess, { subject: 'colleague-2', role: 'SCHEDULER', branchIds: [] }, { viewer });
    return {
      input: {
        agencyMemberId: toGlobalId('Member', record.id), role: 'BILLER', branchIds: [toGlobalId('Branch', branchId)], payerIds: [toGlobalId('Payer', payerId)],
        patientIds: [toGlobalId('Patient', patientId)], expectedVersion: 1,
      },
      selection: 'subject role status version branchIds payerIds patientIds',
      record: {
        subject: 'colleague-2', role: 'BILLER', status: 'ACTIVE', version: 2,
        branchIds: [toGlobalId('Branch', branchId)], payerIds: [toGlobalId('Payer', payerId)], patientIds: [toGlobalId('Patient', patientId)],
      },
    };
  },

  async revokeAccess({ viewer }, world) {
    const { record } = await perform(world, grantAccess, { subject: 'colleague-3', role: 'BILLER' }, { viewer });
    return { input: { agencyMemberId: toGlobalId('Member', record.id), expectedVersion: 1 }, selection: 'status version', record: { status: 'REVOKED', version: 2 } };
  },

  revokeToken: () => ({
    input: { issuer: 'partners', subject: '42' },
    args: { reason: 'The device was lost' },
    selection: 'issuer subject tokenId',
    record: { issuer: 'partners', subject: '42', tokenId: null },
  }),
  async breakGlass(agency, world) {
    const { subject, patientId } = await onCall(agency, world, 'nurse-1');
    return {
      subject,
      input: { patientId: toGlobalId('Patient', patientId), ...EMERGENCY },
      selection: 'subject role reasonCode reason endedAt endedBy version isOpen patientId review { status isOverdue by at text }',
      record: {
        subject, role: 'CLINICIAN', reasonCode: EMERGENCY.reasonCode, reason: EMERGENCY.reason, endedAt: null, endedBy: null, version: 1, isOpen: true, patientId: toGlobalId('Patient', patientId),
        review: { status: 'PENDING', isOverdue: false, by: null, at: null, text: null },
      },
    };
  },

  async endEmergencyAccess(agency, world) {
    const { subject, patientId } = await onCall(agency, world, 'nurse-2');
    const { record } = await perform(world, breakGlass, { patientId, ...EMERGENCY }, { viewer: { ...agency.viewerAs('CLINICIAN'), subject } });
    return {
      subject,
      input: { emergencyAccessId: toGlobalId('EmergencyAccess', record.id), expectedVersion: 1 },
      selection: 'endedBy isOpen version review { status }',
      record: { endedBy: subject, isOpen: false, version: 2, review: { status: 'PENDING' } },
    };
  },

  async reviewEmergencyAccess(agency, world) {
    const { subject, patientId } = await onCall(agency, world, 'nurse-3');
    const { record } = await perform(world, breakGlass, { patientId, ...EMERGENCY }, { viewer: { ...agency.viewerAs('CLINICIAN'), subject } });
    const told = { decision: 'APPROVED', text: 'Spoke with the neighbour' };
    return {
      input: { emergencyAccessId: toGlobalId('EmergencyAccess', record.id), ...told, expectedVersion: 1 },
      selection: 'isOpen version review { status text isOverdue }',
      record: { isOpen: true, version: 2, review: { status: told.decision, text: told.text, isOverdue: false } },
    };
  },

  addBranch: () => ({ input: { name: 'South', timeZone: 'America/Denver' }, selection: 'name timeZone', record: { name: 'South', timeZone: 'America/Denver' } }),

  addStaff: ({ branchId }) => ({
    input: { branchId: toGlobalId('Branch', branchId), givenName: 'Bo', familyName: 'Ray', disciplines: ['OT', 'PT', 'OT'], credential: 'OTR', credentialExpiresOn: '2027-06-30', npi: '1234567893' },
    selection: 'givenName disciplines credential credentialExpiresOn npi',
    record: { givenName: 'Bo', disciplines: ['OT', 'PT'], credential: 'OTR', credentialExpiresOn: '2027-06-30', npi: '1234567893' },
  }),

  updateStaff: ({ staffId }) => ({
    input: { staffId: toGlobalId('Staff', staffId), disciplines: ['PT', 'OT', 'PT'], credential: 'PT', credentialExpiresOn: '2026-12-31' },
    selection: 'givenName disciplines credential credentialExpiresOn',
    record: { givenName: 'Ann', disciplines: ['PT', 'OT'], credential: 'PT', credentialExpiresOn: '2026-12-31' },
  }),

  updatePayer: ({ payerId }) => ({
    input: { payerId: toGlobalId('Payer', payerId), name: 'Acme Health', kind: 'MEDICAID', payerCode: 'ACME' },
    selection: 'name kind payerCode',
    record: { name: 'Acme Health', kind: 'MEDICAID', payerCode: 'ACME' },
  }),

  updatePatient: ({ patientId, branchId }) => ({
    input: {
      patientId: toGlobalId('Patient', patientId), branchId: toGlobalId('Branch', branchId), mrn: 'MRN-8', givenName: 'Kim', familyName: 'Canary', birthDate: '1944-02-29',
      startOfCareOn: '2026-03-01', expectedVersion: 1,
    },
    selection: 'mrn givenName birthDate startOfCareOn version',
    record: { mrn: 'MRN-8', givenName: 'Kim', birthDate: '1944-02-29', startOfCareOn: '2026-03-01', version: 2 },
  }),

  updateOrder: ({ orderId }) => ({
    input: {
      orderId: toGlobalId('Order', orderId), physicianName: 'Dr. Moe', physicianNpi: '1234567893', sentAt: '2026-03-02T14:00:00Z', urgency: 'URGENT', mustBeSeenBy: '2026-03-05',
      diagnosisCodes: ['I50.9'], expectedVersion: 1,
    },
    selection: 'physicianName physicianNpi sentAt urgency mustBeSeenBy diagnosisCodes status version',
    record: {
      physicianName: 'Dr. Moe', physicianNpi: '1234567893', sentAt: '2026-03-02T14:00:00.000Z', urgency: 'URGENT', mustBeSeenBy: '2026-03-05', diagnosisCodes: ['I50.9'],
      status: 'SENT_FOR_SIGNATURE', version: 2,
    },
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

  changePatientStatus: ({ patientId }) => ({
    input: { patientId: toGlobalId('Patient', patientId), status: 'ON_HOLD', startsOn: '2026-03-05', expectedVersion: 1 },
    selection: 'status version statusPeriods { status startsOn patient { id } }',
    record: { status: 'ON_HOLD', version: 2 },
  }),

  updateCarePlan: ({ patientId }) => ({
    input: { patientId: toGlobalId('Patient', patientId), updatedAt: '2026-03-02T14:00:00Z', expectedVersion: 1 },
    selection: 'carePlanUpdatedAt version',
    record: { carePlanUpdatedAt: '2026-03-02T14:00:00.000Z', version: 2 },
  }),

  changeCoverage: ({ coverageId }) => ({
    input: { coverageId: toGlobalId('Coverage', coverageId), startsOn: '2025-12-01', endsOn: '2026-12-31', expectedVersion: 1 },
    selection: 'startsOn endsOn version',
    record: { startsOn: '2025-12-01', endsOn: '2026-12-31', version: 2 },
  }),

  recordCertification: ({ patientId }) => ({
    input: {
      patientId: toGlobalId('Patient', patientId), kind: 'INITIAL', startsOn: '2026-03-01', endsOn: '2026-04-29', certifiedOn: '2026-03-02', assessedOn: '2026-03-01',
      identifiers: [{ system: 'urn:chart', value: 'C-1' }],
    },
    selection: 'kind startsOn endsOn certifiedOn assessedOn version patient { id }',
    record: { kind: 'INITIAL', startsOn: '2026-03-01', endsOn: '2026-04-29', certifiedOn: '2026-03-02', assessedOn: '2026-03-01', version: 1, patient: { id: toGlobalId('Patient', patientId) } },
  }),

  async updateCertification({ patientId, viewer }, world) {
    const { record } = await perform(world, recordCertification, { patientId, kind: 'INITIAL', startsOn: '2026-03-01', endsOn: '2026-04-29' }, { viewer });
    return {
      input: { certificationId: toGlobalId('Certification', record.id), certifiedOn: '2026-03-02', assessedOn: '2026-03-01', endsOn: '2026-04-15', expectedVersion: 1 },
      selection: 'certifiedOn assessedOn endsOn version',
      record: { certifiedOn: '2026-03-02', assessedOn: '2026-03-01', endsOn: '2026-04-15', version: 2 },
    };
  },

  recordFaceToFace: ({ patientId }) => ({
    input: { patientId: toGlobalId('Patient', patientId), occurredOn: '2026-02-20', practitionerKind: 'NURSE_PRACTITIONER' },
    selection: 'occurredOn practitionerKind patient { id }',
    record: { occurredOn: '2026-02-20', practitionerKind: 'NURSE_PRACTITIONER', patient: { id: toGlobalId('Patient', patientId) } },
  }),

  async recordSupervision({ patientId, staffId, viewer }, world) {
    const { record } = await perform(world, addStaff, { givenName: 'Bo', familyName: 'Ray', disciplines: ['HHA'] }, { viewer });
    return {
      input: {
        patientId: toGlobalId('Patient', patientId), kind: 'AIDE_DIRECT_OBSERVATION', discipline: 'HHA', staffId: toGlobalId('Staff', staffId), aideStaffId: toGlobalId('Staff', record.id),
        performedOn: '2026-03-02',
      },
      selection: 'kind discipline performedOn mode patient { id } staff { givenName } aide { givenName }',
      record: { kind: 'AIDE_DIRECT_OBSERVATION', discipline: 'HHA', performedOn: '2026-03-02', mode: 'ONSITE', staff: { givenName: 'Ann' }, aide: { givenName: 'Bo' } },
    };
  },

  async addCoverage({ patientId, viewer }, world) {
    const { record } = await perform(world, addPayer, { name: 'Second', kind: 'MEDICARE' }, { viewer });
    return {
      input: { patientId: toGlobalId('Patient', patientId), payerId: toGlobalId('Payer', record.id), memberId: 'M-2', rank: 2, startsOn: '2026-01-01', endsOn: '2026-12-31' },
      selection: 'rank startsOn endsOn payer { name } patient { id }',
      record: { rank: 2, startsOn: '2026-01-01', endsOn: '2026-12-31', payer: { name: 'Second' }, patient: { id: toGlobalId('Patient', patientId) } },
    };
  },

  async recordOrder({ patientId, viewer }, world) {
    const before = { patientId, kind: 'PLAN_OF_CARE', discipline: 'OT', frequencyText: 'OT 2w9', startsOn: '2026-03-01', physicianName: 'Moe' } as const;
    const { record } = await perform(world, recordOrder, before, { viewer });
    return {
      input: {
        patientId: toGlobalId('Patient', patientId), kind: 'SUPPLEMENTAL', discipline: 'OT', serviceCode: 'G0152', frequencyText: 'OT 1w4', startsOn: '2026-03-02', endsOn: '2026-03-31',
        physicianName: 'Moe', physicianNpi: '1234567893', receivedAt: '2026-03-02T14:00:00Z', sentAt: '2026-03-02T14:30:00Z', urgency: 'URGENT', mustBeSeenBy: '2026-03-04',
        diagnosisCodes: ['I50.9', 'E11.9'], supersedesOrderId: toGlobalId('Order', record.id),
      },
      selection: 'kind discipline frequencyText status receivedAt urgency mustBeSeenBy diagnosisCodes supersedes { id }',
      record: {
        kind: 'SUPPLEMENTAL', discipline: 'OT', frequencyText: 'OT 1w4', status: 'SENT_FOR_SIGNATURE', receivedAt: '2026-03-02T14:00:00.000Z', urgency: 'URGENT', mustBeSeenBy: '2026-03-04',
        diagnosisCodes: ['I50.9', 'E11.9'], supersedes: { id: toGlobalId('Order', record.id) },
      },
    };
  },

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

  async recordAuthorization({ patientId, payerId, staffId, viewer }, world) {
    const { record } = await perform(world, addCoverage, { patientId, payerId, memberId: 'M-3', rank: 3, startsOn: '2026-01-01' }, { viewer });
    return {
      input: {
        patientId: toGlobalId('Patient', patientId), payerId: toGlobalId('Payer', payerId), coverageId: toGlobalId('Coverage', record.id), number: 'B-9',
        requestedAt: '2026-02-20T10:00:00Z', decidedAt: '2026-02-24T10:00:00-06:00', requestType: 'RENEWAL', urgency: 'EXPEDITED', channel: 'X12_278', diagnosisCodes: ['M25.561'],
        lines: [{ ...LINE, ...LIMITS, staffIds: [toGlobalId('Staff', staffId)], decision: 'CERTIFIED_PARTIALLY', decisionReason: 'Fewer', caps: [{ period: 'ROLLING_DAYS', rollingDays: 10, units: 4.5 }] }, { ...LINE, discipline: 'SN', serviceCode: null, modifiers: [] }],
      },
      selection: 'number requestedAt decidedAt requestType urgency channel diagnosisCodes version payer { name } coverage { memberId }',
      record: {
        number: 'B-9', requestedAt: '2026-02-20T10:00:00.000Z', decidedAt: '2026-02-24T16:00:00.000Z', requestType: 'RENEWAL', urgency: 'EXPEDITED', channel: 'X12_278',
        diagnosisCodes: ['M25.561'], version: 1, payer: { name: 'Acme' }, coverage: { memberId: 'M-3' },
      },
    };
  },

  extendAuthorization: ({ authorizationId, lineId }) => ({
    input: { authorizationId: toGlobalId('Authorization', authorizationId), lineIds: [toGlobalId('AuthorizationLine', lineId)], endsOn: '2026-06-30', addedUnits: 6.5, expectedVersion: 1 },
    selection: 'version',
    record: { version: 2 },
  }),

  reviseAuthorization: ({ authorizationId, lineId, staffId }) => ({
    input: {
      authorizationId: toGlobalId('Authorization', authorizationId), number: 'A124', decidedAt: '2026-03-01T10:00:00Z', requestType: 'REVISED', channel: 'PHONE', expectedVersion: 1,
      lines: [{ lineId: toGlobalId('AuthorizationLine', lineId), ...LIMITS, staffIds: [toGlobalId('Staff', staffId)], authorizedUnits: 3, decision: 'MODIFIED', decisionReason: 'Less', caps: [{ period: 'WEEK', units: 2 }] }],
      addedLines: [LINE],
    },
    selection: 'number decidedAt requestType urgency channel version',
    record: { number: 'A124', decidedAt: '2026-03-01T10:00:00.000Z', requestType: 'REVISED', urgency: 'STANDARD', channel: 'PHONE', version: 2 },
  }),

  cancelAuthorization: ({ authorizationId }) => ({
    input: { authorizationId: toGlobalId('Authorization', authorizationId), expectedVersion: 1 },
    selection: 'cancelledAt version',
    record: { cancelledAt: '2026-03-02T15:00:00.000Z', version: 2 },
  }),

  scheduleVisit: ({ patientId, staffId }) => ({
    input: {
      patientId: toGlobalId('Patient', patientId), staffId: toGlobalId('Staff', staffId), serviceCode: 'G0151', modifiers: ['GP'],
      startsAt: '2026-05-12T10:00:00-05:00', endsAt: '2026-05-12T10:45:00-05:00', isAsNeeded: false, type: 'REASSESSMENT', placeOfService: '13', identifiers: [{ system: 'urn:scheduling', value: '7' }],
    },
    args: { cause: 'PATIENT_REQUEST', reason: 'Away until then', occurredAt: '2026-03-02T14:00:00Z' },
    selection: 'serviceOn status discipline modifiers type placeOfService version staff { id } patient { id } findings { id }',
    record: { serviceOn: '2026-05-12', status: 'SCHEDULED', discipline: 'PT', modifiers: ['GP'], type: 'REASSESSMENT', placeOfService: '13', version: 1, staff: { id: toGlobalId('Staff', staffId) } },
  }),

  scheduleVisitSeries: ({ patientId, staffId }) => ({
    input: {
      patientId: toGlobalId('Patient', patientId), staffId: toGlobalId('Staff', staffId), serviceCode: 'G0151', startsAt: '2026-03-05T16:00:00Z', endsAt: '2026-03-05T16:45:00Z',
      recurrence: { weekdays: [4], everyWeeks: 5, count: 3 },
    },
    selection: 'visits { serviceOn startsAt status seriesId type placeOfService }',
    // The clocks change on the 8th of March: ten in the morning stays ten in the morning.
    record: {
      visits: [
        { serviceOn: '2026-03-05', startsAt: '2026-03-05T16:00:00.000Z', type: 'ROUTINE', placeOfService: '12' },
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

  changeVisitService: ({ visitIds }) => ({
    input: { visitId: toGlobalId('Visit', visitIds[2]), serviceCode: 'G0157', modifiers: ['GP'], type: 'EVALUATION', placeOfService: '13', expectedVersion: 1 },
    selection: 'serviceCode discipline modifiers type placeOfService version',
    record: { serviceCode: 'G0157', discipline: 'PT', modifiers: ['GP'], type: 'EVALUATION', placeOfService: '13', version: 2 },
  }),

  pinVisit: ({ visitIds, lineId }) => ({
    input: { visitId: toGlobalId('Visit', visitIds[2]), lineId: toGlobalId('AuthorizationLine', lineId), expectedVersion: 1 },
    selection: 'pinnedUnits pinnedLine { id } version',
    record: { pinnedUnits: 1, pinnedLine: { id: toGlobalId('AuthorizationLine', lineId) }, version: 2 },
  }),

  async completeVisit(agency, world) {
    return {
      input: { visitId: toGlobalId('Visit', await plan(world, agency, '2026-03-02', 7)), actualStartsAt: '2026-03-02T13:05:00Z', actualEndsAt: '2026-03-02T14:00:00Z', expectedVersion: 1 },
      selection: 'status actualStartsAt actualEndsAt version',
      record: { status: 'COMPLETED', actualStartsAt: '2026-03-02T13:05:00.000Z', actualEndsAt: '2026-03-02T14:00:00.000Z', version: 2 },
    };
  },

  correctVisit: ({ visitIds }) => ({
    input: { visitId: toGlobalId('Visit', visitIds[0]), actualStartsAt: '2026-03-01T15:10:00Z', actualEndsAt: '2026-03-01T15:50:00Z', expectedVersion: 2 },
    args: { reason: 'The clock-in was late' },
    selection: 'status actualStartsAt actualEndsAt version',
    record: { status: 'COMPLETED', actualStartsAt: '2026-03-01T15:10:00.000Z', actualEndsAt: '2026-03-01T15:50:00.000Z', version: 3 },
  }),

  cancelVisit: ({ visitIds }) => ({ input: { visitId: toGlobalId('Visit', visitIds[2]), expectedVersion: 1 }, selection: 'status version', record: { status: 'CANCELLED', version: 2 } }),

  async missVisit(agency, world) {
    const visitId = await plan(world, agency, '2026-03-02', 7);
    return {
      input: { visitId: toGlobalId('Visit', visitId), physicianNotifiedAt: '2026-03-02T14:30:00Z', expectedVersion: 1 },
      selection: 'status physicianNotifiedAt version',
      record: { status: 'MISSED', physicianNotifiedAt: '2026-03-02T14:30:00.000Z', version: 2 },
    };
  },

  async notifyPhysician(agency, world) {
    const visitId = await plan(world, agency, '2026-03-06', 7);
    await perform(world, cancelVisit, { visitId }, agency);
    return {
      input: { visitId: toGlobalId('Visit', visitId), notifiedAt: '2026-03-02T14:30:00Z', expectedVersion: 2 },
      selection: 'status physicianNotifiedAt version',
      record: { status: 'CANCELLED', physicianNotifiedAt: '2026-03-02T14:30:00.000Z', version: 3 },
    };
  },

  billVisit: ({ visitIds }) => ({
    input: { visitId: toGlobalId('Visit', visitIds[0]), billedMinutes: 45, isCorrection: false, expectedVersion: 2 },
    selection: 'status billedAt billedMinutes version',
    record: { status: 'BILLED', billedAt: '2026-03-02T15:00:00.000Z', billedMinutes: 45, version: 3 },
  }),

  async payVisit({ visitIds, viewer }, world) {
    await perform(world, billVisit, { visitId: visitIds[1] }, { viewer });
    return { input: { visitId: toGlobalId('Visit', visitIds[1]), expectedVersion: 3 }, selection: 'status version', record: { status: 'PAID', version: 4 } };
  },

  async recordEvv({ visitIds, staffId, viewer }, world) {
    await perform(world, recordEvv, { visitId: visitIds[0], status: 'RECEIVED', serviceCode: 'G0151', memberId: 'M1' }, { viewer });
    return {
      input: {
        visitId: toGlobalId('Visit', visitIds[0]), status: 'EXCEPTION', memberId: null, serviceOn: '2026-03-01', location: '41.88,-87.63', staffId: toGlobalId('Staff', staffId),
        startsAt: '2026-03-01T15:02:00Z', endsAt: '2026-03-01T15:44:00Z', isManuallyEdited: true, reasonCode: '10', expectedVersion: 1,
      },
      selection: 'status serviceCode memberId serviceOn location startsAt endsAt isManuallyEdited reasonCode version visit { id } patient { id } staff { id }',
      record: {
        status: 'EXCEPTION', serviceCode: 'G0151', memberId: null, serviceOn: '2026-03-01', location: '41.88,-87.63', startsAt: '2026-03-01T15:02:00.000Z', endsAt: '2026-03-01T15:44:00.000Z',
        isManuallyEdited: true, reasonCode: '10', version: 2, visit: { id: toGlobalId('Visit', visitIds[0]) }, staff: { id: toGlobalId('Staff', staffId) },
      },
    };
  },

  writeNote: ({ visitIds, staffId }) => ({
    input: { visitId: toGlobalId('Visit', visitIds[1]), authorStaffId: toGlobalId('Staff', staffId), elements: ELEMENTS, isComplete: true, writtenAt: '2026-03-02T14:00:00Z', ...DOCUMENTED },
    selection: 'status writtenAt documentedStartsAt documentedEndsAt diagnosisCodes version author { id } elements { key } visit { id }',
    record: { status: 'COMPLETE_UNSIGNED', writtenAt: '2026-03-02T14:00:00.000Z', documentedStartsAt: '2026-03-01T20:00:00.000Z', diagnosisCodes: ['I50.9'], version: 1, elements: [{ key: 'intervention' }, { key: 'vitals' }] },
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
    input: { noteId: toGlobalId('Note', noteId), elements: ELEMENTS, ...DOCUMENTED, expectedVersion: 2 },
    args: { reason: 'Vitals were missing' },
    selection: 'status signedAt documentedEndsAt diagnosisCodes version amendments { replacedVersion }',
    record: { status: 'AMENDING', signedAt: null, documentedEndsAt: '2026-03-01T20:45:00.000Z', diagnosisCodes: ['I50.9'], version: 3, amendments: [{ replacedVersion: 2 }] },
  }),

  acknowledgeFinding: async (agency, world) => ({
    input: { findingId: toGlobalId('Finding', await lateVisitFound(agency, world)) },
    selection: 'status acknowledgedAt acknowledgedBy assignedTo',
    record: { status: 'OPEN', acknowledgedAt: '2026-03-02T15:00:00.000Z', acknowledgedBy: 'clinician-1', assignedTo: null },
  }),

  assignFinding: async (agency, world) => ({
    input: { findingId: toGlobalId('Finding', await lateVisitFound(agency, world)), assignedTo: 'kim' },
    selection: 'status assignedTo acknowledgedAt',
    record: { status: 'OPEN', assignedTo: 'kim', acknowledgedAt: null },
  }),

  handOverFinding: async (agency, world) => ({
    input: { findingId: toGlobalId('Finding', await lateVisitFound(agency, world)), team: 'AUTHORIZATION' },
    args: { reason: 'Needs an extension' },
    selection: 'status team ownerTeam',
    record: { status: 'OPEN', team: 'AUTHORIZATION', ownerTeam: 'SCHEDULING' },
  }),

  waiveFinding: async (agency, world) => ({
    input: { findingId: toGlobalId('Finding', await lateVisitFound(agency, world)), until: '2026-03-31' },
    args: { reason: 'Agreed with the payer' },
    selection: 'status waiver { by reason until }',
    record: { status: 'OPEN', waiver: { by: 'clinical_lead-1', reason: 'Agreed with the payer', until: '2026-04-01T05:00:00.000Z' } },
  }),

  addWebhook: ({ patientId, branchId, payerId }) => ({
    input: {
      url: 'https://receiver.example/hooks?key=7', content: 'FULL',
      filter: { patientIds: [toGlobalId('Patient', patientId)], branchIds: [toGlobalId('Branch', branchId)], payerIds: [toGlobalId('Payer', payerId)], rules: ['AUTH-04'], types: ['VISIT_MISSED'] },
    },
    selection: 'url content status secretVersion version filter { patientIds branchIds payerIds rules types teams } deliveries { totalCount }',
    record: {
      url: 'https://receiver.example/hooks?key=7', content: 'FULL', status: 'ACTIVE', secretVersion: 1, version: 1, deliveries: { totalCount: 0 },
      filter: { patientIds: [toGlobalId('Patient', patientId)], branchIds: [toGlobalId('Branch', branchId)], payerIds: [toGlobalId('Payer', payerId)], rules: ['AUTH-04'], types: ['VISIT_MISSED'], teams: null },
    },
  }),

  async updateWebhook({ patientId, branchId, payerId, viewer }, world) {
    const { record } = await perform(world, addWebhook, WEBHOOK, { viewer });
    return {
      input: {
        webhookId: toGlobalId('Webhook', record.id), url: 'https://other.example/', content: 'FULL', status: 'PAUSED', rotatesSecret: true, expectedVersion: 1,
        filter: { patientIds: [toGlobalId('Patient', patientId)], branchIds: [toGlobalId('Branch', branchId)], payerIds: [toGlobalId('Payer', payerId)] },
      },
      selection: 'url content status secretVersion version filter { patientIds types }',
      record: { url: 'https://other.example/', content: 'FULL', status: 'PAUSED', secretVersion: 2, version: 2, filter: { patientIds: [toGlobalId('Patient', patientId)], types: null } },
    };
  },

  async replayWebhook({ agencyId, viewer }, world, { cursors }) {
    const { record } = await perform(world, addWebhook, WEBHOOK, { viewer });
    const after = cursors.encode(agencyId, { epoch: 1, seq: 1 });
    return { input: { webhookId: toGlobalId('Webhook', record.id), after }, selection: 'version status', record: { version: 1, status: 'ACTIVE' } };
  },

  async removeWebhook({ viewer }, world) {
    const { record } = await perform(world, addWebhook, WEBHOOK, { viewer });
    return { input: { webhookId: toGlobalId('Webhook', record.id), expectedVersion: 1 }, selection: 'status version', record: { status: 'GONE', version: 2 } };
  },

  async endFindingWaiver(agency, world) {
    const findingId = await lateVisitFound(agency, world);
    await perform(world, waiveFinding, { findingId }, { viewer: agency.viewer, reason: 'Agreed with the payer' });
    return { input: { findingId: toGlobalId('Finding', findingId) }, selection: 'status waiver { by }', record: { status: 'OPEN', waiver: null } };
  },
};

/** What is found about a visit that is planned after the end of the only authorization. */
async function lateVisitFound(agency: TestAgency, world: World): Promise<string> {
  await plan(world, agency, '2026-05-05');
  const found = await reading(world.database, agency.agencyId, (tx) => childrenOf(tx, openFindingsOfPatients, [agency.patientId]));
  return found.get(agency.patientId)?.find(({ code }) => code === 'OUTSIDE_AUTHORIZED_DATES')?.id ?? '';
}
