import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';

import { type Care, openCare } from '../support/care.js';
import { placeForData } from '../support/place-for-data.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** What every answer says to a browser, whatever is asked and however it ends. */
jest.setTimeout(120_000);

let directory: string;
let development: TestServer;
let production: TestServer;
let care: Care;

beforeAll(async () => {
  directory = await mkdtemp(join(await placeForData(), 'plumbline-headers-'));
  development = await startTestServer({ identity: { kind: 'DEVELOPMENT' }, dataDirectory: directory, isDemonstration: true, metricsToken: null });
  production = await startTestServer();
  care = await openCare(production.app.world);
});
afterAll(async () => {
  await Promise.all([development.stop(), production.stop()]);
  await rm(directory, { recursive: true, force: true });
});

const LOCKED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function expectHeaders({ headers }: Response): void {
  expect(Object.fromEntries(['cross-origin-opener-policy', 'cross-origin-resource-policy', 'referrer-policy', 'vary', 'x-content-type-options', 'x-frame-options'].map((name) => [name, headers.get(name)]))).toEqual({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    vary: expect.stringContaining('Origin'),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  });
  expect(headers.get('permissions-policy')).toContain('camera=()');
  expect(headers.get('cache-control')).toContain('no-store');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  // This server said nothing of TLS, so it promises none.
  for (const name of ['server', 'x-powered-by', 'strict-transport-security', 'set-cookie', 'access-control-allow-origin', 'access-control-allow-credentials']) expect([name, headers.get(name)]).toEqual([name, null]);
}

describe('in production', () => {
  const QUERY = JSON.stringify({ query: '{ viewer { role } }' });
  const JSON_TYPE = { 'content-type': 'application/json' };

  test.each<[string, string, RequestInit, number, boolean]>([
    ['an answer of GraphQL', '/graphql', { method: 'POST', body: QUERY, headers: JSON_TYPE }, 200, true],
    ['an answer of GraphQL to a GET', `/graphql?query=${encodeURIComponent('{ viewer { role } }')}`, { headers: { 'apollo-require-preflight': '1' } }, 200, true],
    ['an answer that Apollo gives', '/graphql', { method: 'POST', body: JSON.stringify({ query: '{ __typename }' }), headers: { ...JSON_TYPE, accept: 'application/json;q=0.9' } }, 200, true],
    ['an answer over server-sent events', '/graphql', { method: 'POST', body: QUERY, headers: { ...JSON_TYPE, accept: 'text/event-stream' } }, 200, true],
    ['a refused document', '/graphql', { method: 'POST', body: '{"query":"{ nothing }"}', headers: JSON_TYPE }, 200, true],
    ['a refused token', '/graphql', { method: 'POST', body: QUERY, headers: JSON_TYPE }, 401, false],
    ['a refused body', '/graphql', { method: 'POST', body: '{', headers: JSON_TYPE }, 400, true],
    ['a refused import', '/fhir', { method: 'POST', body: '{}', headers: JSON_TYPE }, 422, true],
    ['life', '/healthz', {}, 200, false],
    ['readiness', '/readyz', {}, 200, false],
    ['refused metrics', '/metrics', {}, 401, false],
    ['what does not exist', '/nothing', {}, 404, false],
  ])('%s has them all', async (_name, path, init, status, hasToken) => {
    const headers = { ...(init.headers as Record<string, string>), ...(hasToken && { authorization: `Bearer ${await production.token('INTEGRATOR', care.agencyId)}` }) };
    const answer = await fetch(`${production.url}${path}`, { ...init, headers });
    await answer.text();
    expect(answer.status).toBe(status);
    expectHeaders(answer);
    expect(answer.headers.get('content-security-policy')).toBe(LOCKED);
  });

  test('metrics have them', async () => {
    const answer = await fetch(`${production.url}/metrics`, { headers: { authorization: 'Bearer metrics-of-the-tests' } });
    await answer.text();
    expect(answer.status).toBe(200);
    expectHeaders(answer);
  });
});

describe('in development', () => {
  test.each(['/', '/graphiql/page.js', '/graphiql/page.css', '/graphiql/graphiql.js', '/graphiql/graphiql.css', '/graphiql/editorWorkerService.js', '/graphiql/json.js', '/graphiql/graphql.js', '/graphiql/setting', '/graphiql/token?role=ADMIN', '/metrics'])('%s has them all', async (path) => {
    const answer = await fetch(`${development.url}${path}`);
    await answer.text();
    expect(answer.status).toBe(200);
    expectHeaders(answer);
  });

  test('the page may run its own scripts and no others', async () => {
    const answer = await fetch(`${development.url}/`);
    await answer.text();
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
  });
});
