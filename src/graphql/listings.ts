import { expectMayRead } from '../auth/permissions.js';
import { allocationList } from '../db/queries/lists/allocations.js';
import { authorizationDecisionList } from '../db/queries/lists/authorization-decisions.js';
import { authorizationLineList } from '../db/queries/lists/authorization-lines.js';
import { authorizationList } from '../db/queries/lists/authorizations.js';
import { branchList } from '../db/queries/lists/branches.js';
import { certificationList } from '../db/queries/lists/certifications.js';
import { coverageList } from '../db/queries/lists/coverages.js';
import { emergencyAccessList } from '../db/queries/lists/emergency-accesses.js';
import { evvRecordList } from '../db/queries/lists/evv-records.js';
import { findingHistoryList } from '../db/queries/lists/finding-history.js';
import { findingList } from '../db/queries/lists/findings.js';
import { memberList } from '../db/queries/lists/members.js';
import { noteList } from '../db/queries/lists/notes.js';
import { orderList } from '../db/queries/lists/orders.js';
import { patientList } from '../db/queries/lists/patients.js';
import { payerList } from '../db/queries/lists/payers.js';
import { scheduleChangeList } from '../db/queries/lists/schedule-changes.js';
import { staffList } from '../db/queries/lists/staff.js';
import { supervisionList } from '../db/queries/lists/supervisions.js';
import { visitList } from '../db/queries/lists/visits.js';
import type { List } from '../db/queries/page.js';
import { AllocationFilterInput, allocationFilterOf, AllocationSort } from './filters/allocation-filter.js';
import { AuthorizationDecisionFilterInput, authorizationDecisionFilterOf, AuthorizationDecisionSort } from './filters/authorization-decision-filter.js';
import { AuthorizationLineFilterInput, authorizationLineFilterOf, AuthorizationLineSort } from './filters/authorization-line-filter.js';
import { AuthorizationFilterInput, authorizationFilterOf, AuthorizationSort } from './filters/authorization-filter.js';
import { BranchFilterInput, branchFilterOf, BranchSort } from './filters/branch-filter.js';
import { CertificationFilterInput, certificationFilterOf, CertificationSort } from './filters/certification-filter.js';
import { CoverageFilterInput, coverageFilterOf, CoverageSort, numbersSoughtIn } from './filters/coverage-filter.js';
import { EmergencyAccessFilterInput, emergencyAccessFilterOf, EmergencyAccessSort } from './filters/emergency-access-filter.js';
import { EvvRecordFilterInput, evvRecordFilterOf, EvvRecordSort } from './filters/evv-record-filter.js';
import { FindingHistoryFilterInput, findingHistoryFilterOf, FindingHistorySort } from './filters/finding-history-filter.js';
import { FindingFilterInput, findingFilterOf, FindingSort } from './filters/finding-filter.js';
import { MemberFilterInput, memberFilterOf, MemberSort } from './filters/member-filter.js';
import { NoteFilterInput, noteFilterOf, NoteSort } from './filters/note-filter.js';
import { OrderFilterInput, orderFilterOf, OrderSort } from './filters/order-filter.js';
import { PatientFilterInput, patientFilterOf, PatientSort, patientsSoughtIn } from './filters/patient-filter.js';
import { PayerFilterInput, payerFilterOf, PayerSort } from './filters/payer-filter.js';
import { ScheduleChangeFilterInput, scheduleChangeFilterOf, ScheduleChangeSort } from './filters/schedule-change-filter.js';
import { StaffFilterInput, staffFilterOf, StaffSort } from './filters/staff-filter.js';
import { SupervisionFilterInput, supervisionFilterOf, SupervisionSort } from './filters/supervision-filter.js';
import { VisitFilterInput, visitFilterOf, VisitSort } from './filters/visit-filter.js';
import type { Listing } from './listing.js';
import { AllocationConnection } from './types/allocation-type.js';
import { AuthorizationDecisionConnection } from './types/authorization-decision-type.js';
import { AuthorizationLineConnection } from './types/authorization-line-type.js';
import { AuthorizationConnection } from './types/authorization-type.js';
import { BranchConnection } from './types/branch-type.js';
import { CertificationConnection } from './types/certification-type.js';
import { CoverageConnection } from './types/coverage-type.js';
import { EmergencyAccessConnection } from './types/emergency-access-type.js';
import { EvvRecordConnection } from './types/evv-record-type.js';
import { FindingHistoryConnection } from './types/finding-explanation-type.js';
import { FindingConnection } from './types/finding-type.js';
import { MemberConnection } from './types/member-type.js';
import { NoteConnection } from './types/note-type.js';
import { OrderConnection } from './types/order-type.js';
import { PatientConnection } from './types/patient-type.js';
import { PayerConnection } from './types/payer-type.js';
import { ScheduleChangeConnection } from './types/schedule-change-type.js';
import { StaffConnection } from './types/staff-type.js';
import { SupervisionConnection } from './types/supervision-type.js';
import { VisitConnection } from './types/visit-type.js';

/** Every list that can be asked for with a filter and an order. Where each is offered is said by `resolvers/lists`. */
export const ALLOCATIONS: Listed<typeof allocationList, AllocationFilterInput> = {
  list: allocationList, connection: AllocationConnection, filter: AllocationFilterInput, sort: AllocationSort,
  filterOf: allocationFilterOf, usual: { by: 'VISIT', direction: 'ASC', words: 'In the order in which the visits were recorded' },
};

export const AUTHORIZATION_DECISIONS: Listed<typeof authorizationDecisionList, AuthorizationDecisionFilterInput> = {
  list: authorizationDecisionList, connection: AuthorizationDecisionConnection, filter: AuthorizationDecisionFilterInput, sort: AuthorizationDecisionSort,
  filterOf: authorizationDecisionFilterOf, usual: { by: 'RECORDED_AT', direction: 'DESC', words: 'The latest first' },
};

export const AUTHORIZATION_LINES: Listed<typeof authorizationLineList, AuthorizationLineFilterInput> = {
  list: authorizationLineList, connection: AuthorizationLineConnection, filter: AuthorizationLineFilterInput, sort: AuthorizationLineSort,
  filterOf: authorizationLineFilterOf, usual: { by: 'ENDS_ON', direction: 'ASC', words: 'The first to end first' },
};

export const AUTHORIZATIONS: Listed<typeof authorizationList, AuthorizationFilterInput> = {
  list: authorizationList, connection: AuthorizationConnection, filter: AuthorizationFilterInput, sort: AuthorizationSort,
  filterOf: authorizationFilterOf, usual: { by: 'RECORDED', direction: 'DESC', words: 'The one recorded last first' },
};

export const BRANCHES: Listed<typeof branchList, BranchFilterInput> = {
  list: branchList, connection: BranchConnection, filter: BranchFilterInput, sort: BranchSort,
  filterOf: branchFilterOf, usual: { by: 'NAME', direction: 'ASC', words: 'By name' },
};

export const CERTIFICATIONS: Listed<typeof certificationList, CertificationFilterInput> = {
  list: certificationList, connection: CertificationConnection, filter: CertificationFilterInput, sort: CertificationSort,
  filterOf: certificationFilterOf, usual: { by: 'ENDS_ON', direction: 'ASC', words: 'The first to end first' },
};

export const COVERAGES: Listed<typeof coverageList, CoverageFilterInput> = {
  list: coverageList, connection: CoverageConnection, filter: CoverageFilterInput, sort: CoverageSort,
  filterOf: coverageFilterOf, soughtIn: numbersSoughtIn, usual: { by: 'STARTS_ON', direction: 'DESC', words: 'The latest first' },
};

export const EMERGENCY_ACCESSES: Listed<typeof emergencyAccessList, EmergencyAccessFilterInput> = {
  list: emergencyAccessList, connection: EmergencyAccessConnection, filter: EmergencyAccessFilterInput, sort: EmergencyAccessSort,
  filterOf: emergencyAccessFilterOf, usual: { by: 'GRANTED_AT', direction: 'DESC', words: 'The latest first' },
};

export const EVV_RECORDS: Listed<typeof evvRecordList, EvvRecordFilterInput> = {
  list: evvRecordList, connection: EvvRecordConnection, filter: EvvRecordFilterInput, sort: EvvRecordSort,
  filterOf: evvRecordFilterOf, usual: { by: 'RECORDED', direction: 'DESC', words: 'The one recorded last first' },
};

export const FINDING_HISTORY: Listed<typeof findingHistoryList, FindingHistoryFilterInput> = {
  list: findingHistoryList, connection: FindingHistoryConnection, filter: FindingHistoryFilterInput, sort: FindingHistorySort,
  filterOf: findingHistoryFilterOf, usual: { by: 'RECORDED_AT', direction: 'DESC', words: 'The latest first' },
};

export const FINDINGS: Listed<typeof findingList, FindingFilterInput> = {
  list: findingList, connection: FindingConnection, filter: FindingFilterInput, sort: FindingSort,
  filterOf: findingFilterOf, usual: { by: 'SEVERITY', direction: 'ASC', words: 'The gravest first' },
  // An order by amounts tells amounts.
  expectMaySort(viewer, sort) {
    if (sort.by === 'MONEY_AT_RISK') expectMayRead(viewer, 'MONEY');
  },
};

export const MEMBERS: Listed<typeof memberList, MemberFilterInput> = {
  list: memberList, connection: MemberConnection, filter: MemberFilterInput, sort: MemberSort,
  filterOf: memberFilterOf, usual: { by: 'SUBJECT', direction: 'ASC', words: 'By subject' },
};

export const NOTES: Listed<typeof noteList, NoteFilterInput> = {
  list: noteList, connection: NoteConnection, filter: NoteFilterInput, sort: NoteSort,
  filterOf: noteFilterOf, usual: { by: 'WRITTEN_AT', direction: 'DESC', words: 'The one written last first' },
};

export const ORDERS: Listed<typeof orderList, OrderFilterInput> = {
  list: orderList, connection: OrderConnection, filter: OrderFilterInput, sort: OrderSort,
  filterOf: orderFilterOf, usual: { by: 'RECEIVED_AT', direction: 'DESC', words: 'The one received last first' },
};

export const PATIENTS: Listed<typeof patientList, PatientFilterInput> = {
  list: patientList, connection: PatientConnection, filter: PatientFilterInput, sort: PatientSort,
  filterOf: patientFilterOf, soughtIn: patientsSoughtIn, usual: { by: 'NAME', direction: 'ASC', words: 'By name' },
};

export const PAYERS: Listed<typeof payerList, PayerFilterInput> = {
  list: payerList, connection: PayerConnection, filter: PayerFilterInput, sort: PayerSort,
  filterOf: payerFilterOf, usual: { by: 'NAME', direction: 'ASC', words: 'By name' },
};

export const SCHEDULE_CHANGES: Listed<typeof scheduleChangeList, ScheduleChangeFilterInput> = {
  list: scheduleChangeList, connection: ScheduleChangeConnection, filter: ScheduleChangeFilterInput, sort: ScheduleChangeSort,
  filterOf: scheduleChangeFilterOf, usual: { by: 'RECORDED', direction: 'DESC', words: 'The latest first' },
};

export const STAFF: Listed<typeof staffList, StaffFilterInput> = {
  list: staffList, connection: StaffConnection, filter: StaffFilterInput, sort: StaffSort,
  filterOf: staffFilterOf, usual: { by: 'NAME', direction: 'ASC', words: 'By name' },
};

export const SUPERVISIONS: Listed<typeof supervisionList, SupervisionFilterInput> = {
  list: supervisionList, connection: SupervisionConnection, filter: SupervisionFilterInput, sort: SupervisionSort,
  filterOf: supervisionFilterOf, usual: { by: 'PERFORMED_ON', direction: 'DESC', words: 'The latest first' },
};

export const VISITS: Listed<typeof visitList, VisitFilterInput> = {
  list: visitList, connection: VisitConnection, filter: VisitFilterInput, sort: VisitSort,
  filterOf: visitFilterOf, usual: { by: 'STARTS_AT', direction: 'ASC', words: 'The earliest first' },
};

type Listed<Of, Input> = Of extends List<infer Row, infer Filter> ? Listing<Row, Input, Filter> : never;
