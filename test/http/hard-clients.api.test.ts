import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let care: Care;

beforeAll(async () => {
  server = await startTestServer();
  care = await openCare(server.app.world);
});
afterAll(() => server.stop());

async function open(of = server): Promise<Socket> {
  const socket = connect(Number(new URL(of.url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** What was answered, until it ends. */
async function answered(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => void (text += chunk.toString()));
  if (!socket.destroyed) await once(socket, 'close');
  return text;
}

test('a body of unannounced length that is too large is told so', async () => {
  const socket = await open();
  const answer = answered(socket);
  const token = await server.token('BILLER', care.agencyId);
  socket.write(`POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`);
  const size = 1024 * 1024 + 1;
  // And there is more to come.
  socket.write(`${(2 * size).toString(16)}\r\n${' '.repeat(size)}`);
  expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
});

test('a stranger who asks for an upgrade elsewhere is let go, even one that never closes or breaks off', async () => {
  const upgrade = 'GET /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  for (let i = 0; i < 20; i += 1) {
    const socket = await open();
    socket.write(upgrade);
    await once(socket, 'readable');
    socket.write('more');
    socket.resetAndDestroy();
  }
  const patient = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', allowHalfOpen: true });
  await once(patient, 'connect');
  patient.write(upgrade);
  patient.resume();
  await once(patient, 'end');
  patient.on('error', () => undefined);
  await until(() => patient.destroyed || !patient.write('x'));
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  patient.destroy();
});

test('a document whose operation is not named uses up no place on its socket', async () => {
  const client = server.connect(await server.token('BILLER', care.agencyId));
  const ask = (query: string): Promise<unknown> =>
    new Promise((resolve) => {
      let heard: unknown;
      client.subscribe({ query }, { next: (value) => void (heard = value), error: (error) => resolve(error), complete: () => resolve(heard) });
    });
  const unsubscribed = client.subscribe({ query: 'subscription { alignmentChanged { kind } }' }, { next: () => undefined, error: () => undefined, complete: () => undefined });
  for (let i = 0; i < 25; i += 1) await ask('query A { viewer { role } } query B { viewer { role } }');
  expect(await ask('{ viewer { role } }')).toEqual({ data: { viewer: { role: 'BILLER' } } });
  unsubscribed();
});

test('a client that keeps its connection busy does not keep a server from stopping', async () => {
  const stopping = await startTestServer();
  const ask = 'GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n';
  let answers = 0;
  for (let i = 0; i < 8; i += 1) {
    const socket = await open(stopping);
    socket.on('data', () => {
      answers += 1;
      socket.write(ask);
    });
    socket.write(ask);
  }
  await until(() => answers > 20);
  await stopping.stop();
  expect(await fetch(`${stopping.url}/healthz`).catch(() => 'gone')).toBe('gone');
});

test('a client that never sends the rest of its request does not keep a server from stopping', async () => {
  const stopping = await startTestServer();
  const { agencyId } = await openCare(stopping.app.world);
  const socket = await open(stopping);
  const ended = once(socket, 'close');
  socket.write(`POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${await stopping.token('BILLER', agencyId)}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`);
  expect((await fetch(`${stopping.url}/healthz`)).status).toBe(200);
  await stopping.stop();
  await ended;
}, 15_000);
