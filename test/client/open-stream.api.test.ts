import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { WebSocket } from 'ws';

import { type App, startApp } from '../../src/app.js';
import { systemOf } from '../../src/auth/viewer.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { perform } from '../../src/changes/perform.js';
import { openStream, type StreamConnection, type StreamMessage, type StreamOptions, type StreamRequest, type TypedDocument } from '../../src/client/open-stream.js';
import { systemIds } from '../../src/system.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { startProxy, type TcpProxy } from '../support/tcp-proxy.js';
import { until } from '../support/until.js';

/** The published client against the real server, over a network that breaks. */
jest.setTimeout(120_000);

let server: TestServer;
let proxy: TcpProxy;
let agencyId: string;
let admin: string;
const connections: StreamConnection[] = [];

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

beforeEach(async () => {
  proxy = await startProxy(server.url);
  agencyId = await newAgency();
  admin = await server.token('ADMIN', agencyId);
});

afterEach(async () => {
  for (const connection of connections.splice(0)) connection.close();
  await proxy.stop();
});

async function newAgency(): Promise<string> {
  const id = systemIds.next();
  await perform(server.app.world, openAgency, { slug: `a${id.replaceAll('-', '').slice(-20)}`, name: 'Agency' }, { viewer: systemOf(id) });
  return id;
}

const QUERY = 'subscription Watch($after: String) { alignmentChanged(after: $after) { kind cursor previousCursor event { id } } }';

interface Message extends StreamMessage {
  readonly event: { readonly id: string } | null;
}

/** Past the proxy, so that only who listens is cut off. */
async function change(token = admin): Promise<string> {
  const { data } = await server.ask(token, 'mutation { addPayer(input: { name: "Payer", kind: COMMERCIAL }) { cursor } }');
  return data.addPayer.cursor;
}

function connect(options: Partial<StreamOptions> = {}): StreamConnection {
  const connection = openStream({ url: `${proxy.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, token: () => admin, ...options });
  connections.push(connection);
  return connection;
}

interface Heard {
  readonly messages: Message[];
  readonly cursors: Array<string | null>;
  readonly errors: Error[];
  readonly isComplete: () => boolean;
  leave(): void;
}

function listen(connection: StreamConnection, request: Partial<StreamRequest> = {}): Heard {
  const messages: Message[] = [];
  const cursors: Array<string | null> = [];
  const errors: Error[] = [];
  let isComplete = false;
  const leave = connection.subscribe<Message>(
    { query: QUERY, onCursor: (cursor) => void cursors.push(cursor), ...request },
    { next: (message) => void messages.push(message), error: (error) => void errors.push(error), complete: () => void (isComplete = true) },
  );
  return { messages, cursors, errors, isComplete: () => isComplete, leave };
}

const eventsOf = ({ messages }: Heard): string[] => messages.filter(({ kind }) => kind === 'EVENT').map(({ cursor }) => cursor);

/** The same numbers on every run, so that a run that fails can be repeated. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('a connection that is cut fifty times at any byte, while others write, delivers every change once and in order', async () => {
  const heard = listen(connect());
  await until(() => heard.messages.length === 1);
  const written: string[] = [];
  let isCutting = true;
  const writing = (async () => {
    while (isCutting) {
      written.push(await change());
      await until(() => eventsOf(heard).length > written.length - 10);
    }
  })();
  const below = chance(7);
  for (let cuts = 0; cuts < 50; cuts += 1) await proxy.cutAfter(1 + below(4_000));
  isCutting = false;
  await writing;
  await until(() => eventsOf(heard).length >= written.length);
  expect(eventsOf(heard)).toEqual(written);
  expect(heard.messages.slice(1).map(({ previousCursor }) => previousCursor)).toEqual(heard.messages.slice(0, -1).map(({ cursor }) => cursor));
  expect(heard.cursors).toEqual(heard.messages.map(({ cursor }) => cursor));
  expect(heard.errors).toEqual([]);
  expect(proxy.accepted).toBeGreaterThan(50);
});

test('a document that carries its types is sent as its text, and types the messages', async () => {
  const document: TypedDocument<{ alignmentChanged: Message }, { readonly after?: string }> = { toString: () => QUERY };
  const events: Array<Message['event']> = [];
  connect().subscribe({ query: document }, { next: ({ event }) => void events.push(event), error: (error) => { throw error; } });
  const stream = connect().stream({ query: document });
  expect((await stream.next()).value?.kind).toBe('SNAPSHOT');
  await until(() => events.length === 1);
  const cursor = await change();
  expect((await stream.next()).value).toMatchObject({ cursor, event: { id: expect.any(String) } });
  await until(() => events.length === 2);
  await stream.return?.();
});

test('a server that stops and starts again is found again, and what was committed meanwhile is told', async () => {
  const first: App = await startApp(server.config);
  proxy.redirect(first.url);
  const heard = listen(connect());
  await until(() => heard.messages.length === 1);
  await first.stop();
  const missed = [await change(), await change()];
  const second = await startApp(server.config);
  proxy.redirect(second.url);
  await until(() => eventsOf(heard).length === 2);
  expect(eventsOf(heard)).toEqual(missed);
  await second.stop();
});

test('a token that expires is replaced by a fresh one, and nothing is missed', async () => {
  let asked = 0;
  const closes: number[] = [];
  const token = (): Promise<string> => server.token('BILLER', agencyId, { lifetimeSeconds: (asked += 1) === 1 ? 1 : 600 });
  const heard = listen(connect({ token, on: { closed: (event) => void closes.push((event as { code: number }).code) } }));
  await until(() => closes.length === 1);
  const missed = await change();
  await until(() => eventsOf(heard).length === 1);
  expect({ asked, closes, kinds: heard.messages.map(({ kind }) => kind) }).toEqual({ asked: 2, closes: [4403], kinds: ['SNAPSHOT', 'EVENT'] });
  expect(eventsOf(heard)).toEqual([missed]);
});

test('a connection over which nothing comes any more is given up for another', async () => {
  const heard = listen(connect({ keepAlive: 200 }));
  await until(() => heard.messages.length === 1);
  const before = proxy.accepted;
  proxy.blackhole();
  const missed = await change();
  await until(() => proxy.accepted > before);
  // The one before is still open, as far as anyone can tell.
  expect(proxy.connections).toBeGreaterThan(1);
  proxy.restore();
  await until(() => eventsOf(heard).length === 1);
  expect(eventsOf(heard)).toEqual([missed]);
});

test('several streams share a connection, and each goes on from its own place', async () => {
  const connection = connect();
  const old = await change();
  const [early, late] = [listen(connection, { after: old }), listen(connection)];
  await until(() => late.messages.length === 1);
  const cursors = [await change()];
  await until(() => eventsOf(late).length === 1 && eventsOf(early).length === 1);
  proxy.cutAll();
  cursors.push(await change());
  await until(() => eventsOf(late).length === 2 && eventsOf(early).length === 2);
  expect([eventsOf(early), eventsOf(late)]).toEqual([cursors, cursors]);
  expect([early.messages[0]?.kind, late.messages[0]?.kind]).toEqual(['EVENT', 'SNAPSHOT']);
  expect(proxy.accepted).toBe(2);
  // Nobody holds the connection but those who listen, however often they came back.
  early.leave();
  expect(proxy.connections).toBe(1);
  late.leave();
  await until(() => proxy.connections === 0);
});

test('a server that takes the connection and says nothing is given up, and asked again', async () => {
  proxy.blackhole();
  const heard = listen(connect());
  await until(() => proxy.accepted > 1);
  proxy.restore();
  await until(() => heard.messages.length === 1);
  expect(heard.errors).toEqual([]);
});

test('a kept cursor takes a new process to the place where the old one was', async () => {
  const before = listen(connect());
  await until(() => before.messages.length === 1);
  before.leave();
  const missed = [await change(), await change()];
  const after = listen(connect(), { after: before.cursors.at(-1) as string });
  await until(() => after.messages.length === 2);
  expect(eventsOf(after)).toEqual(missed);
});

test('a sink that throws has not taken the message, is told so, and takes nobody with it', async () => {
  const connection = connect();
  const good = listen(connection);
  const cursors: Array<string | null> = [];
  const failed = new Promise<Error>((resolve) => {
    const next = ({ kind }: Message): void => {
      if (kind === 'EVENT') throw new Error('of its own');
    };
    connection.subscribe<Message>({ query: QUERY, onCursor: (cursor) => void cursors.push(cursor) }, { next, error: resolve });
  });
  await until(() => good.messages.length === 1 && cursors.length === 1);
  const first = await change();
  expect(await failed).toMatchObject({ name: 'SinkFailed', cause: { message: 'of its own' } });
  expect(cursors).toHaveLength(1);

  const again = listen(connection, { after: cursors[0] as string });
  const second = await change();
  await until(() => eventsOf(again).length === 2 && eventsOf(good).length === 2);
  expect([eventsOf(again), eventsOf(good)]).toEqual([[first, second], [first, second]]);
  expect(proxy.accepted).toBe(1);
});

async function purgeAll(): Promise<void> {
  const owner = new pg.Client({ connectionString: server.stored.url });
  await owner.connect();
  await owner.query('update stream_heads set floor = head where agency_id = $1', [agencyId]);
  await owner.end();
}

test('a cursor that is no longer kept is told, and the stream begins anew with a snapshot', async () => {
  const old = await change();
  await change();
  await purgeAll();
  const heard = listen(connect(), { after: old });
  await until(() => heard.messages.length === 2);
  const cursor = await change();
  await until(() => heard.messages.length === 3);
  expect(heard.messages.map(({ kind }) => kind)).toEqual(['RESYNC_REQUIRED', 'SNAPSHOT', 'EVENT']);
  expect(heard.cursors).toEqual([null, heard.messages[1]?.cursor, cursor]);
  expect(heard.errors).toEqual([]);
});

test('a cursor that is no longer kept completes the stream of those who want it so', async () => {
  const old = await change();
  await change();
  await purgeAll();
  const heard = listen(connect(), { after: old, onResync: 'STOP' });
  await until(heard.isComplete);
  expect(heard.messages.map(({ kind }) => kind)).toEqual(['RESYNC_REQUIRED']);
  expect(heard.cursors).toEqual([null]);
});

test('what the server refuses is told once, and other streams go on', async () => {
  const connection = connect();
  const good = listen(connection);
  await until(() => good.messages.length === 1);
  const theirs = await change(await server.token('ADMIN', await newAgency()));
  const [stranger, ungrammatical] = [listen(connection, { after: theirs }), listen(connection, { query: QUERY.replace('event', 'nothing') })];
  await until(() => stranger.errors.length > 0 && ungrammatical.errors.length > 0);
  expect(stranger.errors).toMatchObject([{ name: 'StreamRefused', errors: [{ extensions: { code: 'INVALID_CURSOR' } }] }]);
  expect(ungrammatical.errors).toMatchObject([{ name: 'StreamRefused', errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]);
  const cursor = await change();
  await until(() => eventsOf(good).length === 1);
  expect(eventsOf(good)).toEqual([cursor]);
  expect([stranger.messages, ungrammatical.messages]).toEqual([[], []]);
});

test('a document that cannot be resumed is refused before anything is sent', () => {
  const connection = connect();
  expect(() => listen(connection, { query: 'subscription { alignmentChanged { kind cursor } }' })).toThrow('the field `previousCursor`, a variable for the argument `after`');
  expect(proxy.accepted).toBe(0);
});

test('a consumer that takes its time leaves the server alone while many messages wait, and still gets each once', async () => {
  const total = 1_600;
  const written = await change();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let i = 0; i < total / 8; i += 1) await perform(server.app.world, addPayer, { name: 'Payer', kind: 'COMMERCIAL' }, { viewer: systemOf(agencyId) });
    }),
  );
  const cursors: Array<string | null> = [];
  const messages: Message[] = [];
  const stream = connect().stream<Message>({ query: QUERY, after: written, onCursor: (cursor) => void cursors.push(cursor) });
  await until(() => proxy.accepted === 1 && proxy.connections === 0);
  expect(cursors).toEqual([]);
  for await (const message of stream) {
    messages.push(message);
    if (messages.length === total) break;
  }
  await until(() => proxy.connections === 0);
  expect([written, ...messages.map(({ cursor }) => cursor)].slice(0, -1)).toEqual(messages.map(({ previousCursor }) => previousCursor));
  expect(new Set(messages.map(({ event }) => event?.id)).size).toBe(total);
  // The last one was not yet dealt with when the consumer left.
  expect(cursors).toEqual(messages.slice(0, -1).map(({ cursor }) => cursor));
});

test('an iteration that is ended while it waits ends at once, and one that is refused throws', async () => {
  const connection = connect();
  const stream = connection.stream<Message>({ query: QUERY });
  expect((await stream.next()).value).toMatchObject({ kind: 'SNAPSHOT' });
  const waiting = stream.next();
  await stream.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  await until(() => proxy.connections === 0);
  await expect(connection.stream({ query: QUERY, after: 'nonsense' }).next()).rejects.toMatchObject({ name: 'StreamRefused' });
});

test('a connection that is closed completes all that went over it, and an iteration that waits ends', async () => {
  const connection = connect();
  const heard = listen(connection);
  const stream = connection.stream<Message>({ query: QUERY });
  await stream.next();
  const waiting = stream.next();
  await until(() => heard.messages.length === 1);
  connection.close();
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(heard.isComplete()).toBe(true);
  await until(() => proxy.connections === 0);
  expect(listen(connection).isComplete()).toBe(true);
  expect(proxy.accepted).toBe(1);
});
