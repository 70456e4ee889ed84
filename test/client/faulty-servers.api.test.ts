import { afterEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';

import { openStream, type StreamConnection, type StreamMessage } from '../../src/client/open-stream.js';
import { type ScriptedPeer, type ScriptedServer, startScriptedServer } from '../support/scripted-server.js';
import { until } from '../support/until.js';

const QUERY = 'subscription ($after: String) { stream(after: $after) { kind cursor previousCursor } }';

let server: ScriptedServer;
let connection: StreamConnection;

afterEach(async () => {
  connection.close();
  await server.stop();
});

interface Heard {
  readonly cursors: string[];
  readonly errors: Error[];
  readonly isComplete: () => boolean;
  leave(): void;
}

async function listen(script: (peer: ScriptedPeer, count: number) => void, token: () => string | Promise<string> = () => 'token'): Promise<Heard> {
  server = await startScriptedServer(script);
  connection = openStream({ url: server.url, webSocketImpl: WebSocket, token });
  const cursors: string[] = [];
  const errors: Error[] = [];
  let isComplete = false;
  const leave = connection.subscribe<StreamMessage>({ query: QUERY }, { next: ({ cursor }) => void cursors.push(cursor), error: (error) => void errors.push(error), complete: () => void (isComplete = true) });
  return { cursors, errors, isComplete: () => isComplete, leave };
}

const message = (cursor: string, previousCursor: string | null): StreamMessage => ({ kind: previousCursor === null ? 'SNAPSHOT' : 'EVENT', cursor, previousCursor });

test('a message that was taken before is dropped', async () => {
  const heard = await listen((peer) => {
    for (const next of [message('a', null), message('b', 'a'), message('b', 'a'), message('c', 'b'), message('c', 'b'), message('d', 'c')]) peer.next(next);
  });
  await until(() => heard.cursors.includes('d'));
  expect(heard.cursors).toEqual(['a', 'b', 'c', 'd']);
  expect(heard.errors).toEqual([]);
});

test.each([
  ['one that skips another', message('d', 'c')],
  ['one from before', message('a', null)],
  ['one without a cursor', { kind: 'EVENT', previousCursor: 'b' }],
  ['none at all', null],
])('after two messages, %s breaks the chain: told loudly, passed on to nobody, and the end', async (_name, wrong) => {
  const heard = await listen((peer) => {
    for (const next of [message('a', null), message('b', 'a'), wrong, message('c', 'b')]) peer.next(next as object);
  });
  await until(() => heard.errors.length > 0);
  expect(heard.errors).toMatchObject([{ name: 'BrokenChain', expected: 'b' }]);
  expect(heard.cursors).toEqual(['a', 'b']);
});

test('a stream that begins in the middle, though it was to begin with a snapshot, is broken', async () => {
  const heard = await listen((peer) => peer.next(message('b', 'a')));
  await until(() => heard.errors.length > 0);
  expect(heard.errors).toMatchObject([{ name: 'BrokenChain', expected: null, found: 'a' }]);
});

test.each([1000, 1001, 1006, 1011, 1012, 1013, 4401, 4403, 4408])('a connection closed with %i is made again with a fresh token, and the stream goes on', async (code) => {
  let asked = 0;
  const heard = await listen(
    (peer, count) => {
      if (count === 0) peer.next(message('a', null));
      else peer.next(message('b', 'a'));
      if (count === 0) peer.close(code);
    },
    () => `token ${(asked += 1)}`,
  );
  await until(() => heard.cursors.length === 2);
  expect(heard.cursors).toEqual(['a', 'b']);
  expect(server.subscribed).toEqual([{ after: null }, { after: 'a' }]);
  expect(server.tokens).toEqual(['Bearer token 1', 'Bearer token 2']);
  expect(heard.errors).toEqual([]);
});

test.each([4400, 4406, 4409, 4429, 4500])('a connection closed with %i is not made again, and that is told', async (code) => {
  const heard = await listen((peer) => peer.close(code));
  await until(() => heard.errors.length > 0);
  expect(heard.errors).toMatchObject([{ name: 'ConnectionRefused', code }]);
  expect(server.subscribed).toHaveLength(1);
});

test('4401 is believed when it comes a second time, and not when messages came between', async () => {
  const heard = await listen((peer, count) => {
    if (count === 1) peer.next(message('a', null));
    peer.close(4401);
  });
  await until(() => heard.errors.length > 0);
  expect(heard.errors).toMatchObject([{ name: 'ConnectionRefused', code: 4401 }]);
  // Refused, heard and refused, refused again.
  expect(server.subscribed).toHaveLength(3);
});

test.each(['BUSY', 'INTERNAL'])('a server that answers %s is asked again', async (code) => {
  const heard = await listen((peer, count) => (count === 0 ? peer.errors(code) : peer.next(message('a', null))));
  await until(() => heard.cursors.length === 1);
  expect(heard.errors).toEqual([]);
});

test('a stream that the server completes goes on from its cursor', async () => {
  const heard = await listen((peer, count) => {
    peer.next(count === 0 ? message('a', null) : message('b', 'a'));
    if (count === 0) peer.complete();
  });
  await until(() => heard.cursors.length === 2);
  expect(server.subscribed).toEqual([{ after: null }, { after: 'a' }]);
  expect(heard.isComplete()).toBe(false);
});

test('a token that cannot be had just now is asked for again', async () => {
  let asked = 0;
  const heard = await listen(
    (peer) => peer.next(message('a', null)),
    async () => {
      asked += 1;
      if (asked < 3) throw new Error('offline');
      return 'token';
    },
  );
  await until(() => heard.cursors.length === 1);
  expect(server.tokens).toEqual(['Bearer token']);
});

test('a stream that was left hears nothing more, and comes back no more', async () => {
  const heard = await listen((peer, count) => {
    peer.next(message('a', null));
    if (count === 0) peer.close(1012);
  });
  await until(() => heard.cursors.length === 1);
  heard.leave();
  // Another one on the same connection outlives the wait that was under way.
  const second = new Promise<void>((resolve, reject) => void connection.subscribe({ query: QUERY }, { next: () => resolve(), error: reject }));
  await second;
  expect(heard).toMatchObject({ cursors: ['a'], errors: [] });
  expect(heard.isComplete()).toBe(false);
});
