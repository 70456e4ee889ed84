import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';

import { webhookRules } from '../../src/auth/webhook-rules.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { addWebhook } from '../../src/changes/add-webhook.js';
import { perform } from '../../src/changes/perform.js';
import { cursorCodec } from '../../src/feed/cursor.js';
import { NO_TELEMETRY } from '../../src/feed/telemetry.js';
import { buildPlumblineSchema } from '../../src/graphql/schema.js';
import { systemLog } from '../../src/system.js';
import { startWebhookWorker } from '../../src/webhooks/worker.js';
import { idsIn, type Targets } from '../fuzz/support/targets.js';
import type { TestAgency } from '../support/agency.js';
import { openTestAudit } from '../support/audit.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { type DeliveredServer, startDeliveredServer } from '../support/delivered-server.js';
import { openReceiver, type Receiver } from '../support/receiver.js';
import { until } from '../support/until.js';
import { type Canaries, plantCanaries, SAID, SAID_IN_NOTES, type Side } from './support/canaries.js';
import { type Heard, leaksTo } from './support/find-leaks.js';
import { hunt, type HuntSettings, SUBSCRIPTIONS_EACH } from './support/hunt.js';
import { openedInEmergencies, openTwoAgencies, sharedIds, type TwoAgencies } from './support/two-agencies.js';

/**
 * Two agencies with the same ids, in which every text is a word that tells whose it is and where it stood. Members of every
 * role ask, change, import and listen at random; then every byte that came to anyone is searched.
 */
const OPERATIONS = Number(process.env['LEAK_OPERATIONS'] ?? 1_500);
const SEED = Number(process.env['LEAK_SEED'] ?? 1);
const SIDES = ['A', 'B'] as const;

let here: TestWorld;
let server: DeliveredServer;
let schema: GraphQLSchema;
let two: TwoAgencies;
let canaries: Canaries;
let settings: Omit<HuntSettings, 'operations'>;

beforeAll(async () => {
  here = await openTestWorld();
  schema = await buildPlumblineSchema();
  two = await openTwoAgencies(here);
  canaries = await plantCanaries(here.owner, schema, two.ids);
  const ids = await idsIn(here.owner, schema, [...two.ids.values()]);
  const targetsOf = (side: Side, token: string): Targets => ({
    tokens: [token], ids, narrative: [canaries.word(side, SAID_IN_NOTES)], words: [canaries.word(side, SAID), canaries.word(side, SAID), 'AUTH-05', 'G0151', 'PT 2w9', 'I50.9'], cursors: [],
  });
  server = await startDeliveredServer(here.url);
  settings = { server, schema, two, targetsOf, seed: SEED };
}, 90_000);
afterAll(async () => {
  await server.stop();
  await here.close();
});

test('the two agencies have the same ids, and words of their own wherever words can be', async () => {
  for (const table of ['patients', 'orders', 'authorizations', 'authorization_lines', 'visits', 'notes', 'findings', 'coverages', 'staff', 'payers', 'members']) {
    expect({ table, shared: (await sharedIds(here.owner, table)) > 0 }).toEqual({ table, shared: true });
  }
  expect(canaries.places).toEqual(expect.arrayContaining(['patients.mrn', 'patients.family_name', 'notes.elements', 'orders.physician_name', 'findings.billing_text', 'findings.waiver_reason', 'notes.amendments', 'authorizations.number']));
  expect(canaries.refusing).toMatchSnapshot();
});

describe('after a hunt', () => {
  test('nobody was sent what is not theirs', async () => {
    const { heard, complaints } = await hunt({ ...settings, operations: OPERATIONS });
    expect(complaints).toEqual([]);
    const opened = new Map(await Promise.all([...two.ids].map(async ([side, agencyId]) => [side, await openedInEmergencies(here.owner, agencyId)] as const)));
    const withOpened = (client: Heard): Heard => ({ ...client, caseload: client.caseload && [...client.caseload, ...(opened.get(client.side)?.get(client.role) ?? [])] });
    expect(heard.flatMap((client) => leaksTo(schema, withOpened(client), canaries))).toEqual([]);
    // Silence proves nothing: every agency was told its own words, and whoever may read notes what stands in them.
    for (const side of SIDES) {
      const places = new Set(heard.filter((client) => client.side === side).flatMap(({ answers, pushes }) => [...answers, ...pushes]).flatMap((text) => canaries.in(text)).map(({ place }) => place));
      expect([...places]).toEqual(expect.arrayContaining(['patients.family_name', 'patients.mrn', 'notes.elements', 'orders.physician_name', SAID]));
    }
    for (const { pushes } of heard) expect(pushes.length).toBeGreaterThan(SUBSCRIPTIONS_EACH);
  }, 60_000 + OPERATIONS * 60);

  test('the server wrote and counted nothing that stands in a record', async () => {
    expect(server.node.written.length).toBeGreaterThan(0);
    expect(canaries.in(server.node.written)).toEqual([]);
    for (const path of ['/metrics', '/healthz', '/readyz', '/']) {
      const answer = await fetch(`${server.node.url}${path}`, { headers: { authorization: 'Bearer metrics-of-the-tests' } });
      expect(canaries.in(await answer.text())).toEqual([]);
    }
  });

  test('no table holds a word of one agency in a row of the other', async () => {
    const { rows: tables } = await here.owner.query<{ name: string }>(
      `select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name) where table_schema = 'public' and column_name = 'agency_id' and table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(25);
    for (const [side, agencyId] of two.ids) {
      for (const { name } of tables) {
        const { rows } = await here.owner.query<{ text: string }>(`select r::text as text from "${name}" r where r.agency_id = $1`, [agencyId]);
        expect({ name, foreign: rows.flatMap(({ text }) => canaries.in(text)).filter((found) => found.side !== side) }).toEqual({ name, foreign: [] });
      }
    }
  });
});

/** Administrators have each other's, and schedulers that of an administrator. */
const swappedToken: HuntSettings['tokenOf'] = ({ side, role }) => {
  if (role === 'ADMIN') return { side: side === 'A' ? 'B' : 'A', role };
  return { side, role: role === 'SCHEDULER' ? 'ADMIN' : role };
};

test('a client that holds the token of another agency is found, and so is one whose role may not read what it is sent', async () => {
  const swapped = await hunt({ ...settings, operations: 0, tokenOf: swappedToken });
  const leaks = swapped.heard.flatMap((client) => leaksTo(schema, client, canaries));
  expect(leaks).toEqual(expect.arrayContaining([expect.stringMatching(/ to ADMIN of A, and is of B$/), expect.stringMatching(/ to ADMIN of B, and is of A$/)]));
  expect(leaks).toEqual(expect.arrayContaining([expect.stringMatching(/ to SCHEDULER of [AB], whose role may not read it$/)]));
  // What administrators said, they said in the other agency, where everyone was told.
  expect(leaks.filter((leak) => !/^said was | to (?:ADMIN|SCHEDULER) of /.test(leak))).toEqual([]);
}, 60_000);

test('what is sent to receivers of webhooks is of their own agency', async () => {
  const secret = randomBytes(32);
  const [cursors, webhooks] = [cursorCodec(secret), webhookRules({ secret, allowsLocal: true })];
  // The server would not send to this machine: another one does.
  await server.node.kill();
  here.clock.moveTo(new Date());
  const receivers = new Map<Side, Receiver>();
  for (const side of SIDES) {
    const receiver = await openReceiver();
    const { viewer } = two.agencies.get(side) as TestAgency;
    const { record } = await perform(here.world, addWebhook, { url: receiver.url, content: 'FULL' }, { viewer });
    Object.assign(receiver, { secret: webhooks.secretOf(record.agencyId, record.id, record.secretVersion) });
    receivers.set(side, receiver);
    await perform(here.world, addPayer, { name: canaries.word(side, SAID), kind: 'COMMERCIAL' }, { viewer, reason: canaries.word(side, SAID) });
  }
  const audit = await openTestAudit(here.database);
  const worker = startWebhookWorker(here.world, { log: systemLog('silent'), audit, telemetry: NO_TELEMETRY, cursors, webhooks, pollMs: 20, timeoutMs: 15_000 });
  try {
    await until(() => [...receivers.values()].every(({ received }) => received.length > 0));
  } finally {
    await worker.stop();
    await audit.stop();
    for (const receiver of receivers.values()) await receiver.close();
  }
  for (const [side, { received }] of receivers) expect(received.flatMap(({ text }) => canaries.in(text)).filter((found) => found.side !== side)).toEqual([]);
});
