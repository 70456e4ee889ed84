import { request } from 'node:http';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';

import { isOrigin, listedOrigins, nearOrigins } from '../../src/http/origins.js';
import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** Whose pages may ask, over each transport. */
const OURS = 'https://app.example';
const QUERY = JSON.stringify({ query: '{ viewer { role } }' });

let server: TestServer;
let care: Care;
let token: string;

beforeAll(async () => {
  server = await startTestServer({ edge: { transport: { kind: 'PLAIN' }, origins: listedOrigins(new Set([OURS])), mostConnectionsOfAddress: 1_000 } });
  care = await openCare(server.app.world);
  token = await server.token('BILLER', care.agencyId);
});
afterAll(() => server.stop());

interface Heard {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What a browser sends, which no program in Node does by itself. */
function send(method: string, headers: Record<string, string>, body?: string): Promise<Heard> {
  return new Promise((resolve, reject) => {
    request(`${server.url}/graphql`, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => { text += chunk.toString(); });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    }).once('error', reject).end(body);
  });
}

const post = (origin: string | null, more: Record<string, string> = {}): Promise<Heard> =>
  send('POST', { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...(origin !== null && { origin }), ...more }, QUERY);
const preflight = (origin: string): Promise<Heard> => send('OPTIONS', { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' });

function upgraded(origin: string | null): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', origin === null ? {} : { origin });
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
    socket.once('open', () => { resolve(101); socket.terminate(); });
  });
}

const OTHERS = ['https://app.example.attacker.example', 'https://attacker-app.example', 'http://app.example', 'https://app.example:8443', 'https://APP.example', 'https://app.example/', 'null', 'http://localhost:4000', '*', 'https://app.example, https://app.example'];

describe('a page of a listed origin', () => {
  test('may ask, and read what it is answered', async () => {
    const { status, headers, text } = await post(OURS);
    expect([status, JSON.parse(text)]).toEqual([200, { data: { viewer: { role: 'BILLER' } } }]);
    expect(headers).toMatchObject({ 'access-control-allow-origin': OURS, 'access-control-expose-headers': 'x-request-id, retry-after', vary: 'Origin' });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  test('is told so when its browser asks first', async () => {
    const { status, headers, text } = await preflight(OURS);
    expect([status, text]).toEqual([204, '']);
    expect(headers).toMatchObject({ 'access-control-allow-origin': OURS, 'access-control-allow-methods': 'GET, POST', 'access-control-max-age': '600', vary: 'Origin' });
    for (const name of ['authorization', 'content-type', 'last-event-id']) expect(headers['access-control-allow-headers']).toContain(name);
  });

  test('may read why it was refused', async () => {
    const { status, headers } = await post(OURS, { authorization: 'Bearer nonsense' });
    expect([status, headers['access-control-allow-origin']]).toEqual([401, OURS]);
  });

  test('may open a stream and a socket', async () => {
    const { status, headers } = await post(OURS, { accept: 'text/event-stream' });
    expect([status, headers['access-control-allow-origin'], await upgraded(OURS)]).toEqual([200, OURS, 101]);
  });
});

describe.each(OTHERS)('a page of the origin %j', (origin) => {
  test('may not ask, with a good token neither, over no transport', async () => {
    for (const heard of [await post(origin), await post(origin, { accept: 'text/event-stream' }), await preflight(origin)]) {
      expect([heard.status, (JSON.parse(heard.text) as { errors: unknown }).errors]).toEqual([403, [expect.objectContaining({ extensions: expect.objectContaining({ code: 'ORIGIN_NOT_ALLOWED' }) })]]);
      expect(heard.headers).not.toHaveProperty('access-control-allow-origin');
      expect(heard.headers['vary']).toBe('Origin');
    }
    expect(await upgraded(origin)).toBe(403);
  });
});

test('a program, which says no origin, may ask, and is not spoken to as a page', async () => {
  const { status, headers } = await post(null);
  expect(status).toBe(200);
  expect(headers).not.toHaveProperty('access-control-allow-origin');
  expect(await upgraded(null)).toBe(101);
});

test('a refused origin is in the log, by its code and not by its name', async () => {
  await post('https://xanthippe.example');
  await until(() => server.logged.some((line) => line.includes('"code":"ORIGIN_NOT_ALLOWED"')));
  expect(server.logged.join('\n')).not.toContain('xanthippe');
});

test('in development the pages of the same machine may ask, under each of its names and from each of its ports', () => {
  const { allows } = nearOrigins(new Set([OURS]));
  for (const origin of ['http://localhost:4000', 'http://127.0.0.1:5173', 'http://[::1]:4000', 'https://localhost', OURS]) expect([origin, allows(origin)]).toEqual([origin, true]);
  for (const origin of ['http://localhost.attacker.example', 'http://127.0.0.1.attacker.example', 'http://192.168.0.7:4000', 'null', 'http://localhost:4000/']) expect([origin, allows(origin)]).toEqual([origin, false]);
});

test('only an origin as browsers write it can be listed', () => {
  for (const text of [OURS, 'http://localhost:3000', 'https://app.example:8443']) expect([text, isOrigin(text)]).toEqual([text, true]);
  for (const text of ['*', 'https://*.example', 'app.example', 'https://app.example/', 'https://app.example/path', 'https://App.example', 'https://app.example:443', 'null', 'ftp://app.example', 'https://user@app.example']) expect([text, isOrigin(text)]).toEqual([text, false]);
});
