import { Refusal } from '../base/refusal.js';
import type { ChangeKind, EventType } from '../care/change.js';
import { isUnlimited } from './scope.js';
import { allowsChange, allowsReading } from './smart-scopes.js';
import { type Reader, ROLES, type Role } from './viewer.js';

/**
 * Who may read what and change what: the whole of it, readable as it stands. A role that a line does not name may not. The
 * system role may do everything, and is held by no token. Of which part of the agency all this holds, its branches, payers
 * or patients, is said by each member's scope; what is here is said by what they are.
 *
 * Reading has two sides. A kind of record is read or is not there: a role that may not read it is told that there is none.
 * A field of a record has a class: to a role that may not read the class it is null, and the answer says so. Which field is
 * of which class is declared where the field is, and a test fails when it is not.
 */
const CARE: readonly Role[] = ['CLINICIAN', 'CLINICAL_LEAD'];
const OFFICE: readonly Role[] = ['SCHEDULER', 'AUTHORIZATION', 'BILLER'];
const PEOPLE: readonly Role[] = [...CARE, ...OFFICE, 'ADMIN'];
/** Those who are called when something happens to a patient. */
const ON_CALL: readonly Role[] = [...CARE, 'SCHEDULER', 'ADMIN'];
const PLANNING: readonly Role[] = ['SCHEDULER', 'CLINICAL_LEAD', 'INTEGRATOR', 'ADMIN'];
const INTAKE: readonly Role[] = ['CLINICAL_LEAD', 'SCHEDULER', 'AUTHORIZATION', 'INTEGRATOR', 'ADMIN'];
const AT_VISITS: readonly Role[] = ['SCHEDULER', ...CARE, 'CAREGIVER', 'INTEGRATOR', 'ADMIN'];
const WITH_PAYERS: readonly Role[] = ['AUTHORIZATION', 'BILLER', 'EXTERNAL_OPERATOR', 'INTEGRATOR', 'ADMIN'];
const BILLING: readonly Role[] = ['BILLER', 'EXTERNAL_OPERATOR', 'INTEGRATOR', 'ADMIN'];

export const MAY_CHANGE: Readonly<Record<ChangeKind, readonly Role[]>> = {
  openAgency: [],
  suspendAgency: [],
  resumeAgency: [],
  passTime: [],
  grantAccess: ['ADMIN'],
  changeAccess: ['ADMIN'],
  revokeAccess: ['ADMIN'],
  revokeToken: ['ADMIN'],
  breakGlass: ON_CALL,
  endEmergencyAccess: ON_CALL,
  reviewEmergencyAccess: ['CLINICAL_LEAD', 'ADMIN'],
  addBranch: ['ADMIN'],
  addStaff: ['ADMIN', 'INTEGRATOR'],
  updateStaff: ['ADMIN', 'INTEGRATOR'],
  addPayer: ['ADMIN', 'BILLER', 'INTEGRATOR'],
  updatePayer: ['ADMIN', 'BILLER', 'INTEGRATOR'],
  setPayerPolicy: ['ADMIN', 'BILLER'],
  admitPatient: INTAKE,
  updatePatient: INTAKE,
  changePatientStatus: [...INTAKE, 'CLINICIAN'],
  updateCarePlan: [...CARE, 'INTEGRATOR'],
  addCoverage: [...INTAKE, 'BILLER'],
  changeCoverage: [...INTAKE, 'BILLER'],
  recordCertification: [...CARE, 'INTEGRATOR', 'ADMIN'],
  updateCertification: [...CARE, 'INTEGRATOR', 'ADMIN'],
  recordFaceToFace: [...CARE, 'INTEGRATOR', 'ADMIN'],
  recordSupervision: [...CARE, 'INTEGRATOR', 'ADMIN'],
  recordOrder: [...CARE, 'INTEGRATOR', 'ADMIN'],
  updateOrder: [...CARE, 'INTEGRATOR', 'ADMIN'],
  signOrder: [...CARE, 'INTEGRATOR', 'ADMIN'],
  discontinueOrder: [...CARE, 'INTEGRATOR', 'ADMIN'],
  recordAuthorization: WITH_PAYERS,
  extendAuthorization: WITH_PAYERS,
  reviseAuthorization: WITH_PAYERS,
  cancelAuthorization: WITH_PAYERS,
  scheduleVisit: PLANNING,
  scheduleVisitSeries: PLANNING,
  rescheduleVisit: ['SCHEDULER', ...CARE, 'INTEGRATOR', 'ADMIN'],
  reassignVisit: PLANNING,
  changeVisitService: PLANNING,
  pinVisit: ['AUTHORIZATION', 'SCHEDULER', 'INTEGRATOR', 'ADMIN'],
  completeVisit: AT_VISITS,
  correctVisit: AT_VISITS,
  cancelVisit: ['SCHEDULER', ...CARE, 'INTEGRATOR', 'ADMIN'],
  missVisit: AT_VISITS,
  notifyPhysician: [...CARE, 'SCHEDULER', 'INTEGRATOR', 'ADMIN'],
  billVisit: BILLING,
  payVisit: BILLING,
  recordEvv: AT_VISITS,
  writeNote: [...CARE, 'CAREGIVER', 'INTEGRATOR'],
  signNote: [...CARE, 'CAREGIVER', 'INTEGRATOR'],
  amendNote: CARE,
  acknowledgeFinding: [...PEOPLE, 'CAREGIVER', 'EXTERNAL_OPERATOR'],
  assignFinding: PEOPLE,
  handOverFinding: [...PEOPLE, 'EXTERNAL_OPERATOR'],
  waiveFinding: ['CLINICAL_LEAD', 'AUTHORIZATION', 'BILLER', 'ADMIN'],
  endFindingWaiver: ['CLINICAL_LEAD', 'AUTHORIZATION', 'BILLER', 'ADMIN'],
  addWebhook: ['ADMIN', 'INTEGRATOR'],
  updateWebhook: ['ADMIN', 'INTEGRATOR'],
  replayWebhook: ['ADMIN', 'INTEGRATOR'],
  removeWebhook: ['ADMIN', 'INTEGRATOR'],
};

/** What there is, by kind. Branches, payers and what payers require are of none of them: everyone in the agency may know those. */
export const RECORD_KINDS = ['PATIENTS', 'SCHEDULE', 'AUTHORIZATIONS', 'CLINICAL_RECORD', 'ALIGNMENT', 'STAFF', 'ACCESS', 'EMERGENCIES', 'AUDIT', 'WEBHOOKS'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** What fields say. */
export const FIELD_CLASSES = [
  'OPERATIONAL', 'IDENTITY', 'SSN', 'MEMBER_ID', 'CARE_DATES', 'AUTHORIZED_CARE', 'CARE', 'CLINICAL_CODE', 'NARRATIVE', 'REASON', 'MONEY', 'BILLING_TEXT', 'COLLEAGUE', 'PATTERN_NAME', 'ACCESS_RIGHTS', 'DELIVERY',
] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

export type Reading = RecordKind | FieldClass;

interface ReadingRule {
  readonly meaning: string;
  readonly roles: readonly Role[];
}

const ALL_BUT = (...roles: readonly Role[]): readonly Role[] => ROLES.filter((role) => !roles.includes(role));

export const READING_RULES: Readonly<Record<Reading, ReadingRule>> = {
  PATIENTS: { meaning: 'That there is a patient, in what status, and for which branch.', roles: ROLES },
  SCHEDULE: { meaning: 'Visits, what was done to them, and their electronic verification.', roles: ROLES },
  AUTHORIZATIONS: { meaning: 'Coverages, authorizations, their lines and caps, and what visits draw on them.', roles: ALL_BUT('CAREGIVER') },
  CLINICAL_RECORD: { meaning: 'Orders, certifications, supervisions and notes, without what they say of their own.', roles: ALL_BUT('LEADER') },
  ALIGNMENT: { meaning: 'Findings and their history, and the events that tell of changes.', roles: ROLES },
  STAFF: { meaning: 'Those who give care.', roles: ALL_BUT('EXTERNAL_OPERATOR') },
  ACCESS: { meaning: 'Who has access, in what role and scope.', roles: ['ADMIN'] },
  EMERGENCIES: { meaning: 'Who took access to a patient in an emergency, why, and what came of it.', roles: ['CLINICAL_LEAD', 'ADMIN'] },
  AUDIT: { meaning: 'Who read and changed what, for those who are given the whole agency.', roles: ['ADMIN'] },
  WEBHOOKS: { meaning: 'Where changes are delivered to.', roles: ['ADMIN', 'INTEGRATOR'] },

  OPERATIONAL: { meaning: 'Ids, statuses, versions, counts, rules and what payers require: nothing of any one patient by itself.', roles: ROLES },
  IDENTITY: { meaning: 'Who a patient is: name, date of birth, record number, the names that other systems know them by, where they are visited.', roles: ALL_BUT('LEADER') },
  SSN: { meaning: 'Social security numbers.', roles: ['AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN'] },
  MEMBER_ID: { meaning: 'The number under which a payer or a program knows a patient.', roles: WITH_PAYERS },
  CARE_DATES: { meaning: 'On which dates, at which times and for which service a patient was or will be visited.', roles: ROLES },
  AUTHORIZED_CARE: { meaning: 'What a payer was asked for and answered: numbers, units, dates, decisions and the reasons that it gave.', roles: ALL_BUT('CAREGIVER') },
  CARE: { meaning: 'What is ordered and how often, which parts a note has or lacks and who signed, and what is wrong, in the words of the rules.', roles: ALL_BUT('LEADER') },
  CLINICAL_CODE: { meaning: 'Diagnoses.', roles: [...CARE, 'CAREGIVER', ...WITH_PAYERS] },
  NARRATIVE: { meaning: 'What notes say, and why a note was amended.', roles: [...CARE, 'CAREGIVER', 'ADMIN'] },
  REASON: { meaning: 'Why something was done, in the words of whoever did it. Of an amended note it is NARRATIVE.', roles: [...PEOPLE, 'CAREGIVER'] },
  MONEY: { meaning: 'Fees, and amounts at risk.', roles: [...OFFICE, 'CLINICAL_LEAD', 'INTEGRATOR', 'ADMIN', 'LEADER', 'EXTERNAL_OPERATOR'] },
  BILLING_TEXT: { meaning: 'What is wrong with a claim, in the words of billers: amounts, codes and dates in one.', roles: [...OFFICE, 'CLINICAL_LEAD', 'INTEGRATOR', 'ADMIN', 'EXTERNAL_OPERATOR'] },
  COLLEAGUE: { meaning: 'Names of those who work here, and the subjects of their tokens.', roles: ALL_BUT('EXTERNAL_OPERATOR') },
  PATTERN_NAME: { meaning: 'Which colleague a number of a report is about.', roles: ['LEADER'] },
  ACCESS_RIGHTS: { meaning: 'What someone may read and change.', roles: ['ADMIN'] },
  DELIVERY: { meaning: 'Addresses of receivers, the secrets that deliveries are signed with, and what became of them.', roles: ['ADMIN', 'INTEGRATOR'] },
};

/** What of a reader decides which records and which of their fields are for them. */
export type Entitled = Pick<Reader, 'role' | 'smart'>;

const READABLE: ReadonlyMap<Role, ReadonlySet<Reading>> = new Map(
  ROLES.map((role) => [role, new Set((Object.keys(READING_RULES) as Reading[]).filter((reading) => READING_RULES[reading].roles.includes(role)))]),
);

export function mayRead({ role, smart }: Entitled, reading: Reading): boolean {
  return (role === 'SYSTEM' || READABLE.get(role)?.has(reading) === true) && allowsReading(smart, reading);
}

/** Events that not everyone hears of into whose scope they fall, by the kind of record that they tell of. */
const TELLS_OF: Readonly<Partial<Record<EventType, RecordKind>>> = {
  EMERGENCY_ACCESS_GRANTED: 'EMERGENCIES',
  EMERGENCY_ACCESS_ENDED: 'EMERGENCIES',
  EMERGENCY_ACCESS_REVIEWED: 'EMERGENCIES',
};

export function mayHear(asker: Entitled, type: EventType): boolean {
  const kind = TELLS_OF[type];
  return kind === undefined || mayRead(asker, kind);
}

export function mayChange({ role, smart }: Entitled, kind: ChangeKind): boolean {
  return (role === 'SYSTEM' || MAY_CHANGE[kind].includes(role)) && allowsChange(smart, kind);
}

/** What of those who ask decides: what is worked out for one of them holds for all who have the same key. */
export function permissionKeyOf({ role, smart }: Entitled): string {
  return smart === null ? role : JSON.stringify([role, smart]);
}

/** @throws Refusal FORBIDDEN */
export function expectMayChange(asker: Entitled, kind: ChangeKind): void {
  if (mayChange(asker, kind)) return;
  if (mayChange({ ...asker, smart: null }, kind)) throw outsideScopes();
  const able = MAY_CHANGE[kind];
  throw new Refusal('FORBIDDEN', { expected: able.length > 0 ? `a role among ${able.join(', ')}` : 'the server itself', found: asker.role });
}

/** What is of the whole agency, and has no part that would be someone's: who is given only a part of the agency reads none of it. */
const OF_THE_WHOLE: ReadonlySet<Reading> = new Set(['AUDIT']);

/** @throws Refusal FORBIDDEN, with `path` to the argument that asks for it where there is one */
export function expectMayRead(asker: Reader, reading: Reading, path?: ReadonlyArray<string | number>): void {
  if (!mayRead(asker, reading)) {
    if (mayRead({ ...asker, smart: null }, reading)) throw outsideScopes(path);
    throw new Refusal('FORBIDDEN', { ...(path && { path }), expected: `a role among ${READING_RULES[reading].roles.join(', ')}, which may read ${reading}`, found: asker.role });
  }
  if (OF_THE_WHOLE.has(reading) && !isUnlimited(asker.scope)) {
    throw new Refusal('FORBIDDEN', { expected: 'access to the whole agency', found: 'access to a part of it', remedy: 'Ask an administrator whose access has no limits.' });
  }
}

/** The role would allow it; whoever issued the token does not. */
export function outsideScopes(path?: ReadonlyArray<string | number>): Refusal {
  return new Refusal('FORBIDDEN', { ...(path && { path }), expected: 'a token whose scopes allow this', found: 'scopes that do not', remedy: 'Ask for a token with the scope that this takes.' });
}
