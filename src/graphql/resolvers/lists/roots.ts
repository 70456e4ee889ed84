import {
  AUTHORIZATION_DECISIONS, AUTHORIZATION_LINES, AUTHORIZATIONS, BRANCHES, CERTIFICATIONS, COVERAGES, EMERGENCY_ACCESSES, EVV_RECORDS, FINDING_HISTORY, FINDINGS, MEMBERS, NOTES, ORDERS, PATIENTS, PAYERS,
  SCHEDULE_CHANGES, STAFF, SUPERVISIONS, VISITS,
} from '../../listings.js';
import { rootList } from './list-field.js';

/** What can be listed of the whole agency. */
export const ROOT_LISTS: readonly Function[] = [
  rootList('authorizationDecisions', AUTHORIZATION_DECISIONS, 'What payers had said of lines of authorizations before they said something else.'),
  rootList('authorizationLines', AUTHORIZATION_LINES, 'Lines of authorizations, each one service with its units and dates.'),
  rootList('authorizations', AUTHORIZATIONS, 'Payers\' authorizations, and the requests that wait for one.'),
  rootList('branches', BRANCHES, 'The agency\'s branches.'),
  rootList('certifications', CERTIFICATIONS, 'Certifications of the need for home health.'),
  rootList('coverages', COVERAGES, 'Who pays and paid for patients\' care.'),
  rootList('emergencyAccesses', EMERGENCY_ACCESSES, 'Access that colleagues took to patients outside their scope in emergencies. For administrators and clinical leads.'),
  rootList('evvRecords', EVV_RECORDS, 'Electronic verifications of visits.'),
  rootList('findingHistory', FINDING_HISTORY, 'What has become of findings, and who did it.'),
  rootList('findings', FINDINGS, 'What is not supported. Open findings only, unless the filter says otherwise.'),
  rootList('members', MEMBERS, 'Those who have or had access to the agency\'s data by its own word. For administrators.'),
  rootList('notes', NOTES, 'What was written about visits.'),
  rootList('orders', ORDERS, 'Physicians\' orders, however far each has come.'),
  rootList('patients', PATIENTS, 'The agency\'s patients.'),
  rootList('payers', PAYERS, 'Those who pay for care.'),
  rootList('scheduleChanges', SCHEDULE_CHANGES, 'Everything that was done to visits.'),
  rootList('staff', STAFF, 'Those who give care.'),
  rootList('supervisions', SUPERVISIONS, 'Supervision of aides and reassessments by therapists.'),
  rootList('visits', VISITS, 'Visits, planned and made.'),
];
