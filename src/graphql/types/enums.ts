import { registerEnumType } from 'type-graphql';

import { ALLOCATION_STATES, type AllocationState } from '../../alignment/alignment.js';
import { RESOLUTIONS, type Resolution, SEVERITIES, type Severity, type Team, TEAMS } from '../../alignment/finding.js';
import { MAY_READ, type Reading } from '../../auth/permissions.js';
import { type ActorRole, ROLES } from '../../auth/viewer.js';
import { CAP_PERIODS, type CapPeriod, REVIEW_DECISIONS, type ReviewDecision } from '../../care/authorization.js';
import { type EventType, EVENT_TYPES } from '../../care/change.js';
import { NOTE_ELEMENTS, NOTE_STATUSES, type NoteElementKey, type NoteStatus } from '../../care/note.js';
import { ORDER_KINDS, ORDER_STATUSES, type OrderKind, type OrderStatus } from '../../care/order.js';
import { PATIENT_STATUSES, type PatientStatus } from '../../care/patient.js';
import {
  CAP_SEMANTICS, type CapSemantics, LATE_NOTE_TREATMENTS, type LateNoteTreatment, PARTIAL_FIRST_WEEKS, type PartialFirstWeek, PAYER_KINDS, type PayerKind,
  type PayerPolicyTerms,   UNIT_BASES, UNIT_RULE_KINDS, type UnitBasis, type UnitRuleKind, WEEK_DEFINITIONS, type WeekDefinition,
} from '../../care/payer-policy.js';
import { type Discipline, DISCIPLINES, UNIT_DEFINITIONS, type UnitDefinition } from '../../care/service.js';
import { CHANGE_CAUSES, type ChangeCause, SCHEDULE_CHANGE_KINDS, type ScheduleChangeKind, VISIT_STATUSES, type VisitStatus } from '../../care/visit.js';
import { FINDING_STATUSES, type FindingStatus } from '../../db/rows/finding-row.js';

/**
 * The closed vocabularies of the API, each made from the list that the core uses. A value that is added
 * there does not compile here until someone has said what it means.
 */
export const SeverityEnum = enumOf<Severity>('Severity', SEVERITIES, 'How much a finding matters.', {
  BLOCKER: 'Holds the visit or the claim: it must not go ahead as it stands.',
  HIGH: 'Would very likely be denied.',
  WARNING: 'Will become a problem if nobody acts.',
  INFO: 'Worth knowing; nothing needs to be done.',
});

export const TeamEnum = enumOf<Team>('Team', TEAMS, 'The team that can make a finding go away.', {
  CLINICAL: 'Clinicians and their leads.',
  SCHEDULING: 'Whoever plans visits.',
  AUTHORIZATION: 'Whoever asks payers for approval.',
  BILLING: 'Whoever sends claims.',
  ORDERS: 'Whoever obtains and tracks physicians\' orders.',
  EVV: 'Whoever reconciles electronic visit verification.',
});

export const ResolutionEnum = enumOf<Resolution>('Resolution', RESOLUTIONS, 'What kind of act makes a finding go away.', {
  CHART_CORRECTION: 'Complete, sign or amend a note.',
  SCHEDULE_CHANGE: 'Move, reassign or cancel a visit.',
  AUTHORIZATION_ACTION: 'Obtain, extend or revise an authorization.',
  ORDER_ACTION: 'Obtain an order or its signature.',
  EVV_CORRECTION: 'Correct the verification of the visit.',
  CLAIM_CORRECTION: 'Correct the claim.',
});

export const FindingStatusEnum = enumOf<FindingStatus>('FindingStatus', FINDING_STATUSES, 'Whether a finding still holds.', {
  OPEN: 'The facts still say so.',
  CLEARED: 'It was so once and is no longer.',
});

export const AllocationStateEnum = enumOf<AllocationState>('AllocationState', ALLOCATION_STATES, 'In what way a visit draws on an authorization.', {
  RESERVED: 'The visit is planned; its units are kept for it.',
  RESERVED_PENDING: 'The visit is planned against a line that the payer has not decided yet.',
  USED: 'The visit took place.',
  BILLED: 'The visit was billed.',
});

export const DisciplineEnum = enumOf<Discipline>('Discipline', DISCIPLINES, 'The profession that gives the care.', {
  SN: 'Skilled nursing.',
  PT: 'Physical therapy.',
  OT: 'Occupational therapy.',
  SLP: 'Speech-language pathology.',
  MSW: 'Medical social work.',
  HHA: 'Home health aide.',
  PCS: 'Personal care services.',
});

export const UnitDefinitionEnum = enumOf<UnitDefinition>('UnitDefinition', UNIT_DEFINITIONS, 'What one unit is.', {
  VISIT: 'One visit of any length.',
  QUARTER_HOUR: 'Fifteen minutes.',
  HOUR: 'One hour.',
  DAY: 'One day of care, however many visits it has.',
});

export const ReviewDecisionEnum = enumOf<ReviewDecision>('ReviewDecision', REVIEW_DECISIONS, 'The payer\'s answer about one line of an authorization.', {
  CERTIFIED_IN_TOTAL: 'Approved as asked (A1).',
  CERTIFIED_PARTIALLY: 'Approved in part: fewer units or a shorter period (A2).',
  NOT_CERTIFIED: 'Denied (A3).',
  PENDED: 'Not decided yet (A4).',
  MODIFIED: 'Approved with changes (A6).',
  CANCELLED: 'Withdrawn (C).',
  CONTACT_PAYER: 'The payer wants to be called (CT).',
  NOT_REQUIRED: 'No authorization is needed (NA).',
});

export const CapPeriodEnum = enumOf<CapPeriod>('CapPeriod', CAP_PERIODS, 'The stretch of time within which a cap counts.', {
  VISIT: 'Each visit by itself.',
  DAY: 'Each calendar day.',
  WEEK: 'Each week, as the payer defines its week.',
  MONTH: 'Each calendar month.',
  ROLLING_DAYS: 'Any run of the given number of days.',
});

export const PatientStatusEnum = enumOf<PatientStatus>('PatientStatus', PATIENT_STATUSES, 'Where a patient stands with the agency.', {
  ACTIVE: 'Receives care.',
  ON_HOLD: 'Care is interrupted, as during a hospital stay.',
  DISCHARGED: 'Care has ended.',
  DECEASED: 'The patient has died.',
});

export const PayerKindEnum = enumOf<PayerKind>('PayerKind', PAYER_KINDS, 'The kind of programme or insurer that pays.', {
  MEDICARE: 'Original Medicare.',
  MEDICARE_ADVANTAGE: 'A Medicare Advantage plan.',
  MEDICAID: 'A state\'s Medicaid, paid by the state itself.',
  MEDICAID_MANAGED_CARE: 'Medicaid through a managed-care plan.',
  COMMERCIAL: 'A commercial insurer.',
  VETERANS_AFFAIRS: 'The Department of Veterans Affairs.',
  SELF_PAY: 'The patient pays.',
});

export const AuthorizationRequirementEnum = enumOf<PayerPolicyTerms['authorizationRequired']>('AuthorizationRequirement', ['ALL', 'NONE', 'LISTED'], 'Which services a payer wants to authorize.', {
  ALL: 'All of them.',
  NONE: 'None of them.',
  LISTED: 'Those of the listed disciplines.',
});

export const UnitRuleKindEnum = enumOf<UnitRuleKind>('UnitRuleKind', UNIT_RULE_KINDS, 'How minutes become units.', {
  HOME_HEALTH_15: 'Quarters of an hour, rounded to the nearest, at least one.',
  PART_B_8_MINUTE: 'Quarters of an hour; another one from eight minutes on.',
  CPT_MIDPOINT: 'Quarters of an hour; another one once past its middle.',
  WHOLE_QUARTER_HOUR: 'Completed quarters of an hour only.',
  NEAREST_QUARTER_HOUR: 'Quarters of an hour, rounded to the nearest.',
  WHOLE_HOUR: 'Completed hours only.',
  TENTH_OF_HOUR: 'Tenths of an hour.',
  THRESHOLD: 'Quarters of an hour; another one from the number of minutes that the payer names.',
  PER_VISIT: 'One for each visit.',
  PER_DIEM: 'One for each day.',
});

export const UnitBasisEnum = enumOf<UnitBasis>('UnitBasis', UNIT_BASES, 'Which minutes of a visit count.', {
  SCHEDULED: 'The planned ones.',
  CLOCKED: 'Those worked, once they are known; the planned ones until then.',
});

export const WeekDefinitionEnum = enumOf<WeekDefinition>('WeekDefinition', WEEK_DEFINITIONS, 'On which days a week begins and ends.', {
  SUN_SAT: 'Sunday to Saturday.',
  MON_SUN: 'Monday to Sunday.',
  SAT_FRI: 'Saturday to Friday.',
  ROLLING_FROM_ANCHOR: 'Seven days at a time, counted from the start of the line or order.',
});

export const PartialFirstWeekEnum = enumOf<PartialFirstWeek>('PartialFirstWeek', PARTIAL_FIRST_WEEKS, 'What an order that starts in the middle of a week allows in that week.', {
  FULL: 'The whole week\'s visits.',
  PRORATE: 'As many as the days that are left.',
});

export const CapSemanticsEnum = enumOf<CapSemantics>('CapSemantics', CAP_SEMANTICS, 'What happens to a visit that goes beyond a cap.', {
  BLOCK: 'It draws nothing and is held.',
  WARN: 'It draws, with a warning.',
});

export const LateNoteTreatmentEnum = enumOf<LateNoteTreatment>('LateNoteTreatment', LATE_NOTE_TREATMENTS, 'What a note that comes too late does to its visit.', {
  WARN: 'It is a warning.',
  HOLD: 'The visit must not be billed.',
});

export const OrderKindEnum = enumOf<OrderKind>('OrderKind', ORDER_KINDS, 'The kind of physician\'s order.', {
  PLAN_OF_CARE: 'The plan that the certification period starts with.',
  SUPPLEMENTAL: 'A change to the plan while it runs.',
  VERBAL: 'Taken by telephone.',
  RECERTIFICATION: 'The plan for the next certification period.',
});

export const OrderStatusEnum = enumOf<OrderStatus>('OrderStatus', ORDER_STATUSES, 'How far an order is on its way to a signature.', {
  VERBAL_RECEIVED: 'Received; not yet sent for signature.',
  SENT_FOR_SIGNATURE: 'Sent to the physician.',
  RETURNED_UNSIGNED: 'Came back without a signature.',
  SIGNED: 'Signed and dated.',
  DISCONTINUED: 'Ended before its time.',
  SUPERSEDED: 'Replaced by a later order.',
});

export const FrequencyPeriodEnum = enumOf<'DAY' | 'WEEK' | 'MONTH'>('FrequencyPeriod', ['DAY', 'WEEK', 'MONTH'], 'The period in which ordered visits are counted.', {
  DAY: 'Each day.',
  WEEK: 'Each week.',
  MONTH: 'Each month.',
});

export const VisitStatusEnum = enumOf<VisitStatus>('VisitStatus', VISIT_STATUSES, 'What has become of a visit.', {
  SCHEDULED: 'Planned.',
  COMPLETED: 'Took place.',
  BILLED: 'Took place and was billed.',
  MISSED: 'Should have taken place and did not.',
  CANCELLED: 'Called off.',
});

export const ScheduleChangeKindEnum = enumOf<ScheduleChangeKind>('ScheduleChangeKind', SCHEDULE_CHANGE_KINDS, 'What was done to a visit.', {
  CREATED: 'It was planned.',
  RESCHEDULED: 'It was moved to another time.',
  REASSIGNED: 'Someone else, or nobody yet, is to make it.',
  COMPLETED: 'It took place.',
  CANCELLED: 'It was called off.',
  MISSED: 'It did not take place.',
  BILLED: 'It was billed.',
});

export const ChangeCauseEnum = enumOf<ChangeCause>('ChangeCause', CHANGE_CAUSES, 'Why someone made a change.', {
  PATIENT_REQUEST: 'The patient asked for it.',
  FAMILY_REQUEST: 'The family asked for it.',
  PHYSICIAN_ORDER: 'The physician ordered it.',
  CONDITION_CHANGE: 'The patient\'s condition changed.',
  STAFF_UNAVAILABLE: 'Whoever should have come cannot.',
  PAYER_DECISION: 'The payer decided.',
  WEATHER: 'Weather or roads.',
  CORRECTION: 'What was recorded was wrong.',
  IMPORT: 'It came from another system.',
  CLOCK: 'Time passed.',
  OTHER: 'Anything else.',
});

export const NoteStatusEnum = enumOf<NoteStatus>('NoteStatus', NOTE_STATUSES, 'How far a note is.', {
  IN_PROGRESS: 'Begun.',
  COMPLETE_UNSIGNED: 'Complete; the author has not signed.',
  COSIGN_PENDING: 'Signed by its author; the payer wants a second signature.',
  SIGNED: 'Signed by everyone who must.',
  AMENDING: 'Reopened for an amendment.',
});

export const NoteElementKeyEnum = enumOf<NoteElementKey>('NoteElementKey', NOTE_ELEMENTS, 'One thing that a note documents.', {
  timeIn: 'When the clinician arrived.',
  timeOut: 'When the clinician left.',
  vitals: 'Vital signs.',
  homeboundReason: 'Why the patient cannot leave home without great effort.',
  skilledNeed: 'Why the care needs a professional.',
  intervention: 'What was done.',
  patientResponse: 'How the patient responded.',
  goalProgress: 'Progress towards the goals of the plan.',
  planNextVisit: 'What is planned for the next visit.',
  painScore: 'Pain, on a scale.',
  woundMeasure: 'Measurements of wounds.',
  teachBack: 'What was taught and how well it was understood.',
  tasksPerPlan: 'The tasks of the aide\'s plan.',
  patientSignature: 'The patient\'s signature.',
  clinicianSignature: 'The clinician\'s signature and credential.',
  signatureDate: 'The date beside the signature.',
  supervisionOfAide: 'Supervision of the aide.',
  objectiveMeasures: 'Measured function, as therapists record it.',
  prnTrigger: 'What made an as-needed visit necessary.',
  lateEntryReason: 'Why the note was written late.',
  dxCodes: 'Diagnoses.',
  authNumberNoted: 'The authorization number.',
});

export const RoleEnum = enumOf<ActorRole>('Role', [...ROLES, 'SYSTEM'], 'What someone is to the agency, and so what they may read and change.', {
  CLINICIAN: 'Gives care and documents it.',
  CLINICAL_LEAD: 'Leads clinicians; also plans.',
  SCHEDULER: 'Plans visits.',
  AUTHORIZATION: 'Obtains approvals from payers.',
  BILLER: 'Sends claims and maintains payers\' policies.',
  INTEGRATOR: 'A program that exchanges data with this server.',
  ADMIN: 'Runs the agency\'s installation.',
  SYSTEM: 'This server itself, as when time passes. Nobody can hold it.',
});

export const ReadingEnum = enumOf<Reading>('Reading', Object.keys(MAY_READ) as Reading[], 'A part of the record that a role may or may not read. What a role may not read is null for it.', {
  PATIENTS: 'Who the patients are.',
  SCHEDULE: 'Visits and their changes.',
  AUTHORIZATIONS: 'Authorizations and what is left of them.',
  CLINICAL_RECORD: 'Orders and notes, without the text of notes.',
  NARRATIVE: 'The text of notes.',
  ALIGNMENT: 'Findings and balances.',
  MONEY: 'Fees and amounts at risk.',
});

export const EventTypeEnum = enumOf<EventType>('EventType', EVENT_TYPES, 'What happened.', {
  AGENCY_OPENED: 'The agency was opened.',
  BRANCH_ADDED: 'A branch was added.',
  STAFF_ADDED: 'Someone joined the staff.',
  PAYER_ADDED: 'A payer was added.',
  PAYER_POLICY_CHANGED: 'A payer requires something else from a date on.',
  PATIENT_ADMITTED: 'A patient was admitted.',
  COVERAGE_ADDED: 'A coverage was added to a patient.',
  ORDER_RECORDED: 'An order was recorded.',
  ORDER_SIGNED: 'An order came back signed.',
  ORDER_DISCONTINUED: 'An order was ended.',
  AUTHORIZATION_RECORDED: 'An authorization, or the request for one, was recorded.',
  AUTHORIZATION_EXTENDED: 'An authorization was extended.',
  AUTHORIZATION_REVISED: 'The payer changed an authorization.',
  AUTHORIZATION_CANCELLED: 'An authorization was withdrawn.',
  VISIT_SCHEDULED: 'A visit was planned.',
  VISIT_SERIES_SCHEDULED: 'A series of visits was planned.',
  VISIT_RESCHEDULED: 'A visit was moved.',
  VISIT_REASSIGNED: 'A visit was given to someone else.',
  VISIT_COMPLETED: 'A visit took place.',
  VISIT_CANCELLED: 'A visit was called off.',
  VISIT_MISSED: 'A visit did not take place.',
  VISIT_BILLED: 'A visit was billed.',
  NOTE_WRITTEN: 'A note was written.',
  NOTE_SIGNED: 'A note was signed.',
  NOTE_AMENDED: 'A signed note was amended.',
  TIME_PASSED: 'Nothing was changed, but a date or deadline was reached.',
});

export const SortDirectionEnum = enumOf<'ASC' | 'DESC'>('SortDirection', ['ASC', 'DESC'], 'From which end a list is sorted.', {
  ASC: 'Smallest, earliest or A first.',
  DESC: 'Largest, latest or Z first.',
});

export function enumOf<Value extends string>(
  name: string,
  values: readonly Value[],
  description: string,
  meanings: Readonly<Record<Value, string>>,
): Readonly<Record<string, Value>> {
  const members = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(members, { name, description, valuesConfig: Object.fromEntries(values.map((value) => [value, { description: meanings[value] }])) });
  return members;
}
