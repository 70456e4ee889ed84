import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { type EdgeServer, startEdgeServer } from '../support/edge-server.js';
import { answerIn, openRaw, said } from '../support/raw-http.js';
import { until } from '../support/until.js';

/** Bytes that are no request, or that want to be two, or that never come; over bare sockets, because no client sends them. */
let server: EdgeServer;

beforeAll(async () => {
  server = await startEdgeServer();
});
afterAll(() => server.stop());

const post = (headers: string, body: string): string => `POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;
const get = (headers = '', path = '/echo'): string => `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;

describe('what never comes is not waited for:', () => {
  test('a request whose headers trickle in is ended with 408', async () => {
    const { socket, closed } = await openRaw(server.url);
    socket.write('GET /echo HTTP/1.1\r\nHost: x\r\n');
    let count = 0;
    const drops = setInterval(() => socket.write(`X-Drop-${(count += 1)}: x\r\n`), 10);
    const answer = answerIn(await closed);
    clearInterval(drops);
    expect([answer.status, answer.code]).toEqual([408, 'REQUEST_TIMEOUT']);
  });

  test('a request whose body trickles in is ended with 408, and its line in the log says so', async () => {
    const { socket, closed } = await openRaw(server.url);
    socket.write(post('Content-Length: 900', '"'));
    const drops = setInterval(() => socket.write('x'), 10);
    const answer = answerIn(await closed);
    clearInterval(drops);
    expect([answer.status, answer.code]).toEqual([408, 'REQUEST_TIMEOUT']);
    await until(() => server.logged.some(({ event, code, status }) => event === 'http.answered' && code === 'REQUEST_TIMEOUT' && status === 499));
  });

  test('a connection that says nothing is ended', async () => {
    const { closed } = await openRaw(server.url);
    expect([408, 0]).toContain(answerIn(await closed).status);
  });

  test('and whoever is quick is answered meanwhile', async () => {
    const slow = await openRaw(server.url);
    slow.socket.write('GET /echo HTTP/1.1\r\n');
    expect((await said(server.url, get())).status).toBe(200);
    slow.socket.destroy();
  });
});

describe('a request is bounded:', () => {
  test('headers of as many bytes as may be, and of more', async () => {
    const filled = (bytes: number): string => `X-Long: ${'x'.repeat(bytes)}\r\n`;
    expect((await said(server.url, get(filled(15_000)))).status).toBe(200);
    const answer = await said(server.url, get(filled(17_000)));
    expect([answer.status, answer.code]).toEqual([431, 'HEADERS_TOO_LARGE']);
  });

  test('a hundred headers, and one more', async () => {
    const filled = (count: number): string => Array.from({ length: count - 2 }, (_, i) => `X-${i}: x\r\n`).join('');
    expect((await said(server.url, get(filled(100)))).status).toBe(200);
    for (const count of [101, 400]) {
      const answer = await said(server.url, get(filled(count)));
      expect([answer.status, answer.code]).toEqual([431, 'HEADERS_TOO_LARGE']);
    }
  });

  test('an address of as many bytes as may be, and of one more', async () => {
    const path = (length: number): string => `/echo?${'x'.repeat(length - 6)}`;
    expect((await said(server.url, get('', path(8_192)))).status).toBe(200);
    const answer = await said(server.url, get('', path(8_193)));
    expect([answer.status, answer.code]).toEqual([414, 'URL_TOO_LONG']);
  });

  test('a body of as many bytes as may be, and of one more', async () => {
    const body = (length: number): string => `"${'x'.repeat(length - 2)}"`;
    expect((await said(server.url, post('Connection: close\r\nContent-Length: 1000', body(1_000)))).status).toBe(200);
    const answer = await said(server.url, post('Content-Length: 1001', body(1_001)));
    expect([answer.status, answer.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  test.each(['gzip', 'br', 'deflate', 'GZIP', 'identity, gzip', 'nonsense'])('a body that is packed with %s is not unpacked', async (encoding) => {
    const answer = await fetch(`${server.url}/echo`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-encoding': encoding }, body: new Uint8Array(gzipSync('{}')) });
    expect([answer.status, ((await answer.json()) as { errors: Array<{ extensions: { code: string } }> }).errors[0]?.extensions.code]).toEqual([415, 'UNSUPPORTED_ENCODING']);
  });

  test('a body that says that it is not packed is read', async () => {
    expect((await said(server.url, post('Connection: close\r\nContent-Encoding: identity\r\nContent-Length: 2', '{}'))).status).toBe(200);
  });
});

describe('what is no request, or could be read as two, is refused with a code:', () => {
  const chunked = 'Transfer-Encoding: chunked';
  test.each([
    ['a length and chunks', post(`Content-Length: 2\r\n${chunked}`, '2\r\n{}\r\n0\r\n\r\n')],
    ['chunks and a length', post(`${chunked}\r\nContent-Length: 2`, '2\r\n{}\r\n0\r\n\r\n')],
    ['two lengths that differ', post('Content-Length: 2\r\nContent-Length: 3', '{} ')],
    ['two lengths that agree', post('Content-Length: 2\r\nContent-Length: 2', '{}')],
    ['a length that is a list', post('Content-Length: 2, 2', '{}')],
    ['a length with a sign', post('Content-Length: +2', '{}')],
    ['a negative length', post('Content-Length: -2', '{}')],
    ['a length in hexadecimal', post('Content-Length: 0x2', '{}')],
    ['chunks that are not the last coding', post('Transfer-Encoding: chunked, identity', '2\r\n{}\r\n0\r\n\r\n')],
    ['a coding that nobody knows', post('Transfer-Encoding: xchunked', '2\r\n{}\r\n0\r\n\r\n')],
    ['two codings', post(`${chunked}\r\nTransfer-Encoding: x`, '2\r\n{}\r\n0\r\n\r\n')],
    ['a space before a colon', post('Transfer-Encoding : chunked', '0\r\n\r\n')],
    ['a header that goes on in the next line', get('X-Long: a\r\n b\r\n')],
    ['a chunk whose length is none', post(chunked, 'zz\r\n{}\r\n0\r\n\r\n')],
    ['a line that ends with a line feed alone', 'GET /echo HTTP/1.1\nHost: x\n\n'],
    ['a null in a header', get('X-Null: a\0b\r\n')],
    ['a header without a name', get(': nobody\r\n')],
    ['two hosts', get('Host: y\r\n')],
    ['two tokens', get('Authorization: Bearer a\r\nAuthorization: Bearer b\r\n')],
    ['a version that does not exist', 'GET /echo HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['no version', 'GET /echo\r\n\r\n'],
    ['a method that does not exist', 'SING /echo HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['the greeting of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['the greeting of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a space in the address', 'GET /echo twice HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('%s', async (_name, text) => {
    const answer = await said(server.url, text);
    expect([answer.status, answer.code]).toEqual([400, 'MALFORMED_REQUEST']);
    expect(answer.text).toMatch(/^x-request-id: [0-9a-f-]{36}\r$/im);
  });

  test('no host', async () => {
    expect((await said(server.url, 'GET /echo HTTP/1.1\r\nConnection: close\r\n\r\n')).status).toBe(400);
  });

  test('a second request behind the first is not answered once the first could not be read', async () => {
    const { text } = await said(server.url, `${post('Content-Length: 2, 2', '{}')}${get()}`);
    expect(text.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
  });

  test.each([
    ['an address of another server', get('', 'http://elsewhere.example/echo')],
    ['an address that is not one', get('', '//')],
    ['an address with half of an escape', get('', '/%')],
    ['an address with dots', get('', '/../../etc/passwd')],
    ['TRACE', 'TRACE /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Secret: Xanthippe\r\n\r\n'],
    ['OPTIONS of everything', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['DELETE', 'DELETE /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ])('%s leads nowhere', async (_name, text) => {
    const answer = await said(server.url, text);
    expect([answer.status, answer.code]).toEqual([404, 'NOT_FOUND']);
    expect(answer.text).not.toContain('Xanthippe');
  });

  test('CONNECT is not answered', async () => {
    expect((await said(server.url, 'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n')).text).toBe('');
  });

  test('an upgrade to what is not served is answered as if it had not been asked for', async () => {
    expect((await said(server.url, 'GET /echo HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')).status).not.toBe(101);
  });

  test('HTTP/1.0 is answered, and closed', async () => {
    expect((await said(server.url, 'GET /echo HTTP/1.0\r\n\r\n')).status).toBe(200);
  });
});
