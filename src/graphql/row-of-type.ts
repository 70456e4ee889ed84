import { AuthorizationCapRow } from '../db/rows/authorization-cap-row.js';
import { AuthorizationDecisionRow } from '../db/rows/authorization-decision-row.js';
import { AuthorizationLineRow } from '../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../db/rows/authorization-row.js';
import { BranchRow } from '../db/rows/branch-row.js';
import { CertificationRow } from '../db/rows/certification-row.js';
import { CoverageRow } from '../db/rows/coverage-row.js';
import { EmergencyAccessRow } from '../db/rows/emergency-access-row.js';
import { EvvRecordRow } from '../db/rows/evv-record-row.js';
import { FaceToFaceRow } from '../db/rows/face-to-face-row.js';
import { FindingRow } from '../db/rows/finding-row.js';
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
import { WebhookRow } from '../db/rows/webhook-row.js';

/** In which table the records of a type of the API are. */
export const ROW_OF_TYPE: ReadonlyMap<string, RowClass<{ id: string }>> = new Map<string, RowClass<{ id: string }>>([
  ['Authorization', AuthorizationRow],
  ['AuthorizationCap', AuthorizationCapRow],
  ['AuthorizationDecision', AuthorizationDecisionRow],
  ['AuthorizationLine', AuthorizationLineRow],
  ['Branch', BranchRow],
  ['Certification', CertificationRow],
  ['Coverage', CoverageRow],
  ['EmergencyAccess', EmergencyAccessRow],
  ['EvvRecord', EvvRecordRow],
  ['FaceToFace', FaceToFaceRow],
  ['Finding', FindingRow],
  ['Member', MemberRow],
  ['Note', NoteRow],
  ['Order', OrderRow],
  ['Patient', PatientRow],
  ['PatientStatusPeriod', PatientStatusPeriodRow],
  ['Payer', PayerRow],
  ['PayerPolicy', PayerPolicyRow],
  ['ScheduleChange', ScheduleChangeRow],
  ['Staff', StaffRow],
  ['Supervision', SupervisionRow],
  ['TokenRevocation', TokenRevocationRow],
  ['Visit', VisitRow],
  ['Webhook', WebhookRow],
]);
