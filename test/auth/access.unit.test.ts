import { describe, expect, test } from '@jest/globals';

import { type AccessFacts, accessOf, admitted, type Concern, type KnownMember, permits, policyKeyOf } from '../../src/auth/access.js';
import { type Emergency, type Scope, UNLIMITED } from '../../src/auth/scope.js';
import { systemOf, type Viewer } from '../../src/auth/viewer.js';
import { viewerOf } from '../support/viewers.js';

const VIEWER = viewerOf('a', 'BILLER', 'ann');
const ANN: KnownMember = { issuer: 'main', subject: 'ann', status: 'ACTIVE', role: 'SCHEDULER', branchIds: ['b1'], payerIds: null, patientIds: [], emergencies: [] };
const NOW = new Date('2026-03-01T12:00:00Z');
const opened = (patientId: string): Emergency => ({ id: `opened-${patientId}`, patientId, endsAt: new Date('2026-03-01T13:00:00Z') });
const facts = (members: readonly KnownMember[], agencyStatus: AccessFacts['agencyStatus'] = 'ACTIVE'): AccessFacts => ({ agencyStatus, members: new Map(members.map((member) => [member.subject, member])), revocations: [] });

describe('the access of', () => {
  test.each<readonly [string, Viewer, AccessFacts, unknown]>([
    ['a member is what the agency says, not the token', VIEWER, facts([ANN]), { state: 'GRANTED', role: 'SCHEDULER', scope: { branchIds: ['b1'], payerIds: null, patientIds: [], emergencies: [] }, smart: null }],
    ['whoever is no member is what the token says, for everything', VIEWER, facts([]), { state: 'GRANTED', role: 'BILLER', scope: UNLIMITED, smart: null }],
    ['an aide whom the agency does not know is that of an empty caseload', { ...VIEWER, role: 'CAREGIVER' }, facts([]), { state: 'GRANTED', role: 'CAREGIVER', scope: { branchIds: [], payerIds: [], patientIds: [], emergencies: [] }, smart: null }],
    ['an operator from outside whom it does not know is nothing either', { ...VIEWER, role: 'EXTERNAL_OPERATOR' }, facts([]), { state: 'GRANTED', role: 'EXTERNAL_OPERATOR', scope: { branchIds: [], payerIds: [], patientIds: [], emergencies: [] }, smart: null }],
    ['someone is not that of another member', VIEWER, facts([{ ...ANN, subject: 'ANN' }]), { state: 'GRANTED', role: 'BILLER', scope: UNLIMITED, smart: null }],
    ['a member who was sent away is none', VIEWER, facts([{ ...ANN, status: 'REVOKED' }]), { state: 'REFUSED', reason: 'ACCESS_REVOKED' }],
    ['a member of a suspended agency is none', VIEWER, facts([ANN], 'SUSPENDED'), { state: 'REFUSED', reason: 'AGENCY_SUSPENDED' }],
    ['whoever is no member of a suspended agency is none', VIEWER, facts([], 'SUSPENDED'), { state: 'REFUSED', reason: 'AGENCY_SUSPENDED' }],
    ['whoever comes from an agency that was not opened is the token\'s', VIEWER, facts([], null), { state: 'GRANTED', role: 'BILLER', scope: UNLIMITED, smart: null }],
    ['the clock goes on in a suspended agency', systemOf('a'), facts([], 'SUSPENDED'), { state: 'GRANTED', role: 'SYSTEM', scope: UNLIMITED, smart: null }],
    ['the server is not taken away with that of a namesake', systemOf('a'), facts([{ ...ANN, subject: 'plumbline', status: 'REVOKED' }]), { state: 'GRANTED', role: 'SYSTEM', scope: UNLIMITED, smart: null }],
  ])('%s', (_what, viewer, known, access) => {
    expect(accessOf(viewer, known, NOW)).toEqual(access);
  });
});

test('an emergency is part of the scope until its last second, however long it has been known', () => {
  const open = opened('p1');
  const emergenciesAt = (at: string): unknown => {
    const access = accessOf(VIEWER, facts([{ ...ANN, emergencies: [open] }]), new Date(at));
    return access.state === 'GRANTED' && access.scope.emergencies;
  };
  expect(emergenciesAt('2026-03-01T12:59:59.999Z')).toEqual([open]);
  expect(emergenciesAt('2026-03-01T13:00:00Z')).toEqual([]);
});

describe('who asks', () => {
  test('is admitted in the role and the scope that they have now', () => {
    const scope = { branchIds: ['b1'], payerIds: null, patientIds: [], emergencies: [] };
    expect(admitted(VIEWER, accessOf(VIEWER, facts([ANN]), NOW))).toEqual({ ...VIEWER, role: 'SCHEDULER', scope });
  });

  test.each([
    ['ACCESS_REVOKED', 'access that was revoked'],
    ['AGENCY_SUSPENDED', 'an agency that is suspended'],
  ] as const)('is told of %s, with what to do', (reason, found) => {
    expect(() => admitted(VIEWER, { state: 'REFUSED', reason })).toThrow(expect.objectContaining({ code: 'FORBIDDEN', details: { found, remedy: expect.stringMatching(/^Ask /) } }));
  });
});

describe('what is heard', () => {
  const of = (about: Partial<Concern>): Concern => ({ patientId: 'p1', branchId: 'b1', payerIds: ['y1', 'y2'], ...about });
  const ofAgency = (payerIds: readonly string[] = []): Concern => ({ patientId: null, branchId: null, payerIds });
  const scope = (lists: Partial<Scope>): Scope => ({ ...UNLIMITED, ...lists });

  test.each<readonly [string, Scope, Concern, boolean]>([
    ['everything, without a list', UNLIMITED, of({}), true],
    ['what concerns the agency, without a list', UNLIMITED, ofAgency(['y1']), true],

    ['a patient of the caseload', scope({ patientIds: ['p0', 'p1'] }), of({}), true],
    ['a patient of another caseload', scope({ patientIds: ['p0'] }), of({}), false],
    ['a patient, with an empty caseload', scope({ patientIds: [] }), of({}), false],
    ['what concerns the agency, with a caseload', scope({ patientIds: ['p0'] }), ofAgency(), true],
    ['what concerns the agency, with an empty caseload', scope({ patientIds: [] }), ofAgency(['y1']), true],

    ['a patient of the branch', scope({ branchIds: ['b1'] }), of({}), true],
    ['a patient of another branch', scope({ branchIds: ['b2'] }), of({}), false],
    ['a patient of no branch, with branches', scope({ branchIds: ['b1'] }), of({ branchId: null }), false],
    ['a patient, with an empty list of branches', scope({ branchIds: [] }), of({}), false],
    ['what concerns the agency, with branches', scope({ branchIds: ['b2'] }), ofAgency(), true],

    ['a patient with one of the payers', scope({ payerIds: ['y2'] }), of({}), true],
    ['a patient with other payers', scope({ payerIds: ['y3'] }), of({}), false],
    ['a patient without a payer, with payers', scope({ payerIds: ['y1'] }), of({ payerIds: [] }), false],
    ['a patient, with an empty list of payers', scope({ payerIds: [] }), of({}), false],
    ['a policy of one of the payers', scope({ payerIds: ['y1'] }), ofAgency(['y1']), true],
    ['a policy of another payer', scope({ payerIds: ['y3'] }), ofAgency(['y1']), false],
    ['a policy of a payer, with an empty list of payers', scope({ payerIds: [] }), ofAgency(['y1']), false],
    ['what concerns the agency and no payer, with payers', scope({ payerIds: ['y3'] }), ofAgency(), true],

    ['a patient in every list', scope({ patientIds: ['p1'], branchIds: ['b1'], payerIds: ['y1'] }), of({}), true],
    ['a patient in all lists but the caseload', scope({ patientIds: ['p2'], branchIds: ['b1'], payerIds: ['y1'] }), of({}), false],
    ['a patient in all lists but the branches', scope({ patientIds: ['p1'], branchIds: ['b2'], payerIds: ['y1'] }), of({}), false],
    ['a patient in all lists but the payers', scope({ patientIds: ['p1'], branchIds: ['b1'], payerIds: ['y3'] }), of({}), false],

    ['a patient in no list who was opened in an emergency', scope({ patientIds: [], branchIds: [], payerIds: [], emergencies: [opened('p1')] }), of({}), true],
    ['another patient than the one who was opened', scope({ patientIds: [], emergencies: [opened('p2')] }), of({}), false],
    ['what concerns payers, and a patient was opened', scope({ payerIds: [], emergencies: [opened('p1')] }), ofAgency(['y1']), false],
  ])('%s', (_what, lists, about, isHeard) => {
    expect(permits(lists, about)).toBe(isHeard);
  });
});

describe('the key of a policy', () => {
  const base = { role: 'BILLER', smart: null, scope: { branchIds: ['1', '2'], payerIds: null, patientIds: [], emergencies: [] } } as const;

  test('is equal for equal roles and scopes, whatever the order', () => {
    expect(policyKeyOf({ ...base, scope: { ...base.scope, branchIds: ['2', '1', '2'] } })).toBe(policyKeyOf(base));
  });

  test('differs wherever something else may be heard or read', () => {
    const others = [
      base,
      { ...base, role: 'SCHEDULER' },
      { ...base, scope: UNLIMITED },
      { ...base, scope: { ...base.scope, branchIds: ['1'] } },
      { ...base, scope: { ...base.scope, branchIds: ['12'] } },
      { ...base, scope: { ...base.scope, branchIds: null, payerIds: ['1', '2'] } },
      { ...base, scope: { ...base.scope, patientIds: null } },
      { ...base, scope: { ...base.scope, emergencies: [opened('p1')] } },
      { ...base, scope: { ...base.scope, emergencies: [{ ...opened('p1'), id: 'again' }] } },
    ] as const;
    expect(new Set(others.map(policyKeyOf)).size).toBe(others.length);
  });
});
