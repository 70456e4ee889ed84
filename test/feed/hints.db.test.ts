import 'reflect-metadata';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';

import { systemOf } from '../../src/auth/viewer.js';
import type { Log } from '../../src/base/ports.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { perform } from '../../src/changes/perform.js';
import { type Database, openDatabase } from '../../src/db/database.js';
import type { Hints } from '../../src/feed/hints/hints.js';
import { type HintSource, openHints } from '../../src/feed/hints/open-hints.js';
import { type Hint, hintText } from '../../src/feed/hints/hints.js';
import { systemClock, systemIds } from '../../src/system.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { follow, openTestHub } from '../support/followers.js';
import { describeWithNats, type NatsServer, startNatsServer, whyWithoutNats } from '../support/nats-server.js';
import { startProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';
import { testSealing } from '../support/sealing.js';

/** Several heartbeats long: what has vanished without a word is noticed by them. */
jest.setTimeout(60_000);
const SEVERAL_HEARTBEATS_MS = 40_000;

let stored: TestDatabase;
let warnings: string[];
let agencyId: string;
const stops: Array<() => Promise<void>> = [];
const log: Log = { info: () => undefined, error: () => undefined, warn: (event) => void warnings.push(event) };

beforeAll(async () => {
  stored = await createTestDatabase();
});
afterAll(() => stored.drop());

beforeEach(() => {
  warnings = [];
  agencyId = systemIds.next();
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

interface Node {
  readonly hints: Hints;
  readonly heard: string[];
}

async function node(source: HintSource, databaseUrl = stored.url): Promise<Node> {
  const heard: string[] = [];
  const hints = await openHints(source, { databaseUrl, log, onHint: (hint) => void heard.push(hintText(hint)) });
  stops.push(hints.stop);
  return { hints, heard };
}

async function proxied(upstream: string): Promise<TcpProxy> {
  const proxy = await startProxy(upstream);
  stops.push(proxy.stop);
  return proxy;
}

async function broker(...options: string[]): Promise<NatsServer> {
  const nats = await startNatsServer(...options);
  stops.push(nats.stop);
  return nats;
}

/** A hint that was sent while nobody listened is lost, and may be. */
async function hear(from: Node, to: Node, isAboutAccess = false): Promise<void> {
  const hint: Hint = { agencyId, isAboutAccess };
  to.heard.length = 0;
  await until(() => {
    from.hints.publish(hint);
    return to.heard.includes(hintText(hint));
  }, SEVERAL_HEARTBEATS_MS);
}

/** The address of a server that is away, and a way to let it come. */
async function absent(upstream: string): Promise<{ readonly url: string; readonly attempts: () => number; come(): void }> {
  const nobody = await startProxy(upstream);
  await nobody.stop();
  const proxy = await proxied(upstream);
  proxy.redirect(nobody.url);
  return { url: proxy.url, attempts: () => proxy.accepted, come: () => proxy.redirect(upstream) };
}

/** A feed that would look by itself only long after the test: what it tells in time, hints have told it. */
async function tellsOfAChange(source: HintSource): Promise<void> {
  const database: Database = await openDatabase({ url: stored.url, poolSize: 4, onConnectionLost: () => undefined });
  stops.push(database.close);
  const hub = openTestHub(database, { log });
  stops.push(hub.stop);
  const reading = await openHints(source, { databaseUrl: stored.url, log, onHint: ({ agencyId }) => hub.hint(agencyId) });
  stops.push(reading.stop);
  const writing = await node(source);
  const world = { database, clock: systemClock, ids: systemIds, sealing: testSealing(), hint: (changed: string) => writing.hints.publish({ agencyId: changed, isAboutAccess: false }) };
  await perform(world, openAgency, { slug: `a${agencyId.replaceAll('-', '').slice(-20)}`, name: 'Agency' }, { viewer: systemOf(agencyId) });

  const { heard, leave } = await follow(hub, { agencyId, after: { epoch: 1, seq: 1 } });
  await until(async () => {
    await perform(world, addPayer, { name: 'Payer', kind: 'COMMERCIAL' }, { viewer: systemOf(agencyId) });
    return heard.length > 0;
  });
  expect(heard[0]).toMatchObject({ kind: 'EVENT', position: { seq: 2 } });
  leave();
}

describe('over PostgreSQL', () => {
  const POSTGRES: HintSource = { kind: 'POSTGRES' };

  test('a reader on one node is woken by a change on another', () => tellsOfAChange(POSTGRES));

  test('they come back after their connection was cut, and the loss is told once', async () => {
    const proxy = await proxied(stored.url);
    const [sending, listening] = [await node(POSTGRES), await node(POSTGRES, proxy.url)];
    await hear(sending, listening);
    proxy.cutAll();
    await hear(sending, listening, true);
    expect(warnings).toEqual(['hints.connection-lost']);
  });

  test('a node starts while the database refuses them, tries again, tells it once, and hears when it can', async () => {
    const database = await absent(stored.url);
    const [sending, listening] = [await node(POSTGRES), await node(POSTGRES, database.url)];
    await until(() => database.attempts() >= 3);
    expect(warnings).toEqual(['hints.connection-lost']);
    database.come();
    await hear(sending, listening);
  });

  test('a connection that has gone silent without a word is noticed and replaced', async () => {
    const proxy = await proxied(stored.url);
    const [sending, listening] = [await node(POSTGRES), await node(POSTGRES, proxy.url)];
    await hear(sending, listening);
    proxy.blackhole();
    await until(() => proxy.accepted > 1, SEVERAL_HEARTBEATS_MS);
    expect(warnings).toEqual(['hints.connection-lost']);
    proxy.restore();
    await hear(sending, listening);
  });

  test('a node stops while its connection is silent', async () => {
    const proxy = await proxied(stored.url);
    const { hints } = await node(POSTGRES, proxy.url);
    proxy.blackhole();
    await hints.stop();
  });

  test('more agencies than a notification holds are all told', async () => {
    const [sending, listening] = [await node(POSTGRES), await node(POSTGRES)];
    const agencies = Array.from({ length: 450 }, () => systemIds.next());
    for (const agency of agencies) sending.hints.publish({ agencyId: agency, isAboutAccess: false });
    await until(() => new Set(listening.heard).size === agencies.length);
    expect(new Set(listening.heard)).toEqual(new Set(agencies));
  });
});

describeWithNats(`over NATS${whyWithoutNats}`, () => {
  test('a reader on one node is woken by a change on another', async () => {
    const { url } = await broker();
    await tellsOfAChange({ kind: 'NATS', url });
  });

  test('they come back after the broker was lost, and the loss is told once by each node', async () => {
    const nats = await broker();
    const source: HintSource = { kind: 'NATS', url: nats.url };
    const [sending, listening] = [await node(source), await node(source)];
    await hear(sending, listening);
    await nats.stop();
    await until(() => warnings.length === 2);
    sending.hints.publish({ agencyId, isAboutAccess: false });
    await nats.start();
    await hear(sending, listening, true);
    expect(warnings).toEqual(['hints.connection-lost', 'hints.connection-lost']);
  });

  test('a node starts while the broker is away, and hears when it has come', async () => {
    const { url } = await broker();
    const away = await absent(url);
    const [sending, listening] = [await node({ kind: 'NATS', url }), await node({ kind: 'NATS', url: away.url })];
    await until(() => away.attempts() >= 3);
    expect(warnings).toEqual(['hints.connection-lost']);
    away.come();
    await hear(sending, listening);
  });

  test('a connection that has gone silent without a word is noticed and replaced, also while it sends', async () => {
    const { url } = await broker();
    const proxy = await proxied(url);
    const [silent, other] = [await node({ kind: 'NATS', url: proxy.url }), await node({ kind: 'NATS', url })];
    await hear(silent, other);
    proxy.blackhole();
    silent.hints.publish({ agencyId, isAboutAccess: false });
    await until(() => proxy.accepted > 1, SEVERAL_HEARTBEATS_MS);
    proxy.restore();
    await hear(silent, other);
    await hear(other, silent);
  });

  test('nothing but the ids of agencies is sent, on one subject, many in one message', async () => {
    const { url } = await broker();
    const observer = await connect({ servers: url });
    stops.push(() => observer.close());
    const seen: Array<{ readonly subject: string; readonly text: string }> = [];
    observer.subscribe('>', { callback: (_error, message) => void seen.push({ subject: message.subject, text: message.string() }) });
    await observer.flush();
    const sending = await node({ kind: 'NATS', url });
    const agencies = Array.from({ length: 450 }, () => systemIds.next());
    for (const agency of agencies) sending.hints.publish({ agencyId: agency, isAboutAccess: false });
    await until(() => seen.reduce((sum, { text }) => sum + text.split(',').length, 0) === agencies.length);
    expect(new Set(seen.map(({ subject }) => subject))).toEqual(new Set(['plumbline.hints']));
    expect(seen.flatMap(({ text }) => text.split(','))).toEqual(agencies);
    // The first goes at once, the rest while it is on its way.
    expect(seen.map(({ text }) => text.split(',').length)).toEqual([1, 200, 200, 49]);
  });

  test('a broker that wants a name and a password is given those of the URL', async () => {
    const { url } = await broker('--user', 'plumbline', '--pass', 'p@ss');
    const source: HintSource = { kind: 'NATS', url: url.replace('//', '//plumbline:p%40ss@') };
    await hear(await node(source), await node(source));
    await node({ kind: 'NATS', url });
    expect(warnings).toEqual(['hints.connection-lost']);
  });
});

test('without hints nothing is sent, and nothing fails', async () => {
  const { hints, heard } = await node({ kind: 'POLL' }, 'postgresql://nowhere.invalid/none');
  hints.publish({ agencyId, isAboutAccess: false });
  const owner = new pg.Client({ connectionString: stored.url });
  await owner.connect();
  const { rows } = await owner.query("select 1 from pg_stat_activity where datname = current_database() and query like '%plumbline_hints%' and pid <> pg_backend_pid()");
  await owner.end();
  expect({ rows, heard, warnings }).toEqual({ rows: [], heard: [], warnings: [] });
});
