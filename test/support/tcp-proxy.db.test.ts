import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';

import { urlOf } from './server-connection.js';
import { startProxy, type TcpProxy } from './tcp-proxy.js';
import { until } from './until.js';

let echo: Server;
let echoes: Socket[];
let proxy: TcpProxy;

beforeEach(async () => {
  echoes = [];
  echo = createServer((socket) => {
    echoes.push(socket);
    socket.on('error', () => undefined).pipe(socket);
  });
  await new Promise<void>((resolve) => void echo.listen(0, '127.0.0.1', resolve));
  proxy = await startProxy(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await proxy.stop();
  for (const socket of echoes) socket.destroy();
  await new Promise((resolve) => void echo.close(resolve));
});

interface Peer {
  readonly socket: Socket;
  readonly heard: () => string;
  readonly isClosed: () => boolean;
}

async function open(): Promise<Peer> {
  const socket = connect(proxy.port, '127.0.0.1');
  let heard = '';
  let isClosed = false;
  socket.on('data', (bytes) => void (heard += bytes.toString()));
  socket.on('error', () => undefined);
  socket.once('close', () => void (isClosed = true));
  await new Promise<void>((resolve) => void socket.once('connect', resolve));
  return { socket, heard: () => heard, isClosed: () => isClosed };
}

test('bytes pass both ways, and an end passes after them', async () => {
  const peer = await open();
  peer.socket.write('one ');
  await until(() => peer.heard() === 'one ');
  expect(proxy.connections).toBe(1);
  peer.socket.end('two');
  await until(peer.isClosed);
  expect(peer.heard()).toBe('one two');
  await until(() => proxy.connections === 0);
  expect(proxy.accepted).toBe(1);
});

test('PostgreSQL is reached through it, also where it listens on a unix socket', async () => {
  const database = await startProxy(urlOf('postgres'));
  try {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    const lost = new Promise((resolve) => void client.once('error', resolve));
    database.cutAll();
    await lost;
  } finally {
    await database.stop();
  }
});

test('a cut ends every connection on both sides, and the next one is served', async () => {
  const peers = [await open(), await open()];
  await until(() => echoes.length === 2);
  proxy.cutAll();
  await until(() => peers.every((peer) => peer.isClosed()) && echoes.every((socket) => socket.destroyed));
  const next = await open();
  next.socket.write('again');
  await until(() => next.heard() === 'again');
});

test('a cut after some bytes lets exactly those through', async () => {
  const peer = await open();
  // Ten on the way there and seven on the way back.
  const cut = proxy.cutAfter(17);
  peer.socket.write('0123456789');
  await cut;
  await until(peer.isClosed);
  expect(peer.heard()).toBe('0123456');
});

test('a black hole keeps what is open, swallows what is sent and hides who has gone, until it is lifted', async () => {
  const [staying, leaving] = [await open(), await open()];
  await until(() => echoes.length === 2);
  proxy.blackhole();
  staying.socket.write('late');
  leaving.socket.destroy();
  // Someone who comes now is connected, as far as the network tells, and gets no answer.
  const coming = await open();
  coming.socket.write('later');
  await until(() => proxy.accepted === 3);
  expect([staying.heard(), coming.heard(), echoes.length]).toEqual(['', '', 2]);
  expect([staying.isClosed(), echoes.some((socket) => socket.destroyed)]).toEqual([false, false]);
  proxy.restore();
  await until(() => staying.heard() === 'late' && coming.heard() === 'later');
  await until(() => echoes.filter((socket) => socket.destroyed).length === 1);
});

test('what is delayed or throttled comes whole and in order', async () => {
  const peer = await open();
  proxy.delayMs = 5;
  const sent = Array.from({ length: 50 }, (_, i) => `${i},`);
  for (const text of sent) peer.socket.write(text);
  await until(() => peer.heard().length === sent.join('').length);
  proxy.throttle(20_000);
  const more = 'x'.repeat(5_000);
  peer.socket.write(more);
  await until(() => peer.heard().length === sent.join('').length + more.length);
  expect(peer.heard()).toBe(sent.join('') + more);
});

test('new connections go to another server once it is told so', async () => {
  const other = createServer((socket) => void socket.end('the other'));
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
  proxy.redirect(`tcp://127.0.0.1:${(other.address() as AddressInfo).port}`);
  const peer = await open();
  await until(() => peer.heard() === 'the other');
  await new Promise((resolve) => void other.close(resolve));
});
