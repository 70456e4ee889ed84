import {
  ALLOCATIONS, AUTHORIZATION_DECISIONS, AUTHORIZATION_LINES, AUTHORIZATIONS, COVERAGES, EMERGENCY_ACCESSES, EVV_RECORDS, FINDING_HISTORY, FINDINGS, NOTES, PATIENTS, SCHEDULE_CHANGES, STAFF, SUPERVISIONS, VISITS,
} from '../../listings.js';
import { AuthorizationLineType } from '../../types/authorization-line-type.js';
import { AuthorizationType } from '../../types/authorization-type.js';
import { BranchType } from '../../types/branch-type.js';
import { CoverageType } from '../../types/coverage-type.js';
import { NoteType } from '../../types/note-type.js';
import { OrderType } from '../../types/order-type.js';
import { PatientType } from '../../types/patient-type.js';
import { PayerType } from '../../types/payer-type.js';
import { StaffType } from '../../types/staff-type.js';
import { listEdge } from './list-field.js';

const FOUND = 'Open findings only, unless the filter says otherwise.';

/** What can be listed of one record: the ends of edges at which there are many. */
export const LIST_EDGES: readonly Function[] = [
  listEdge(AuthorizationType, 'findings', FINDINGS, 'authorization_id', `What is wrong with it. ${FOUND}`),
  listEdge(AuthorizationType, 'priorDecisions', AUTHORIZATION_DECISIONS, 'authorization_id', 'What the payer had said of its lines before what it says now.'),
  listEdge(AuthorizationLineType, 'allocations', ALLOCATIONS, 'line_id', 'What visits draw from it.'),
  listEdge(AuthorizationLineType, 'findings', FINDINGS, 'line_id', `What is wrong with it, and with visits that need it. ${FOUND}`),
  listEdge(AuthorizationLineType, 'pinnedVisits', VISITS, 'pinned_line_id', 'The visits for which someone chose it.'),
  listEdge(BranchType, 'patients', PATIENTS, 'branch_id', 'The patients that it looks after.'),
  listEdge(BranchType, 'staff', STAFF, 'branch_id', 'Those who give care for this branch alone.'),
  listEdge(CoverageType, 'authorizations', AUTHORIZATIONS, 'coverage_id', 'What was asked for under it.'),
  listEdge(NoteType, 'findings', FINDINGS, 'note_id', `What is wrong with it. ${FOUND}`),
  listEdge(OrderType, 'findings', FINDINGS, 'order_id', `What is wrong with it, and with the care that it asks for. ${FOUND}`),
  listEdge(PatientType, 'allocations', ALLOCATIONS, 'patient_id', 'What the visits draw on authorizations.'),
  listEdge(PatientType, 'authorizationLines', AUTHORIZATION_LINES, 'patient_id', 'The lines of all authorizations.'),
  listEdge(PatientType, 'authorizationDecisions', AUTHORIZATION_DECISIONS, 'patient_id', 'What payers had said of lines before what they say now.'),
  listEdge(PatientType, 'emergencyAccesses', EMERGENCY_ACCESSES, 'patient_id', 'Who took access to them in emergencies. For administrators and clinical leads.'),
  listEdge(PatientType, 'evvRecords', EVV_RECORDS, 'patient_id', 'Electronic verifications of the visits.'),
  listEdge(PatientType, 'findingHistory', FINDING_HISTORY, 'patient_id', 'What has become of the findings.'),
  listEdge(PatientType, 'findings', FINDINGS, 'patient_id', `What is not supported. ${FOUND}`),
  listEdge(PatientType, 'notes', NOTES, 'patient_id', 'What was written about the visits.'),
  listEdge(PatientType, 'scheduleChanges', SCHEDULE_CHANGES, 'patient_id', 'What was done to the visits.'),
  listEdge(PatientType, 'visits', VISITS, 'patient_id', 'Visits, planned and made.'),
  listEdge(PayerType, 'authorizations', AUTHORIZATIONS, 'payer_id', 'What it was asked for, and what it answered.'),
  listEdge(PayerType, 'coverages', COVERAGES, 'payer_id', 'Whose care it pays and paid for.'),
  listEdge(PayerType, 'findings', FINDINGS, 'payer_id', `Which of its requirements are not met. ${FOUND}`),
  listEdge(StaffType, 'evvRecords', EVV_RECORDS, 'staff_id', 'Electronic verifications that name this person.'),
  listEdge(StaffType, 'notes', NOTES, 'author_staff_id', 'What this person wrote.'),
  listEdge(StaffType, 'supervisions', SUPERVISIONS, 'staff_id', 'Supervisions and reassessments that this person did.'),
  listEdge(StaffType, 'supervisionsReceived', SUPERVISIONS, 'aide_staff_id', 'Supervisions in which this person was observed.'),
  listEdge(StaffType, 'visits', VISITS, 'staff_id', 'Visits assigned to this person.'),
];
