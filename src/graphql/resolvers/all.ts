import type { NonEmptyArray } from 'type-graphql';

import { AlignmentEffectResolver, BalanceMoveResolver } from './alignment-effect-resolver.js';
import { AllocationResolver } from './allocation-resolver.js';
import { AuditResolver } from './audit-resolver.js';
import { AuthorizationDecisionResolver } from './authorization-decision-resolver.js';
import { AuthorizationLimitsResolver } from './authorization-limits-resolver.js';
import { AuthorizationLineResolver } from './authorization-line-resolver.js';
import { AuthorizationResolver } from './authorization-resolver.js';
import { CertificationResolver } from './certification-resolver.js';
import { CoverageResolver } from './coverage-resolver.js';
import { CountsResolver, FindingTrendResolver } from './counts-resolver.js';
import { DocumentationChecklistResolver } from './documentation-checklist-resolver.js';
import { AlignmentEventResolver } from './event-resolver.js';
import { EmergencyAccessResolver } from './emergency-access-resolver.js';
import { EvvRecordResolver } from './evv-record-resolver.js';
import { ExposureResolver } from './exposure-resolver.js';
import { FindingHandlingResolver, FindingHistoryResolver } from './finding-handling-resolver.js';
import { FaceToFaceResolver } from './face-to-face-resolver.js';
import { FindingResolver } from './finding-resolver.js';
import { GROUP_FIELDS } from './groups.js';
import { LIST_EDGES } from './lists/edges.js';
import { ROOT_LISTS } from './lists/roots.js';
import { IDENTIFIER_RESOLVERS } from './identifiers-resolver.js';
import { KnownFindingResolver, KnownFindingsResolver } from './known-finding-resolver.js';
import { MemberResolver } from './member-resolver.js';
import { MUTATIONS } from './mutations/all.js';
import { PerformChangesResolver } from './mutations/perform-changes.js';
import { UPSERTS } from './mutations/upserts.js';
import { NodeResolver } from './node-resolver.js';
import { NoteAmendmentResolver, NoteElementResolver, NoteResolver } from './note-resolver.js';
import { OrderResolver } from './order-resolver.js';
import { PatientResolver } from './patient-resolver.js';
import { PatientSnapshotResolver } from './patient-snapshot-resolver.js';
import { PatientStatusPeriodResolver } from './patient-status-period-resolver.js';
import { PayerPolicyResolver, PayerPolicyTermsResolver } from './payer-policy-resolver.js';
import { PayerResolver } from './payer-resolver.js';
import { RECORD_EDGES } from './record-edges.js';
import { RECORD_ROOTS } from './record-roots.js';
import { ScheduleChangeResolver, VisitSlotResolver } from './schedule-change-resolver.js';
import { StaffResolver } from './staff-resolver.js';
import { AlignmentChangedResolver } from './streams/alignment-changed.js';
import { AuthorizationBalanceChangedResolver } from './streams/authorization-balance-changed.js';
import { EmergencyAccessChangedResolver, EmergencyAccessMessageResolver } from './streams/emergency-access-changed.js';
import { FindingChangedResolver } from './streams/finding-changed.js';
import { PayerPolicyChangedResolver, PayerPolicyMessageResolver } from './streams/payer-policy-changed.js';
import { VisitChangedResolver, VisitMessageResolver } from './streams/visit-changed.js';
import { WorkQueueChangedResolver } from './streams/work-queue-changed.js';
import { StreamResolver } from './stream-resolver.js';
import { SupervisionResolver } from './supervision-resolver.js';
import { TimelineEntryResolver, TimelineResolver } from './timeline-resolver.js';
import { ViewerResolver } from './viewer-resolver.js';
import { VisitResolver } from './visit-resolver.js';
import { WaitingVisitResolver } from './waiting-visit-resolver.js';
import { WebhookDeliveryResolver, WebhookResolver, WebhookStateResolver } from './webhook-resolver.js';
import { WhatIfResolver } from './what-if-resolver.js';
import { WorkListsResolver } from './work-lists-resolver.js';

/** Every class that answers a field. One that is not listed here does not exist for callers. */
export const RESOLVERS: NonEmptyArray<Function> = [
  AlignmentChangedResolver,
  AuthorizationBalanceChangedResolver,
  EmergencyAccessChangedResolver,
  EmergencyAccessMessageResolver,
  FindingChangedResolver,
  PayerPolicyChangedResolver,
  PayerPolicyMessageResolver,
  StreamResolver,
  VisitChangedResolver,
  VisitMessageResolver,
  WorkQueueChangedResolver,
  AlignmentEffectResolver,
  AlignmentEventResolver,
  BalanceMoveResolver,
  AllocationResolver,
  AuditResolver,
  AuthorizationDecisionResolver,
  AuthorizationLimitsResolver,
  AuthorizationLineResolver,
  AuthorizationResolver,
  CertificationResolver,
  CountsResolver,
  CoverageResolver,
  DocumentationChecklistResolver,
  EmergencyAccessResolver,
  EvvRecordResolver,
  ExposureResolver,
  FindingHandlingResolver,
  FindingHistoryResolver,
  FaceToFaceResolver,
  FindingResolver,
  FindingTrendResolver,
  KnownFindingResolver,
  KnownFindingsResolver,
  MemberResolver,
  NodeResolver,
  NoteAmendmentResolver,
  NoteElementResolver,
  NoteResolver,
  OrderResolver,
  PatientResolver,
  PatientSnapshotResolver,
  PatientStatusPeriodResolver,
  PayerPolicyResolver,
  PayerPolicyTermsResolver,
  PayerResolver,
  ScheduleChangeResolver,
  VisitSlotResolver,
  StaffResolver,
  SupervisionResolver,
  TimelineEntryResolver,
  TimelineResolver,
  ViewerResolver,
  VisitResolver,
  WaitingVisitResolver,
  WebhookDeliveryResolver,
  WebhookResolver,
  WebhookStateResolver,
  WhatIfResolver,
  WorkListsResolver,
  ...ROOT_LISTS,
  ...LIST_EDGES,
  ...RECORD_ROOTS,
  ...RECORD_EDGES,
  ...GROUP_FIELDS,
  ...IDENTIFIER_RESOLVERS,
  ...[...MUTATIONS, ...UPSERTS].map(({ resolver }) => resolver),
  PerformChangesResolver,
];
