/**
 * Every change that can be made to the facts, with the event it leaves in the log. The names are
 * permanent: subscribers filter by them. The code of each is in `changes/`.
 */
export const CHANGES = {
  openAgency: 'AGENCY_OPENED',
  suspendAgency: 'AGENCY_SUSPENDED',
  resumeAgency: 'AGENCY_RESUMED',
  grantAccess: 'ACCESS_GRANTED',
  changeAccess: 'ACCESS_CHANGED',
  revokeAccess: 'ACCESS_REVOKED',
  revokeToken: 'TOKEN_REVOKED',
  breakGlass: 'EMERGENCY_ACCESS_GRANTED',
  endEmergencyAccess: 'EMERGENCY_ACCESS_ENDED',
  reviewEmergencyAccess: 'EMERGENCY_ACCESS_REVIEWED',
  addBranch: 'BRANCH_ADDED',
  addStaff: 'STAFF_ADDED',
  updateStaff: 'STAFF_UPDATED',
  addPayer: 'PAYER_ADDED',
  updatePayer: 'PAYER_UPDATED',
  setPayerPolicy: 'PAYER_POLICY_CHANGED',
  admitPatient: 'PATIENT_ADMITTED',
  updatePatient: 'PATIENT_UPDATED',
  changePatientStatus: 'PATIENT_STATUS_CHANGED',
  updateCarePlan: 'CARE_PLAN_UPDATED',
  addCoverage: 'COVERAGE_ADDED',
  changeCoverage: 'COVERAGE_CHANGED',
  recordCertification: 'CERTIFICATION_RECORDED',
  updateCertification: 'CERTIFICATION_UPDATED',
  recordFaceToFace: 'FACE_TO_FACE_RECORDED',
  recordSupervision: 'SUPERVISION_RECORDED',
  recordOrder: 'ORDER_RECORDED',
  updateOrder: 'ORDER_UPDATED',
  signOrder: 'ORDER_SIGNED',
  discontinueOrder: 'ORDER_DISCONTINUED',
  recordAuthorization: 'AUTHORIZATION_RECORDED',
  extendAuthorization: 'AUTHORIZATION_EXTENDED',
  reviseAuthorization: 'AUTHORIZATION_REVISED',
  cancelAuthorization: 'AUTHORIZATION_CANCELLED',
  scheduleVisit: 'VISIT_SCHEDULED',
  scheduleVisitSeries: 'VISIT_SERIES_SCHEDULED',
  rescheduleVisit: 'VISIT_RESCHEDULED',
  reassignVisit: 'VISIT_REASSIGNED',
  changeVisitService: 'VISIT_SERVICE_CHANGED',
  pinVisit: 'VISIT_PINNED',
  completeVisit: 'VISIT_COMPLETED',
  correctVisit: 'VISIT_CORRECTED',
  cancelVisit: 'VISIT_CANCELLED',
  missVisit: 'VISIT_MISSED',
  notifyPhysician: 'PHYSICIAN_NOTIFIED',
  billVisit: 'VISIT_BILLED',
  payVisit: 'VISIT_PAID',
  recordEvv: 'EVV_RECORDED',
  writeNote: 'NOTE_WRITTEN',
  signNote: 'NOTE_SIGNED',
  amendNote: 'NOTE_AMENDED',
  acknowledgeFinding: 'FINDING_ACKNOWLEDGED',
  assignFinding: 'FINDING_ASSIGNED',
  handOverFinding: 'FINDING_HANDED_OVER',
  waiveFinding: 'FINDING_WAIVED',
  endFindingWaiver: 'FINDING_WAIVER_ENDED',
  addWebhook: 'WEBHOOK_ADDED',
  updateWebhook: 'WEBHOOK_UPDATED',
  replayWebhook: 'WEBHOOK_REPLAYED',
  removeWebhook: 'WEBHOOK_REMOVED',
  passTime: 'TIME_PASSED',
} as const;

export type ChangeKind = keyof typeof CHANGES;
export type EventType = (typeof CHANGES)[ChangeKind];
export const EVENT_TYPES: readonly EventType[] = Object.values(CHANGES);

/** One field of one record, before and after, as the event tells it. Identifiers and codes, never names or narrative. */
export interface FieldChange {
  readonly entity: string;
  readonly id: string;
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

export type FieldValue = string | number | boolean | null;

/** The listed fields of a record that differ; all of them when there was no record before. */
export function fieldChanges<Record extends { readonly id: string }>(
  entity: string,
  before: Record | null,
  after: Record,
  fields: ReadonlyArray<keyof Record & string>,
): FieldChange[] {
  return fields
    .map((field) => ({ entity, id: after.id, field, before: before === null ? null : valueOf(before[field]), after: valueOf(after[field]) }))
    .filter((change) => change.before !== change.after);
}

function valueOf(held: unknown): FieldValue {
  if (held === null || held === undefined) return null;
  if (held instanceof Date) return held.toISOString();
  if (typeof held === 'string' || typeof held === 'number' || typeof held === 'boolean') return held;
  return JSON.stringify(held);
}
