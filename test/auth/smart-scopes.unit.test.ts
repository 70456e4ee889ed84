import { describe, expect, test } from '@jest/globals';

import { MAY_CHANGE, READING_RULES } from '../../src/auth/permissions.js';
import { allowsChange, allowsReading, allowsReadingOf, SMART_RESOURCES, smartScopesIn } from '../../src/auth/smart-scopes.js';
import type { ChangeKind } from '../../src/care/change.js';

describe('scopes', () => {
  test.each<readonly [string, unknown]>([
    ['system/Patient.rs', { Patient: 'rs' }],
    ['user/Patient.rs', { Patient: 'rs' }],
    ['system/Patient.cruds', { Patient: 'cruds' }],
    ['system/Patient.read', { Patient: 'rs' }],
    ['system/Patient.write', { Patient: 'cud' }],
    ['system/Patient.*', { Patient: 'cruds' }],
    ['system/Patient.s system/Patient.r system/Patient.c', { Patient: 'crs' }],
    ['system/Patient.rs system/Encounter.u', { Encounter: 'u', Patient: 'rs' }],
    ['system/*.rs', Object.fromEntries(SMART_RESOURCES.map((resource) => [resource, 'rs']))],
  ])('%s are read as they are meant', (text, smart) => {
    expect(smartScopesIn(text.split(' '))).toEqual(smart);
  });

  test.each([
    'patient/Patient.rs', 'patient/*.cruds', 'system/Patient.sr', 'system/Patient.', 'system/Patient', 'system/Patient.rx', 'system/Patient.rs?name=x', 'system/patient.rs', 'system/Medication.rs', 'system/.rs', 'system/Pat*.rs',
    'system/__proto__.rs', 'system/Patient.READ',
  ])('%s allows nothing', (text) => {
    const smart = smartScopesIn([text]);
    expect(Object.values(smart ?? { none: 'cruds' }).join('')).toBe('');
  });

  test('there are none where nothing is said of records', () => {
    for (const scopes of [[], ['openid', 'profile', 'offline_access'], ['launch/patient'], ['fhirUser']]) expect(smartScopesIn(scopes)).toBeNull();
  });

  test('that allow the same are the same text, in whatever order they came', () => {
    const text = (...scopes: string[]): string => JSON.stringify(smartScopesIn(scopes));
    expect(text('system/Patient.r', 'user/Encounter.u', 'system/Patient.s')).toBe(text('user/Encounter.u', 'system/Patient.rs', 'system/Patient.r'));
    expect(text('system/Patient.r')).not.toBe(text('system/Patient.rs'));
  });
});

describe('what scopes allow', () => {
  const opened = (scope: string): string[] => Object.keys(READING_RULES).filter((reading) => allowsReading(smartScopesIn([scope]), reading));
  /** What says no more than the record that it is in, every scope to read something opens. */
  const withAny = opened('system/InsurancePlan.rs');
  const reads = (scope: string): string[] => opened(scope).filter((reading) => !withAny.includes(reading)).sort();
  const changes = (scope: string): string[] => (Object.keys(MAY_CHANGE) as ChangeKind[]).filter((kind) => allowsChange(smartScopesIn([scope]), kind)).sort();

  test('is everything where a token is not limited', () => {
    for (const reading of Object.keys(READING_RULES)) expect(allowsReading(null, reading)).toBe(true);
    for (const kind of Object.keys(MAY_CHANGE) as ChangeKind[]) expect(allowsChange(null, kind)).toBe(true);
  });

  test('is nothing where there are none', () => {
    expect([...Object.keys(READING_RULES).filter((reading) => allowsReading({}, reading)), ...(Object.keys(MAY_CHANGE) as ChangeKind[]).filter((kind) => allowsChange({}, kind))]).toEqual([]);
  });

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['system/Patient.rs', ['MEMBER_ID', 'PATIENTS', 'SSN'], []],
    // A graph is searched as it is read.
    ['system/Patient.r', [], []],
    ['system/Patient.cu', [], ['admitPatient', 'changePatientStatus', 'updatePatient']],
    ['system/Coverage.cruds', ['AUTHORIZATIONS', 'MEMBER_ID', 'PATIENTS'], ['addCoverage', 'changeCoverage']],
    ['system/DocumentReference.rs', ['CLINICAL_RECORD', 'NARRATIVE'], []],
    ['system/ServiceRequest.crs', ['CLINICAL_RECORD'], ['recordCertification', 'recordFaceToFace', 'recordOrder', 'recordSupervision']],
    ['system/Claim.rs', ['AUTHORIZATIONS', 'BILLING_TEXT', 'MONEY'], []],
    ['system/DetectedIssue.rs', ['ALIGNMENT'], []],
    ['system/Subscription.d', [], ['removeWebhook']],
    ['system/Subscription.rs', ['DELIVERY', 'WEBHOOKS'], []],
    ['system/AuditEvent.rs', ['AUDIT', 'EMERGENCIES'], []],
  ])('by %s is that and nothing else', (scope, readings, kinds) => {
    expect(reads(scope)).toEqual(readings);
    expect(changes(scope)).toEqual(kinds);
  });

  test('by all of them is every part of the record, and every change but those of who has access, in an emergency too, and of the agency itself', () => {
    expect(Object.keys(READING_RULES).filter((reading) => !opened('system/*.cruds').includes(reading))).toEqual(['ACCESS', 'ACCESS_RIGHTS']);
    expect((Object.keys(MAY_CHANGE) as ChangeKind[]).filter((kind) => !changes('system/*.cruds').includes(kind))).toEqual([
      'openAgency', 'suspendAgency', 'resumeAgency', 'passTime', 'grantAccess', 'changeAccess', 'revokeAccess', 'revokeToken', 'breakGlass', 'endEmergencyAccess', 'reviewEmergencyAccess', 'addBranch',
    ]);
  });

  test('to read of one type of resource is not to read of another', () => {
    const smart = smartScopesIn(['system/ServiceRequest.rs']);
    expect(allowsReadingOf(smart, ['ServiceRequest', 'CarePlan'])).toBe(true);
    expect(allowsReadingOf(smart, ['DocumentReference', 'Composition'])).toBe(false);
  });
});
