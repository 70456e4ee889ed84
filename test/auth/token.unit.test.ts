import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

import { beforeAll, describe, expect, test } from '@jest/globals';

import { developmentIssuer } from '../../src/auth/development-keys.js';
import type { Issuer } from '../../src/auth/issuer.js';
import type { KeySet } from '../../src/auth/key-set.js';
import { issueToken, type ReadToken, tokenReader } from '../../src/auth/token.js';

const AGENCY = '01a20000-0000-7000-8000-000000000001';
const ISSUER = 'https://identity.test';
const AUDIENCE = 'plumbline';
const NOW = new Date('2026-03-01T12:00:00Z');
const SECONDS = NOW.getTime() / 1000;

const ours = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
let now = NOW;
let verify: ReadToken;
/** Of all issuers: another one whenever their keys are others; null: none is known. */
let version: number | null = 0;

beforeAll(() => {
  const development: Issuer = { ...developmentIssuer(ours), url: ISSUER, audience: AUDIENCE };
  const configured = (kind: Issuer['kind'], name: string, settings: Partial<Issuer> = {}): Issuer => ({ ...development, kind, name, url: `https://${name}.test`, ...settings });
  const issuers = [
    development,
    configured('PEOPLE', 'people'),
    configured('SERVICES', 'services', { longestLifeMs: 60_000 }),
    configured('INTEGRATORS', 'partners', { agencyClaim: 'https://plumbline.test/agency' }),
    configured('INTEGRATORS', 'shared', { url: 'https://people.test', audience: 'plumbline-programs' }),
  ];
  const keys: KeySet = {
    get version() {
      return version;
    },
    keyOf: async () => ours.publicKey,
    stop: () => undefined,
  };
  verify = tokenReader(issuers.map((issuer) => ({ issuer, keys })), () => now);
});

const CLAIMS = { iss: ISSUER, aud: AUDIENCE, sub: 'u9', iat: SECONDS, exp: SECONDS + 600, agency: AGENCY, role: 'SCHEDULER' };

/** A token made by hand, so that each of its parts can be wrong. */
function token(claims: object, header: object = { alg: 'EdDSA', typ: 'at+jwt' }, signature?: (input: string) => Buffer): string {
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signed = signature ? signature(input) : sign(null, Buffer.from(input), ours.privateKey);
  return `${input}.${signed.toString('base64url')}`;
}

const without = (claim: string): object => Object.fromEntries(Object.entries(CLAIMS).filter(([name]) => name !== claim));

test('a token in order becomes the viewer that it names', async () => {
  const issued = await issueToken({ issuer: ISSUER, audience: AUDIENCE, key: ours.privateKey }, { agencyId: AGENCY, subject: 'u9', role: 'SCHEDULER', lifetimeSeconds: 600 }, NOW);
  expect(await verify(issued)).toEqual({ viewer: { agencyId: AGENCY, subject: 'u9', role: 'SCHEDULER', smart: null, token: { issuer: 'DEVELOPMENT', tokenId: null, issuedAt: NOW } }, clientId: null, expiresAt: new Date('2026-03-01T12:10:00Z') });
});

test('a token names the program that it was issued to, as OAuth or as OpenID Connect calls it', async () => {
  expect(await verify(token({ ...CLAIMS, client_id: 'dashboard', azp: 'other' }))).toMatchObject({ clientId: 'dashboard' });
  expect(await verify(token({ ...CLAIMS, azp: 'scheduler' }))).toMatchObject({ clientId: 'scheduler' });
  expect(await verify(token({ ...CLAIMS, client_id: 7 }))).toMatchObject({ clientId: null });
});

describe('no token is accepted', () => {
  const cases: ReadonlyArray<readonly [string, () => string | undefined]> = [
    ['when there is none', () => undefined],
    ['that is no token', () => 'nonsense'],
    ['that is empty', () => ''],
    ['that is longer than any of ours', () => token({ ...CLAIMS, padding: 'x'.repeat(5000) })],
    ['of another issuer', () => token({ ...CLAIMS, iss: 'https://elsewhere.test' })],
    ['for another audience', () => token({ ...CLAIMS, aud: 'another-api' })],
    ['signed by a stranger', () => token(CLAIMS, undefined, (input) => sign(null, Buffer.from(input), stranger.privateKey))],
    ['that nobody signed', () => token(CLAIMS, { alg: 'none', typ: 'at+jwt' }, () => Buffer.alloc(0))],
    ['signed with the public key as a shared secret', () => token(CLAIMS, { alg: 'HS256', typ: 'at+jwt' }, (input) => createHmac('sha256', ours.publicKey.export({ type: 'spki', format: 'pem' })).update(input).digest())],
    ['that is an identity token', () => token(CLAIMS, { alg: 'EdDSA', typ: 'JWT' })],
    ['that has expired', () => token({ ...CLAIMS, iat: SECONDS - 700, exp: SECONDS - 60 })],
    ['that was issued in the future', () => token({ ...CLAIMS, iat: SECONDS + 600, exp: SECONDS + 1200 })],
    ['that was issued too long ago, however long it lasts', () => token({ ...CLAIMS, iat: SECONDS - 90_000, exp: SECONDS + 600 })],
    ['with a role that does not exist', () => token({ ...CLAIMS, role: 'OWNER' })],
    ['with the role of the server itself', () => token({ ...CLAIMS, role: 'SYSTEM' })],
    ['with a subject that could be another issuer\'s', () => token({ ...CLAIMS, sub: 'partners 42' })],
    ['with an id that is none', () => token({ ...CLAIMS, jti: 'a b' })],
    ['for two issuers at once', () => token({ ...CLAIMS, iss: 'https://people.test', aud: [AUDIENCE, 'plumbline-programs'] })],
    ['that brings its own key', () => token(CLAIMS, { alg: 'EdDSA', typ: 'at+jwt', jwk: stranger.publicKey.export({ format: 'jwk' }) }, (input) => sign(null, Buffer.from(input), stranger.privateKey))],
    ['that says where its key is', () => token(CLAIMS, { alg: 'EdDSA', typ: 'at+jwt', jku: 'https://elsewhere.test/keys', x5u: 'https://elsewhere.test/chain' }, (input) => sign(null, Buffer.from(input), stranger.privateKey))],
    ['with an agency that is no id', () => token({ ...CLAIMS, agency: "x' or true --" })],
    ...['iss', 'aud', 'sub', 'iat', 'exp', 'agency', 'role'].map((claim) => [`without ${claim}`, () => token(without(claim))] as const),
  ];
  test.each(cases)('%s', async (_name, made) => {
    await expect(verify(made())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

test('a token that was accepted before is refused once it has expired', async () => {
  const made = token(CLAIMS);
  await verify(made);
  now = new Date(NOW.getTime() + 700_000);
  await expect(verify(made)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  now = NOW;
});

test('a token that was accepted is refused a day after it was issued, however long it lasts', async () => {
  const lasting = token({ ...CLAIMS, exp: SECONDS + 40 * 86_400 });
  expect((await verify(lasting)).expiresAt).toEqual(new Date(NOW.getTime() + 86_400_000));
  now = new Date(NOW.getTime() + 86_500_000);
  await expect(verify(lasting)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  now = NOW;
});

test('a refusal does not repeat the token', async () => {
  const made = token({ ...CLAIMS, iss: 'https://elsewhere.test' });
  const refusal = await verify(made).then(() => null, (error: unknown) => error);
  expect(JSON.stringify(refusal) + String(refusal)).not.toContain(made.split('.')[1]);
});

describe('an issuer that is configured', () => {
  const of = (iss: string, claims: object = {}): string => token({ ...CLAIMS, iss, ...claims });

  test('has no say in the role of whom it names, who is told from another issuer\'s of the same subject', async () => {
    expect((await verify(of('https://people.test', { sub: '42', role: 'ADMIN' }))).viewer).toMatchObject({ subject: 'people 42', role: null, token: { issuer: 'PEOPLE' } });
    expect((await verify(of('https://services.test', { sub: '42' }))).viewer).toMatchObject({ subject: 'services 42', role: null, token: { issuer: 'SERVICES' } });
    expect((await verify(token({ ...CLAIMS, sub: '42' }))).viewer).toMatchObject({ subject: '42', role: 'SCHEDULER' });
  });

  test('is told from another with the same address by whom its tokens are meant for', async () => {
    expect((await verify(of('https://people.test', { aud: 'plumbline-programs' }))).viewer).toMatchObject({ subject: 'shared u9', token: { issuer: 'INTEGRATORS' } });
  });

  test('has clients of its own, too', async () => {
    expect(await verify(of('https://people.test', { client_id: 'dashboard' }))).toMatchObject({ clientId: 'people dashboard' });
  });

  test('is matched to the letter', async () => {
    for (const iss of ['https://people.test/', 'https://PEOPLE.test', 'https://people.test.evil.test', 'http://people.test']) await expect(verify(of(iss))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('names the agency in the claim that is configured and in no other', async () => {
    await expect(verify(of('https://partners.test'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((await verify(of('https://partners.test', { agency: 'x', 'https://plumbline.test/agency': AGENCY }))).viewer.agencyId).toBe(AGENCY);
  });

  test('has tokens that end when it is configured that they do', async () => {
    expect((await verify(of('https://services.test'))).expiresAt).toEqual(new Date(NOW.getTime() + 60_000));
    await expect(verify(of('https://services.test', { iat: SECONDS - 90 }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('of programs limits them to their scopes, to nothing without any; one of people limits them where there are some', async () => {
    const smart = async (iss: string, scope?: unknown): Promise<unknown> => (await verify(of(iss, { 'https://plumbline.test/agency': AGENCY, ...(scope !== undefined && { scope }) }))).viewer.smart;
    expect(await smart('https://partners.test')).toEqual({});
    expect(await smart('https://partners.test', 'openid profile')).toEqual({});
    expect(await smart('https://partners.test', 'system/Patient.rs openid')).toEqual({ Patient: 'rs' });
    expect(await smart('https://partners.test', ['system/Patient.rs', 'system/Patient.c', 7])).toEqual({ Patient: 'crs' });
    expect(await smart('https://people.test')).toBeNull();
    expect(await smart('https://people.test', 'openid profile')).toBeNull();
    expect(await smart('https://people.test', 'user/Encounter.rs')).toEqual({ Encounter: 'rs' });
  });
});

test('a token that was accepted is verified again when the keys are others, and by none when none are known', async () => {
  const made = token({ ...CLAIMS, sub: 'u10' });
  const first = await verify(made);
  expect(await verify(made)).toBe(first);
  version = 1;
  const second = await verify(made);
  expect(second).not.toBe(first);
  expect(await verify(made)).toBe(second);
  version = null;
  expect(await verify(made)).not.toBe(second);
  version = 0;
});
