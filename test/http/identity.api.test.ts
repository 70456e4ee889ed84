import { createHmac, createPublicKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createClient as createStreamClient } from 'graphql-sse';
import { decodeJwt, exportJWK, type JWTPayload } from 'jose';

import { developmentToken } from '../../src/auth/development-token.js';
import type { Role } from '../../src/auth/viewer.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { type Identity, readConfig } from '../../src/config.js';
import { document, plan } from '../support/agency.js';
import { type Care, openCare, order } from '../support/care.js';
import { IDENTITY_AUDIENCE, type IdentityProvider, signed, startIdentityProvider } from '../support/identity-provider.js';
import { keyFile } from '../support/sealing.js';
import { type Answer, startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** A server that is configured as in production, with identity providers as others run them. */
let directory: string;
let people: IdentityProvider;
let partners: IdentityProvider;
let server: TestServer;
let care: Care;
let elsewhere: Care;

const sealingKeys = keyFile();

const PROGRAMS_AUDIENCE = 'https://plumbline.test/programs';

beforeAll(async () => {
  // It warns of keeping nothing, which is what is wanted of it here.
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  directory = await mkdtemp(join(tmpdir(), 'plumbline-identity-'));
  [people, partners] = await Promise.all([startIdentityProvider(['ann', '42']), startIdentityProvider(['42', 'lab'])]);
  server = await startTestServer({ identity: await configured(), dataDirectory: directory });
  elsewhere = await openCare(server.app.world);
});
afterAll(async () => {
  await server.stop();
  await Promise.all([people.stop(), partners.stop()]);
  await rm(directory, { recursive: true });
  sealingKeys.remove();
});
beforeEach(async () => {
  care = await openCare(server.app.world);
});

/** As the file of an installation says it: one by discovery, one by the address of its keys. */
async function configured(): Promise<Identity> {
  const path = join(directory, 'issuers.json');
  await writeFile(path, JSON.stringify([
    { name: 'main', kind: 'PEOPLE', issuer: people.url, audience: IDENTITY_AUDIENCE, algorithms: ['ES256'] },
    { name: 'partners', kind: 'INTEGRATORS', issuer: partners.url, audience: PROGRAMS_AUDIENCE, algorithms: ['ES256'], jwksUri: `${partners.url}/jwks`, maxTokenAgeMinutes: 60 },
  ]));
  return identityAt(path);
}

function identityAt(path: string): Identity {
  const env = { DATABASE_URL: 'postgresql://unused', ISSUERS_FILE: path, CURSOR_SECRET: randomBytes(32).toString('hex'), TRUSTED_PROXIES: '127.0.0.1', KEY_PROVIDER: 'file', KEY_FILE: sealingKeys.path };
  return readConfig(env, { isDevelopment: false }).identity;
}

const grant = (subject: string, role: Role, { issuer = 'main', to = care } = {}): Promise<unknown> => perform(server.app.world, grantAccess, { issuer, subject, role }, { viewer: to.viewer });
const ofPerson = (subject = 'ann', agency = care): Promise<string> => people.token(subject, agency.agencyId);
const ofProgram = (subject: string, scope: string, agency = care): Promise<string> => partners.token(subject, agency.agencyId, { scope, audience: PROGRAMS_AUDIENCE });

const WHO = '{ viewer { subject role } patients { totalCount } }';
const IS_ANN = { data: { viewer: { subject: 'ann', role: 'SCHEDULER' }, patients: { totalCount: 1 } } };
const codeOf = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions.code;
const CHANGED = 'subscription { alignmentChanged { kind } }';

interface Listening {
  readonly heard: unknown[];
  readonly ended: unknown[];
}

function overSocket(token: string, of = server): Listening {
  const listening: Listening = { heard: [], ended: [] };
  of.connect(token).subscribe({ query: CHANGED }, { next: (message) => void listening.heard.push(message), error: (error) => void listening.ended.push(error), complete: () => void listening.ended.push('complete') });
  return listening;
}

function overStream(token: string): Listening {
  const listening: Listening = { heard: [], ended: [] };
  const client = createStreamClient({ url: `${server.url}/graphql`, headers: { authorization: `Bearer ${token}` }, retryAttempts: 0 });
  client.subscribe({ query: CHANGED }, { next: (message) => void listening.heard.push(message), error: (error) => void listening.ended.push(error), complete: () => void listening.ended.push('complete') });
  return listening;
}

describe('a token of a provider', () => {
  test('is its member in the role that the agency gave, over HTTP, over a socket and over a stream', async () => {
    await grant('ann', 'SCHEDULER');
    const token = await ofPerson();
    expect(await server.ask(token, WHO)).toEqual(IS_ANN);
    for (const listening of [overSocket(token), overStream(token)]) {
      await until(() => listening.heard.length > 0 || listening.ended.length > 0);
      expect(listening).toMatchObject({ heard: [{ data: { alignmentChanged: { kind: 'SNAPSHOT' } } }], ended: [] });
    }
  });

  test('is nobody in an agency that did not make them a member, nor in one that there is not, and both are told alike', async () => {
    await grant('ann', 'ADMIN');
    const [stranger, nowhere] = [await ofPerson('ann', elsewhere), await people.token('ann', server.app.world.ids.next())];
    const refused = await server.ask(stranger, WHO);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', remedy: 'Ask an administrator of the agency for access.' } }]);
    expect(await server.ask(nowhere, WHO)).toEqual(refused);
    for (const listening of [overSocket(stranger), overStream(stranger)]) {
      await until(() => listening.ended.length > 0);
      expect(listening.heard).toEqual([]);
    }
  });

  test('of one provider is not the member of another who has the same subject', async () => {
    await grant('42', 'SCHEDULER');
    const [person, program] = [await ofPerson('42'), await ofProgram('42', 'system/Patient.rs')];
    expect((await server.ask(person, WHO)).data.viewer).toEqual({ subject: '42', role: 'SCHEDULER' });
    expect(codeOf(await server.ask(program, WHO))).toBe('FORBIDDEN');
    await grant('42', 'INTEGRATOR', { issuer: 'partners' });
    expect((await server.ask(program, WHO)).data.viewer).toEqual({ subject: 'partners 42', role: 'INTEGRATOR' });
    expect((await server.ask(person, WHO)).data.viewer).toEqual({ subject: '42', role: 'SCHEDULER' });
  });

  test('of a provider of programs comes in with no role but that of programs', async () => {
    await grant('lab', 'ADMIN', { issuer: 'partners' });
    expect(codeOf(await server.ask(await ofProgram('lab', 'system/*.cruds'), WHO))).toBe('FORBIDDEN');
  });

  test('has no say in its bearer\'s role or agency, and neither has a header', async () => {
    await grant('ann', 'SCHEDULER');
    const token = await signed(people.key, { ...decodeJwt(await ofPerson()), role: 'ADMIN' });
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-agency': elsewhere.agencyId, 'x-role': 'ADMIN' },
      body: JSON.stringify({ query: WHO }),
    });
    expect(await answer.json()).toEqual(IS_ANN);
  });
});

describe('no token is accepted', () => {
  const SECONDS = Math.floor(Date.now() / 1000);
  let claims: JWTPayload;
  beforeEach(async () => {
    await grant('ann', 'SCHEDULER');
    claims = decodeJwt(await ofPerson());
  });

  const part = (of: object): string => Buffer.from(JSON.stringify(of)).toString('base64url');

  test.each<readonly [string, () => Promise<string> | string]>([
    ['for another audience', () => people.token('ann', care.agencyId, { audience: PROGRAMS_AUDIENCE })],
    ['of a provider that is not configured', () => signed(people.key, { ...claims, iss: 'https://elsewhere.test' })],
    ['of one provider, signed by another', () => signed(partners.key, claims)],
    ['of one provider, signed by another as if with its key', () => signed({ ...partners.key, kid: people.key.kid }, claims)],
    ['whose key nobody knows', () => signed({ ...people.key, kid: 'unheard-of' }, claims)],
    ['that is an identity token', () => signed(people.key, claims, { typ: 'JWT' })],
    ['that has expired', () => signed(people.key, { ...claims, iat: SECONDS - 600, exp: SECONDS - 60 })],
    ['that is not valid yet', () => signed(people.key, { ...claims, nbf: SECONDS + 300 })],
    ['that nobody signed', () => `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`],
    ['signed with the public key as a shared secret', () => {
      const input = `${part({ alg: 'HS256', typ: 'at+jwt', kid: people.key.kid })}.${part(claims)}`;
      return `${input}.${createHmac('sha256', createPublicKey(people.key.privateKey).export({ type: 'spki', format: 'pem' })).update(input).digest('base64url')}`;
    }],
    ['that brings its own key', async () => signed({ kid: 'mine', privateKey: partners.key.privateKey }, claims, { jwk: await exportJWK(createPublicKey(partners.key.privateKey)) })],
    ['that says where its key is', () => signed({ kid: 'mine', privateKey: partners.key.privateKey }, claims, { jku: `${partners.url}/jwks` })],
    ['that development would accept', () => developmentToken(join(directory, 'keys'), { agencyId: care.agencyId, role: 'ADMIN' }, new Date())],
  ])('%s', async (_name, made) => {
    const token = await made();
    expect(await server.ask(token, WHO)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    const listening = overSocket(token);
    await until(() => listening.ended.length > 0);
    expect(listening).toMatchObject({ heard: [], ended: [{ code: 4403 }] });
  });
});

describe('a provider', () => {
  /** With a server of its own, to which no token with an unknown key has come. */
  async function alone(work: (own: { readonly server: TestServer; readonly provider: IdentityProvider; ann(): Promise<string> }) => Promise<void>): Promise<void> {
    const [provider, path] = [await startIdentityProvider(['ann']), join(directory, 'alone.json')];
    await writeFile(path, JSON.stringify([{ name: 'main', kind: 'PEOPLE', issuer: provider.url, audience: IDENTITY_AUDIENCE, algorithms: ['ES256'] }]));
    const own = await startTestServer({ identity: identityAt(path) });
    try {
      const { agencyId, viewer } = await openCare(own.app.world);
      await perform(own.app.world, grantAccess, { subject: 'ann', role: 'SCHEDULER' }, { viewer });
      await work({ server: own, provider, ann: () => provider.token('ann', agencyId) });
    } finally {
      await own.stop();
      await provider.stop();
    }
  }

  test('that signs with a new key is followed at once, and tokens of the key before go on for as long as it is published', () =>
    alone(async ({ server: own, provider, ann }) => {
      const before = await ann();
      expect(await own.ask(before, WHO)).toEqual(IS_ANN);
      provider.rotate({ dropsOldKeys: false });
      expect(await own.ask(await ann(), WHO)).toEqual(IS_ANN);
      expect(await own.ask(before, WHO)).toEqual(IS_ANN);
    }));

  test('that takes a key back takes the tokens with it that were signed with it, also those that were accepted before', () =>
    alone(async ({ server: own, provider, ann }) => {
      const before = await ann();
      expect(await own.ask(before, WHO)).toEqual(IS_ANN);
      provider.rotate({ dropsOldKeys: true });
      expect(await own.ask(await ann(), WHO)).toEqual(IS_ANN);
      expect(codeOf(await own.ask(before, WHO))).toBe('UNAUTHENTICATED');
    }));

  test('that is away does not keep those out whose key is known, and is not asked for each of those whose key is not', () =>
    alone(async ({ server: own, provider, ann }) => {
      const [known, next] = [await ann(), await ann()];
      expect(await own.ask(known, WHO)).toEqual(IS_ANN);
      provider.goDown();
      const before = provider.asked.length;
      for (let i = 0; i < 10; i += 1) expect(codeOf(await own.ask(await signed({ ...provider.key, kid: `unheard-of-${i}` }, decodeJwt(next)), WHO))).toBe('UNAUTHENTICATED');
      expect(provider.asked.length - before).toBe(1);
      expect(await own.ask(next, WHO)).toEqual(IS_ANN);
    }));

  test('that has never answered lets nobody in, and everyone as soon as it does', () =>
    alone(async ({ server: own, provider, ann }) => {
      const token = await ann();
      provider.goDown();
      expect(codeOf(await own.ask(token, WHO))).toBe('BUSY');
      const later = overSocket(token, own);
      await until(() => later.ended.length > 0);
      expect(later.ended).toMatchObject([{ code: 1013 }]);
      provider.comeBack();
      await until(async () => JSON.stringify(await own.ask(token, WHO)) === JSON.stringify(IS_ANN));
      expect(own.logged.filter((line) => line.includes('issuer.keys-not-fetched'))).toEqual([JSON.stringify({ level: 'warn', event: 'issuer.keys-not-fetched', operation: 'main' })]);
    }));
});

describe('a token that is revoked', () => {
  let admin: string;
  beforeEach(async () => {
    await grant('ann', 'SCHEDULER');
    await grant('42', 'ADMIN');
    admin = await ofPerson('42');
  });

  const REVOKE = 'mutation Revoke($input: RevokeTokenInput!) { revokeToken(input: $input, reason: "The device was lost") { record { issuer subject tokenId } } }';
  const revoke = (input: object, by = admin): Promise<Answer> => server.ask(by, REVOKE, { input });
  const isOver = async (...all: Listening[]): Promise<void> => {
    await until(() => all.every(({ ended }) => ended.length > 0));
  };
  async function listening(token: string): Promise<[Listening, Listening]> {
    const both: [Listening, Listening] = [overSocket(token), overStream(token)];
    await until(() => both.every(({ heard }) => heard.length === 1));
    return both;
  }
  /** What is told to whoever is still there, and to nobody else. */
  const change = (): Promise<Answer> => server.ask(admin, 'mutation { addPayer(input: { name: "Payer", kind: COMMERCIAL }) { cursor } }');

  test('by its id is refused at once and ends what listens with it, and another of the same person goes on', async () => {
    const [lost, other] = [await ofPerson(), await ofPerson()];
    const [socket, stream] = await listening(lost);
    const [stays] = await listening(other);
    const { jti } = decodeJwt(lost);
    expect((await revoke({ tokenId: jti })).data).toEqual({ revokeToken: { record: { issuer: 'main', subject: null, tokenId: jti } } });
    expect(await server.ask(lost, WHO)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED', found: 'a token that was revoked' } }] });
    await isOver(socket, stream);
    expect(socket.ended).toMatchObject([{ code: 4403 }]);
    await change();
    await until(() => stays.heard.length >= 3);
    expect([socket.heard.length, stream.heard.length, stays.ended.length]).toEqual([1, 1, 0]);
    expect(await server.ask(other, WHO)).toEqual(IS_ANN);
  });

  test('with all that its subject has is refused at once and ends what listens with it, and one that is issued later is not', async () => {
    const lost = await ofPerson();
    const both = await listening(lost);
    expect((await revoke({ subject: 'ann' })).errors).toBeUndefined();
    expect(codeOf(await server.ask(lost, WHO))).toBe('UNAUTHENTICATED');
    await isOver(...both);
    expect(await server.ask(admin, '{ viewer { subject } }')).toEqual({ data: { viewer: { subject: '42' } } });
    // Of the next second; a clock that is a little behind the provider's takes it, too.
    const later = await signed(people.key, { ...decodeJwt(lost), jti: 'later', iat: Math.floor(Date.now() / 1000) + 1 });
    expect(await server.ask(later, WHO)).toEqual(IS_ANN);
  });

  test('is one of its provider and its agency, and not another\'s with the same name', async () => {
    await grant('42', 'INTEGRATOR', { issuer: 'partners' });
    await grant('42', 'ADMIN', { to: elsewhere });
    const [program, away] = [await ofProgram('42', 'system/Patient.rs'), await ofPerson('42', elsewhere)];
    expect((await revoke({ issuer: 'partners', subject: '42' })).errors).toBeUndefined();
    expect(codeOf(await server.ask(program, WHO))).toBe('UNAUTHENTICATED');
    for (const [token, agency] of [[admin, care], [away, elsewhere]] as const) {
      expect((await server.ask(token, '{ viewer { subject agency { slug } } }')).data.viewer.agency.slug).toContain(agency.agencyId.slice(-12));
    }
  });

  test('is on record as revoked, like every change, and whatever is read with which provider vouched for who read it', async () => {
    await grant('42', 'INTEGRATOR', { issuer: 'partners' });
    await server.ask(await ofProgram('42', 'system/*.rs'), WHO);
    await revoke({ subject: 'ann' });
    expect(await server.app.audit.ship()).toBe(true);
    const of = async (filter: object): Promise<unknown> =>
      (await server.ask(admin, 'query ($filter: AuditEntryFilter) { auditTrail(filter: $filter) { nodes { kind issuer subject operation } } }', { filter })).data.auditTrail.nodes;
    expect(await of({ subject: 'partners 42' })).toMatchObject([{ kind: 'QUERY', issuer: 'INTEGRATORS', subject: 'partners 42' }]);
    expect(await of({ subject: '42', kinds: ['CHANGE'] })).toEqual([{ kind: 'CHANGE', issuer: 'PEOPLE', subject: '42', operation: 'revokeToken' }]);
  });

  test('is revoked by administrators, with a reason, and named in one way', async () => {
    const ann = await ofPerson();
    expect(codeOf(await revoke({ subject: '42' }, ann))).toBe('FORBIDDEN');
    expect(codeOf(await revoke({}))).toBe('INVALID_INPUT');
    expect(codeOf(await revoke({ subject: 'ann', tokenId: 't1' }))).toBe('INVALID_INPUT');
    expect((await server.ask(admin, 'mutation { revokeToken(input: { subject: "ann" }) { cursor } }')).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', path: ['reason'] } }]);
  });
});

describe('a program', () => {
  const ADD = 'mutation { addPayer(input: { name: "Payer", kind: COMMERCIAL }) { record { name } } }';
  const PATIENTS = '{ patients { nodes { birthDate } } }';
  beforeEach(() => grant('lab', 'INTEGRATOR', { issuer: 'partners' }));

  test('does what its scopes say of what its role may, and nothing else', async () => {
    const [reader, all, adder] = [await ofProgram('lab', 'system/Patient.rs'), await ofProgram('lab', 'system/*.cruds'), await ofProgram('lab', 'system/Organization.c')];
    for (const token of [reader, all]) expect((await server.ask(token, PATIENTS)).data.patients.nodes).toHaveLength(1);
    expect(await server.ask(adder, PATIENTS)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', expected: 'a token whose scopes allow this' } }] });
    expect((await server.ask(all, ADD)).data.addPayer.record).toEqual({ name: 'Payer' });
    expect(codeOf(await server.ask(reader, ADD))).toBe('FORBIDDEN');
    for (const field of ['visits', 'orders', 'notes', 'staff', 'payers', 'coverages', 'findings']) {
      expect(codeOf(await server.ask(reader, `{ ${field} { totalCount } }`))).toBe('FORBIDDEN');
      expect((await server.ask(all, `{ ${field} { totalCount } }`)).errors).toBeUndefined();
    }
  });

  test('that may change what it may not read is not shown it, and changes nothing where it asks to be', async () => {
    const adder = await ofProgram('lab', 'system/Organization.c');
    const input = '(input: { name: "Payer", kind: COMMERCIAL })';
    for (const shown of ['record { name }', '...Shown', 'told: record { id }', 'alignment { raised { id } }']) {
      const fragment = shown === '...Shown' ? 'fragment Shown on AddPayerPayload { record { id } }' : '';
      expect(await server.ask(adder, `mutation { addPayer${input} { cursor ${shown} } } ${fragment}`)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    }
    const all = await ofProgram('lab', 'system/*.cruds');
    const count = async (): Promise<number> => (await server.ask(all, '{ payers { totalCount } }')).data.payers.totalCount;
    expect(await count()).toBe(1);
    expect((await server.ask(adder, `mutation { addPayer${input} { cursor } }`)).errors).toBeUndefined();
    const many = await server.ask(adder, 'mutation { performChanges(changes: [{ addPayer: { name: "Other", kind: COMMERCIAL } }]) { records { id } alignment { raised { id } } refusal { code } } }');
    expect(many).toEqual({ data: { performChanges: [{ records: [], alignment: null, refusal: null }] } });
    expect(await count()).toBe(3);
  });

  test('can do nothing without any, and no more with all of them than its role may', async () => {
    expect(codeOf(await server.ask(await ofProgram('lab', 'openid'), PATIENTS))).toBe('FORBIDDEN');
    const all = await ofProgram('lab', 'system/*.cruds');
    expect(codeOf(await server.ask(all, '{ members { totalCount } }'))).toBe('FORBIDDEN');
    expect(codeOf(await server.ask(all, 'mutation { addBranch(input: { name: "South", timeZone: "America/Denver" }) { cursor } }'))).toBe('FORBIDDEN');
  });

  test('that may read orders and not notes is told of orders only, in a timeline too', async () => {
    const { world } = server.app;
    await order(world, care);
    const visitId = await plan(world, care, '2026-03-02');
    await perform(world, completeVisit, { visitId }, care);
    await document(world, care, visitId);
    const [orders, all] = [await ofProgram('lab', 'system/Patient.rs system/ServiceRequest.rs'), await ofProgram('lab', 'system/*.cruds')];
    const timeline = (filter: string): string => `{ patients { nodes { timeline${filter} { nodes { kind } } } } }`;
    const kinds = async (token: string): Promise<string[]> => (await server.ask(token, timeline('(first: 100)'))).data.patients.nodes[0].timeline.nodes.map(({ kind }: { kind: string }) => kind);
    expect(await kinds(all)).toEqual(expect.arrayContaining(['ORDER_RECEIVED', 'VISIT', 'NOTE_WRITTEN']));
    expect((await kinds(orders)).filter((kind) => !kind.startsWith('ORDER_'))).toEqual([]);
    expect(await kinds(orders)).toContain('ORDER_RECEIVED');
    expect(codeOf(await server.ask(orders, timeline('(filter: { kinds: [NOTE_WRITTEN] })')))).toBe('FORBIDDEN');
    expect(codeOf(await server.ask(orders, `{ documentationChecklist(visitId: "${Buffer.from(`Visit:${care.patientId}`).toString('base64url')}") { policyVersion } }`))).toBe('FORBIDDEN');
  });

  test('has nothing delivered that its scopes do not open', async () => {
    const add = 'mutation { addWebhook(input: { url: "https://receiver.example/x", content: FULL }) { cursor } }';
    expect(codeOf(await server.ask(await ofProgram('lab', 'system/Subscription.cruds system/DetectedIssue.rs'), add))).toBe('FORBIDDEN');
    expect((await server.ask(await ofProgram('lab', 'system/Subscription.cruds system/*.rs'), add)).errors).toBeUndefined();
  });

  test('is told what it may do', async () => {
    const { data } = await server.ask(await ofProgram('lab', 'system/Patient.rs'), '{ viewer { permissions { mayRead maySee mayChange } } }');
    const maySee = ['OPERATIONAL', 'IDENTITY', 'SSN', 'MEMBER_ID', 'CARE_DATES', 'AUTHORIZED_CARE', 'CARE', 'CLINICAL_CODE', 'COLLEAGUE'];
    expect(data.viewer.permissions).toEqual({ mayRead: ['PATIENTS'], maySee, mayChange: [] });
  });

  test('listens to what its scopes open, and shares no answer with one whose scopes open more', async () => {
    const [issues, all] = [await ofProgram('lab', 'system/DetectedIssue.rs'), await ofProgram('lab', 'system/*.cruds')];
    const told = new Map<string, string[]>([[issues, []], [all, []]]);
    for (const [token, messages] of told) {
      server.connect(token).subscribe(
        { query: 'subscription { alignmentChanged { kind event { type what { field after } patient { birthDate } } } }' },
        { next: (message) => void messages.push(JSON.stringify(message)), error: (error) => void messages.push(JSON.stringify(error)), complete: () => undefined },
      );
    }
    await until(() => [...told.values()].every((messages) => messages.length === 1));
    const input = `patientId: "${Buffer.from(`Patient:${care.patientId}`).toString('base64url')}"`;
    expect((await server.ask(all, `mutation { updatePatient(input: { ${input}, familyName: "Roe" }) { cursor } }`)).errors).toBeUndefined();
    await until(() => [...told.values()].every((messages) => messages.length === 2));
    expect(told.get(all)?.[1]).toContain('1950-04-01');
    expect(told.get(all)?.[1]).toContain('"what":[{"field":"version"');
    expect(told.get(issues)?.[1]).toContain('PATIENT_UPDATED');
    expect(told.get(issues)?.[1]).toContain('"what":[]');
    expect(told.get(issues)?.[1]).not.toContain('1950-04-01');
    const refused = overSocket(await ofProgram('lab', 'system/Patient.rs'));
    await until(() => refused.ended.length > 0);
    expect(refused).toMatchObject({ heard: [{ errors: [{ extensions: { code: 'FORBIDDEN', expected: 'a token whose scopes allow this' } }] }] });
  });
});
