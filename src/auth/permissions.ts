import { Refusal } from '../base/refusal.js';
import type { ChangeKind, EventType } from '../care/change.js';
import { isUnlimited } from './scope.js';
import { allowsChange, allowsReading } from './smart-scopes.js';
import { type Reader, ROLES, type Role } from './viewer.js';

/**
 * Who may do what, readable as it stands. A role that a line does not name may not. The system role may
 * make every change, and is held by no token.
 */
const CARE: readonly Role[] = ['CLINICIAN', 'CLINICAL_LEAD'];
const OFFICE: readonly Role[] = ['SCHEDULER', 'AUTHORIZATION', 'BILLER'];
const PEOPLE: readonly Role[] = [...CARE, ...OFFICE, 'ADMIN'];
/** Those who are called when something happens to a patient. */
const ON_CALL: readonly Role[] = [...CARE, 'SCHEDULER', 'ADMIN'];
const PLANNING: readonly Role[] = ['SCHEDULER', 'CLINICAL_LEAD', 'INTEGRATOR', 'ADMIN'];
const INTAKE: readonly Role[] = ['CLINICAL_LEAD', 'SCHEDULER', 'AUTHORIZATION', 'INTEGRATOR', 'ADMIN'];

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
  recordAuthorization: ['AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN'],
  extendAuthorization: ['AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN'],
  reviseAuthorization: ['AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN'],
  cancelAuthorization: ['AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN'],
  scheduleVisit: PLANNING,
  scheduleVisitSeries: PLANNING,
  rescheduleVisit: ['SCHEDULER', ...CARE, 'INTEGRATOR', 'ADMIN'],
  reassignVisit: PLANNING,
  changeVisitService: PLANNING,
  pinVisit: ['AUTHORIZATION', 'SCHEDULER', 'INTEGRATOR', 'ADMIN'],
  completeVisit: ['SCHEDULER', ...CARE, 'INTEGRATOR', 'ADMIN'],
  correctVisit: ['SCHEDULER', ...CARE, 'INTEGRATOR', 'ADMIN'],
  cancelVisit: ['SCHEDULER', ...CARE, 'INTEGRATOR', 'ADMIN'],
  missVisit: ['SCHEDULER', ...CARE, 'INTEGRATOR', 'ADMIN'],
  notifyPhysician: [...CARE, 'SCHEDULER', 'INTEGRATOR', 'ADMIN'],
  billVisit: ['BILLER', 'INTEGRATOR', 'ADMIN'],
  payVisit: ['BILLER', 'INTEGRATOR', 'ADMIN'],
  recordEvv: ['SCHEDULER', ...CARE, 'INTEGRATOR', 'ADMIN'],
  writeNote: [...CARE, 'INTEGRATOR'],
  signNote: [...CARE, 'INTEGRATOR'],
  amendNote: CARE,
  acknowledgeFinding: PEOPLE,
  assignFinding: PEOPLE,
  handOverFinding: PEOPLE,
  waiveFinding: ['CLINICAL_LEAD', 'AUTHORIZATION', 'BILLER', 'ADMIN'],
  endFindingWaiver: ['CLINICAL_LEAD', 'AUTHORIZATION', 'BILLER', 'ADMIN'],
  addWebhook: ['ADMIN', 'INTEGRATOR'],
  updateWebhook: ['ADMIN', 'INTEGRATOR'],
  replayWebhook: ['ADMIN', 'INTEGRATOR'],
  removeWebhook: ['ADMIN', 'INTEGRATOR'],
};

/**
 * What can be read. `NARRATIVE` is the text of notes; everything else about a note is CLINICAL_RECORD. `ACCESS` is who else may
 * read what, `EMERGENCIES` who took more than that, and `AUDIT` who read and changed what. `IDENTITY_NUMBERS` are the numbers by
 * which payers and the state know a patient: whoever enrols and bills needs them, and care does not.
 */
export type Reading = 'PATIENTS' | 'SCHEDULE' | 'AUTHORIZATIONS' | 'CLINICAL_RECORD' | 'NARRATIVE' | 'ALIGNMENT' | 'MONEY' | 'ACCESS' | 'EMERGENCIES' | 'WEBHOOKS' | 'AUDIT' | 'IDENTITY_NUMBERS';

export const MAY_READ: Readonly<Record<Reading, readonly Role[]>> = {
  PATIENTS: ROLES,
  SCHEDULE: ROLES,
  AUTHORIZATIONS: ROLES,
  CLINICAL_RECORD: ROLES,
  NARRATIVE: [...CARE, 'ADMIN'],
  ALIGNMENT: ROLES,
  MONEY: [...OFFICE, 'CLINICAL_LEAD', 'INTEGRATOR', 'ADMIN'],
  ACCESS: ['ADMIN'],
  EMERGENCIES: ['CLINICAL_LEAD', 'ADMIN'],
  WEBHOOKS: ['ADMIN', 'INTEGRATOR'],
  AUDIT: ['ADMIN'],
  IDENTITY_NUMBERS: ['AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN'],
};

/** What of a reader decides which kinds of records are for them. */
export type Entitled = Pick<Reader, 'role' | 'smart'>;

/** Events that not everyone hears of into whose scope they fall, by the part of the record that they tell of. */
const TELLS_OF: Readonly<Partial<Record<EventType, Reading>>> = {
  EMERGENCY_ACCESS_GRANTED: 'EMERGENCIES',
  EMERGENCY_ACCESS_ENDED: 'EMERGENCIES',
  EMERGENCY_ACCESS_REVIEWED: 'EMERGENCIES',
};

export function mayHear(viewer: Entitled, type: EventType): boolean {
  const reading = TELLS_OF[type];
  return reading === undefined || mayRead(viewer, reading);
}

export function mayChange({ role, smart }: Entitled, kind: ChangeKind): boolean {
  return (role === 'SYSTEM' || MAY_CHANGE[kind].includes(role)) && allowsChange(smart, kind);
}

export function mayRead({ role, smart }: Entitled, reading: Reading): boolean {
  return (role === 'SYSTEM' || MAY_READ[reading].includes(role)) && allowsReading(smart, reading);
}

/** @throws Refusal FORBIDDEN */
export function expectMayChange(viewer: Entitled, kind: ChangeKind): void {
  if (mayChange(viewer, kind)) return;
  if (mayChange({ ...viewer, smart: null }, kind)) throw outsideScopes();
  const able = MAY_CHANGE[kind];
  throw new Refusal('FORBIDDEN', { expected: able.length > 0 ? `a role among ${able.join(', ')}` : 'the server itself', found: viewer.role });
}

/** What is of the whole agency, and has no part that would be someone's: who is given only a part of the agency reads none of it. */
const OF_THE_WHOLE: ReadonlySet<Reading> = new Set(['AUDIT']);

/** @throws Refusal FORBIDDEN */
export function expectMayRead(viewer: Entitled & Pick<Reader, 'scope'>, reading: Reading): void {
  if (!mayRead(viewer, reading)) {
    if (mayRead({ ...viewer, smart: null }, reading)) throw outsideScopes();
    throw new Refusal('FORBIDDEN', { expected: `a role among ${MAY_READ[reading].join(', ')}`, found: viewer.role });
  }
  if (OF_THE_WHOLE.has(reading) && !isUnlimited(viewer.scope)) {
    throw new Refusal('FORBIDDEN', { expected: 'access to the whole agency', found: 'access to a part of it', remedy: 'Ask an administrator whose access has no limits.' });
  }
}

/** The role would allow it; whoever issued the token does not. */
export function outsideScopes(): Refusal {
  return new Refusal('FORBIDDEN', { expected: 'a token whose scopes allow this', found: 'scopes that do not', remedy: 'Ask for a token with the scope that this takes.' });
}
