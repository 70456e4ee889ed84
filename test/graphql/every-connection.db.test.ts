import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, type GraphQLField, type GraphQLObjectType, isObjectType } from 'graphql';

import type { Viewer } from '../../src/auth/viewer.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { addStaff } from '../../src/changes/add-staff.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { buildPlumblineSchema } from '../../src/graphql/schema.js';
import { openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { admit, authorize, openTestWorld, order, type TestWorld } from '../support/care.js';
import { openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

/**
 * The Relay cursor connections specification for each connection that the schema has, found in the schema itself: one
 * that is added is held to it without a word here. What is special to a list is tested beside it.
 */
const schema = await buildPlumblineSchema();

interface Place {
  readonly on: string;
  readonly name: string;
  readonly node: string;
}

const PLACES: readonly Place[] = Object.values(schema.getTypeMap()).filter(isObjectType).flatMap((type) =>
  Object.values(type.getFields()).filter(isConnection).map((field) => ({ on: type.name, name: field.name, node: nodeOf(getNamedType(field.type) as GraphQLObjectType) })),
);

function isConnection({ type }: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(type).name.endsWith('Connection');
}

function nodeOf(connection: GraphQLObjectType): string {
  return getNamedType(connection.getFields()['nodes']?.type as never as GraphQLObjectType).name;
}

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
let admin: Viewer;
let stranger: Viewer;
const owners = new Map<string, string>();
const strangersOwners = new Map<string, string>();

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await filled(owners);
  admin = agency.viewerAs('ADMIN');
  stranger = (await filled(strangersOwners)).viewerAs('ADMIN');
}, 60_000);
afterAll(() => here.close());

/** An agency in which most lists have several records. */
async function filled(ids: Map<string, string>): Promise<TestAgency> {
  const { world } = here;
  const filling = await openTestAgency(world);
  const { viewer } = filling;
  await admit(world, filling);
  await order(world, filling, 'PT 1w9');
  await authorize(world, filling, { startsOn: '2026-04-01' });
  await plan(world, filling, '2026-03-12');
  await perform(world, addPayer, { name: 'Other', kind: 'COMMERCIAL' }, { viewer });
  await perform(world, addStaff, { givenName: 'Bo', familyName: 'Ray', disciplines: ['PT'] }, { viewer });
  for (const subject of ['ann', 'bob']) await perform(world, grantAccess, { subject, role: 'BILLER' }, { viewer });
  const hooks = [];
  for (const url of ['https://example.com/1', 'https://example.com/2']) hooks.push(await graphql.data(filling.viewerAs('ADMIN'), `mutation ($url: String!) { addWebhook(input: { url: $url }) { record { id } } }`, { url }));
  const { patientId, lineId, authorizationId, branchId, coverageId, noteId, orderId, payerId, staffId } = filling;
  const records = { Patient: patientId, AuthorizationLine: lineId, Authorization: authorizationId, Branch: branchId, Coverage: coverageId, Note: noteId, Order: orderId, Payer: payerId, Staff: staffId };
  for (const [kind, id] of Object.entries(records)) ids.set(kind, toGlobalId(kind, id));
  ids.set('Webhook', hooks[0].addWebhook.record.id);
  return filling;
}

interface Page {
  readonly edges: ReadonlyArray<{ readonly cursor: string }>;
  readonly nodes: readonly unknown[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly startCursor: string | null; readonly endCursor: string | null };
}

function documentFor({ on, name }: Place): string {
  const args = '$first: Int, $after: String, $last: Int, $before: String';
  const field = `page: ${name}(first: $first, after: $after, last: $last, before: $before) { edges { cursor } nodes { __typename } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  return on === 'Query' ? `query (${args}) { ${field} }` : `query ($id: ID!, ${args}) { node(id: $id) { ... on ${on} { ${field} } } }`;
}

function ask(place: Place, variables: object, viewer = admin, ids = owners): ReturnType<TestGraphQL['ask']> {
  return graphql.ask(viewer, documentFor(place), { id: ids.get(place.on), ...variables });
}

async function page(place: Place, variables: object, viewer = admin, ids = owners): Promise<Page> {
  const { data, errors } = await ask(place, variables, viewer, ids);
  expect(errors).toBeUndefined();
  return place.on === 'Query' ? data.page : data.node.page;
}

const cursorsOf = ({ edges }: Page): string[] => edges.map(({ cursor }) => cursor);

test('every connection is looked at, and most have several records here', async () => {
  expect(PLACES.length).toBeGreaterThan(20);
  expect(PLACES.filter(({ on }) => on !== 'Query' && !owners.has(on))).toEqual([]);
  let full = 0;
  for (const place of PLACES) if ((await page(place, {})).totalCount > 1) full += 1;
  expect(full).toBeGreaterThan(PLACES.length / 3);
});

describe.each(PLACES)('$on.$name', (place) => {
  test('is the same list forward, backward and from the cursor of any edge', async () => {
    const whole = await page(place, { first: 100 });
    const all = cursorsOf(whole);
    expect(new Set(all).size).toBe(all.length);
    expect(whole).toMatchObject({ totalCount: all.length, nodes: { length: all.length } });
    expect(whole.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: all[0] ?? null, endCursor: all.at(-1) ?? null });
    expect(await page(place, { last: 100 })).toEqual(whole);
    for (const [i, cursor] of all.entries()) {
      const after = await page(place, { first: 1, after: cursor });
      expect(cursorsOf(after)).toEqual(all.slice(i + 1, i + 2));
      expect(after.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: i + 2 < all.length });
      const before = await page(place, { last: 1, before: cursor });
      expect(cursorsOf(before)).toEqual(i === 0 ? [] : [all[i - 1]]);
      expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: i > 1 });
    }
  });

  test('has pages of nothing to a hundred, and no others', async () => {
    const { totalCount } = await page(place, {});
    const none = await page(place, { first: 0 });
    expect(none).toMatchObject({ edges: [], nodes: [], totalCount, pageInfo: { hasNextPage: totalCount > 0, startCursor: null, endCursor: null } });
    expect(await page(place, { last: 0 })).toMatchObject({ edges: [], pageInfo: { hasPreviousPage: totalCount > 0 } });
    for (const size of ['first', 'last']) {
      expect((await ask(place, { [size]: 101 })).errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', path: [size] } }]);
      expect((await ask(place, { [size]: -1 })).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', path: [size] } }]);
    }
    expect((await ask(place, { first: 1, last: 1 })).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', path: ['last'] } }]);
  });

  test('refuses cursors of nobody, of another list and of another agency', async () => {
    const [other] = cursorsOf(await page({ on: 'Query', name: place.node === 'Visit' ? 'patients' : 'visits', node: '' }, { first: 1 }));
    const [theirs] = cursorsOf(await page(place, { first: 1 }, stranger, strangersOwners));
    for (const cursor of ['', 'garbage', Buffer.from('arrayconnection:0').toString('base64'), other, ...(theirs === undefined ? [] : [theirs])]) {
      for (const side of ['after', 'before']) {
        expect((await ask(place, { [side]: cursor })).errors).toMatchObject([{ extensions: { code: 'INVALID_CURSOR', path: [side] } }]);
      }
    }
  });
});
