import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';

import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let care: Care;
let token: string;
const sockets: WebSocket[] = [];

async function start(limits: Partial<TestServer['config']['limits']>, drainMs = 0): Promise<void> {
  server = await startTestServer({ limits: { mostSockets: 100, mostSocketsOfSubject: 100, connectionsPerSecond: 1_000, messagesPerSecond: 20, ...limits }, drainMs });
  care = await openCare(server.app.world);
  token = await server.token('BILLER', care.agencyId);
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await server.stop();
});

interface Raw {
  readonly socket: WebSocket;
  readonly messages: Array<{ readonly type: string; readonly id?: string; readonly payload?: unknown }>;
  readonly closed: Promise<number | string>;
}

/** A client that says exactly what it is told to. */
async function connect({ isIntroduced = true, bearer = token }: { readonly isIntroduced?: boolean; readonly bearer?: string } = {}): Promise<Raw> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  sockets.push(socket);
  const messages: Raw['messages'] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data)) as Raw['messages'][number]));
  const closed = new Promise<number | string>((resolve) => {
    socket.on('close', (code) => resolve(code));
    socket.on('unexpected-response', (_request, response) => resolve(`HTTP ${response.statusCode}`));
    socket.on('error', () => undefined);
  });
  const raw = { socket, messages, closed };
  if (!isIntroduced) return raw;
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${bearer}` } }));
  await Promise.race([until(() => messages.length > 0), closed]);
  return raw;
}

const subscribe = (id: string): string => JSON.stringify({ id, type: 'subscribe', payload: { query: 'subscription { alignmentChanged { kind } }' } });

describe('a socket', () => {
  beforeEach(() => start({}));

  test('that sends binary frames is told that they are no messages, and its neighbour goes on', async () => {
    const [bad, good] = [await connect(), await connect()];
    bad.socket.send(Buffer.from(subscribe('1')), { binary: true });
    expect(await bad.closed).toBe(4400);
    good.socket.send(subscribe('1'));
    await until(() => good.messages.length === 2);
    expect(good.messages[1]).toMatchObject({ type: 'next', payload: { data: { alignmentChanged: { kind: 'SNAPSHOT' } } } });
  });

  test('that never says who it is is closed', async () => {
    expect(await (await connect({ isIntroduced: false })).closed).toBe(4408);
  });

  test('that asks for a twenty-first operation is refused that one, and keeps the others', async () => {
    const { socket, messages } = await connect();
    for (let i = 1; i <= 20; i += 1) socket.send(subscribe(`${i}`));
    await until(() => messages.filter(({ type }) => type === 'next').length === 20);
    socket.send(subscribe('21'));
    await until(() => messages.some(({ type }) => type === 'error'));
    expect(messages.at(-1)).toMatchObject({ id: '21', type: 'error', payload: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] });
    socket.send(JSON.stringify({ id: '3', type: 'complete' }));
    await until(() => server.app.hub.subscribers === 19);
    socket.send(subscribe('22'));
    await until(() => messages.at(-1)?.id === '22');
    expect(messages.at(-1)).toMatchObject({ type: 'next' });
  });

  test('that floods the server with messages is told to try again later', async () => {
    const { socket, closed } = await connect();
    for (let i = 0; i < 100; i += 1) socket.send('{"type":"ping"}');
    expect(await closed).toBe(1013);
  });

  test('that leaves an operation, or is gone, is not told of anything any more', async () => {
    const { socket, messages } = await connect();
    socket.send(subscribe('1'));
    await until(() => messages.length === 2);
    socket.terminate();
    await until(() => server.app.hub.subscribers === 0);
    expect(server.app.hub.subscribers).toBe(0);
  });
});

test('one person has only so many sockets, and others have theirs', async () => {
  await start({ mostSocketsOfSubject: 2 });
  const [first] = [await connect(), await connect()];
  const third = await connect();
  expect(await third.closed).toBe(1013);
  const other = await connect({ bearer: await server.token('BILLER', care.agencyId, { subject: 'someone-else' }) });
  expect(other.messages[0]?.type).toBe('connection_ack');
  first.socket.close();
  await first.closed;
  await until(async () => (await connect()).messages[0]?.type === 'connection_ack');
});

test('a node takes only so many sockets, and one that is full says so before the upgrade', async () => {
  await start({ mostSockets: 1 });
  const first = await connect();
  expect(await (await connect({ isIntroduced: false })).closed).toBe('HTTP 503');
  first.socket.close();
  await first.closed;
  await until(async () => {
    const next = await connect({ isIntroduced: false });
    return Promise.race([new Promise<boolean>((resolve) => next.socket.once('open', () => resolve(true))), next.closed.then(() => false)]);
  });
});

test('a server that stops sends its clients away one by one, and lets none in meanwhile', async () => {
  await start({}, 300);
  const open = await Promise.all(Array.from({ length: 10 }, () => connect()));
  for (const { socket } of open) socket.send(subscribe('1'));
  await until(() => open.every(({ messages }) => messages.length === 2));
  const stopped = server.app.stop();
  expect(await Promise.all(open.map(({ closed }) => closed))).toEqual(Array.from({ length: 10 }, () => 1012));
  await stopped;
});

test('metrics tell how the feed does, to whoever may ask, and name no agency', async () => {
  await start({});
  const metrics = async (bearer: string): Promise<{ readonly status: number; readonly text: string }> => {
    const response = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${bearer}` } });
    return { status: response.status, text: await response.text() };
  };
  const { socket, messages } = await connect();
  socket.send(subscribe('1'));
  await until(() => messages.length === 2);
  await server.ask(await server.token('ADMIN', care.agencyId), 'mutation { addPayer(input: { name: "Zebra Health", kind: COMMERCIAL }) { cursor } }');
  await until(() => messages.length === 3);
  expect((await metrics('wrong')).status).toBe(401);
  const { status, text } = await metrics('metrics-of-the-tests');
  expect(status).toBe(200);
  for (const line of ['websocket_connections 1', 'subscribers 1', 'alignment_delivered_total 1', 'seq_gap_detected_total 0', 'tenant_assert_failed_total 0', 'executions_per_event_sum 1']) expect(text).toContain(`${line}\n`);
  expect(text).toContain('alignment_commit_to_socket_seconds_count 1');
  expect(text).not.toContain(care.agencyId);
  expect(text).not.toContain('Zebra');
});
