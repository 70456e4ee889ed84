import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';

import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';

/**
 * The checks of graphql-cop, against a server as production runs it. Each sends what the check sends and fails on what makes
 * the check report a finding; with a valid token as well as without, because with one there is more to find.
 */
let server: TestServer;
let care: Care;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  care = await openCare(server.app.world);
  token = await server.token('ADMIN', care.agencyId);
});
afterAll(() => server.stop());

interface Probe {
  readonly status: number;
  readonly text: string;
  readonly json: { readonly data?: Record<string, unknown> | null; readonly errors?: ReadonlyArray<{ readonly message: string; readonly extensions?: Record<string, unknown> }>; readonly extensions?: Record<string, unknown> };
}

describe.each([['a stranger', false], ['someone with a token', true]])('%s', (_name, hasToken) => {
  const headers = (more: Record<string, string> = {}): Record<string, string> => ({ ...(hasToken && { authorization: `Bearer ${token}` }), ...more });
  const probed = async (response: Response): Promise<Probe> => {
    const text = await response.text();
    return { status: response.status, text, json: (text.startsWith('{') ? JSON.parse(text) : {}) as Probe['json'] };
  };
  const send = async (body: unknown, more: Record<string, string> = {}): Promise<Probe> =>
    probed(await fetch(`${server.url}/graphql`, { method: 'POST', headers: headers({ 'content-type': 'application/json', ...more }), body: JSON.stringify(body) }));
  const get = async (parameters: Record<string, string>, path = '/graphql', more: Record<string, string> = {}): Promise<Probe> =>
    probed(await fetch(`${server.url}${path}?${new URLSearchParams(parameters)}`, { headers: headers(more) }));

  test('cannot overload the server with aliases', async () => {
    const { json } = await send({ query: `query cop { ${Array.from({ length: 101 }, (_, i) => `alias${i}: __typename`).join(' ')} }` });
    expect(json.data?.['alias100']).toBeUndefined();
  });

  test('cannot send queries in batches', async () => {
    const { status, text } = await send(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text.startsWith('[')).toBe(false);
  });

  test('cannot overload the server with directives', async () => {
    const { json } = await send({ query: `query cop { __typename ${'@aa'.repeat(10)} }` });
    expect(json.errors?.length ?? 0).toBeLessThan(hasToken ? 11 : 2);
    const { json: more } = await send({ query: `query cop { __typename ${'@aa'.repeat(50)} }` });
    expect(more.errors).toHaveLength(1);
  });

  test('cannot repeat a field without end', async () => {
    const { json } = await send({ query: `query cop { ${'__typename '.repeat(500)} }` });
    expect(json.data?.['__typename']).toBeUndefined();
  });

  test('cannot ask for the schema, in a circle or at all', async () => {
    for (const query of ['query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }', 'query cop { __schema { types { name } } }', '{ __type(name: "Patient") { name } }']) {
      expect((await send({ query })).json.data ?? null).toBeNull();
    }
  });

  test('cannot query by a GET that any page could make', async () => {
    expect((await get({ query: 'query cop { __typename }' })).json.data ?? null).toBeNull();
  });

  test('cannot change anything by a GET', async () => {
    const mutation = { query: 'mutation cop { __typename }' };
    expect((await get(mutation)).json.data ?? null).toBeNull();
    expect((await get(mutation, '/graphql', { 'apollo-require-preflight': 'true' })).json.data ?? null).toBeNull();
    expect((await get(mutation, '/graphql', { accept: 'text/event-stream' })).text).not.toContain('__typename');
  });

  test('cannot post a form', async () => {
    const form = async (body: URLSearchParams | string, type: string): Promise<Probe> => probed(await fetch(`${server.url}/graphql`, { method: 'POST', headers: headers({ 'content-type': type }), body }));
    expect((await form(new URLSearchParams({ query: 'query cop { __typename }' }), 'application/x-www-form-urlencoded')).json.data ?? null).toBeNull();
    expect((await form('{"query":"query cop { __typename }"}', 'text/plain')).json.data ?? null).toBeNull();
  });

  test('is given no suggestions', async () => {
    expect((await send({ query: 'query cop { __typenam payer { nodes { i } } }' })).text).not.toContain('Did you mean');
  });

  test('is given no traces', async () => {
    const { json, text } = await send({ query: 'query cop { __typename }' }, { 'apollo-federation-include-trace': 'ftv1', 'x-apollo-tracing': '1' });
    expect(json.extensions).toBeUndefined();
    expect(text).not.toMatch(/"(?:tracing|ftv1)"/);
  });

  test('is shown no page to try things out', async () => {
    for (const path of ['/', '/graphql', '/graphiql', '/playground', '/console', '/graphql-explorer', '/voyager', '/altair']) {
      expect((await get({}, path, { accept: 'text/html' })).text).not.toMatch(/<html|graphiql|playground/i);
    }
  });

  test('is told nothing of how the server is made when something goes wrong', async () => {
    for (const query of ['qwerty cop { abc }', 'query cop { __typename', '', 'query { node(id: "x") { id } }']) {
      const { json, text } = await send({ query });
      expect(text).not.toMatch(/stacktrace|"exception"|node_modules|\.js:\d+/);
      for (const { extensions } of json.errors ?? []) expect(extensions?.['code']).not.toBe('INTERNAL');
    }
  });
});

test('a stranger is refused before anything that came is read, over every transport', async () => {
  const post = async (query: string, accept: string): Promise<string> =>
    (await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', accept }, body: JSON.stringify({ query }) })).text();
  for (const accept of ['application/json', 'text/event-stream']) {
    const [right, wrong, broken] = await Promise.all([post('{ viewer { role } }', accept), post('{ nothing }', accept), post('{', accept)]);
    expect(JSON.parse(right)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect([wrong, broken]).toEqual([right, right]);
  }
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.once('open', () => socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ nothing }' } })));
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4401);
});
