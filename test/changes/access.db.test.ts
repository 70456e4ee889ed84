import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { Viewer } from '../../src/auth/viewer.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { changeAccess } from '../../src/changes/change-access.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { passTimeTogether, perform } from '../../src/changes/perform.js';
import { resumeAgency } from '../../src/changes/resume-agency.js';
import { revokeAccess } from '../../src/changes/revoke-access.js';
import { suspendAgency } from '../../src/changes/suspend-agency.js';
import { revokeToken } from '../../src/changes/revoke-token.js';
import { reading, writing } from '../../src/db/agency-scope.js';
import { accessFactsOf } from '../../src/db/queries/access-facts.js';
import type { MemberRow } from '../../src/db/rows/member-row.js';
import { statement } from '../../src/db/statement.js';
import type { AccessFacts } from '../../src/auth/access.js';
import { ABOUT_ACCESS } from '../../src/feed/event.js';
import { systemIds } from '../../src/system.js';
import { type Care, openCare, openTestWorld, type TestWorld } from '../support/care.js';
import { viewerOf } from '../support/viewers.js';

let the: TestWorld;
let care: Care;
let elsewhere: Care;
/** An administrator by their token alone. */
let admin: Viewer;

beforeAll(async () => {
  the = await openTestWorld();
  elsewhere = await openCare(the.world);
});
afterAll(() => the.close());

beforeEach(async () => {
  care = await openCare(the.world);
  admin = viewerOf(care.agencyId, 'ADMIN', 'admin');
});

const grant = async (input: Partial<Parameters<typeof grantAccess.apply>[1]> = {}, viewer = admin): Promise<MemberRow> =>
  (await perform(the.world, grantAccess, { subject: 'ann', role: 'SCHEDULER', ...input }, { viewer })).record;
const asAdmin = async (subject: string): Promise<{ readonly member: MemberRow; readonly viewer: Viewer }> => ({
  member: await grant({ subject, role: 'ADMIN' }),
  viewer: viewerOf(care.agencyId, 'ADMIN', subject),
});
const factsOf = (subjects: readonly string[], { agencyId } = care): Promise<AccessFacts> => reading(the.database, agencyId, (tx) => accessFactsOf(tx, subjects.map((subject) => ({ subject, tokenId: null })), the.clock.now()));
const refused = (code: string, path?: readonly unknown[]): unknown => expect.objectContaining({ code, ...(path && { details: expect.objectContaining({ path }) }) });

async function lastEvent(): Promise<{ readonly type: string; readonly patient_id: string | null; readonly what: unknown; readonly actor: unknown }> {
  const { rows } = await the.owner.query(`select type, patient_id, body -> 'what' as what, body -> 'actor' as actor from alignment_events where agency_id = $1 order by seq desc limit 1`, [care.agencyId]);
  return rows[0];
}

describe('access that is granted', () => {
  test('is the member\'s, and the event tells all of it', async () => {
    const record = await grant({ branchIds: [care.branchId], patientIds: [] });
    expect(record).toMatchObject({ subject: 'ann', role: 'SCHEDULER', branchIds: [care.branchId], payerIds: null, patientIds: [], status: 'ACTIVE', version: 1 });
    const told = (field: string, after: unknown): unknown => ({ entity: 'Member', id: record.id, field, before: null, after });
    expect(await lastEvent()).toEqual({
      type: 'ACCESS_GRANTED', patient_id: null, actor: { subject: 'admin', role: 'ADMIN' },
      what: [told('issuer', 'main'), told('subject', 'ann'), told('role', 'SCHEDULER'), told('branchIds', JSON.stringify([care.branchId])), told('patientIds', '[]'), told('status', 'ACTIVE')],
    });
  });

  test('is not granted twice, also not by two at once', async () => {
    const both = await Promise.allSettled([grant(), grant()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'ALREADY_EXISTS', details: { path: ['input', 'subject'] } } });
    await expect(grant()).rejects.toEqual(refused('ALREADY_EXISTS', ['input', 'subject']));
  });

  test('can be granted to the same subject in each agency', async () => {
    await grant();
    const other = await grant({ role: 'BILLER' }, { ...admin, agencyId: elsewhere.agencyId });
    expect((await factsOf(['ann'])).members.get('ann')).toMatchObject({ role: 'SCHEDULER' });
    expect((await factsOf(['ann'], elsewhere)).members.get('ann')).toMatchObject({ role: other.role });
  });

  test('names no record that is unknown, or of another agency', async () => {
    for (const [field, known, foreign] of [['branchIds', care.branchId, elsewhere.branchId], ['payerIds', care.payerId, elsewhere.payerId], ['patientIds', care.patientId, elsewhere.patientId]] as const) {
      for (const id of [foreign, systemIds.next()]) await expect(grant({ [field]: [known, id] })).rejects.toEqual(refused('NOT_FOUND', ['input', field, 1]));
    }
    expect((await factsOf(['ann'])).members.size).toBe(0);
  });

  test('again after it was revoked is the same member\'s, in the new role and scope', async () => {
    const { id } = await grant({ branchIds: [care.branchId] });
    await perform(the.world, revokeAccess, { agencyMemberId: id }, { viewer: admin });
    expect(await grant({ role: 'BILLER' })).toMatchObject({ id, role: 'BILLER', branchIds: null, status: 'ACTIVE', version: 3, revokedAt: null });
    expect(await lastEvent()).toMatchObject({ type: 'ACCESS_GRANTED', what: [{ field: 'role' }, { field: 'branchIds', after: null }, { field: 'status', before: 'REVOKED', after: 'ACTIVE' }] });
  });
});

describe('access that is changed', () => {
  test('keeps what was not spoken of, and the event tells the rest', async () => {
    const { id } = await grant({ branchIds: [care.branchId], payerIds: [care.payerId] });
    const { record } = await perform(the.world, changeAccess, { agencyMemberId: id, role: 'BILLER', branchIds: null, expectedVersion: 1 }, { viewer: admin });
    expect(record).toMatchObject({ role: 'BILLER', branchIds: null, payerIds: [care.payerId], patientIds: null, version: 2 });
    expect(await lastEvent()).toMatchObject({
      type: 'ACCESS_CHANGED',
      what: [{ entity: 'Member', id, field: 'role', before: 'SCHEDULER', after: 'BILLER' }, { field: 'branchIds', before: JSON.stringify([care.branchId]), after: null }],
    });
  });

  test('is refused over a version that is no longer the present one, for whoever has none, and for strangers', async () => {
    const { id } = await grant();
    const change = (agencyMemberId: string, expectedVersion = 1): Promise<unknown> => perform(the.world, changeAccess, { agencyMemberId, role: 'BILLER', expectedVersion }, { viewer: admin });
    await expect(change(id, 2)).rejects.toEqual(refused('VERSION_CONFLICT'));
    await expect(change(systemIds.next())).rejects.toEqual(refused('NOT_FOUND', ['input', 'agencyMemberId']));
    await perform(the.world, revokeAccess, { agencyMemberId: id, expectedVersion: 1 }, { viewer: admin });
    await expect(change(id, 2)).rejects.toEqual(refused('ILLEGAL_TRANSITION', ['input', 'agencyMemberId']));
    const stranger = await grant({ subject: 'stranger' }, { ...admin, agencyId: elsewhere.agencyId });
    await expect(change(stranger.id)).rejects.toEqual(refused('NOT_FOUND', ['input', 'agencyMemberId']));
  });
});

describe('access that is revoked', () => {
  test('has ended, and the event says so', async () => {
    const { id } = await grant();
    const { record } = await perform(the.world, revokeAccess, { agencyMemberId: id }, { viewer: admin });
    expect(record).toMatchObject({ status: 'REVOKED', revokedAt: the.clock.now(), version: 2 });
    expect(await lastEvent()).toMatchObject({ type: 'ACCESS_REVOKED', what: [{ entity: 'Member', id, field: 'status', before: 'ACTIVE', after: 'REVOKED' }] });
    await expect(perform(the.world, revokeAccess, { agencyMemberId: id }, { viewer: admin })).rejects.toEqual(refused('ILLEGAL_TRANSITION', ['input', 'agencyMemberId']));
  });

  test('is revoked of one only, when two administrators revoke each other\'s at once', async () => {
    const [a, b] = [await asAdmin('a'), await asAdmin('b')];
    const both = await Promise.allSettled([
      perform(the.world, revokeAccess, { agencyMemberId: b.member.id }, { viewer: a.viewer }),
      perform(the.world, revokeAccess, { agencyMemberId: a.member.id }, { viewer: b.viewer }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'FORBIDDEN', details: { found: 'access that was revoked' } } });
    expect([...(await factsOf(['a', 'b'])).members.values()].map(({ status }) => status).sort()).toEqual(['ACTIVE', 'REVOKED']);
  });
});

describe('an administrator\'s own access', () => {
  test('is not revoked or made less by themselves', async () => {
    const { member, viewer } = await asAdmin('a');
    const path = ['input', 'agencyMemberId'];
    await expect(perform(the.world, revokeAccess, { agencyMemberId: member.id }, { viewer })).rejects.toEqual(refused('ILLEGAL_TRANSITION', path));
    for (const less of [{ role: 'SCHEDULER' }, { branchIds: [care.branchId] }, { payerIds: [] }, { patientIds: [care.patientId] }] as const) {
      await expect(perform(the.world, changeAccess, { agencyMemberId: member.id, ...less }, { viewer })).rejects.toEqual(refused('ILLEGAL_TRANSITION', path));
    }
    expect((await factsOf(['a'])).members.get('a')).toMatchObject({ role: 'ADMIN', status: 'ACTIVE', branchIds: null, payerIds: null, patientIds: null });
  });

  test('is not made less by granting it, where only their token said what they are', async () => {
    for (const less of [{ role: 'SCHEDULER' }, { role: 'ADMIN', branchIds: [care.branchId] }] as const) {
      await expect(grant({ subject: 'admin', ...less })).rejects.toEqual(refused('ILLEGAL_TRANSITION', ['input', 'subject']));
    }
    expect(await grant({ subject: 'admin', role: 'ADMIN' })).toMatchObject({ subject: 'admin', role: 'ADMIN' });
  });

  test('may be made less by another, and their role by their token is then worth nothing', async () => {
    const [a, b] = [await asAdmin('a'), await asAdmin('b')];
    await perform(the.world, changeAccess, { agencyMemberId: b.member.id, role: 'SCHEDULER' }, { viewer: a.viewer });
    await expect(grant({}, b.viewer)).rejects.toEqual(refused('FORBIDDEN'));
  });
});

test.each(['SCHEDULER', 'CLINICAL_LEAD', 'INTEGRATOR'] as const)('a %s grants, changes and revokes nothing', async (role) => {
  const { id } = await grant();
  const viewer: Viewer = { ...admin, role };
  await expect(grant({ subject: 'bo' }, viewer)).rejects.toEqual(refused('FORBIDDEN'));
  await expect(perform(the.world, changeAccess, { agencyMemberId: id, role: 'ADMIN' }, { viewer })).rejects.toEqual(refused('FORBIDDEN'));
  await expect(perform(the.world, revokeAccess, { agencyMemberId: id }, { viewer })).rejects.toEqual(refused('FORBIDDEN'));
});

describe('an agency', () => {
  const facts = async (who = care): Promise<unknown> => (await factsOf([], who)).agencyStatus;

  test('that is suspended says so to whoever asks, until it is resumed, and the other one never', async () => {
    expect(await facts()).toBe('ACTIVE');
    await perform(the.world, suspendAgency, {}, { viewer: care.viewer, reason: 'A key was stolen' });
    expect(await facts()).toBe('SUSPENDED');
    expect(await lastEvent()).toMatchObject({ type: 'AGENCY_SUSPENDED', what: [{ entity: 'Agency', id: care.agencyId, field: 'status', before: 'ACTIVE', after: 'SUSPENDED' }] });
    await expect(perform(the.world, suspendAgency, {}, { viewer: care.viewer })).rejects.toEqual(refused('ILLEGAL_TRANSITION'));
    await perform(the.world, resumeAgency, {}, { viewer: care.viewer });
    expect(await facts()).toBe('ACTIVE');
    expect(await lastEvent()).toMatchObject({ type: 'AGENCY_RESUMED' });
    await expect(perform(the.world, resumeAgency, {}, { viewer: care.viewer })).rejects.toEqual(refused('ILLEGAL_TRANSITION'));
    expect(await facts(elsewhere)).toBe('ACTIVE');
  });

  test('that was never opened is not suspended, and has no status', async () => {
    const viewer = { ...care.viewer, agencyId: systemIds.next() };
    await expect(perform(the.world, suspendAgency, {}, { viewer })).rejects.toEqual(refused('NOT_FOUND'));
    expect((await factsOf(['ann'], { ...care, agencyId: viewer.agencyId })).agencyStatus).toBeNull();
  });

  test('is suspended by nobody who has a token', async () => {
    for (const change of [suspendAgency, resumeAgency]) await expect(perform(the.world, change, {}, { viewer: admin })).rejects.toEqual(refused('FORBIDDEN'));
  });

  test('that is suspended has a clock that goes on', async () => {
    await perform(the.world, suspendAgency, {}, { viewer: care.viewer });
    await the.owner.query('insert into alignment_wakes (agency_id, patient_id, woken_at) values ($1, $2, $3)', [care.agencyId, care.patientId, the.clock.now()]);
    expect(await passTimeTogether(the.world, care.viewer, [care.patientId])).toBe(1);
  });
});

test('the facts of several subjects are of those who are members, in one statement', async () => {
  await grant();
  await grant({ subject: 'bo', role: 'BILLER', payerIds: [care.payerId] });
  await perform(the.world, addPayer, { name: 'Second', kind: 'MEDICARE' }, { viewer: admin });
  const { agencyStatus, members } = await factsOf(['bo', 'ann', 'nobody']);
  expect(agencyStatus).toBe('ACTIVE');
  expect([...members.keys()].sort()).toEqual(['ann', 'bo']);
  expect(members.get('bo')).toMatchObject({ role: 'BILLER', status: 'ACTIVE', branchIds: null, payerIds: [care.payerId], patientIds: null });
});

test('the server can neither forget a member nor make one someone else, nor rename an agency', async () => {
  await grant();
  for (const attempt of ['delete from members', `update members set subject = 'bo'`, `update agencies set slug = 'other'`, 'delete from agencies']) {
    await expect(writing(the.database, care.agencyId, (tx) => tx.rows(statement(attempt), []))).rejects.toThrow(/permission denied/);
  }
});

test('no agency sees the members of another', async () => {
  await grant();
  const all = (agencyId: string): Promise<unknown[]> => reading(the.database, agencyId, (tx) => tx.rows(statement('select subject from members'), []));
  expect(await all(care.agencyId)).toHaveLength(1);
  expect(await all((await openCare(the.world)).agencyId)).toEqual([]);
});

test('what is remembered of access is asked again after a change of it, and after no other', async () => {
  const { viewer } = care;
  const afterwards = async (act: () => Promise<unknown>): Promise<boolean> => {
    the.hints.length = 0;
    await act();
    return the.hints.some(({ types }) => types.some((type) => ABOUT_ACCESS.has(type)));
  };
  const member = await grant();
  expect(await afterwards(() => grant({ subject: 'bo' }))).toBe(true);
  expect(await afterwards(() => perform(the.world, changeAccess, { agencyMemberId: member.id, role: 'BILLER' }, { viewer }))).toBe(true);
  expect(await afterwards(() => perform(the.world, revokeToken, { subject: 'ann' }, { viewer, reason: 'Lost' }))).toBe(true);
  expect(await afterwards(() => perform(the.world, revokeAccess, { agencyMemberId: member.id }, { viewer }))).toBe(true);
  expect(await afterwards(() => perform(the.world, suspendAgency, {}, { viewer }))).toBe(true);
  expect(await afterwards(() => perform(the.world, resumeAgency, {}, { viewer }))).toBe(true);
  expect(await afterwards(() => perform(the.world, addBranch, { name: 'South', timeZone: 'America/Chicago' }, { viewer }))).toBe(false);
});

test('a revocation of tokens is an event that names whose, and cannot be altered or taken back', async () => {
  const { record } = await perform(the.world, revokeToken, { issuer: 'partners', subject: '42' }, { viewer: admin, reason: 'Lost' });
  expect(record).toMatchObject({ issuer: 'partners', subject: '42', tokenId: null, revokedAt: the.clock.now() });
  const told = (field: string, after: string): unknown => ({ entity: 'TokenRevocation', id: record.id, field, before: null, after });
  expect(await lastEvent()).toEqual({ type: 'TOKEN_REVOKED', patient_id: null, actor: { subject: 'admin', role: 'ADMIN' }, what: [told('issuer', 'partners'), told('subject', '42')] });
  for (const attempt of ['delete from token_revocations', `update token_revocations set subject = 'bo'`]) {
    await expect(writing(the.database, care.agencyId, (tx) => tx.rows(statement(attempt), []))).rejects.toThrow(/permission denied/);
  }
  expect((await reading(the.database, (await openCare(the.world)).agencyId, (tx) => accessFactsOf(tx, [{ subject: 'partners 42', tokenId: null }], the.clock.now()))).revocations).toEqual([]);
});
