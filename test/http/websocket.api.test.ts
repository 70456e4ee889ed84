import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Client } from 'graphql-ws';
import pg from 'pg';
import { WebSocket } from 'ws';

import { systemOf } from '../../src/auth/viewer.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { perform } from '../../src/changes/perform.js';
import { MAX_REQUEST_BYTES } from '../../src/graphql/limits/limits.js';
import { systemIds } from '../../src/system.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let agencyId: string;
let admin: string;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

beforeEach(async () => {
  agencyId = await newAgency();
  admin = await server.token('ADMIN', agencyId);
});

async function newAgency(): Promise<string> {
  const id = systemIds.next();
  await perform(server.app.world, openAgency, { slug: `a${id.replaceAll('-', '').slice(-20)}`, name: 'Agency' }, { viewer: systemOf(id) });
  return id;
}

const SUBSCRIPTION = `subscription Watch($after: String) {
  alignmentChanged(after: $after) { kind cursor previousCursor event { id type } }
}`;

interface Message {
  readonly kind: string;
  readonly cursor: string;
  readonly previousCursor: string | null;
  readonly event: { readonly id: string; readonly type: string } | null;
}

async function change(token = admin): Promise<string> {
  const { data, errors } = await server.ask(token, `mutation { addPayer(input: { name: "Payer", kind: COMMERCIAL }) { cursor } }`);
  expect(errors).toBeUndefined();
  return data.addPayer.cursor;
}

/** Subscribes and keeps what comes, until told to stop. */
function watch(client: Client, variables: Record<string, unknown> = {}): { readonly messages: Message[]; readonly failed: Promise<unknown>; leave(): void } {
  const messages: Message[] = [];
  let leave = (): void => undefined;
  const failed = new Promise<unknown>((resolve) => {
    leave = client.subscribe<{ alignmentChanged: Message }>(
      { query: SUBSCRIPTION, variables },
      {
        next: ({ data, errors }) => {
          if (errors) resolve(errors);
          if (data) messages.push(data.alignmentChanged);
        },
        error: resolve,
        complete: () => resolve(null),
      },
    );
  });
  return { messages, failed, leave: () => leave() };
}

function raw(protocol = 'graphql-transport-ws'): WebSocket {
  return new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, protocol);
}

function closing(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve));
}

test('a subscription begins with a snapshot and goes on with every change, chained', async () => {
  const { messages, leave } = watch(server.connect(admin));
  await until(() => messages.length === 1);
  const cursors = [await change(), await change(), await change()];
  await until(() => messages.length === 4);
  expect(messages.map(({ kind }) => kind)).toEqual(['SNAPSHOT', 'EVENT', 'EVENT', 'EVENT']);
  expect(messages.slice(1).map(({ cursor }) => cursor)).toEqual(cursors);
  expect(messages.slice(1).map(({ previousCursor }) => previousCursor)).toEqual(messages.slice(0, 3).map(({ cursor }) => cursor));
  leave();
});

test('a client that is cut off again and again while others write hears of every change exactly once, in order', async () => {
  const start = watch(server.connect(admin));
  await until(() => start.messages.length === 1);
  let last = start.messages[0]?.cursor as string;
  const total = 60;
  const written = (async () => { const cursors: string[] = []; for (let i = 0; i < total; i += 1) cursors.push(await change()); return cursors; })();

  const heard: Message[] = [];
  for (let cut = 0; heard.length < total; cut += 1) {
    let socket: WebSocket | undefined;
    const client = server.connect(admin, { on: { opened: (opened) => { socket = opened as WebSocket; } } });
    const { messages, failed } = watch(client, { after: last });
    const patience = 1 + (cut % 7);
    await until(() => messages.length >= Math.min(patience, total - heard.length));
    // No goodbye: the connection is simply gone, as when a laptop closes.
    socket?.terminate();
    await failed;
    heard.push(...messages);
    last = heard.at(-1)?.cursor as string;
  }
  expect(heard.map(({ cursor }) => cursor)).toEqual(await written);
  expect(new Set(heard.map(({ event }) => event?.id)).size).toBe(total);
  const all = [...start.messages.slice(0, 1), ...heard];
  expect(heard.map(({ previousCursor }) => previousCursor)).toEqual(all.slice(0, -1).map(({ cursor }) => cursor));
});

describe('one bad document', () => {
  test.each([
    ['that cannot be parsed', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['that asks for what does not exist', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with a cursor of nobody', 'subscription { alignmentChanged(after: "v1.MS41.AAAA") { kind } }', 'INVALID_CURSOR'],
    ['with an id of the wrong kind', 'subscription { alignmentChanged(filter: { patientIds: ["UGF5ZXI6MQ"] }) { kind } }', 'INVALID_ID'],
  ])('%s is answered by itself, and everything else on the socket goes on', async (_name, query, code) => {
    const client = server.connect(admin, { lazy: false });
    const good = watch(client);
    await until(() => good.messages.length === 1);
    const answer = await new Promise<unknown>((resolve) => {
      client.subscribe({ query }, { next: (result) => resolve(result.errors), error: resolve, complete: () => resolve('complete') });
    });
    expect(answer).toMatchObject([{ extensions: { code } }]);
    await change();
    await until(() => good.messages.length === 2);
  });
});

describe('a socket is closed', () => {
  test('when it brings no token', async () => {
    const socket = raw();
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    expect(await closing(socket)).toBe(4403);
  });

  test('when it asks before it has said who it is', async () => {
    const socket = raw();
    socket.once('open', () => socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ viewer { role } }' } })));
    expect(await closing(socket)).toBe(4401);
  });

  test('when it speaks another protocol', async () => {
    const socket = raw('graphql-ws');
    const refused = new Promise<string>((resolve) => socket.once('error', ({ message }) => resolve(message)));
    expect(await refused).toBe('Server sent no subprotocol');
  });

  test('when it sends what is no message', async () => {
    const socket = raw();
    socket.once('open', () => socket.send('nonsense'));
    expect(await closing(socket)).toBe(4400);
  });

  test('when it sends more than a message may hold', async () => {
    // The protocol library writes to the console what it makes of this.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const socket = raw();
    socket.once('open', () => socket.send('x'.repeat(MAX_REQUEST_BYTES + 1)));
    expect(await closing(socket)).toBe(1009);
  });

  test('when its token expires, and resumes with a fresh one without losing anything', async () => {
    let lifetimeSeconds = 1;
    const closes: number[] = [];
    const client = server.connect(
      async () => {
        const token = await server.token('BILLER', agencyId, { lifetimeSeconds });
        lifetimeSeconds = 600;
        return token;
      },
      { retryAttempts: 3, shouldRetry: () => true, retryWait: async () => undefined, on: { closed: (event) => void closes.push((event as { code: number }).code) } },
    );
    const variables: Record<string, unknown> = {};
    const { messages } = watch(client, variables);
    await until(() => {
      variables['after'] = messages.at(-1)?.cursor ?? null;
      return closes.length > 0;
    });
    expect(closes).toEqual([4403]);
    const cursor = await change();
    await until(() => messages.at(-1)?.cursor === cursor);
    expect(messages.filter(({ kind }) => kind === 'EVENT')).toHaveLength(1);
  });
});

test('queries and mutations run over the socket under the same permissions', async () => {
  const client = server.connect(await server.token('BILLER', agencyId));
  const ask = (query: string): Promise<unknown> => new Promise((resolve, reject) => client.subscribe({ query }, { next: resolve, error: reject, complete: () => undefined }));
  expect(await ask('{ viewer { role } }')).toEqual({ data: { viewer: { role: 'BILLER' } } });
  expect(await ask('mutation { addBranch(input: { name: "North", timeZone: "America/Denver" }) { cursor } }')).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
});

test('another agency hears nothing, and its cursors are refused', async () => {
  const other = await newAgency();
  const stranger = await server.token('ADMIN', other);
  const theirs = watch(server.connect(stranger));
  await until(() => theirs.messages.length === 1);
  const ours = await change();
  const cursor = await change(stranger);
  await until(() => theirs.messages.length === 2);
  expect(theirs.messages[1]?.cursor).toBe(cursor);
  expect(await watch(server.connect(stranger), { after: ours }).failed).toMatchObject([{ extensions: { code: 'INVALID_CURSOR' } }]);
});

test('a cursor whose events are no longer kept is told so, as the last message', async () => {
  const cursor = await change();
  for (let i = 0; i < 3; i += 1) await change();
  const owner = new pg.Client({ connectionString: server.stored.url });
  await owner.connect();
  await owner.query('update stream_heads set floor = head where agency_id = $1', [agencyId]);
  await owner.end();
  const { messages, failed } = watch(server.connect(admin), { after: cursor });
  expect(await failed).toBeNull();
  expect(messages).toMatchObject([{ kind: 'RESYNC_REQUIRED' }]);
});

test('a server that stops tells its clients to come back', async () => {
  const stopping = await startTestServer();
  const id = systemIds.next();
  await perform(stopping.app.world, openAgency, { slug: 'stopping', name: 'Agency' }, { viewer: systemOf(id) });
  const closes: number[] = [];
  const client = stopping.connect(await stopping.token('ADMIN', id), { on: { closed: (event) => void closes.push((event as { code: number }).code) } });
  const { messages } = watch(client);
  await until(() => messages.length === 1);
  await stopping.app.stop();
  await until(() => closes.length > 0);
  expect(closes).toEqual([1012]);
  await stopping.stop();
});
