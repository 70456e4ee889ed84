import { describe, expect, test } from '@jest/globals';

import type { KeptName } from '../../src/db/queries/namings.js';
import { changedElements, fingerprintOf } from '../../src/fhir/fingerprint.js';
import { identityOf, namesOf, type OwnNames, usableIdentifiers } from '../../src/fhir/identity.js';

const ADDRESS = 'urn:plumbline:fhir:Claim';
const kept = (recordId: string, system: string, value: string, contentHash: string | null = 'f'): KeptName => ({ recordType: 'X', recordId, system, value, contentHash });
const own = (address: string, ...identifiers: string[]): OwnNames => ({ address: { system: ADDRESS, value: address }, identifiers: identifiers.map((value) => ({ system: 'trace', value })) });

describe('which record a claim is', () => {
  const known = [kept('r1', ADDRESS, 'https://a.example/Claim/1'), kept('r1', 'trace', 'T1')];

  test('the one of its address', () => {
    expect(identityOf('Claim', own('https://a.example/Claim/1', 'T1'), known, known)).toMatchObject({ recordId: 'r1', fingerprint: 'f', newNames: [], contested: [] });
  });

  test('the one of its trace number, where it comes from another server or under a UUID', () => {
    expect(identityOf('Claim', own('https://payer.example/Claim/9', 'T1'), [known[1] as KeptName], known).recordId).toBe('r1');
    expect(identityOf('Claim', own('urn:uuid:1', 'T1'), [known[1] as KeptName], known).recordId).toBe('r1');
  });

  test('a new one, where the same server has it under another id: two requests may bear one number', () => {
    expect(identityOf('Claim', own('https://a.example/Claim/2', 'T1'), [known[1] as KeptName], known)).toMatchObject({ recordId: null, newNames: [{ value: 'https://a.example/Claim/2' }] });
  });

  test('a new one, where its address was used for another number; then the address is contested', () => {
    expect(identityOf('Claim', own('https://a.example/Claim/1', 'T2'), [known[0] as KeptName], known)).toMatchObject({ recordId: null, contested: [{ value: 'https://a.example/Claim/1' }], newNames: [{ value: 'T2' }] });
  });

  test('a contested address points at nothing', () => {
    const contested = kept('r1', ADDRESS, 'https://a.example/Claim/1', 'CONTESTED');
    expect(identityOf('Claim', own('https://a.example/Claim/1'), [contested], [contested])).toMatchObject({ recordId: null, fingerprint: null });
  });
});

describe('which record a person is', () => {
  test('the one of the identifier, whatever the address says', () => {
    const names = [kept('r1', 'trace', 'MR1'), kept('r2', ADDRESS, 'Patient/1')];
    expect(identityOf('Patient', own('Patient/1', 'MR1'), names, names)).toMatchObject({ recordId: 'r1', contested: [{ value: 'Patient/1' }] });
  });

  test('nobody, where the identifiers are those of two people', () => {
    const names = [kept('r1', 'trace', 'MR1'), kept('r2', 'trace', 'MR2')];
    expect(() => identityOf('Patient', own('Patient/1', 'MR1', 'MR2'), names, names)).toThrow(expect.objectContaining({ code: 'ALREADY_EXISTS' }));
  });
});

describe('identifiers that serve as names', () => {
  test.each([
    ['a record number', { system: 'urn:oid:1', value: ' 7 ' }, [{ system: 'urn:oid:1', value: '7' }]],
    ['a UUID, even without a system', { value: '56AE5855-9f20-41e4-a59d-000e36d9d85a' }, [{ system: 'urn:ietf:rfc:3986', value: 'urn:uuid:56ae5855-9f20-41e4-a59d-000e36d9d85a' }]],
    ['no number without a system', { value: '12345' }, []],
    ['no old number', { system: 'urn:oid:1', value: '7', use: 'old' }, []],
    ['no social security number', { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-45-5045' }, []],
    ['no driving licence', { type: { coding: [{ code: 'DL' }] }, system: 'urn:oid:2', value: 'S1' }, []],
    ['no member number, which families share', { type: { coding: [{ code: 'MB' }] }, system: 'urn:oid:3', value: '1' }, []],
    ['no NPI that cannot be one', { system: 'http://hl7.org/fhir/sid/us-npi', value: '280' }, []],
    ['an NPI', { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }, [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' }]],
    ['nothing that is no identifier', 'x', []],
  ])('%s', (_what, identifier, expected) => {
    expect(usableIdentifiers([identifier])).toEqual(expected);
  });

  test('a resource without address and id is known by what it says', () => {
    const entry = { path: '', resourceType: 'Coverage', resource: { resourceType: 'Coverage', status: 'active' }, fullUrl: null, id: null, container: null, refusal: null };
    const again = { ...entry, resource: { status: 'active', resourceType: 'Coverage' } };
    expect(namesOf(entry, '').address).toEqual(namesOf(again, '').address);
    expect(namesOf(entry, '').address).not.toEqual(namesOf({ ...entry, resource: { resourceType: 'Coverage', status: 'cancelled' } }, '').address);
  });
});

describe('fingerprints', () => {
  const print = (resource: Record<string, unknown>): string => fingerprintOf(resource, (reference) => (reference.startsWith('urn:uuid:') ? 'the patient' : null));

  test('are equal for equal content, in whatever order and under whatever version and narrative', () => {
    expect(print({ a: 1, b: { c: [1, 2], d: null }, meta: { versionId: '1' }, text: { div: 'x' }, id: '1' })).toBe(print({ b: { d: null, c: [1, 2] }, a: 1, id: '2' }));
  });

  test('tell which elements differ', () => {
    expect(changedElements(print({ a: 1, b: 2, c: 3 }), print({ a: 1, b: 3, d: 4 }))).toEqual(['b', 'c', 'd']);
    expect(changedElements(print({ list: [1, 2] }), print({ list: [2, 1] }))).toEqual(['list']);
  });

  test('do not take a new UUID for the same thing as a difference', () => {
    expect(print({ subject: { reference: 'urn:uuid:1' } })).toBe(print({ subject: { reference: 'urn:uuid:2' } }));
    expect(print({ subject: { reference: 'Patient/1' } })).not.toBe(print({ subject: { reference: 'Patient/2' } }));
  });
});
