import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { addStaff } from '../../src/changes/add-staff.js';
import { perform } from '../../src/changes/perform.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { NOTE_TEXT, openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { EVERYTHING, idsIn, meetRequirements } from '../support/everything.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

/** Two agencies in one database, each with everything; one of them asks for the other's. */
let here: TestWorld;
let graphql: TestGraphQL;
let ours: TestAgency;
let theirs: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  ours = await openTestAgency(here.world);
  theirs = await openTestAgency(here.world);
  await perform(here.world, addStaff, { branchId: ours.branchId, givenName: 'Bo', familyName: 'Kim', disciplines: ['SN'] }, ours);
  for (const agency of [ours, theirs]) await meetRequirements(here.world, agency);
});
afterAll(() => here.close());

describe('one agency', () => {
  test('reaches all of its own, of every kind', async () => {
    const ids = idsIn(await graphql.data(ours.viewer, EVERYTHING));
    const { nodes } = await graphql.data(ours.viewer, 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(new Set(nodes.map(({ __typename }: { __typename: string }) => __typename))).toEqual(
      new Set([
        'Agency', 'Authorization', 'AuthorizationCap', 'AuthorizationDecision', 'AuthorizationLine', 'Branch', 'Certification', 'Coverage', 'EvvRecord', 'FaceToFace', 'Finding', 'Member', 'Note', 'Order',
        'Patient', 'PatientStatusPeriod', 'Payer', 'PayerPolicy', 'ScheduleChange', 'Staff', 'Supervision', 'Visit', 'Webhook',
      ]),
    );
  });

  test('sees no id of the other, wherever it looks', async () => {
    const [mine, others] = await Promise.all([ours, theirs].map(async ({ viewer }) => idsIn(await graphql.data(viewer, EVERYTHING))));
    expect(mine?.length).toBeGreaterThan(20);
    expect(mine?.filter((id) => others?.includes(id))).toEqual([]);
  });

  test('gets null for every id of the other, as for an id that nobody has', async () => {
    const ids = idsIn(await graphql.data(theirs.viewer, EVERYTHING));
    const nobodys = toGlobalId('Patient', '01a20000-0000-7000-8000-000000000000');
    const { nodes, node } = await graphql.data(ours.viewer, 'query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id } node(id: $id) { id } }', { ids: [...ids, nobodys], id: ids[0] });
    expect(nodes).toEqual([...ids, nobodys].map(() => null));
    expect(node).toBeNull();
  });

  test.each([
    ['patients', 'filter: { branchId: $branch }'],
    ['patients', 'filter: { payerId: $payer }'],
    ['orders', 'filter: { patientId: $patient }'],
    ['authorizations', 'filter: { patientId: $patient }'],
    ['authorizations', 'filter: { payerId: $payer }'],
    ['visits', 'filter: { patientId: $patient }'],
    ['visits', 'filter: { staffId: $staff }'],
    ['scheduleChanges', 'filter: { patientId: $patient }'],
    ['scheduleChanges', 'filter: { visitId: $visit }'],
    ['notes', 'filter: { patientId: $patient }'],
    ['notes', 'filter: { visitId: $visit }'],
    ['findings', 'filter: { patientId: $patient }'],
    ['findings', 'filter: { branchId: $branch }'],
    ['findings', 'filter: { payerId: $payer }'],
    ['staff', 'filter: { branchId: $branch }'],
  ])('finds no %s with %s of the other, and counts none', async (list, filter) => {
    const name = /\$(\w+)/.exec(filter)?.[1] as 'patient' | 'branch' | 'payer' | 'staff' | 'visit';
    const ask = (agency: TestAgency, of: TestAgency): Promise<Data> => {
      const id = { patient: toGlobalId('Patient', of.patientId), branch: toGlobalId('Branch', of.branchId), payer: toGlobalId('Payer', of.payerId), staff: toGlobalId('Staff', of.staffId), visit: toGlobalId('Visit', of.visitIds[0]) }[name];
      return graphql.data(agency.viewer, `query ($${name}: ID!) { ${list}(${filter}) { nodes { id } totalCount } }`, { [name]: id });
    };
    expect((await ask(ours, ours))[list].totalCount).toBeGreaterThan(0);
    expect((await ask(ours, theirs))[list]).toEqual({ nodes: [], totalCount: 0 });
  });

  test.each([
    ['patientSnapshot', 'asOf'],
    ['authorizationLimits', 'isAuthorizationRequired'],
  ])('is told that the other\'s patient does not exist: %s', async (query, field) => {
    const ask = (patientId: string): Promise<unknown> => graphql.ask(ours.viewer, `query ($id: ID!) { ${query}(patientId: $id) { ${field} } }`, { id: toGlobalId('Patient', patientId) });
    const [others, nobodys] = [await ask(theirs.patientId), await ask('01a20000-0000-7000-8000-000000000000')];
    expect(others).toEqual(nobodys);
    expect(others).toMatchObject({ data: null, errors: [{ extensions: { code: 'NOT_FOUND', path: ['patientId'] } }] });
  });

  test('cannot listen from where the other is', async () => {
    const { patientSnapshot } = await graphql.data(theirs.viewer, 'query ($id: ID!) { patientSnapshot(patientId: $id) { asOf } }', { id: toGlobalId('Patient', theirs.patientId) });
    const decoded = (agencyId: string): unknown => graphql.parts.cursors.decode(agencyId, patientSnapshot.asOf);
    expect(decoded(theirs.agencyId)).toMatchObject({ epoch: 1 });
    expect(() => decoded(ours.agencyId)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  });
});

test('answers carry opaque ids only', async () => {
  const text = JSON.stringify(await graphql.data(ours.viewer, EVERYTHING));
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
});

test.each([
  ['an empty word', ''],
  ['text', 'patient'],
  ['a bare uuid', '01a20000-0000-7000-8000-000000000000'],
  ['an unknown kind', toGlobalId('Password', '01a20000-0000-7000-8000-000000000000')],
  ['a kind that is not a record', toGlobalId('Allocation', '01a20000-0000-7000-8000-000000000000')],
  ['an id that is no uuid', toGlobalId('Patient', "' or true --")],
])('%s is refused as an id, with its place', async (_what, id) => {
  const { data, errors } = await graphql.ask(ours.viewer, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [toGlobalId('Patient', ours.patientId), id] });
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ path: ['nodes'], extensions: { code: 'INVALID_ID', path: ['ids', 1] } }]);
});

test('an id of another kind is refused where a kind is expected', async () => {
  const { errors } = await graphql.ask(ours.viewer, 'query ($id: ID!) { visits(filter: { patientId: $id }) { nodes { id } } }', { id: toGlobalId('Payer', ours.payerId) });
  expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ID', path: ['filter', 'patientId'], expected: 'the id of a Patient' } }]);
});

test('no more than a hundred nodes are given at once', async () => {
  const { errors } = await graphql.ask(ours.viewer, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 101 }, () => 'x') });
  expect(errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', path: ['ids'] } }]);
});

test('nothing that was asked or refused is in the log', async () => {
  expect(graphql.logged.join('\n')).not.toContain(NOTE_TEXT);
  expect(graphql.logged).toEqual([]);
});
