import { type Entitled, expectMayRead, mayRead, outsideScopes, type RecordKind } from '../auth/permissions.js';
import { allowsReadingOf, RESOURCES, type SmartResource } from '../auth/smart-scopes.js';
import type { Reader } from '../auth/viewer.js';
import { AllocationRow } from '../db/rows/allocation-row.js';
import { AuditEntryRow } from '../db/rows/audit-entry-row.js';
import { AuthorizationCapRow } from '../db/rows/authorization-cap-row.js';
import { AuthorizationDecisionRow } from '../db/rows/authorization-decision-row.js';
import { AuthorizationLineRow } from '../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../db/rows/authorization-row.js';
import { CertificationRow } from '../db/rows/certification-row.js';
import { CoverageRow } from '../db/rows/coverage-row.js';
import { EmergencyAccessRow } from '../db/rows/emergency-access-row.js';
import { FindingHistoryRow } from '../db/rows/finding-history-row.js';
import { EvvRecordRow } from '../db/rows/evv-record-row.js';
import { FaceToFaceRow } from '../db/rows/face-to-face-row.js';
import { FindingRow } from '../db/rows/finding-row.js';
import { LineBalanceRow } from '../db/rows/line-balance-row.js';
import { MemberRow } from '../db/rows/member-row.js';
import { NoteRow } from '../db/rows/note-row.js';
import { OrderRow } from '../db/rows/order-row.js';
import { PatientRow } from '../db/rows/patient-row.js';
import { PatientStatusPeriodRow } from '../db/rows/patient-status-period-row.js';
import { PayerPolicyRow } from '../db/rows/payer-policy-row.js';
import { PayerRow } from '../db/rows/payer-row.js';
import type { RowClass } from '../db/rows/row.js';
import { ScheduleChangeRow } from '../db/rows/schedule-change-row.js';
import { StaffRow } from '../db/rows/staff-row.js';
import { SupervisionRow } from '../db/rows/supervision-row.js';
import { TokenRevocationRow } from '../db/rows/token-revocation-row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import { WebhookDeliveryRow } from '../db/rows/webhook-delivery-row.js';
import { WebhookRow } from '../db/rows/webhook-row.js';
import { WebhookStateRow } from '../db/rows/webhook-state-row.js';

/** Of which kind the records of each table are. What is not here, branches and payers say, everyone in the agency may know. */
const READING_OF: ReadonlyMap<RowClass<unknown>, RecordKind> = new Map<RowClass<unknown>, RecordKind>([
  [PatientRow, 'PATIENTS'],
  [PatientStatusPeriodRow, 'PATIENTS'],
  [CoverageRow, 'AUTHORIZATIONS'],
  [OrderRow, 'CLINICAL_RECORD'],
  [NoteRow, 'CLINICAL_RECORD'],
  [CertificationRow, 'CLINICAL_RECORD'],
  [FaceToFaceRow, 'CLINICAL_RECORD'],
  [SupervisionRow, 'CLINICAL_RECORD'],
  [AuthorizationRow, 'AUTHORIZATIONS'],
  [AuthorizationLineRow, 'AUTHORIZATIONS'],
  [AuthorizationCapRow, 'AUTHORIZATIONS'],
  [AuthorizationDecisionRow, 'AUTHORIZATIONS'],
  [VisitRow, 'SCHEDULE'],
  [ScheduleChangeRow, 'SCHEDULE'],
  [EvvRecordRow, 'SCHEDULE'],
  [FindingRow, 'ALIGNMENT'],
  [FindingHistoryRow, 'ALIGNMENT'],
  [AllocationRow, 'AUTHORIZATIONS'],
  [LineBalanceRow, 'AUTHORIZATIONS'],
  [StaffRow, 'STAFF'],
  [MemberRow, 'ACCESS'],
  [TokenRevocationRow, 'ACCESS'],
  [EmergencyAccessRow, 'EMERGENCIES'],
  [WebhookRow, 'WEBHOOKS'],
  [WebhookStateRow, 'WEBHOOKS'],
  [WebhookDeliveryRow, 'WEBHOOKS'],
  [AuditEntryRow, 'AUDIT'],
]);

/** A part of the record is more than one type of resource to those whose tokens have scopes: who may read orders may not yet read notes. */
const RESOURCES_OF: ReadonlyMap<RowClass<unknown>, readonly SmartResource[]> = new Map<RowClass<unknown>, readonly SmartResource[]>([
  [PatientRow, RESOURCES.PATIENTS],
  [PatientStatusPeriodRow, RESOURCES.PATIENTS],
  [CoverageRow, RESOURCES.COVERAGES],
  [OrderRow, RESOURCES.ORDERS],
  [CertificationRow, RESOURCES.ORDERS],
  [FaceToFaceRow, RESOURCES.ORDERS],
  [SupervisionRow, RESOURCES.ORDERS],
  [NoteRow, RESOURCES.NOTES],
  [StaffRow, RESOURCES.STAFF],
  [PayerRow, RESOURCES.PAYERS],
  [PayerPolicyRow, RESOURCES.PAYERS],
]);

/**
 * Asked wherever records are read, on edges as well as at the start, so that no path leads around it.
 *
 * @throws Refusal FORBIDDEN
 */
export function expectMayReadRows(viewer: Reader, row: RowClass<unknown>): void {
  const kind = READING_OF.get(row);
  if (kind) expectMayRead(viewer, kind);
  if (!allowsRows(viewer, row)) throw outsideScopes();
}

export function mayReadRows(viewer: Entitled, row: RowClass<unknown>): boolean {
  const kind = READING_OF.get(row);
  return (kind === undefined || mayRead(viewer, kind)) && allowsRows(viewer, row);
}

function allowsRows({ smart }: Entitled, row: RowClass<unknown>): boolean {
  const resources = RESOURCES_OF.get(row);
  return resources === undefined || allowsReadingOf(smart, resources);
}
