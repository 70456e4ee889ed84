import type { ChangeKind } from '../care/change.js';

/**
 * What a token limits its bearer to, in the words of SMART on FHIR: `system/Patient.rs`, `user/*.cruds`, and as version 1
 * of it writes them, `.read`, `.write` and `.*`. Scopes say what a program may do of what its member may: they narrow and
 * never widen.
 *
 * By FHIR resource type, the letters of what is allowed: create, read, update, delete, search. In one order whatever the
 * token's, so that equal limits are equal text.
 *
 * There is nothing here of a launch for one patient, so `patient/` scopes allow nothing; and a scope with search parameters,
 * which would be narrower than we can keep to, allows nothing either.
 */
export type SmartScopes = Readonly<Partial<Record<SmartResource, string>>>;

export const SMART_RESOURCES = [
  'Appointment', 'AuditEvent', 'CarePlan', 'Claim', 'ClaimResponse', 'Composition', 'Coverage', 'CoverageEligibilityResponse', 'DetectedIssue', 'DocumentReference',
  'Encounter', 'InsurancePlan', 'Organization', 'Patient', 'Practitioner', 'PractitionerRole', 'ServiceRequest', 'Subscription',
] as const;
export type SmartResource = (typeof SMART_RESOURCES)[number];

/** Under which types our records are known there. One of them is enough. */
const VISITS: readonly SmartResource[] = ['Encounter', 'Appointment'];
const ORDERS: readonly SmartResource[] = ['ServiceRequest', 'CarePlan'];
const AUTHORIZATIONS: readonly SmartResource[] = ['Claim', 'ClaimResponse', 'CoverageEligibilityResponse'];
const NOTES: readonly SmartResource[] = ['DocumentReference', 'Composition'];
const STAFF: readonly SmartResource[] = ['Practitioner', 'PractitionerRole'];
const PAYERS: readonly SmartResource[] = ['Organization', 'InsurancePlan'];
export const RESOURCES = { VISITS, ORDERS, AUTHORIZATIONS, NOTES, STAFF, PAYERS, PATIENTS: ['Patient'], COVERAGES: ['Coverage'], FINDINGS: ['DetectedIssue'], WEBHOOKS: ['Subscription'] } as const;

/** What can be read, by the names of `permissions.ts`. A part that is not listed no scope opens. */
const READS: Readonly<Record<string, readonly SmartResource[]>> = {
  PATIENTS: ['Patient', 'Coverage'],
  SCHEDULE: VISITS,
  AUTHORIZATIONS: [...AUTHORIZATIONS, 'Coverage'],
  STAFF,
  CLINICAL_RECORD: [...ORDERS, ...NOTES],
  NARRATIVE: NOTES,
  ALIGNMENT: ['DetectedIssue'],
  MONEY: ['Claim', 'ClaimResponse'],
  BILLING_TEXT: ['Claim', 'ClaimResponse'],
  WEBHOOKS: ['Subscription'],
  AUDIT: ['AuditEvent'],
  EMERGENCIES: ['AuditEvent'],
  SSN: ['Patient'],
  MEMBER_ID: ['Patient', 'Coverage'],
  DELIVERY: ['Subscription'],
  // What says no more than the record that it is in is open with that record.
  ...Object.fromEntries(['OPERATIONAL', 'IDENTITY', 'CARE_DATES', 'AUTHORIZED_CARE', 'CARE', 'CLINICAL_CODE', 'REASON', 'COLLEAGUE', 'PATTERN_NAME'].map((fieldClass) => [fieldClass, SMART_RESOURCES])),
};

/** What each change is of what it is made to. A change that is not listed no scope allows: access is nothing that a program hands on. */
const CHANGES_AS: Readonly<Partial<Record<ChangeKind, readonly [Letter, readonly SmartResource[]]>>> = {
  addStaff: ['c', STAFF],
  updateStaff: ['u', STAFF],
  addPayer: ['c', PAYERS],
  updatePayer: ['u', PAYERS],
  setPayerPolicy: ['u', PAYERS],
  admitPatient: ['c', ['Patient']],
  updatePatient: ['u', ['Patient']],
  changePatientStatus: ['u', ['Patient']],
  updateCarePlan: ['u', ['CarePlan']],
  addCoverage: ['c', ['Coverage']],
  changeCoverage: ['u', ['Coverage']],
  recordCertification: ['c', ORDERS],
  updateCertification: ['u', ORDERS],
  recordFaceToFace: ['c', ORDERS],
  recordSupervision: ['c', ORDERS],
  recordOrder: ['c', ORDERS],
  updateOrder: ['u', ORDERS],
  signOrder: ['u', ORDERS],
  discontinueOrder: ['u', ORDERS],
  recordAuthorization: ['c', AUTHORIZATIONS],
  extendAuthorization: ['u', AUTHORIZATIONS],
  reviseAuthorization: ['u', AUTHORIZATIONS],
  cancelAuthorization: ['u', AUTHORIZATIONS],
  scheduleVisit: ['c', VISITS],
  scheduleVisitSeries: ['c', VISITS],
  rescheduleVisit: ['u', VISITS],
  reassignVisit: ['u', VISITS],
  changeVisitService: ['u', VISITS],
  pinVisit: ['u', VISITS],
  completeVisit: ['u', VISITS],
  correctVisit: ['u', VISITS],
  cancelVisit: ['u', VISITS],
  missVisit: ['u', VISITS],
  notifyPhysician: ['u', VISITS],
  recordEvv: ['u', VISITS],
  billVisit: ['c', ['Claim']],
  payVisit: ['c', ['ClaimResponse']],
  writeNote: ['c', NOTES],
  signNote: ['u', NOTES],
  amendNote: ['u', NOTES],
  acknowledgeFinding: ['u', ['DetectedIssue']],
  assignFinding: ['u', ['DetectedIssue']],
  handOverFinding: ['u', ['DetectedIssue']],
  waiveFinding: ['u', ['DetectedIssue']],
  endFindingWaiver: ['u', ['DetectedIssue']],
  addWebhook: ['c', ['Subscription']],
  updateWebhook: ['u', ['Subscription']],
  replayWebhook: ['u', ['Subscription']],
  removeWebhook: ['d', ['Subscription']],
};

export function allowsReading(smart: SmartScopes | null, reading: string): boolean {
  return smart === null || allowsReadingOf(smart, READS[reading] ?? []);
}

/** A graph is read by ids and by searching in turn, so it takes both: `r` alone would have to be refused on every edge. */
export function allowsReadingOf(smart: SmartScopes | null, resources: readonly SmartResource[]): boolean {
  return smart === null || resources.some((resource) => allows(smart, resource, 'r') && allows(smart, resource, 's'));
}

export function allowsChange(smart: SmartScopes | null, kind: ChangeKind): boolean {
  const [letter, resources] = CHANGES_AS[kind] ?? [null, []];
  if (smart === null) return true;
  if (TELLING.has(kind) && !Object.values(RESOURCES).every((all) => allowsReadingOf(smart, all))) return false;
  return letter !== null && resources.some((resource) => allows(smart, resource, letter));
}

/** What is delivered to a webhook is limited by no token, so whoever says what goes where has to be allowed to read all of it. */
const TELLING: ReadonlySet<ChangeKind> = new Set<ChangeKind>(['addWebhook', 'updateWebhook', 'replayWebhook']);

type Letter = 'c' | 'r' | 'u' | 'd' | 's';

function allows(smart: SmartScopes, resource: SmartResource, letter: Letter): boolean {
  return smart[resource]?.includes(letter) === true;
}

/** Null where there is no such scope among them, as in the tokens of people who signed in and nothing else. */
export function smartScopesIn(scopes: readonly string[]): SmartScopes | null {
  const clinical = scopes.filter((scope) => /^(patient|user|system)\//.test(scope));
  if (clinical.length === 0) return null;
  const letters = new Map<SmartResource, Set<string>>();
  for (const { resources, allowed } of clinical.flatMap(grantIn)) {
    for (const resource of resources) letters.set(resource, new Set([...(letters.get(resource) ?? []), ...allowed]));
  }
  return Object.fromEntries(SMART_RESOURCES.flatMap((resource) => {
    const of = letters.get(resource);
    return of === undefined ? [] : [[resource, [...LETTERS].filter((letter) => of.has(letter)).join('')]];
  }));
}

/** For tokens that can do nothing but what their scopes say: those that say nothing allow nothing. */
export const NO_SCOPES: SmartScopes = {};

const LETTERS = 'cruds';
const SCOPE = /^(?:user|system)\/(\*|[A-Za-z]+)\.(\*|read|write|c?r?u?d?s?)$/;
const VERSION_1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': LETTERS };

interface ScopeGrant {
  readonly resources: readonly SmartResource[];
  readonly allowed: string;
}

/** None of what is not written as the specification says. */
function grantIn(scope: string): ScopeGrant[] {
  const [, type, permission = ''] = SCOPE.exec(scope) ?? [];
  const resources = type === '*' ? SMART_RESOURCES : SMART_RESOURCES.filter((resource) => resource === type);
  return [{ resources, allowed: VERSION_1[permission] ?? permission }];
}
