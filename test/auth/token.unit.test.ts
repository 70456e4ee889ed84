import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

import { beforeAll, describe, expect, test } from '@jest/globals';

import { issueToken, tokenVerifier, type VerifyToken } from '../../src/auth/token.js';
import type { Bearer } from '../../src/auth/viewer.js';

const AGENCY = '01a20000-0000-7000-8000-000000000001';
const ISSUER = 'https://identity.test';
const AUDIENCE = 'plumbline';
const NOW = new Date('2026-03-01T12:00:00Z');
const SECONDS = NOW.getTime() / 1000;

const ours = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
let now = NOW;
let verify: VerifyToken<Bearer>;

beforeAll(() => {
  verify = tokenVerifier({ issuer: ISSUER, audience: AUDIENCE, algorithms: ['EdDSA'], key: ours.publicKey }, () => now);
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
  expect(await verify(issued)).toEqual({ viewer: { agencyId: AGENCY, subject: 'u9', role: 'SCHEDULER' }, clientId: null, expiresAt: new Date('2026-03-01T12:10:00Z') });
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
