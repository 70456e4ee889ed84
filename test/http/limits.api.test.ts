import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';

import { startApp } from '../../src/app.js';
import { hashOf } from '../../src/graphql/limits/documents.js';
import { MAX_POINTS } from '../../src/graphql/limits/limits.js';
import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** The gate in a whole server: what it says is the same over HTTP, WebSocket and server-sent events. */
let server: TestServer;
let care: Care;
let token: string;

/** A server for the tests of a group. */
function serve(requests: Partial<TestServer['config']['requests']> = {}): void {
  beforeAll(async () => {
    server = await startTestServer({ requests: { trustedDocuments: new Map(), adHocClients: null, rate: null, ...requests } });
    care = await openCare(server.app.world);
    token = await server.token('ADMIN', care.agencyId);
  });
  afterAll(() => server.stop());
}

interface Told {
  readonly data?: unknown;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }>;
  readonly extensions?: unknown;
  readonly status?: number;
  readonly retryAfter?: string | null;
}
type Send = (payload: object, bearer?: string) => Promise<Told>;

const post = async (payload: object, accept: string, bearer: string): Promise<{ readonly response: Response; readonly text: string }> => {
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${bearer}` }, body: JSON.stringify(payload) });
  return { response, text: await response.text() };
};

const overHttp: Send = async (payload, bearer = token) => {
  const { response, text } = await post(payload, 'application/json', bearer);
  return { ...(JSON.parse(text) as Told), status: response.status, retryAfter: response.headers.get('retry-after') };
};
const overSse: Send = async (payload, bearer = token) => {
  const { response, text } = await post(payload, 'text/event-stream', bearer);
  const [, data = text] = /^data: (.+)$/m.exec(text) ?? [];
  return { ...(JSON.parse(data) as Told), status: response.status, retryAfter: response.headers.get('retry-after') };
};
const overSocket: Send = async (payload, bearer = token) => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const messages: Array<{ readonly type: string; readonly payload: unknown }> = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data)) as (typeof messages)[number]));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${bearer}` } }));
  await until(() => messages.length === 1);
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '', ...payload } }));
  await until(() => messages.length > 1);
  socket.terminate();
  const answer = messages[1] as (typeof messages)[number];
  return answer.type === 'error' ? { errors: answer.payload as NonNullable<Told['errors']> } : (answer.payload as Told);
};

const TRANSPORTS: ReadonlyArray<readonly [string, Send]> = [['HTTP', overHttp], ['WebSocket', overSocket], ['server-sent events', overSse]];
const QUERY = 'query Payers ($n: Int) { payers(first: $n) { nodes { id } } }';
const codesOf = ({ errors }: Told): unknown[] => (errors ?? []).map(({ extensions }) => extensions['code']);

describe.each(TRANSPORTS)('over %s', (name, send) => {
  describe('a request', () => {
    serve();

    test('is told what it cost, where it asks', async () => {
      expect(await send({ query: QUERY, variables: { n: 3 }, extensions: { cost: true } })).toMatchObject({ data: { payers: {} }, extensions: { cost: { requested: 4, limit: MAX_POINTS } } });
      expect((await send({ query: QUERY })).extensions).toBeUndefined();
    });

    test.each<readonly [string, string, string, Record<string, unknown>?]>([
      ['a hundred aliases', 'LIMIT_EXCEEDED', `{ ${Array.from({ length: 100 }, (_, i) => `a${i}: __typename`).join(' ')} }`],
      ['fragments in a circle', 'GRAPHQL_VALIDATION_FAILED', '{ visits { nodes { ...A } } } fragment A on Visit { patient { ...B } } fragment B on Patient { visits { nodes { ...A } } }'],
      ['sixty levels', 'LIMIT_EXCEEDED', `{ ${'viewer { '.repeat(59)}role${' }'.repeat(59)} }`],
      ['ten thousand tokens', 'LIMIT_EXCEEDED', `{ ${'role '.repeat(9_998)} }`],
      ['a field five hundred times', 'LIMIT_EXCEEDED', `{ ${'__typename '.repeat(500)} }`],
      ['lists in the variables without end', 'LIMIT_EXCEEDED', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 5_000 }, () => 'x') }],
      ['values of wrong types', 'BAD_USER_INPUT', QUERY, { n: { many: ['x'] } }],
      ['a million records', 'LIMIT_EXCEEDED', QUERY, { n: 1_000_000 }],
      ['a cursor that is none', 'INVALID_CURSOR', '{ payers(after: "garbage") { nodes { id } } }'],
      ['the schema', 'GRAPHQL_VALIDATION_FAILED', '{ __schema { types { name fields(includeDeprecated: true) { name isDeprecated } } } }'],
    ])('for %s is refused with %s', async (_shape, code, query, variables = {}) => {
      const told = await send({ query, variables });
      expect(codesOf(told)).toContain(code);
      for (const { extensions } of told.errors ?? []) expect(extensions['remedy']).toEqual(expect.any(String));
      const limits = (told.errors ?? []).filter(({ extensions }) => extensions['code'] === 'LIMIT_EXCEEDED');
      for (const { extensions } of limits) expect(extensions).toMatchObject({ expected: expect.stringMatching(/^at most \d+ /), found: expect.any(String) });
    });

    test('that misspells a field is not told how it is spelled', async () => {
      const { errors } = await send({ query: '{ payrs { nodes { id } } }' });
      expect(errors?.[0]?.message).toBe('Cannot query field "payrs" on type "Query".');
    });

    test('of the wrong shape is refused as one', async () => {
      expect(codesOf(await send({ query: '{ viewer { role } }', documentId: 7 }))).toEqual(['MALFORMED_REQUEST']);
      expect(codesOf(await send({ documentId: 'short' }))).toEqual(['MALFORMED_REQUEST']);
    });
  });

  describe('trusted documents', () => {
    const hash = hashOf(QUERY);
    serve({ trustedDocuments: new Map([[hash, QUERY]]), adHocClients: new Set(['explorer']) });

    test.each([
      ['by their hash', { documentId: hash }],
      ['by their hash after its algorithm', { documentId: `sha256:${hash}` }],
      ['as clients of Apollo and urql name them', { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }],
      ['in full', { query: QUERY }],
      ['in full and by their hash', { query: QUERY, documentId: hash }],
    ])('are run %s', async (_name, payload) => {
      expect(await send({ ...payload, variables: { n: 1 } })).toMatchObject({ data: { payers: { nodes: [{}] } } });
    });

    test('are refused by a hash that nobody knows, or that is of another text', async () => {
      expect(codesOf(await send({ documentId: hashOf('{ viewer { role } }') }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
      expect(codesOf(await send({ query: QUERY, documentId: hashOf('other') }))).toEqual(['MALFORMED_REQUEST']);
    });

    test('are all that may be sent, but for the clients that may send others', async () => {
      const other = { query: '{ viewer { role } }' };
      expect(codesOf(await send(other))).toEqual(['UNTRUSTED_DOCUMENT']);
      expect(codesOf(await send(other, await server.token('ADMIN', care.agencyId, { clientId: 'dashboard' })))).toEqual(['UNTRUSTED_DOCUMENT']);
      expect(await send(other, await server.token('ADMIN', care.agencyId, { clientId: 'explorer' }))).toMatchObject({ data: { viewer: { role: 'ADMIN' } } });
    });

    test('are all that is read: a text that may not be sent is not looked at', async () => {
      expect(codesOf(await send({ query: '{ nothing }' }))).toEqual(['UNTRUSTED_DOCUMENT']);
    });
  });

  describe('who has asked for too much in a short time', () => {
    // So slow that nothing comes back while the test runs.
    serve({ rate: { pointsPerSecond: 1, burstPoints: MAX_POINTS } });
    const dear = { query: '{ patients(first: 100) { nodes { visits(first: 100) { nodes { id note { id } } } } } }' };

    test('is told when to come back, and others are not', async () => {
      expect((await send(dear)).errors).toBeUndefined();
      expect((await send(dear)).errors).toBeUndefined();
      const told = await send(dear);
      expect(codesOf(told)).toEqual(['RATE_LIMITED']);
      const seconds = told.errors?.[0]?.extensions['retryAfterSeconds'] as number;
      expect(seconds).toBeGreaterThan(1);
      expect(told.errors?.[0]?.extensions['found']).toBe('a request of 20101 points');
      // A message over a socket has no status and no header.
      expect([told.status, told.retryAfter]).toEqual(name === 'WebSocket' ? [undefined, undefined] : [429, `${seconds}`]);
      // Less is still there.
      expect((await send({ query: '{ viewer { role } }' })).errors).toBeUndefined();
      expect((await send(dear, await server.token('ADMIN', care.agencyId, { subject: 'a-colleague' }))).errors).toBeUndefined();
      const neighbour = await openCare(server.app.world);
      expect((await send(dear, await server.token('ADMIN', neighbour.agencyId))).errors).toBeUndefined();
    });
  });
});

describe('a server', () => {
  serve();

  test('whose schema does not serve a trusted document does not start', async () => {
    const starting = startApp({ ...server.config, requests: { trustedDocuments: new Map([[hashOf('{ gone }'), '{ gone }']]), adHocClients: null, rate: null } }, { info() {}, warn() {}, error() {} });
    await expect(starting).rejects.toThrow(/TRUSTED_DOCUMENTS_FILE.*Cannot query field "gone"/s);
  });

  test('counts requests by points and refusals by code, and says of nobody who it was', async () => {
    await overHttp({ query: QUERY, variables: { n: 3 } });
    await overHttp({ query: QUERY, variables: { n: 3_000 } });
    const text = await (await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer metrics-of-the-tests' } })).text();
    expect(text).toContain('request_points_sum 4\n');
    expect(text).toContain('requests_refused_total{code="LIMIT_EXCEEDED"} 1\n');
    expect(text).not.toContain(care.agencyId);
    expect(text).not.toContain('admin-1');
  });
});
