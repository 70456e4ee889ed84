import { Arg, type ClassType, Ctx, ID, Query, Resolver } from 'type-graphql';

import { Refusal } from '../../base/refusal.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { BranchRow } from '../../db/rows/branch-row.js';
import { CertificationRow } from '../../db/rows/certification-row.js';
import { CoverageRow } from '../../db/rows/coverage-row.js';
import { EmergencyAccessRow } from '../../db/rows/emergency-access-row.js';
import { EvvRecordRow } from '../../db/rows/evv-record-row.js';
import { FaceToFaceRow } from '../../db/rows/face-to-face-row.js';
import { FindingRow } from '../../db/rows/finding-row.js';
import { MemberRow } from '../../db/rows/member-row.js';
import { NoteRow } from '../../db/rows/note-row.js';
import { OrderRow } from '../../db/rows/order-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerPolicyRow } from '../../db/rows/payer-policy-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { RowClass } from '../../db/rows/row.js';
import { ScheduleChangeRow } from '../../db/rows/schedule-change-row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { SupervisionRow } from '../../db/rows/supervision-row.js';
import { TokenRevocationRow } from '../../db/rows/token-revocation-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import { WebhookRow } from '../../db/rows/webhook-row.js';
import type { GraphContext } from '../context.js';
import { fromGlobalId } from '../global-id.js';
import { ReadAs, toRecord } from '../plans/read-as.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { AuthorizationType } from '../types/authorization-type.js';
import { BranchType } from '../types/branch-type.js';
import { CertificationType } from '../types/certification-type.js';
import { CoverageType } from '../types/coverage-type.js';
import { EmergencyAccessType } from '../types/emergency-access-type.js';
import { EvvRecordType } from '../types/evv-record-type.js';
import { FaceToFaceType } from '../types/face-to-face-type.js';
import { FindingType } from '../types/finding-type.js';
import { MemberType } from '../types/member-type.js';
import { NoteType } from '../types/note-type.js';
import { OrderType } from '../types/order-type.js';
import { PatientType } from '../types/patient-type.js';
import { PayerPolicyType } from '../types/payer-policy-type.js';
import { PayerType } from '../types/payer-type.js';
import { ScheduleChangeType } from '../types/schedule-change-type.js';
import { StaffType } from '../types/staff-type.js';
import { SupervisionType } from '../types/supervision-type.js';
import { TokenRevocationType } from '../types/token-revocation-type.js';
import { VisitType } from '../types/visit-type.js';
import { WebhookType } from '../types/webhook-type.js';

/** One record of each kind, for who has its id. `node` gives any of them and null where there is none; these say what they give. */
export const RECORD_ROOTS: readonly Function[] = [
  recordRoot('authorization', 'Authorization', AuthorizationType, AuthorizationRow, 'The authorization with this id.'),
  recordRoot('authorizationLine', 'AuthorizationLine', AuthorizationLineType, AuthorizationLineRow, 'One line of an authorization.'),
  recordRoot('branch', 'Branch', BranchType, BranchRow, 'The branch with this id.'),
  recordRoot('certification', 'Certification', CertificationType, CertificationRow, 'One certification of the need for home health.'),
  recordRoot('coverage', 'Coverage', CoverageType, CoverageRow, 'One coverage of a patient.'),
  recordRoot('emergencyAccess', 'EmergencyAccess', EmergencyAccessType, EmergencyAccessRow, 'One emergency access. For administrators and clinical leads.'),
  recordRoot('evvRecord', 'EvvRecord', EvvRecordType, EvvRecordRow, 'One electronic verification of a visit.'),
  recordRoot('faceToFaceEncounter', 'FaceToFace', FaceToFaceType, FaceToFaceRow, 'One encounter that a certification rests on.'),
  recordRoot('finding', 'Finding', FindingType, FindingRow, 'One finding, to look at closely.'),
  recordRoot('member', 'Member', MemberType, MemberRow, 'One member. For administrators.'),
  recordRoot('note', 'Note', NoteType, NoteRow, 'One note about a visit.'),
  recordRoot('order', 'Order', OrderType, OrderRow, 'One physician\'s order.'),
  recordRoot('patient', 'Patient', PatientType, PatientRow, 'The patient with this id.'),
  recordRoot('payer', 'Payer', PayerType, PayerRow, 'The payer with this id.'),
  recordRoot('payerPolicy', 'PayerPolicy', PayerPolicyType, PayerPolicyRow, 'One version of what a payer requires.'),
  recordRoot('scheduleChange', 'ScheduleChange', ScheduleChangeType, ScheduleChangeRow, 'One thing that was done to a visit.'),
  recordRoot('staffMember', 'Staff', StaffType, StaffRow, 'One of those who give care.'),
  recordRoot('supervision', 'Supervision', SupervisionType, SupervisionRow, 'One supervision or reassessment.'),
  recordRoot('tokenRevocation', 'TokenRevocation', TokenRevocationType, TokenRevocationRow, 'One revocation of tokens, for as long as it is needed. For administrators.'),
  recordRoot('visit', 'Visit', VisitType, VisitRow, 'The visit with this id.'),
  recordRoot('webhook', 'Webhook', WebhookType, WebhookRow, 'One address to which changes are delivered.'),
];

function recordRoot<Row extends { readonly id: string }>(name: string, typeName: string, type: ClassType<object>, row: RowClass<Row>, description: string): Function {
  @Resolver()
  class RecordRoot {
    @ReadAs(toRecord(row, typeName))
    @Query(() => type, { name, description })
    async record(@Arg('id', () => ID, { description: 'Its id. One that you cannot see is answered NOT_FOUND.' }) globalId: string, @Ctx() { loaders }: GraphContext): Promise<Row> {
      const record = await loaders.record(row).load(fromGlobalId(typeName, globalId, ['id']));
      if (!record) throw new Refusal('NOT_FOUND', { path: ['id'] });
      return record;
    }
  }
  return RecordRoot;
}
