import { registerEnumType } from 'type-graphql';

import { ALLOCATION_STATES, type AllocationState } from '../../alignment/alignment.js';
import { ELEMENT_STATES, type ElementState } from '../../alignment/documentation.js';
import { RESOLUTIONS, type Resolution, SEVERITIES, type Severity, type Team, TEAMS } from '../../alignment/finding.js';
import { FIELD_CLASSES, type FieldClass, READING_RULES, type Reading, RECORD_KINDS, type RecordKind } from '../../auth/permissions.js';
import { type ActorRole, ROLES } from '../../auth/viewer.js';
import {
  CAP_PERIODS, type CapPeriod, REQUEST_CHANNELS, REQUEST_TYPES, REQUEST_URGENCIES, type RequestChannel, type RequestType, type RequestUrgency, REVIEW_DECISIONS,
  type ReviewDecision,
} from '../../care/authorization.js';
import { CERTIFICATION_KINDS, type CertificationKind } from '../../care/certification.js';
import { type EventType, EVENT_TYPES } from '../../care/change.js';
import { EVV_ELEMENTS, EVV_STATUSES, type EvvElement, type EvvStatus } from '../../care/evv.js';
import { PRACTITIONER_KINDS, type PractitionerKind } from '../../care/face-to-face.js';
import { MEMBER_STATUSES, type MemberStatus } from '../../care/member.js';
import { NOTE_ELEMENTS, NOTE_STATUSES, type NoteElementKey, type NoteStatus } from '../../care/note.js';
import { ORDER_KINDS, ORDER_STATUSES, ORDER_URGENCIES, type OrderKind, type OrderStatus, type OrderUrgency } from '../../care/order.js';
import { PATIENT_STATUSES, type PatientStatus } from '../../care/patient.js';
import {
  CAP_SEMANTICS, type CapSemantics, type DocumentationRequirement, LATE_NOTE_TREATMENTS, type LateNoteTreatment, PARTIAL_FIRST_WEEKS, type PartialFirstWeek, PAYER_KINDS, type PayerKind,
  type PayerPolicyTerms,   UNIT_BASES, UNIT_RULE_KINDS, type UnitBasis, type UnitRuleKind, WEEK_DEFINITIONS, type WeekDefinition,
} from '../../care/payer-policy.js';
import { type Discipline, DISCIPLINES, UNIT_DEFINITIONS, type UnitDefinition } from '../../care/service.js';
import { SUPERVISION_KINDS, SUPERVISION_MODES, type SupervisionKind, type SupervisionMode } from '../../care/supervision.js';
import {
  CHANGE_CAUSES, type ChangeCause, SCHEDULE_CHANGE_KINDS, type ScheduleChangeKind, VISIT_STATUSES, VISIT_TYPES, type VisitStatus, type VisitType,
} from '../../care/visit.js';
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
  PAID: 'The visit was paid for.',
  RELEASED: 'The visit did not take place. This is what it would have drawn, and it is free again.',
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

export const RequestTypeEnum = enumOf<RequestType>('RequestType', REQUEST_TYPES, 'What a payer was asked for.', {
  INITIAL: 'Approval of care that it has not approved before.',
  RENEWAL: 'Approval of the same care for another period.',
  EXTENSION: 'More time or more units on an approval that runs.',
  REVISED: 'Other services or quantities than were asked for at first.',
  RECONSIDERATION: 'Another look at a decision.',
  APPEAL: 'A formal appeal against a decision.',
});

export const RequestUrgencyEnum = enumOf<RequestUrgency>('RequestUrgency', REQUEST_URGENCIES, 'How soon a payer was asked to decide.', {
  STANDARD: 'Within its usual time.',
  EXPEDITED: 'Sooner, because waiting would endanger the patient.',
});

export const RequestChannelEnum = enumOf<RequestChannel>('RequestChannel', REQUEST_CHANNELS, 'By which way a payer was asked.', {
  PORTAL: 'On the payer\'s website.',
  PHONE: 'By telephone.',
  FAX: 'By fax.',
  X12_278: 'Electronically, as an X12 278 transaction.',
  FHIR_PAS: 'Electronically, through the payer\'s prior authorization API.',
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

export const CertificationKindEnum = enumOf<CertificationKind>('CertificationKind', CERTIFICATION_KINDS, 'Which certification of the need for home health it is.', {
  INITIAL: 'The first, at the start of care.',
  RECERTIFICATION: 'A later one, for another period.',
});

export const PractitionerKindEnum = enumOf<PractitionerKind>('PractitionerKind', PRACTITIONER_KINDS, 'Who saw the patient in a face-to-face encounter.', {
  PHYSICIAN: 'A physician.',
  NURSE_PRACTITIONER: 'A nurse practitioner.',
  CLINICAL_NURSE_SPECIALIST: 'A clinical nurse specialist.',
  CERTIFIED_NURSE_MIDWIFE: 'A certified nurse-midwife.',
  PHYSICIAN_ASSISTANT: 'A physician assistant.',
  OTHER: 'Someone else, whose encounter supports no certification.',
});

export const SupervisionKindEnum = enumOf<SupervisionKind>('SupervisionKind', SUPERVISION_KINDS, 'What kind of supervision was done.', {
  AIDE_SUPERVISION: 'A nurse or therapist looked at how an aide\'s care is going; the aide need not be there.',
  AIDE_DIRECT_OBSERVATION: 'An aide was watched at work.',
  THERAPY_REASSESSMENT: 'A qualified therapist reassessed the patient.',
});

export const SupervisionModeEnum = enumOf<SupervisionMode>('SupervisionMode', SUPERVISION_MODES, 'Where a supervision was done from.', {
  ONSITE: 'In the patient\'s home.',
  VIRTUAL: 'By video.',
});

export const EvvStatusEnum = enumOf<EvvStatus>('EvvStatus', EVV_STATUSES, 'How far the electronic verification of a visit is.', {
  RECEIVED: 'The clock-in and clock-out arrived.',
  EXCEPTION: 'Something in it is missing or does not agree and must be put right.',
  VERIFIED: 'It is complete and agrees with the visit.',
  SUBMITTED: 'It was sent to the state\'s aggregator.',
  ACCEPTED: 'The aggregator accepted it.',
  REJECTED: 'The aggregator sent it back.',
});

export const EvvElementEnum = enumOf<EvvElement>('EvvElement', EVV_ELEMENTS, 'One of the six things that electronic visit verification records.', {
  SERVICE: 'Which service was given.',
  MEMBER: 'Who received it, by the number with the payer.',
  DATE: 'On which date.',
  LOCATION: 'Where.',
  STAFF: 'Who gave it.',
  TIME: 'When it began and ended.',
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
  BILLED: 'Those that the claim states, once it went out; those worked until then.',
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

export const OrderUrgencyEnum = enumOf<OrderUrgency>('OrderUrgency', ORDER_URGENCIES, 'How soon an order wants care to begin.', {
  ROUTINE: 'In the usual course.',
  URGENT: 'Without delay: the first visit by a given date, and the payer asked for an expedited decision.',
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
  PAID: 'Took place, was billed and was paid for.',
  MISSED: 'Should have taken place and did not.',
  CANCELLED: 'Called off.',
});

export const VisitTypeEnum = enumOf<VisitType>('VisitType', VISIT_TYPES, 'The occasion of a visit, which payers and forms ask for.', {
  ROUTINE: 'Care as planned.',
  START_OF_CARE: 'The visit that opens the patient\'s care.',
  EVALUATION: 'The first assessment by a discipline.',
  REASSESSMENT: 'A later assessment while care goes on.',
  RECERTIFICATION: 'The assessment for the next certification period.',
  DISCHARGE: 'The visit that ends the care.',
});

export const ScheduleChangeKindEnum = enumOf<ScheduleChangeKind>('ScheduleChangeKind', SCHEDULE_CHANGE_KINDS, 'What was done to a visit.', {
  CREATED: 'It was planned.',
  RESCHEDULED: 'It was moved to another time.',
  REASSIGNED: 'Someone else, or nobody yet, is to make it.',
  SERVICE_CHANGED: 'It became another service, or a visit of another type or in another place.',
  PINNED: 'The line of an authorization that it draws on was chosen, or the choice was undone.',
  COMPLETED: 'It took place.',
  CORRECTED: 'The times that were worked had been recorded wrongly and were put right.',
  CANCELLED: 'It was called off.',
  MISSED: 'It did not take place.',
  PHYSICIAN_NOTIFIED: 'The physician was told that it did not take place.',
  BILLED: 'It was billed, for the first time or with a corrected claim.',
  PAID: 'It was paid for.',
});

export const ChangeCauseEnum = enumOf<ChangeCause>('ChangeCause', CHANGE_CAUSES, 'Why someone made a change.', {
  PATIENT_REQUEST: 'The patient asked for it.',
  FAMILY_REQUEST: 'The family asked for it.',
  PHYSICIAN_ORDER: 'The physician ordered it.',
  CONDITION_CHANGE: 'The patient\'s condition changed.',
  STAFF_UNAVAILABLE: 'Whoever should have come cannot.',
  PAYER_DECISION: 'The payer decided.',
  WEATHER: 'Weather or roads.',
  EMERGENCY: 'An emergency. It is the cause of whatever is done under an emergency access, unless another one is given.',
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

export const RequirementSeverityEnum = enumOf<DocumentationRequirement['severity']>('RequirementSeverity', ['BLOCKER', 'WARNING'], 'What it means when a note does not say what the payer requires.', {
  BLOCKER: 'The visit must not be billed before the note says it.',
  WARNING: 'The payer may ask for it or deny the visit.',
});

export const ElementStateEnum = enumOf<ElementState>('ElementState', ELEMENT_STATES, 'Whether a note says what the payer requires.', {
  PRESENT: 'It does.',
  MISSING: 'It does not say it, or there is no note yet.',
  UNCLEAR: 'It says it only in a phrase that the payer knows to mean nothing.',
});

export const RoleEnum = enumOf<ActorRole>('Role', [...ROLES, 'SYSTEM'], 'What someone is to the agency, and so what they may read and change.', {
  CLINICIAN: 'Gives care and documents it.',
  CLINICAL_LEAD: 'Leads clinicians; also plans.',
  SCHEDULER: 'Plans visits.',
  AUTHORIZATION: 'Obtains approvals from payers.',
  BILLER: 'Sends claims and maintains payers\' policies.',
  INTEGRATOR: 'A program that exchanges data with this server.',
  ADMIN: 'Runs the agency\'s installation.',
  CAREGIVER: 'Gives personal care to the patients of their own caseload, as an aide.',
  LEADER: 'Leads the agency: reads numbers, and reports with names of colleagues, but not who patients are.',
  EXTERNAL_OPERATOR: 'Bills or obtains approvals for the agency from outside, for assigned payers and branches.',
  SYSTEM: 'This server itself, as when time passes. Nobody can hold it.',
});

export const MemberStatusEnum = enumOf<MemberStatus>('MemberStatus', MEMBER_STATUSES, 'Whether a colleague has access.', {
  ACTIVE: 'Has access, in their role and scope.',
  REVOKED: 'Has no access any more, whatever their token says.',
});

export const RecordKindEnum = enumOf<RecordKind>('ReadableKind', RECORD_KINDS, 'A kind of record. To a role that may not read it, there is none.', meanings(RECORD_KINDS));

export const FieldClassEnum = enumOf<FieldClass>('FieldClass', FIELD_CLASSES, 'What a field says. To a role that may not read it, the field is null.', meanings(FIELD_CLASSES));

export const EventTypeEnum = enumOf<EventType>('EventType', EVENT_TYPES, 'What kind of change or occurrence an event tells of.', {
  AGENCY_OPENED: 'The agency was opened.',
  AGENCY_SUSPENDED: 'The agency was suspended: nobody can read or change its data.',
  AGENCY_RESUMED: 'The agency was taken back into use.',
  ACCESS_GRANTED: 'A colleague was given access, for the first time or again.',
  ACCESS_CHANGED: 'A colleague\'s role or scope was changed.',
  ACCESS_REVOKED: 'A colleague\'s access was taken away.',
  TOKEN_REVOKED: 'Tokens of a colleague or program were taken out of use before they ended.',
  EMERGENCY_ACCESS_GRANTED: 'In an emergency someone took access to a patient outside their scope.',
  EMERGENCY_ACCESS_ENDED: 'An emergency access was ended before its time.',
  EMERGENCY_ACCESS_REVIEWED: 'A colleague decided whether an emergency access was justified.',
  BRANCH_ADDED: 'A branch was added.',
  STAFF_ADDED: 'Someone joined the staff.',
  STAFF_UPDATED: 'What someone may give has changed, or until when.',
  PAYER_ADDED: 'A payer was added.',
  PAYER_UPDATED: 'What a payer is called or is was put right.',
  PAYER_POLICY_CHANGED: 'A payer requires something else from a date on.',
  PATIENT_ADMITTED: 'A patient was admitted.',
  PATIENT_UPDATED: 'Who a patient is, or where they belong, was put right.',
  PATIENT_STATUS_CHANGED: 'A patient was put on hold, resumed, discharged, or died.',
  CARE_PLAN_UPDATED: 'The plan of care was brought up to date with its orders.',
  COVERAGE_ADDED: 'A coverage was added to a patient.',
  COVERAGE_CHANGED: 'The dates of a coverage were changed.',
  CERTIFICATION_RECORDED: 'A certification period was recorded.',
  CERTIFICATION_UPDATED: 'A certification was signed, its assessment made, or its end moved.',
  FACE_TO_FACE_RECORDED: 'A face-to-face encounter was recorded.',
  SUPERVISION_RECORDED: 'A supervision or reassessment was recorded.',
  ORDER_RECORDED: 'An order was recorded.',
  ORDER_UPDATED: 'Who ordered, or how an order is followed up, was put right.',
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
  VISIT_SERVICE_CHANGED: 'A visit became another service, or one of another type or in another place.',
  VISIT_PINNED: 'The line that a visit draws on was chosen, or the choice was undone.',
  VISIT_COMPLETED: 'A visit took place.',
  VISIT_CORRECTED: 'The worked times of a visit were put right.',
  VISIT_CANCELLED: 'A visit was called off.',
  VISIT_MISSED: 'A visit did not take place.',
  PHYSICIAN_NOTIFIED: 'The physician was told that a visit did not take place.',
  VISIT_BILLED: 'A visit was billed.',
  VISIT_PAID: 'A visit was paid for.',
  EVV_RECORDED: 'The electronic verification of a visit was recorded or moved on.',
  NOTE_WRITTEN: 'A note was written.',
  NOTE_SIGNED: 'A note was signed.',
  NOTE_AMENDED: 'A signed note was amended.',
  FINDING_ACKNOWLEDGED: 'Someone has seen a finding.',
  FINDING_ASSIGNED: 'A finding was given to someone, or to nobody any more.',
  FINDING_HANDED_OVER: 'A finding was handed to another team.',
  FINDING_WAIVED: 'A finding was set aside for a reason. It still holds.',
  FINDING_WAIVER_ENDED: 'A finding is no longer set aside.',
  WEBHOOK_ADDED: 'Someone asked for changes to be delivered to an address.',
  WEBHOOK_UPDATED: 'What is delivered to an address was changed, or it was paused or resumed.',
  WEBHOOK_REPLAYED: 'Deliveries to an address were set back, and are repeated from there.',
  WEBHOOK_REMOVED: 'Nothing is delivered to an address any more.',
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

function meanings<Read extends Reading>(readings: readonly Read[]): Readonly<Record<Read, string>> {
  return Object.fromEntries(readings.map((reading) => [reading, READING_RULES[reading].meaning])) as Record<Read, string>;
}
