import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import type { Issuer } from '../src/auth/issuer.js';
import { ConfigProblems, readConfig, VARIABLES } from '../src/config.js';
import { selfSigned } from './support/self-signed.js';
import { keyFile as keyFileOf } from './support/sealing.js';

const directory = mkdtempSync(join(tmpdir(), 'plumbline-config-'));
afterAll(() => rmSync(directory, { recursive: true }));
const keyFile = join(directory, 'key.pem');
writeFileSync(keyFile, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
const MAIN = { name: 'main', kind: 'PEOPLE', issuer: 'https://login.example', audience: 'plumbline', algorithms: ['RS256'] };

let files = 0;
function issuersFile(content: unknown): string {
  const path = join(directory, `issuers-${(files += 1)}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const sealingKeys = keyFileOf();
afterAll(() => sealingKeys.remove());

const PRODUCTION = {
  DATABASE_URL: 'postgresql://plumbline@db/plumbline',
  ISSUERS_FILE: issuersFile([MAIN]),
  CURSOR_SECRET: 'x'.repeat(32),
  TRUSTED_PROXIES: '10.0.0.0/24',
  KEY_PROVIDER: 'file',
  KEY_FILE: sealingKeys.path,
};

function problems(env: Record<string, string>, isDevelopment = false): string {
  try {
    readConfig(env, { isDevelopment });
    return '';
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    return error.message;
  }
}

test('development needs nothing, and loads the demonstration into its own database', () => {
  expect(readConfig({}, { isDevelopment: true })).toMatchObject({ port: 4000, host: '127.0.0.1', databaseUrl: null, isDemonstration: true, identity: { kind: 'DEVELOPMENT' } });
});

test('nothing is loaded into a database that was given', () => {
  expect(readConfig({ DATABASE_URL: 'postgresql://x/y' }, { isDevelopment: true }).isDemonstration).toBe(false);
});

test('outside development everything that keeps strangers out must be given', () => {
  expect(readConfig(PRODUCTION, { isDevelopment: false })).toMatchObject({ host: '0.0.0.0', isDemonstration: false, identity: { kind: 'CONFIGURED', keysOutlastMs: 12 * 3_600_000 } });
  for (const name of Object.keys(PRODUCTION)) expect(problems({ ...PRODUCTION, [name]: '' })).toContain(name);
});

test('all problems are reported at once', () => {
  const told = problems({ PORT: 'x', POOL_SIZE: '0', HINTS: 'loud', LOG_LEVEL: 'loud' });
  for (const name of ['PORT', 'POOL_SIZE', 'HINTS', 'LOG_LEVEL', 'DATABASE_URL', 'ISSUERS_FILE', 'CURSOR_SECRET', 'KEY_PROVIDER', 'TLS_CERT_FILE', 'TRUSTED_PROXIES']) expect(told).toContain(name);
});

test('development keys refuse to work in production', () => {
  expect(problems({ NODE_ENV: 'production' }, true)).toContain('NODE_ENV');
});

test('hints go over PostgreSQL, over NATS or not at all, and nothing else is taken for one of them', () => {
  const hints = (HINTS: string): unknown => readConfig({ HINTS }, { isDevelopment: true }).hints;
  expect([hints(''), hints('postgres'), hints('poll')]).toEqual([{ kind: 'POSTGRES' }, { kind: 'POSTGRES' }, { kind: 'POLL' }]);
  for (const url of ['nats://broker:4222', 'tls://name:secret@broker']) expect(hints(url)).toEqual({ kind: 'NATS', url });
  for (const HINTS of ['nats', 'nats://', 'redis://secret@broker', 'POLL', 'broker:4222']) expect(problems({ HINTS }, true)).toContain('HINTS is to be');
  expect(problems({ HINTS: 'redis://secret@broker' }, true)).not.toContain('secret');
});

describe('outside development nothing is said over an open line', () => {
  const certificateFile = join(directory, 'tls.crt');
  const keyFileOfTls = join(directory, 'tls.key');
  const made = selfSigned('plumbline.test');
  writeFileSync(certificateFile, made.certificate);
  writeFileSync(keyFileOfTls, made.key);
  const ALONE = { ...PRODUCTION, TRUSTED_PROXIES: '' };
  const transport = (env: Record<string, string>, isDevelopment = false): unknown => readConfig(env, { isDevelopment }).edge.transport;

  test('the server has a certificate, or stands behind proxies, or does not start', () => {
    expect(problems(ALONE)).toContain('TLS_CERT_FILE and TLS_KEY_FILE, or TRUSTED_PROXIES');
    expect(transport({ ...ALONE, TLS_CERT_FILE: certificateFile, TLS_KEY_FILE: keyFileOfTls })).toEqual({ kind: 'TLS', files: { certificateFile, keyFile: keyFileOfTls } });
    expect(transport(PRODUCTION)).toMatchObject({ kind: 'PROXIED', files: null });
    expect(transport({ ...PRODUCTION, TLS_CERT_FILE: certificateFile, TLS_KEY_FILE: keyFileOfTls })).toMatchObject({ kind: 'PROXIED', files: { certificateFile } });
  });

  test('half a certificate, or one of another key, is none', () => {
    const wrong: ReadonlyArray<Record<string, string>> = [{ TLS_CERT_FILE: certificateFile }, { TLS_KEY_FILE: keyFileOfTls }, { TLS_CERT_FILE: certificateFile, TLS_KEY_FILE: keyFile }, { TLS_CERT_FILE: keyFile, TLS_KEY_FILE: keyFileOfTls }];
    for (const files of wrong) expect(problems({ ...ALONE, ...files })).toContain('TLS_CERT_FILE and TLS_KEY_FILE do not hold');
  });

  test('proxies are addresses and ranges, and never everyone', () => {
    for (const TRUSTED_PROXIES of ['0.0.0.0/0', 'nginx', '10.0.0.1, nginx', '10.0.0.0/40']) expect(problems({ ...ALONE, TRUSTED_PROXIES })).toContain('TRUSTED_PROXIES');
  });

  test('in development an open line is enough', () => {
    expect(transport({}, true)).toEqual({ kind: 'PLAIN' });
  });
});

test('no page of another origin may ask, but those that are listed exactly', () => {
  const allows = (ALLOWED_ORIGINS: string, origin: string, isDevelopment = false): boolean => readConfig(isDevelopment ? { ALLOWED_ORIGINS } : { ...PRODUCTION, ALLOWED_ORIGINS }, { isDevelopment }).edge.origins.allows(origin);
  expect([allows('', 'https://app.example'), allows('', 'http://localhost:4000'), allows('', 'http://localhost:4000', true)]).toEqual([false, false, true]);
  expect(allows('https://app.example, https://other.example', 'https://other.example')).toBe(true);
  for (const ALLOWED_ORIGINS of ['*', 'https://*.example', 'app.example', 'https://app.example/']) expect(problems({ ...PRODUCTION, ALLOWED_ORIGINS })).toContain('ALLOWED_ORIGINS');
});

describe('the identity providers', () => {
  const issuersOf = (content: unknown): readonly Issuer[] => {
    const { identity } = readConfig({ ...PRODUCTION, ISSUERS_FILE: issuersFile(content) }, { isDevelopment: false });
    return identity.kind === 'CONFIGURED' ? identity.issuers : [];
  };
  const told = (...entries: object[]): string => problems({ ...PRODUCTION, ISSUERS_FILE: issuersFile(entries) });

  test('are each read with what it was given, and with what it was not', () => {
    const [main, partners, services] = issuersOf([
      MAIN,
      { ...MAIN, name: 'partners', kind: 'INTEGRATORS', issuer: 'https://partners.example/', algorithms: ['ES256', 'EdDSA'], jwksUri: 'https://keys.example/jwks', agencyClaim: 'https://plumbline.example/agency', maxTokenAgeMinutes: 15 },
      { ...MAIN, name: 'services', kind: 'SERVICES', audience: 'plumbline-services', publicKeyFile: 'key.pem' },
    ]);
    expect(main).toEqual({ name: 'main', kind: 'PEOPLE', url: 'https://login.example', audience: 'plumbline', algorithms: ['RS256'], keys: { kind: 'DISCOVERED' }, agencyClaim: 'agency', longestLifeMs: 86_400_000 });
    expect(partners).toMatchObject({ name: 'partners', kind: 'INTEGRATORS', url: 'https://partners.example/', keys: { kind: 'FETCHED', url: 'https://keys.example/jwks' }, agencyClaim: 'https://plumbline.example/agency', longestLifeMs: 900_000 });
    expect(services).toMatchObject({ kind: 'SERVICES', keys: { kind: 'GIVEN', key: { asymmetricKeyType: 'ed25519' } } });
  });

  test.each<readonly [string, object, string]>([
    ['a shared secret', { algorithms: ['HS256'] }, 'algorithms'],
    ['no signature', { algorithms: ['RS256', 'none'] }, 'algorithms'],
    ['no algorithm', { algorithms: [] }, 'algorithms'],
    ['an address that others can answer for', { issuer: 'http://login.example' }, 'issuer'],
    ['the keys of development', { issuer: 'https://plumbline.invalid/development' }, 'issuer'],
    ['keys from where others can answer', { jwksUri: 'http://login.example/keys' }, 'jwksUri'],
    ['a password', { jwksUri: 'https://user:secret@login.example/keys' }, 'jwksUri'],
    ['a file that holds no key', { publicKeyFile: 'nowhere.pem' }, 'publicKeyFile'],
    ['two places for its keys', { jwksUri: 'https://login.example/keys', publicKeyFile: 'key.pem' }, 'either jwksUri or publicKeyFile'],
    ['a kind that says roles', { kind: 'DEVELOPMENT' }, 'kind'],
    ['a name that could be a subject', { name: 'a b' }, 'name'],
    ['no audience', { audience: '' }, 'audience'],
    ['tokens that last for longer than a day', { maxTokenAgeMinutes: 1441 }, 'maxTokenAgeMinutes'],
    ['a field with a typing error', { jwskUri: 'https://login.example/keys' }, 'means nothing here'],
  ])('with %s are refused', (_name, wrong, named) => {
    expect(told(MAIN, { ...MAIN, name: 'second', issuer: 'https://second.example', ...wrong })).toContain(`ISSUERS_FILE entry 2`);
    expect(told({ ...MAIN, ...wrong })).toContain(named);
    expect(told({ ...MAIN, ...wrong })).not.toContain('secret@');
  });

  test('may be on the machine itself, where nobody is between', () => {
    expect(told({ ...MAIN, issuer: 'http://127.0.0.1:3000', jwksUri: 'http://localhost:3000/keys' })).toBe('');
    expect(told({ ...MAIN, issuer: 'http://127.0.0.1.evil.example' })).toContain('issuer');
  });

  test('are told from each other by name, and by issuer and audience', () => {
    expect(told(MAIN, { ...MAIN, issuer: 'https://other.example' })).toContain('name of another');
    expect(told(MAIN, { ...MAIN, name: 'other' })).toContain('issuer and audience of another');
    expect(told(MAIN, { ...MAIN, name: 'other', audience: 'plumbline-programs' })).toBe('');
  });

  test.each(['nonsense', '{}', '[]', '[1]'])('are no %j', (content) => {
    expect(problems({ ...PRODUCTION, ISSUERS_FILE: issuersFile(content) })).toContain('ISSUERS_FILE');
  });

  test('are not used together with the keys of development', () => {
    expect(problems({ ISSUERS_FILE: PRODUCTION.ISSUERS_FILE }, true)).toContain('cannot be used with ISSUERS_FILE');
  });
});

test('keys are asked of Vault, over TLS and by a token in a file', () => {
  const VAULT = { ...PRODUCTION, KEY_PROVIDER: 'vault', KEY_FILE: '', VAULT_ADDR: 'https://vault.test:8200', VAULT_TOKEN_FILE: '/run/token', VAULT_TRANSIT_KEY: 'plumbline' };
  expect(readConfig(VAULT, { isDevelopment: false }).keys).toEqual({ kind: 'TRANSIT', address: 'https://vault.test:8200', mount: 'transit', keyName: 'plumbline', tokenFile: '/run/token' });
  for (const name of ['VAULT_ADDR', 'VAULT_TOKEN_FILE', 'VAULT_TRANSIT_KEY']) expect(problems({ ...VAULT, [name]: '' })).toContain(name);
  for (const VAULT_ADDR of ['http://vault.test', 'http://127.0.0.1:8200', 'https://name:secret@vault.test', 'vault']) expect(problems({ ...VAULT, VAULT_ADDR })).toContain('VAULT_ADDR');
  for (const VAULT_TRANSIT_MOUNT of ['../sys', 'a b', '/transit']) expect(problems({ ...VAULT, VAULT_TRANSIT_MOUNT })).toContain('VAULT_TRANSIT_MOUNT');
  expect(problems({ KEY_PROVIDER: 'vault', VAULT_ADDR: 'http://127.0.0.1:8200', VAULT_TOKEN_FILE: 'x', VAULT_TRANSIT_KEY: 'y' }, true)).toBe('');
  expect(problems({ ...VAULT, KEY_FILE: sealingKeys.path })).toContain('KEY_FILE is read with KEY_PROVIDER=file only');
  expect(problems({ ...PRODUCTION, VAULT_ADDR: 'https://vault.test' })).toContain('KEY_PROVIDER=vault only');
});

test('keys that others may read, or that are none, are refused, and nothing of them is repeated', () => {
  expect(readConfig({}, { isDevelopment: true }).keys).toMatchObject({ kind: 'DEVELOPMENT' });
  expect(problems({ ...PRODUCTION, KEY_PROVIDER: 'plain' })).toContain('KEY_PROVIDER is to be file or vault');
  expect(problems({ ...PRODUCTION, KEY_FILE: join(directory, 'none.json') })).toContain('KEY_FILE cannot be read');
  const bad = keyFileOf({ current: 'one', keys: { one: 'KANARI' } });
  expect(problems({ ...PRODUCTION, KEY_FILE: bad.path })).toContain('KEY_FILE is to hold');
  expect(problems({ ...PRODUCTION, KEY_FILE: bad.path })).not.toContain('KANARI');
  chmodSync(bad.path, 0o644);
  expect(problems({ ...PRODUCTION, KEY_FILE: bad.path })).toContain('KEY_FILE may be read by others');
  bad.remove();
});

test.each(['-1', '65536', '4000.5', 'four', '0x10', '1e3'])('the port %j is refused', (PORT) => {
  expect(problems({ PORT }, true)).toContain('PORT');
});

test('every variable that is read is listed with what it does', () => {
  const read = new Set<string>();
  const spy = new Proxy<Record<string, string>>(PRODUCTION, { get: (target, name: string) => (read.add(name), target[name]) });
  readConfig(spy, { isDevelopment: false });
  read.delete('NODE_ENV');
  expect([...read].sort()).toEqual(Object.keys(VARIABLES).sort());
});
