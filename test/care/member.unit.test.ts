import { describe, expect, test } from '@jest/globals';

import { type Agency, resumed, suspended } from '../../src/care/agency.js';
import { type Grant, granted, grantedAgain, isNarrower, type Member, MOST_IDS_A_LIST, regranted, revoked, type Role } from '../../src/care/member.js';

const NOW = new Date('2026-03-02T18:00:00Z');
const LATER = new Date('2026-03-03T18:00:00Z');
const SCHEDULER: Grant = { role: 'SCHEDULER', branchIds: null, payerIds: null, patientIds: null };
const member = (grant: Partial<Grant> = {}): Member => granted({ agencyId: 'a', id: 'm', issuer: 'main', subject: 'ann' }, { ...SCHEDULER, ...grant }, NOW);
const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `id-${i}`);
const refused = (code: string, path?: readonly unknown[]): unknown => expect.objectContaining({ code, ...(path && { details: expect.objectContaining({ path }) }) });

test('a colleague who is given access has it, in the first version', () => {
  expect(member()).toEqual({ ...SCHEDULER, agencyId: 'a', id: 'm', issuer: 'main', subject: 'ann', status: 'ACTIVE', version: 1, grantedAt: NOW, revokedAt: null });
});

test('lists are kept as sets, so that equal scopes are equal', () => {
  expect(member({ branchIds: ['b', 'a', 'b'], payerIds: ['p'], patientIds: [] })).toMatchObject({ branchIds: ['a', 'b'], payerIds: ['p'], patientIds: [] });
});

describe.each(['branchIds', 'payerIds', 'patientIds'] as const)('a list of %s', (field) => {
  test('may be as long as the limit and no longer, given and changed', () => {
    expect(member({ [field]: ids(MOST_IDS_A_LIST) })[field]).toHaveLength(MOST_IDS_A_LIST);
    expect(() => member({ [field]: ids(MOST_IDS_A_LIST + 1) })).toThrow(refused('INVALID_INPUT', ['input', field]));
    expect(() => regranted(member(), { ...SCHEDULER, [field]: ids(MOST_IDS_A_LIST + 1) })).toThrow(refused('INVALID_INPUT', ['input', field]));
  });

  test.each<readonly [string, readonly string[] | null, readonly string[] | null, boolean]>([
    ['nothing left out, as before', null, null, false],
    ['nothing left out any more', null, ['a'], false],
    ['some where there were all', ['a'], null, true],
    ['none where there were all', [], null, true],
    ['the same in another order', ['b', 'a'], ['a', 'b'], false],
    ['one more', ['a', 'b'], ['a'], false],
    ['one less', ['a'], ['a', 'b'], true],
    ['another one', ['b'], ['a'], true],
    ['none, as before', [], [], false],
  ])('with %s is less: %#', (_what, after, before, isLess) => {
    expect(isNarrower({ ...SCHEDULER, [field]: after }, { ...SCHEDULER, [field]: before })).toBe(isLess);
  });
});

test('another role is less, whichever', () => {
  expect(isNarrower({ ...SCHEDULER, role: 'ADMIN' }, SCHEDULER)).toBe(true);
  expect(isNarrower(SCHEDULER, SCHEDULER)).toBe(false);
});

test('roles that nobody can hold are refused', () => {
  for (const role of ['SYSTEM', 'OWNER']) expect(() => member({ role: role as Role })).toThrow(refused('UNKNOWN_CODE', ['input', 'role']));
});

test('access that is changed is another version of the same member', () => {
  expect(regranted(member(), { ...SCHEDULER, role: 'BILLER' })).toEqual({ ...member(), role: 'BILLER', version: 2 });
});

test('access that is revoked has ended, is not changed or revoked again, and can be given again', () => {
  const gone = revoked(member(), LATER);
  expect(gone).toEqual({ ...member(), status: 'REVOKED', version: 2, revokedAt: LATER });
  expect(() => regranted(gone, SCHEDULER)).toThrow(refused('ILLEGAL_TRANSITION', ['input', 'agencyMemberId']));
  expect(() => revoked(gone, LATER)).toThrow(refused('ILLEGAL_TRANSITION', ['input', 'agencyMemberId']));
  expect(grantedAgain(gone, { ...SCHEDULER, role: 'BILLER' }, LATER)).toEqual({ ...member(), role: 'BILLER', version: 3, grantedAt: LATER });
});

test('access is not given to someone who has it', () => {
  expect(() => grantedAgain(member(), SCHEDULER, LATER)).toThrow(refused('ALREADY_EXISTS', ['input', 'subject']));
});

test('an agency is suspended once, and resumed once', () => {
  const agency: Agency = { agencyId: 'a', slug: 'a', name: 'A', status: 'ACTIVE' };
  expect(suspended(agency)).toEqual({ ...agency, status: 'SUSPENDED' });
  expect(resumed(suspended(agency))).toEqual(agency);
  expect(() => suspended(suspended(agency))).toThrow(refused('ILLEGAL_TRANSITION'));
  expect(() => resumed(agency)).toThrow(refused('ILLEGAL_TRANSITION'));
});

describe('a role that is never for the whole agency', () => {
  test.each<readonly [Role, Partial<Grant>, string]>([
    ['CAREGIVER', { branchIds: ['b'], payerIds: ['p'] }, 'patientIds'],
    ['EXTERNAL_OPERATOR', { payerIds: ['p'] }, 'branchIds'],
    ['EXTERNAL_OPERATOR', { branchIds: ['b'] }, 'payerIds'],
    ['EXTERNAL_OPERATOR', { patientIds: ['x'] }, 'branchIds'],
  ])('is refused to a %s who has none of what it is for: %#', (role, grant, field) => {
    expect(() => member({ role, ...grant })).toThrow(refused('INVALID_INPUT', ['input', field]));
    expect(() => regranted(member(), { ...SCHEDULER, role, ...grant })).toThrow(refused('INVALID_INPUT', ['input', field]));
  });

  test('is given with it, and may be for nobody yet', () => {
    expect(member({ role: 'CAREGIVER', patientIds: [] }).patientIds).toEqual([]);
    expect(member({ role: 'EXTERNAL_OPERATOR', branchIds: ['b'], payerIds: ['p'] })).toMatchObject({ patientIds: null });
    expect(member({ role: 'LEADER' })).toMatchObject({ branchIds: null, payerIds: null, patientIds: null });
  });
});
