/**
 * Every change that can be made to the facts, with the event it leaves in the log. The names are
 * permanent: subscribers filter by them. The code of each is in `changes/`.
 */
export const CHANGES = {
  openAgency: 'AGENCY_OPENED',
  addBranch: 'BRANCH_ADDED',
  addStaff: 'STAFF_ADDED',
  addPayer: 'PAYER_ADDED',
  setPayerPolicy: 'PAYER_POLICY_CHANGED',
  admitPatient: 'PATIENT_ADMITTED',
  addCoverage: 'COVERAGE_ADDED',
  recordOrder: 'ORDER_RECORDED',
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
  completeVisit: 'VISIT_COMPLETED',
  cancelVisit: 'VISIT_CANCELLED',
  missVisit: 'VISIT_MISSED',
  billVisit: 'VISIT_BILLED',
  writeNote: 'NOTE_WRITTEN',
  signNote: 'NOTE_SIGNED',
  amendNote: 'NOTE_AMENDED',
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
