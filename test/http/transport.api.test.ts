import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';

import type { Transport } from '../../src/http/transport.js';
import { type TrustedProxies, trustedProxiesIn } from '../../src/http/trusted-proxies.js';
import { type EdgeServer, startEdgeServer } from '../support/edge-server.js';
import { openRaw, said } from '../support/raw-http.js';
import { selfSigned } from '../support/self-signed.js';
import { startTestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** On which ways a request may come, and who it is then said to be from. */
const behind = (...ranges: string[]): Transport => ({ kind: 'PROXIED', proxies: trustedProxiesIn(ranges) as TrustedProxies, files: null });

let server: EdgeServer;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-tls-'));
});
afterEach(async () => {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

interface Told {
  readonly status: number;
  readonly body: { readonly remoteAddress?: string; readonly requestId?: string; readonly errors?: ReadonlyArray<{ readonly extensions: { readonly code: string; readonly requestId?: string } }> };
  readonly headers: Headers;
}

async function told(path: string, headers: Record<string, string> = {}): Promise<Told> {
  const answer = await fetch(`${server.url}${path}`, { headers });
  return { status: answer.status, body: (await answer.json()) as Told['body'], headers: answer.headers };
}

const codeOf = ({ body }: Told): string | undefined => body.errors?.[0]?.extensions.code;
const OVER_HTTPS = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.1' };

describe('behind trusted proxies', () => {
  test('a request that reached the proxy over https is taken, as of the client behind it', async () => {
    server = await startEdgeServer({ transport: behind('127.0.0.0/8') });
    const { status, body, headers } = await told('/echo', OVER_HTTPS);
    expect([status, body.remoteAddress]).toEqual([200, '198.51.100.1']);
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  });

  test.each([
    ['over http', { 'x-forwarded-proto': 'http' }],
    ['over no one knows what', {}],
    ['over http on one of several ways', { 'x-forwarded-proto': 'https, http' }],
  ])('a request that reached the proxy %s is refused', async (_name, headers) => {
    server = await startEdgeServer({ transport: behind('127.0.0.0/8') });
    const answer = await told('/echo', headers);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'HTTPS_REQUIRED']);
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    await until(() => server.logged.length > 0);
    expect(server.logged).toEqual([expect.objectContaining({ level: 'warn', event: 'http.answered', code: 'HTTPS_REQUIRED', status: 403 })]);
  });

  test('a request past the proxy is refused, whatever it says of itself', async () => {
    server = await startEdgeServer({ transport: behind('10.0.0.0/8') });
    const answer = await told('/echo', OVER_HTTPS);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'HTTPS_REQUIRED']);
    await until(() => server.logged.length > 0);
    expect(server.logged).toEqual([expect.objectContaining({ remoteAddress: '127.0.0.1' })]);
  });

  test('machines that watch the node ask plainly and past the proxy', async () => {
    server = await startEdgeServer({ transport: behind('10.0.0.0/8') });
    expect((await told('/healthz')).status).toBe(200);
  });

  test('an upgrade to WebSocket is held to the same', async () => {
    const product = await startTestServer({ edge: { transport: behind('127.0.0.1'), origins: { allows: () => false }, mostConnectionsOfAddress: 10 } });
    server = await startEdgeServer();
    const outcome = (headers: Record<string, string>): Promise<number> => new Promise((resolve) => {
      const socket = new WebSocket(`${product.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.on('error', () => undefined);
      socket.once('open', () => { resolve(101); socket.terminate(); });
    });
    try {
      expect([await outcome({}), await outcome({ 'x-forwarded-proto': 'https' })]).toEqual([403, 101]);
    } finally {
      await product.stop();
    }
  });

  test('each client may hold only so many requests at once, and the others are not concerned', async () => {
    server = await startEdgeServer({ transport: behind('127.0.0.1'), mostConnectionsOfAddress: 1 }, { requestWithinMs: 10_000 });
    const held = await openRaw(server.url);
    held.socket.write('POST /echo HTTP/1.1\r\nHost: x\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 198.51.100.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{');
    await until(async () => codeOf(await told('/echo', OVER_HTTPS)) === 'BUSY');
    expect((await told('/echo', { ...OVER_HTTPS, 'x-forwarded-for': '198.51.100.2' })).status).toBe(200);
    held.socket.write('}');
    await until(async () => (await told('/echo', OVER_HTTPS)).status === 200);
    held.socket.destroy();
  });
});

describe('a request id', () => {
  test('of a trusted proxy is kept, in the answer, in the log and in what is broken', async () => {
    server = await startEdgeServer({ transport: behind('127.0.0.1') });
    const requestId = '0123456789abcdef0123456789abcdef';
    const { status, body, headers } = await told('/broken', { ...OVER_HTTPS, 'x-request-id': requestId });
    expect([status, headers.get('x-request-id')]).toEqual([500, requestId]);
    expect(body.errors).toEqual([{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL', errorId: expect.any(String), requestId, remedy: expect.any(String) } }]);
    await until(() => server.logged.length > 1);
    expect(server.logged.map(({ event, requestId: id }) => [event, id])).toEqual([['graphql.failed', requestId], ['http.answered', requestId]]);
    expect(JSON.stringify(server.logged)).not.toContain('Xanthippe');
  });

  test.each(['Xanthippe', 'xanthippe-was-born-in-1931', '0123456789abcde', 'a'.repeat(65)])('that could be a name or is none at all, as %j, is not kept', async (given) => {
    server = await startEdgeServer({ transport: behind('127.0.0.1') });
    const { headers } = await told('/echo', { ...OVER_HTTPS, 'x-request-id': given });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  test('of anyone else is not kept', async () => {
    server = await startEdgeServer();
    const given = '0123456789abcdef0123456789abcdef';
    const { body, headers } = await told('/echo', { 'x-request-id': given });
    expect(headers.get('x-request-id')).not.toBe(given);
    expect(body.requestId).toBe(headers.get('x-request-id'));
  });
});

test('one address may hold only so many connections', async () => {
  server = await startEdgeServer({ mostConnectionsOfAddress: 2 }, { headersWithinMs: 10_000, requestWithinMs: 10_000 });
  const [first] = [await openRaw(server.url), await openRaw(server.url)];
  const third = await openRaw(server.url);
  expect(await third.closed).toBe('');
  first.socket.destroy();
  await first.closed;
  await until(async () => (await said(server.url, 'GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).status === 200);
});

describe('with a certificate of its own', () => {
  const paths = (): { readonly certificateFile: string; readonly keyFile: string } => ({ certificateFile: join(directory, 'tls.crt'), keyFile: join(directory, 'tls.key') });
  const served: string[] = [];
  beforeEach(() => void served.splice(0));

  /** As a tool renews it: each file is put in the other's place at once. */
  async function put(name: string, key?: string): Promise<void> {
    const made = selfSigned(name);
    served.push(made.certificate);
    for (const [path, text] of [[paths().certificateFile, made.certificate], [paths().keyFile, key ?? made.key]] as const) {
      await writeFile(`${path}.new`, text);
      await rename(`${path}.new`, path);
    }
  }

  function nameServed(): Promise<{ readonly name: string; readonly status: number | undefined; readonly hsts: string | undefined }> {
    return new Promise((resolve, reject) => {
      get(`${server.url}/echo`, { ca: served, agent: false }, (response) => {
        response.resume();
        const name = String((response.socket as TLSSocket).getPeerCertificate().subject.CN);
        resolve({ name, status: response.statusCode, hsts: response.headers['strict-transport-security'] });
      }).once('error', reject);
    });
  }

  test('the server speaks TLS and nothing else', async () => {
    await put('first');
    server = await startEdgeServer({ transport: { kind: 'TLS', files: paths() } });
    expect(server.url).toMatch(/^https:/);
    expect(await nameServed()).toEqual({ name: 'first', status: 200, hsts: 'max-age=31536000' });
    expect((await said(server.url.replace('https', 'http'), 'GET /echo HTTP/1.1\r\nHost: x\r\n\r\n')).text).not.toContain('200');
  });

  test('a renewed certificate is taken over without a restart', async () => {
    await put('first');
    server = await startEdgeServer({ transport: { kind: 'TLS', files: paths() } });
    await put('second');
    await until(async () => (await nameServed()).name === 'second');
    expect(server.logged.some(({ event }) => event === 'tls.renewed')).toBe(true);
  });

  test('of files that do not belong together nothing is taken, and the certificate before them is served on', async () => {
    await put('first');
    server = await startEdgeServer({ transport: { kind: 'TLS', files: paths() } });
    await put('second', selfSigned('other').key);
    await until(() => server.logged.some(({ event }) => event === 'tls.renewal-failed'));
    expect((await nameServed()).name).toBe('first');
    await put('third');
    await until(async () => (await nameServed()).name === 'third');
  });
});
