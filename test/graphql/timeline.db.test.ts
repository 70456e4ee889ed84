import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { perform } from '../../src/changes/perform.js';
import { reviseAuthorization } from '../../src/changes/revise-authorization.js';
import { signOrder } from '../../src/changes/sign-order.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { NOTE_TEXT, openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
});
afterAll(() => here.close());
beforeEach(async () => {
  here.clock.moveTo('2026-03-02T15:00:00Z');
  agency = await openTestAgency(here.world);
  here.clock.moveTo('2026-03-03T15:00:00Z');
  await perform(here.world, signOrder, { orderId: agency.orderId, signatureDate: '2026-03-01' }, agency);
  here.clock.moveTo('2026-03-04T15:00:00Z');
  await perform(here.world, reviseAuthorization, { authorizationId: agency.authorizationId, lines: [{ lineId: agency.lineId, authorizedMilliUnits: 10_000, decision: 'CERTIFIED_PARTIALLY' }] }, agency);
});

async function timeline(args: string, viewer = agency.viewer, selection = 'at kind summary record { id __typename }'): Promise<Data> {
  const { node } = await graphql.data(viewer, `query ($id: ID!) { node(id: $id) { ... on Patient { timeline(${args}) { edges { cursor } nodes { ${selection} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`, {
    id: toGlobalId('Patient', agency.patientId),
  });
  return node?.timeline ?? null;
}

test('everything that happened to a patient is told in order of time, with the record it is about', async () => {
  const { nodes } = await timeline('first: 100');
  expect(nodes.map(({ at }: Data) => at)).toEqual(nodes.map(({ at }: Data) => at).toSorted());
  expect([...new Set(nodes.map(({ kind }: Data) => kind))].sort()).toEqual([
    'AUTHORIZATION_DECIDED', 'DECISION_REPLACED', 'FINDING_CLEARED', 'FINDING_OPENED', 'NOTE_SIGNED', 'NOTE_WRITTEN', 'ORDER_RECEIVED', 'ORDER_SIGNED', 'SCHEDULE_CHANGED', 'VISIT',
  ]);
  const of = (kind: string): Data[] => nodes.filter((entry: Data) => entry.kind === kind);
  expect(of('ORDER_SIGNED')).toEqual([{ at: '2026-03-03T15:00:00.000Z', kind: 'ORDER_SIGNED', summary: 'Order for physical therapy signed', record: { id: toGlobalId('Order', agency.orderId), __typename: 'Order' } }]);
  expect(of('DECISION_REPLACED')).toMatchObject([{ at: '2026-03-04T15:00:00.000Z', summary: 'Earlier decision replaced, which was: certified in total', record: { __typename: 'AuthorizationDecision' } }]);
  expect(of('AUTHORIZATION_DECIDED')).toMatchObject([{ summary: 'Authorization decided by Acme', record: { __typename: 'Authorization' } }]);
  expect(of('VISIT').map(({ summary, record }: Data) => [summary, record.id])).toEqual(
    agency.visitIds.map((id, i) => [i < 2 ? 'Visit for physical therapy, completed' : 'Visit for physical therapy, scheduled', toGlobalId('Visit', id)]),
  );
});

test('no summary repeats what a note says', async () => {
  const { nodes } = await timeline('first: 100');
  expect(nodes.filter(({ summary }: Data) => summary.includes(NOTE_TEXT))).toEqual([]);
});

test('pages follow each other in both directions without a gap or a repetition', async () => {
  const all = (await timeline('first: 100')).nodes;
  const forward: Data[] = [];
  for (let after = '', more = true; more; ) {
    const page = await timeline(`first: 4${after}`);
    forward.push(...page.nodes);
    more = page.pageInfo.hasNextPage;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
  expect(forward).toEqual(all);
  const backward: Data[] = [];
  for (let before = '', more = true; more; ) {
    const page = await timeline(`last: 3${before}`);
    backward.unshift(...page.nodes);
    more = page.pageInfo.hasPreviousPage;
    before = `, before: "${page.pageInfo.startCursor}"`;
  }
  expect(backward).toEqual(all);
  expect((await timeline('first: 100, sort: { by: AT, direction: DESC }')).nodes).toEqual(all.toReversed());
});

test('a page stays where it is while something comes before it', async () => {
  const first = await timeline('first: 3');
  const rest = (await timeline(`first: 100, after: "${first.pageInfo.endCursor}"`)).nodes;
  await plan(here.world, agency, '2026-02-10');
  const later = (await timeline(`first: 100, after: "${first.pageInfo.endCursor}", filter: { to: "2026-03-04T14:59:59Z" }`)).nodes;
  expect(later).toEqual(rest.filter(({ at }: Data) => at <= '2026-03-04T14:59:59.000Z'));
});

test('kinds and both ends of a period narrow it', async () => {
  const { nodes } = await timeline('first: 100, filter: { kinds: [VISIT], from: "2026-03-01T20:00:00Z", to: "2026-03-04T16:00:00Z" }');
  expect(nodes.map(({ at }: Data) => at)).toEqual(['2026-03-01T20:00:00.000Z', '2026-03-04T16:00:00.000Z']);
  expect((await timeline('first: 100, filter: { kinds: [VISIT], from: "2026-03-01T20:00:00.001Z", to: "2026-03-04T15:59:59.999Z" }')).nodes).toEqual([]);
});

test('a period that ends before it begins is refused, and one of a moment is one', async () => {
  const filtered = (to: string): ReturnType<typeof graphql.ask> =>
    graphql.ask(agency.viewer, 'query ($id: ID!, $filter: TimelineFilter) { node(id: $id) { ... on Patient { timeline(filter: $filter) { nodes { kind } } } } }', {
      id: toGlobalId('Patient', agency.patientId), filter: { kinds: ['ORDER_SIGNED'], from: '2026-03-03T15:00:00Z', to },
    });
  expect((await filtered('2026-03-03T14:59:59.999Z')).errors).toMatchObject([{ extensions: { code: 'INVALID_RANGE', path: ['filter', 'to'] } }]);
  expect((await filtered('2026-03-03T15:00:00Z')).data.node.timeline.nodes).toEqual([{ kind: 'ORDER_SIGNED' }]);
});

test('it is the patient\'s alone, whoever else has one', async () => {
  const other = await openTestAgency(here.world);
  expect(await timeline('first: 100', other.viewer)).toBeNull();
  const { nodes } = await timeline('first: 100', agency.viewer, 'record { __typename ... on Visit { patient { id } } }');
  const patients = nodes.flatMap(({ record }: Data) => record.patient?.id ?? []);
  expect([...new Set(patients)]).toEqual([toGlobalId('Patient', agency.patientId)]);
});

test('the timelines of many patients are one statement', async () => {
  graphql.statements.length = 0;
  await graphql.data(agency.viewer, '{ patients { nodes { timeline(first: 5) { nodes { at summary } } } } }');
  expect(graphql.statements.filter((text) => text.includes('finding_history'))).toHaveLength(1);
});
