import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { WebSocket } from 'ws';

import { openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';

/**
 * graphql-transport-ws message by message, as its specification says it, over sockets of our own server: what
 * is answered, in what order, and with which code a socket is closed that breaks a rule.
 */
let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  token = await server.token('BILLER', (await openCare(server.app.world)).agencyId);
});
afterAll(() => server.stop());

interface Heard {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A client that knows nothing of the protocol: it sends what it is told to and gives out what comes, in order. */
interface RawClient {
  send(message: unknown): void;
  next(): Promise<Heard>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly protocol: string;
  leave(): Promise<unknown>;
}

async function connect(protocols: string | string[] = 'graphql-transport-ws'): Promise<RawClient> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, protocols);
  const heard: Heard[] = [];
  const waiting: Array<(message: Heard) => void> = [];
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Heard;
    const first = waiting.shift();
    if (first) first(message);
    else heard.push(message);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    send: (message) => socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message)),
    next: () => new Promise((resolve) => {
      const message = heard.shift();
      if (message) resolve(message);
      else waiting.push(resolve);
    }),
    closed,
    get protocol() {
      return socket.protocol;
    },
    async leave() {
      socket.close(1000);
      return closed;
    },
  };
}

const init = (): object => ({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
const subscribe = (id: string, query: string, more: object = {}): object => ({ id, type: 'subscribe', payload: { query, ...more } });
const STREAM = 'subscription { alignmentChanged { kind } }';

async function acknowledged(): Promise<RawClient> {
  const client = await connect();
  client.send(init());
  expect((await client.next()).type).toBe('connection_ack');
  return client;
}

describe('the connection', () => {
  test('speaks graphql-transport-ws, whatever else the client offers', async () => {
    const client = await connect(['graphql-ws', 'graphql-transport-ws']);
    expect(client.protocol).toBe('graphql-transport-ws');
    await client.leave();
  });

  test.each([['another'], ['graphql-ws']])('is not opened in the protocol %s', async (protocol) => {
    await expect(connect(protocol)).rejects.toThrow('Server sent no subprotocol');
  });

  test('is closed with 4408 when nobody says who it is', async () => {
    const client = await connect();
    expect(await client.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  test('is closed with 4429 when it is initialised twice, also before the first was answered', async () => {
    const twice = await acknowledged();
    twice.send(init());
    expect(await twice.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
    const atOnce = await connect();
    atOnce.send(init());
    atOnce.send(init());
    expect(await atOnce.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
  });

  test.each([
    ['no token', undefined],
    ['an empty token', { authorization: '' }],
    ['a token of nobody', { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }],
    ['a token that is no text', { authorization: 7 }],
  ])('is closed with 4403 for %s', async (_name, payload) => {
    const client = await connect();
    client.send({ type: 'connection_init', payload });
    expect(await client.closed).toEqual({ code: 4403, reason: 'Forbidden' });
  });

  test('is closed with 4401 when it asks before it was acknowledged', async () => {
    const never = await connect();
    never.send(subscribe('1', '{ viewer { role } }'));
    expect((await never.closed).code).toBe(4401);
  });
});

describe('a ping', () => {
  test('is answered by a pong with the same payload, before and after the acknowledgement', async () => {
    const client = await connect();
    client.send({ type: 'ping', payload: { at: 1 } });
    expect(await client.next()).toEqual({ type: 'pong', payload: { at: 1 } });
    client.send({ type: 'ping' });
    expect(await client.next()).toEqual({ type: 'pong' });
    client.send(init());
    expect((await client.next()).type).toBe('connection_ack');
    client.send({ type: 'ping' });
    expect(await client.next()).toEqual({ type: 'pong' });
    await client.leave();
  });

  test('a pong that nobody asked for is passed over', async () => {
    const client = await acknowledged();
    client.send({ type: 'pong', payload: { at: 1 } });
    client.send({ type: 'ping' });
    expect(await client.next()).toEqual({ type: 'pong' });
    await client.leave();
  });
});

describe('an operation', () => {
  test('that is answered once is a next and a complete', async () => {
    const client = await acknowledged();
    client.send(subscribe('a', '{ viewer { role } }'));
    expect(await client.next()).toEqual({ id: 'a', type: 'next', payload: { data: { viewer: { role: 'BILLER' } } } });
    expect(await client.next()).toEqual({ id: 'a', type: 'complete' });
    await client.leave();
  });

  test('with variables, a name and extensions is answered as any other', async () => {
    const client = await acknowledged();
    client.send(subscribe('a', 'query A { __typename } query B($has: Boolean!) { viewer { role @include(if: $has) __typename } }', { operationName: 'B', variables: { has: false }, extensions: { trace: 1 } }));
    expect(await client.next()).toEqual({ id: 'a', type: 'next', payload: { data: { viewer: { __typename: 'Viewer' } } } });
    await client.leave();
  });

  test.each([
    ['that cannot be parsed', '{', 'GRAPHQL_PARSE_FAILED'],
    ['that does not fit the schema', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s is an error and no complete, and its id is free again', async (_name, query, code) => {
    const client = await acknowledged();
    client.send(subscribe('a', query));
    expect(await client.next()).toMatchObject({ id: 'a', type: 'error', payload: [{ message: expect.any(String), extensions: { code } }] });
    client.send(subscribe('a', '{ viewer { role } }'));
    expect(await client.next()).toMatchObject({ id: 'a', type: 'next' });
    expect(await client.next()).toEqual({ id: 'a', type: 'complete' });
    await client.leave();
  });

  test('under an id that is in use closes the socket with 4409', async () => {
    const client = await acknowledged();
    client.send(subscribe('a', STREAM));
    expect(await client.next()).toMatchObject({ id: 'a', type: 'next' });
    client.send(subscribe('a', STREAM));
    expect(await client.closed).toEqual({ code: 4409, reason: 'Subscriber for a already exists' });
  });

  test('under an id that is in use closes the socket with 4409 although the first has not begun', async () => {
    const client = await acknowledged();
    client.send(subscribe('a', STREAM));
    client.send(subscribe('a', STREAM));
    expect(await client.closed).toMatchObject({ code: 4409 });
  });

  test('that the client completes says no more, and its id is free again', async () => {
    const client = await acknowledged();
    client.send(subscribe('a', STREAM));
    expect(await client.next()).toMatchObject({ id: 'a', type: 'next' });
    client.send({ id: 'a', type: 'complete' });
    client.send(subscribe('a', '{ viewer { role } }'));
    expect(await client.next()).toEqual({ id: 'a', type: 'next', payload: { data: { viewer: { role: 'BILLER' } } } });
    expect(await client.next()).toEqual({ id: 'a', type: 'complete' });
    await client.leave();
  });

  test('that the client completes at once is never answered', async () => {
    const client = await acknowledged();
    client.send(subscribe('a', STREAM));
    client.send({ id: 'a', type: 'complete' });
    client.send(subscribe('b', STREAM));
    expect(await client.next()).toMatchObject({ id: 'b', type: 'next' });
    await client.leave();
  });

  test('that is over, or never was, can be completed without harm', async () => {
    const client = await acknowledged();
    client.send(subscribe('a', '{ viewer { role } }'));
    expect((await client.next()).type).toBe('next');
    expect((await client.next()).type).toBe('complete');
    client.send({ id: 'a', type: 'complete' });
    client.send({ id: 'nobody', type: 'complete' });
    client.send({ type: 'ping' });
    expect(await client.next()).toEqual({ type: 'pong' });
    await client.leave();
  });

  test('goes on beside others on the same socket, each under its id', async () => {
    const client = await acknowledged();
    for (const id of ['a', 'b', 'c']) client.send(subscribe(id, STREAM));
    const heard = [await client.next(), await client.next(), await client.next()];
    expect(heard.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
    expect(heard.every(({ type }) => type === 'next')).toBe(true);
    await client.leave();
  });
});

describe('a message that is none closes the socket with 4400', () => {
  beforeAll(() => {
    // The protocol library writes to the console what it makes of this.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  test.each([
    ['no JSON', 'nonsense'],
    ['nothing', ''],
    ['a list', []],
    ['null', 'null'],
    ['without a type', { id: '1' }],
    ['of a type that nobody knows', { type: 'start', id: '1' }],
    ['an acknowledgement, which only servers send', { type: 'connection_ack' }],
    ['a result, which only servers send', { type: 'next', id: '1', payload: {} }],
    ['an error, which only servers send', { type: 'error', id: '1', payload: [{ message: 'x' }] }],
    ['an initialisation whose payload is no object', { type: 'connection_init', payload: 'token' }],
    ['a ping whose payload is no object', { type: 'ping', payload: 1 }],
    ['a subscription without an id', { type: 'subscribe', payload: { query: '{ __typename }' } }],
    ['a subscription with an empty id', subscribe('', '{ __typename }')],
    ['a subscription without a payload', { type: 'subscribe', id: '1' }],
    ['a subscription without a document', { type: 'subscribe', id: '1', payload: {} }],
    ['a subscription with variables that are no object', subscribe('1', '{ __typename }', { variables: 'x' })],
    ['a subscription with a name that is no text', subscribe('1', '{ __typename }', { operationName: 1 })],
    ['a completion without an id', { type: 'complete' }],
    ['of bytes', Buffer.from(JSON.stringify({ type: 'ping' }))],
  ])('%s', async (_name, message) => {
    const client = await acknowledgedOrFresh(message);
    client.send(message);
    expect((await client.closed).code).toBe(4400);
  });

  /** A second initialisation would be refused for being the second. */
  function acknowledgedOrFresh(message: unknown): Promise<RawClient> {
    return (message as Partial<Heard>).type === 'connection_init' ? connect() : acknowledged();
  }
});
