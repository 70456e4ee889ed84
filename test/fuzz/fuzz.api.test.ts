import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';

import { ROLES } from '../../src/auth/viewer.js';
import { buildPlumblineSchema } from '../../src/graphql/schema.js';
import { openTestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { fuzz } from './support/fuzz.js';
import { type DeliveredServer, startDeliveredServer } from '../support/delivered-server.js';
import { keptCases } from './support/kept-cases.js';
import { openGun } from './support/send-case.js';
import { idsIn, type Targets } from './support/targets.js';

/**
 * Random requests, valid ones and broken ones, over every transport, against the server as it is delivered. `npm run fuzz`
 * runs many more; with the seed that it tells, the same again.
 */
const COUNT = Number(process.env['FUZZ_COUNT'] ?? 5_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const MOST_MS_EACH = 60;
const MOST_GROWTH_MB = 16;
/** As the server is set up here: how many connections it may open to its database later than at its start. */
const POOL_SIZE = 12;

let here: TestWorld;
let server: DeliveredServer;
let schema: GraphQLSchema;
let targets: Targets;

beforeAll(async () => {
  here = await openTestWorld();
  const agencies = [await openTestAgency(here.world), await openTestAgency(here.world)];
  const agencyIds = agencies.map(({ agencyId }) => agencyId);
  server = await startDeliveredServer(here.url);
  schema = await buildPlumblineSchema();
  const tokens = await Promise.all(agencyIds.flatMap((agencyId) => ROLES.map((role) => server.token(role, agencyId))));
  targets = { tokens, ids: await idsIn(here.owner, schema, agencyIds), narrative: ['Walked forty feet', ' '], words: ['AUTH-05', 'G0151', 'A', 'PT 2w9', 'I50.9', 'therapy', 'https://receiver.invalid/', '2026-03'], cursors: ['v1.AAAA.BBBB', ''] };
}, 60_000);
afterAll(async () => {
  await server.stop();
  await here.close();
});

test('whatever is asked is answered as the schema says or refused with a published code, and nothing of it stays', async () => {
  const { failures, seen, held } = await fuzz(server, schema, targets, { count: COUNT, seed: SEED });
  expect(failures).toEqual([]);
  // Every way of being answered was met, or the requests were not what they should be.
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['HTTP 200', 'HTTP 400', 'HTTP 401', 'HTTP 404', 'closed 1000', 'closed 4400', 'closed 4401', 'closed 4403', 'NOT_FOUND', 'FORBIDDEN', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'LIMIT_EXCEEDED', 'INVALID_ID']));
  expect(held.after.heapMb - held.before.heapMb).toBeLessThan(MOST_GROWTH_MB);
  expect(held.after.sockets - held.before.sockets).toBeLessThanOrEqual(POOL_SIZE);
}, 120_000 + COUNT * MOST_MS_EACH);

test('what is asked whatever the seed is answered as everything else', async () => {
  const gun = openGun(server.node.url, schema);
  try {
    for (const [name, shot] of keptCases(targets.tokens[0] ?? '')) expect({ name, complaints: await gun.fire(shot) }).toEqual({ name, complaints: [] });
  } finally {
    await gun.rest();
  }
});

test('nothing that was asked was a fault of the server to its log', () => {
  expect(server.node.written.split('\n').filter((line) => /"level":(?:50|60)/.test(line))).toEqual([]);
});
