import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { exportJWK, type JWSHeaderParameters } from 'jose';

import { developmentIssuer } from '../../src/auth/development-keys.js';
import type { Issuer } from '../../src/auth/issuer.js';
import { COOLDOWN_MS, type KeySet, keySetOf, REFRESH_MS } from '../../src/auth/key-set.js';
import type { Timers } from '../../src/base/ports.js';
import { until } from '../support/until.js';

/** A provider on a real socket, and time that passes when the test says so. */
let provider: Server;
let url: string;
let answer: RequestListener;
let asked: string[];
let published: Array<readonly [string, KeyObject]>;
let keys: KeySet;
let warned: string[];
let nowMs: number;
let everyMs: Array<() => void>;

const OUTLAST_MS = 3_600_000;
const timers: Timers = {
  nowMs: () => nowMs,
  after: () => () => undefined,
  every(_ms, run) {
    everyMs.push(run);
    return () => void everyMs.splice(everyMs.indexOf(run), 1);
  },
  turn: async () => undefined,
};
const log = { info: () => undefined, warn: (event: string) => void warned.push(event), error: () => undefined };
const header = (kid: string): JWSHeaderParameters => ({ alg: 'EdDSA', kid });
const input = { payload: '', signature: '', protected: '' };
const newKey = (): KeyObject => generateKeyPairSync('ed25519').publicKey;

const theirs = async (): Promise<object> => ({ keys: await Promise.all(published.map(async ([kid, key]) => ({ ...(await exportJWK(key)), kid, alg: 'EdDSA', use: 'sig' }))) });
const json = (of: () => object | Promise<object>): RequestListener => (_request, response) => void Promise.resolve(of()).then((body) => response.end(JSON.stringify(body)));
const down: RequestListener = (_request, response) => void response.writeHead(500).end('{}');

function open(source: Issuer['keys'] = { kind: 'FETCHED', url: `${url}/keys` }, issuer: Partial<Issuer> = {}): KeySet {
  return keySetOf({ ...developmentIssuer({ publicKey: newKey() }), kind: 'PEOPLE', url, keys: source, ...issuer }, { timers, log, outlastMs: OUTLAST_MS });
}

beforeEach(async () => {
  asked = [];
  warned = [];
  everyMs = [];
  nowMs = 1_000_000;
  published = [['one', newKey()]];
  answer = json(theirs);
  provider = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  keys = open();
});
afterEach(async () => {
  keys.stop();
  provider.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
});

/** As the timer does, that comes every few minutes. */
async function refresh(): Promise<void> {
  const before = asked.length;
  for (const run of everyMs) run();
  await until(() => asked.length > before);
  // What came of it is known as soon as whoever else waits for it is answered.
  await keys.keyOf(header('unknown'), input).catch(() => undefined);
}

const isKnown = (kid: string): Promise<boolean> => keys.keyOf(header(kid), input).then(() => true, () => false);

test('keys are fetched when the first token comes, once for all who come together, and then no one waits for them', async () => {
  expect(asked).toEqual([]);
  expect(await Promise.all([isKnown('one'), isKnown('one'), isKnown('one')])).toEqual([true, true, true]);
  expect(asked).toEqual(['/keys']);
  answer = () => undefined;
  for (const run of everyMs) run();
  await until(() => asked.length === 2);
  expect(await isKnown('one')).toBe(true);
});

test('a key that is not known is asked for at once, and then no more often than the cooldown allows, whoever sends tokens', async () => {
  await isKnown('one');
  published.push(['two', newKey()]);
  expect(await isKnown('two')).toBe(true);
  expect(asked).toHaveLength(2);
  for (let i = 0; i < 50; i += 1) expect(await isKnown(`unknown-${i}`)).toBe(false);
  expect(asked).toHaveLength(2);
  published.push(['three', newKey()]);
  nowMs += COOLDOWN_MS - 1;
  expect(await isKnown('three')).toBe(false);
  nowMs += 1;
  expect(await isKnown('three')).toBe(true);
  expect(asked).toHaveLength(3);
});

test('a key that left the set is not accepted any more from the next refresh on, and what was verified before counts as of other keys', async () => {
  await isKnown('one');
  const { version } = keys;
  nowMs += REFRESH_MS;
  await refresh();
  expect(keys.version).toBe(version);
  published = [['two', newKey()]];
  nowMs += REFRESH_MS;
  await refresh();
  expect(keys.version).not.toBe(version);
  expect([await isKnown('one'), await isKnown('two')]).toEqual([false, true]);
});

test('keys go on being used while the provider is away, for as long as they may, and then none; it comes back by itself', async () => {
  await isKnown('one');
  answer = down;
  for (const passed of [REFRESH_MS, OUTLAST_MS - REFRESH_MS - 1]) {
    nowMs += passed;
    await refresh();
    expect(await isKnown('one')).toBe(true);
    expect(await isKnown('unknown')).toBe(false);
  }
  expect(warned).toEqual(['issuer.keys-not-fetched']);
  nowMs += 1;
  expect(keys.version).toBeNull();
  await expect(keys.keyOf(header('one'), input)).rejects.toMatchObject({ code: 'BUSY' });
  answer = json(theirs);
  nowMs += 1_000;
  expect(await isKnown('one')).toBe(true);
});

test('a provider that is away at the start is asked again, once a second and no more', async () => {
  answer = down;
  for (let i = 0; i < 10; i += 1) await expect(keys.keyOf(header('one'), input)).rejects.toMatchObject({ code: 'BUSY' });
  expect(asked).toHaveLength(1);
  answer = json(theirs);
  nowMs += 1_000;
  expect(await isKnown('one')).toBe(true);
});

test('with nothing to stop, nothing is left', () => {
  const unused = open();
  unused.stop();
  expect(everyMs).toEqual([]);
});

describe('no keys are taken', () => {
  test.each<readonly [string, RequestListener]>([
    ['that are no JSON', (_request, response) => void response.end('nonsense')],
    ['that are no keys', json(() => ({ keys: ['one'] }))],
    ['that are no set', json(() => ({ keys: 'one' }))],
    ['that are too many', json(() => ({ keys: Array.from({ length: 101 }, () => ({ kty: 'OKP' })) }))],
    ['in an answer that does not end where it should', json(async () => ({ ...(await theirs()), padding: 'x'.repeat(300_000) }))],
    ['from where the provider sends us on to', (request, response) => (request.url === '/keys' ? void response.writeHead(302, { location: '/other' }).end() : json(theirs)(request, response))],
    ['of an answer that is an error', (_request, response) => void response.writeHead(404).end('{"keys":[]}')],
  ])('%s', async (_name, listener) => {
    answer = listener;
    await expect(keys.keyOf(header('one'), input)).rejects.toMatchObject({ code: 'BUSY' });
  });

  test('that are shared secrets', async () => {
    answer = json(() => ({ keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'secret', alg: 'HS256' }] }));
    await expect(keys.keyOf({ alg: 'HS256', kid: 'secret' }, input)).rejects.toMatchObject({ code: 'ERR_JOSE_NOT_SUPPORTED' });
  });
});

describe('discovery', () => {
  const discovery = (of: () => object): RequestListener => (request, response) => json(request.url === '/keys' ? theirs : of)(request, response);

  test('leads to the keys of the issuer that was asked', async () => {
    answer = discovery(() => ({ issuer: url, jwks_uri: `${url}/keys` }));
    keys = open({ kind: 'DISCOVERED' });
    expect(await isKnown('one')).toBe(true);
    expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test.each<readonly [string, () => object]>([
    ['speaks for another issuer', () => ({ issuer: `${url}/`, jwks_uri: `${url}/keys` })],
    ['leads to an address that others can answer for', () => ({ issuer: url, jwks_uri: 'http://elsewhere.test/keys' })],
    ['leads nowhere', () => ({ issuer: url })],
  ])('that %s leads to nothing', async (_name, of) => {
    answer = discovery(of);
    keys = open({ kind: 'DISCOVERED' });
    await expect(keys.keyOf(header('one'), input)).rejects.toMatchObject({ code: 'BUSY' });
    expect(asked).not.toContain('/keys');
  });
});
