import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, GraphQLID, type GraphQLInputType, isInputObjectType } from 'graphql';

import { type Scope, UNLIMITED } from '../../src/auth/scope.js';
import type { Viewer } from '../../src/auth/viewer.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { addStaff } from '../../src/changes/add-staff.js';
import { addWebhook } from '../../src/changes/add-webhook.js';
import { admitPatient } from '../../src/changes/admit-patient.js';
import { cancelAuthorization } from '../../src/changes/cancel-authorization.js';
import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { changeAccess } from '../../src/changes/change-access.js';
import type { Change, Recorded } from '../../src/changes/change.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { type ChangeRequest, perform, performAll } from '../../src/changes/perform.js';
import { performUpsert } from '../../src/changes/upsert.js';
import { upsertPatient } from '../../src/changes/upserts.js';
import { recordAuthorization } from '../../src/changes/record-authorization.js';
import { recordOrder } from '../../src/changes/record-order.js';
import { revokeAccess } from '../../src/changes/revoke-access.js';
import { revokeToken } from '../../src/changes/revoke-token.js';
import { namesRecord, OF_NO_RECORD } from '../../src/changes/scope-check.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { scheduleVisitSeries } from '../../src/changes/schedule-visit-series.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { step } from '../../src/changes/step.js';
import { updatePatient } from '../../src/changes/update-patient.js';
import { updateStaff } from '../../src/changes/update-staff.js';
import { buildPlumblineSchema } from '../../src/graphql/schema.js';
import { systemIds } from '../../src/system.js';
import { contentsOf, openTestWorld, type TestWorld, therapyOn } from '../support/care.js';
import { openScopedAgency, type ScopedAgency } from '../support/scoped-agency.js';

let here: TestWorld;
let agency: ScopedAgency;
let memberId: string;

beforeAll(async () => {
  here = await openTestWorld();
  agency = await openScopedAgency(here.world);
  const { rows } = await here.owner.query<{ id: string }>('select id from members');
  memberId = rows[0]?.id as string;
});
afterAll(() => here.close());

const within = (scope: Partial<Scope>): Viewer => ({ ...agency.viewerAs('ADMIN'), scope: { ...UNLIMITED, ...scope } });
const north = (): Viewer => within({ branchIds: [agency.branchId] });
const acme = (): Viewer => within({ payerIds: [agency.payerId] });
const NOBODY = '01a20000-0000-7000-8000-000000000000';

type Attempt = (id: string) => Promise<unknown>;
const attempt = <Input, Row extends Recorded>(viewer: Viewer, change: Change<Input, Row>, input: Input, more: Partial<ChangeRequest> = {}): Promise<unknown> =>
  perform(here.world, change, input, { viewer, ...more });
const order = (patientId: string): object => ({ patientId, kind: 'PLAN_OF_CARE', discipline: 'PT', frequencyText: 'PT 1w1', startsOn: '2026-03-01', physicianName: 'Roe' });

describe('what is outside of the scope of whoever makes a change is not found, as what does not exist', () => {
  test.each<readonly [string, () => string, Attempt]>([
    ['a patient', () => agency.inSouth.patientId, (patientId) => attempt(north(), updatePatient, { patientId, familyName: 'X' } as never)],
    ['a patient who is to be ordered for', () => agency.inSouth.patientId, (patientId) => attempt(north(), recordOrder, order(patientId) as never)],
    ['a patient outside of a caseload', () => agency.ofBoth.patientId, (patientId) => attempt(within({ patientIds: [agency.patientId] }), recordOrder, order(patientId) as never)],
    ['a visit', () => agency.inSouth.visitId, (visitId) => attempt(north(), cancelVisit, { visitId }, { reason: 'Asked' })],
    ['a patient of a dry run', () => agency.inSouth.patientId, (patientId) => attempt(north(), recordOrder, order(patientId) as never, { dryRun: true })],
    ['an authorization by another payer of the same patient', () => agency.ofBoth.ofBeta.authorizationId, (authorizationId) => attempt(acme(), cancelAuthorization, { authorizationId }, { reason: 'Asked' })],
    ['a payer who is to authorize', () => agency.betaId, (payerId) => attempt(acme(), recordAuthorization, { patientId: agency.ofBoth.patientId, payerId, number: 'B2', lines: [] } as never)],
    ['a payer who is to cover', () => agency.betaId, (payerId) => attempt(acme(), addCoverage, { patientId: agency.patientId, payerId, memberId: 'M', startsOn: '2026-01-01' } as never)],
    ['a payer whose policy is to be set', () => agency.betaId, (payerId) => attempt(acme(), setPayerPolicy, { payerId, effectiveFrom: '2027-01-01', terms: {} } as never)],
    ['a branch that is to admit', () => agency.southId, (branchId) => attempt(north(), admitPatient, { branchId, mrn: 'S1', givenName: 'A', familyName: 'B', birthDate: null } as never)],
    ['a branch for someone new', () => agency.southId, (branchId) => attempt(north(), addStaff, { branchId, givenName: 'A', familyName: 'B', disciplines: ['PT'] })],
    ['a colleague of another branch', () => agency.southStaffId, (staffId) => attempt(north(), updateStaff, { staffId, familyName: 'X' } as never)],
    ['a colleague who is to visit', () => agency.southStaffId, (staffId) => attempt(north(), scheduleVisit, { patientId: agency.patientId, staffId, ...therapyOn('2026-03-12') })],
    ['a branch that is to be opened to a colleague', () => agency.southId, (branchId) => attempt(north(), grantAccess, { subject: 'new', role: 'BILLER', branchIds: [agency.branchId, branchId] })],
    ['a member who may see more', () => memberId, (agencyMemberId) => attempt(within({ patientIds: [agency.ofBoth.patientId] }), revokeAccess, { agencyMemberId })],
  ])('%s', async (_what, hiddenId, change) => {
    const before = await contentsOf(here.owner);
    const told = async (id: string): Promise<unknown> => change(id).then(() => 'done', ({ code, details }: { code: string; details: { path: unknown } }) => ({ code, path: details.path }));
    const hidden = await told(hiddenId());
    expect(hidden).toEqual(await told(NOBODY));
    expect(hidden).toMatchObject({ code: 'NOT_FOUND' });
    expect(await contentsOf(here.owner)).toEqual(before);
  });

  test('a record that another system knows, whatever is sent of it', async () => {
    const identifier = { system: 'ehr', value: 'south-1' };
    const input = (branchId: string): never => ({ branchId, mrn: 'U1', givenName: 'Una', familyName: 'South', birthDate: '1950-04-01' }) as never;
    await performUpsert(here.world, upsertPatient, { identifier, identifiers: [], input: input(agency.southId) }, agency);
    for (const givenName of ['Una', 'Another']) {
      const again = performUpsert(here.world, upsertPatient, { identifier, identifiers: [], input: { ...(input(agency.branchId) as object), givenName } as never }, { viewer: north() });
      await expect(again).rejects.toMatchObject({ code: 'NOT_FOUND', details: { path: ['identifier'] } });
    }
  });
});

describe('what a change would leave outside of the scope of whoever makes it is refused', () => {
  test.each<readonly [string, () => Promise<unknown>]>([
    ['a patient whom no payer of theirs covers', () => attempt(acme(), admitPatient, { branchId: agency.branchId, mrn: 'P1', givenName: 'A', familyName: 'B', birthDate: null } as never)],
    ['a patient who is in no caseload', () => attempt(within({ patientIds: [agency.patientId] }), admitPatient, { branchId: agency.branchId, mrn: 'P2', givenName: 'A', familyName: 'B', birthDate: null } as never)],
    ['another branch', () => attempt(north(), addBranch, { name: 'West', timeZone: 'America/Chicago' })],
    ['another payer', () => attempt(acme(), addPayer, { name: 'Gamma', kind: 'MEDICAID' })],
    ['a colleague who may see everything', () => attempt(north(), grantAccess, { subject: 'all', role: 'BILLER' })],
    ['a revocation of the tokens of someone whom they do not see', () => attempt(north(), revokeToken, { subject: 'stranger' }, { reason: 'Lost' })],
    ['a revocation of a token of which nobody knows whose it is', () => attempt(north(), revokeToken, { tokenId: 't1' }, { reason: 'Lost' })],
    ['a receiver of the whole agency\'s events', () => attempt(north(), addWebhook, { url: 'https://receiver.example/' })],
  ])('%s', async (_what, change) => {
    const before = await contentsOf(here.owner);
    await expect(change()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await contentsOf(here.owner)).toEqual(before);
  });

  test('but not a patient who is admitted together with a coverage that is theirs', async () => {
    const patientId = systemIds.next();
    const steps = [
      step(admitPatient, { id: patientId, branchId: agency.branchId, mrn: 'P3', givenName: 'A', familyName: 'B', birthDate: null } as never),
      step(addCoverage, { patientId, payerId: agency.payerId, memberId: 'M', startsOn: '2026-01-01' } as never),
    ];
    expect((await performAll(here.world, steps, { viewer: acme() })).records[0]).toMatchObject({ id: patientId });
  });

  test('nor a colleague who may see as much, who can be given no more later', async () => {
    const { record } = await perform(here.world, grantAccess, { subject: 'peer', role: 'BILLER', branchIds: [agency.branchId] }, { viewer: north() });
    await expect(attempt(north(), changeAccess, { agencyMemberId: record.id, branchIds: null } as never)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(attempt(north(), revokeToken, { subject: 'peer' }, { reason: 'Lost' })).resolves.toMatchObject({ record: { subject: 'peer' } });
  });
});

test('what is in the scope is changed as by anyone, with the same consequences', async () => {
  const id = systemIds.next();
  const of = (viewer: Viewer) => perform(here.world, scheduleVisit, { id, patientId: agency.ofBoth.patientId, staffId: agency.staffId, ...therapyOn('2026-03-06', 15) }, { viewer, dryRun: true });
  // What is raised is given an id each time.
  const withoutIds = ({ effect }: Awaited<ReturnType<typeof of>>): unknown => ({ ...effect, raised: effect.raised.map(({ code, payerId }) => [code, payerId]) });
  const [everyone, ofNorth, ofAcme] = [await of(agency.viewer), await of(north()), await of(acme())].map(withoutIds);
  expect(ofNorth).toEqual(everyone);
  expect(ofAcme).toEqual(everyone);
});

test('a patient who was opened in an emergency is changed as any that is in the scope', async () => {
  const viewer = within({ patientIds: [], emergencies: [{ id: systemIds.next(), patientId: agency.ofBoth.patientId, endsAt: new Date('9999-01-01') }] });
  const { record } = (await attempt(viewer, scheduleVisit, { patientId: agency.ofBoth.patientId, ...therapyOn('2026-03-09') }, { dryRun: true })) as { record: { patientId: string } };
  expect(record.patientId).toBe(agency.ofBoth.patientId);
});

test('an answer that was kept is not given again to someone who has lost sight of what it tells', async () => {
  const series = { patientId: agency.patientId, staffId: agency.staffId, ...therapyOn('2026-03-16'), recurrence: { weekdays: [1], everyWeeks: 1, count: 2 } };
  const makeVisit = (viewer: Viewer): Promise<unknown> => attempt(viewer, scheduleVisit, { patientId: agency.patientId, staffId: agency.staffId, ...therapyOn('2026-03-13') }, { idempotencyKey: 'one' });
  const makeSeries = (viewer: Viewer): Promise<unknown> => attempt(viewer, scheduleVisitSeries, series as never, { idempotencyKey: 'series' });
  for (const make of [makeVisit, makeSeries]) {
    const first = await make(north());
    expect(await make(north())).toMatchObject({ record: { id: (first as { record: Recorded }).record.id } });
    await expect(make(within({ branchIds: [agency.southId] }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
});

test('every id that a mutation takes is of a kind that is looked up, or names no record', async () => {
  const schema = await buildPlumblineSchema();
  const names = new Set<string>();
  const visited = new Set<unknown>();
  const look = (name: string, type: GraphQLInputType): void => {
    const named = getNamedType(type);
    if (named === GraphQLID) names.add(name);
    if (!isInputObjectType(named) || visited.has(named)) return;
    visited.add(named);
    for (const field of Object.values(named.getFields())) look(field.name, field.type);
  };
  for (const { args } of Object.values(schema.getMutationType()?.getFields() ?? {})) for (const { name, type } of args) look(name, type);
  expect(names.size).toBeGreaterThan(15);
  expect([...names].filter((name) => !namesRecord(name) && !OF_NO_RECORD.has(name))).toEqual([]);
});
