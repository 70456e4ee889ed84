import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Client, createClient } from 'graphql-sse';
import pg from 'pg';

import { systemOf } from '../../src/auth/viewer.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { perform } from '../../src/changes/perform.js';
import { revokeAccess } from '../../src/changes/revoke-access.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { systemIds } from '../../src/system.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

let server: TestServer;
let agencyId: string;
let token: string;
let owner: pg.Client;
const clients: Client[] = [];

beforeAll(async () => {
  server = await startTestServer();
  owner = new pg.Client({ connectionString: server.stored.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  for (const client of clients) client.dispose();
  await server.stop();
});
beforeEach(async () => {
  agencyId = systemIds.next();
  await perform(server.app.world, openAgency, { slug: `a${agencyId.replaceAll('-', '').slice(-20)}`, name: 'Agency' }, { viewer: systemOf(agencyId) });
  token = await server.token('ADMIN', agencyId);
});

interface Message {
  readonly kind: string;
  readonly cursor: string;
  readonly previousCursor: string | null;
}

const DOCUMENT = 'subscription ($after: String) { alignmentChanged(after: $after) { kind cursor previousCursor } }';

function clientOf(bearer: string): Client {
  const client = createClient({ url: `${server.url}/graphql`, headers: { authorization: `Bearer ${bearer}` }, retryAttempts: 0 });
  clients.push(client);
  return client;
}

async function change(): Promise<string> {
  const { data } = await server.ask(token, 'mutation { addPayer(input: { name: "Payer", kind: COMMERCIAL }) { cursor } }');
  return data.addPayer.cursor;
}

/** A request as a browser makes it, with what has come of its events so far. */
async function raw(body: object, headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly events: Array<Record<string, string>>; stop(): void; readonly ended: Promise<void>; json(): Promise<unknown> }> {
  const aborter = new AbortController();
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(body),
    signal: aborter.signal,
  });
  const events: Array<Record<string, string>> = [];
  if (response.status !== 200) return { status: response.status, events, stop: () => aborter.abort(), ended: Promise.resolve(), json: () => response.json() };
  const ended = (async () => {
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) events.push(Object.fromEntries(block.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2) as [string, string])));
    }
  })().catch(() => undefined);
  return { status: 200, events, stop: () => aborter.abort(), ended, json: async () => null };
}

const messageOf = (event: Record<string, string> | undefined): Message => (JSON.parse(event?.['data'] ?? '{}') as { data: { alignmentChanged: Message } }).data.alignmentChanged;

describe('a stream of server-sent events', () => {
  test('tells a graphql-sse client how things stand and then every change', async () => {
    const messages: Message[] = [];
    const leave = clientOf(token).subscribe<{ alignmentChanged: Message }>({ query: DOCUMENT }, { next: ({ data }) => void (data && messages.push(data.alignmentChanged)), error: () => undefined, complete: () => undefined });
    await until(() => messages.length === 1);
    const cursors = [await change(), await change()];
    await until(() => messages.length === 3);
    expect(messages.map(({ kind }) => kind)).toEqual(['SNAPSHOT', 'EVENT', 'EVENT']);
    expect(messages.slice(1).map(({ cursor }) => cursor)).toEqual(cursors);
    expect(messages[1]?.previousCursor).toBe(messages[0]?.cursor);
    leave();
  });

  test('names the cursor of each message as its id, and goes on behind the Last-Event-ID', async () => {
    const first = await raw({ query: DOCUMENT });
    await until(() => first.events.length === 1);
    await change();
    await until(() => first.events.length === 2);
    first.stop();
    const missed = [await change(), await change()];
    const lastId = first.events[1]?.['id'] as string;
    const second = await raw({ query: DOCUMENT }, { 'last-event-id': lastId });
    await until(() => second.events.length === 2);
    expect(second.events.map((event) => event['id'])).toEqual(missed);
    expect(messageOf(second.events[0]).previousCursor).toBe(lastId);
    second.stop();
  });

  test('is completed after it said that it cannot go on', async () => {
    const { data } = await server.ask(token, '{ streamStatus { floor } }');
    await change();
    await change();
    await owner.query('select purge_alignment_events($1, now(), 2)', [agencyId]);
    const resumed = await raw({ query: DOCUMENT }, { 'last-event-id': data.streamStatus.floor });
    await resumed.ended;
    expect(messageOf(resumed.events[0]).kind).toBe('RESYNC_REQUIRED');
    expect(resumed.events[1]).toEqual({ event: 'complete', data: '' });
  });

  test('ends when access is revoked, without being completed, and cannot be begun again', async () => {
    const member = await perform(server.app.world, grantAccess, { subject: 'b1', role: 'BILLER' }, { viewer: systemOf(agencyId) });
    const biller = await server.token('BILLER', agencyId, { subject: 'b1' });
    const stream = await raw({ query: DOCUMENT }, { authorization: `Bearer ${biller}` });
    await until(() => stream.events.length === 1);
    await perform(server.app.world, revokeAccess, { agencyMemberId: member.record.id }, { viewer: systemOf(agencyId) });
    await change();
    await stream.ended;
    expect(stream.events).toHaveLength(1);
    expect((await raw({ query: DOCUMENT }, { authorization: `Bearer ${biller}` })).status).toBe(403);
  });

  test('answers queries too, once', async () => {
    const { events, ended } = await raw({ query: '{ viewer { role } }' });
    await ended;
    expect(events).toEqual([{ event: 'next', data: '{"data":{"viewer":{"role":"ADMIN"}}}' }, { event: 'complete', data: '' }]);
  });

  test('refuses what cannot run before it begins', async () => {
    const refused = async (body: object, headers: Record<string, string> = {}): Promise<[number, unknown]> => {
      const { status, json } = await raw(body, headers);
      const { errors } = (await json()) as { errors: Array<{ extensions: { code: string } }> };
      return [status, errors[0]?.extensions.code];
    };
    expect(await refused({ query: DOCUMENT }, { authorization: 'Bearer nonsense' })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await refused({ query: 'subscription {' })).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
    expect(await refused({ query: 'subscription { nothing }' })).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(await refused({ query: DOCUMENT, variables: { after: 'forged' } })).toEqual([400, 'INVALID_CURSOR']);
    expect(await refused({ query: DOCUMENT }, { 'last-event-id': 'forged' })).toEqual([400, 'INVALID_CURSOR']);
    expect(await refused({ variables: {} })).toEqual([400, 'MALFORMED_REQUEST']);
    const mutation = await fetch(`${server.url}/graphql?query=${encodeURIComponent('mutation { addPayer(input: { name: "P", kind: COMMERCIAL }) { cursor } }')}`, { headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` } });
    expect(mutation.status).toBe(400);
  });
});
