import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { WebSocket } from 'ws';

import { issueToken } from '../../src/auth/token.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { type Care, openCare } from '../support/care.js';
import { admitMember, issuersFileIn } from '../support/configured-issuer.js';
import { said } from '../support/raw-http.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';
import { keyFile as sealingKeyFile } from '../support/sealing.js';

/** What a server prints, as a process of its own and set up as in production, while every place that a caller can write in has the name of a patient. */
jest.setTimeout(120_000);

const CANARY = 'Xanthippe';
const TRACE = '0123456789abcdef0123456789abcdef';
const CALLER = `${CANARY}@agency.example`;
const CLAIMS = { issuer: 'https://identity.test', audience: 'plumbline' };

let directory: string;
let seeded: TestServer;
let care: Care;
let privateKey: KeyObject;
let environment: Record<string, string>;
const children: ChildProcess[] = [];

const sealingKeys = sealingKeyFile();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plumbline-logs-'));
  seeded = await startTestServer();
  care = await openCare(seeded.app.world);
  const owner = new pg.Client({ connectionString: seeded.stored.url });
  await owner.connect();
  await admitMember((text, values) => owner.query(text, [...values]), { agencyId: care.agencyId, subject: CALLER, role: 'INTEGRATOR' });
  await owner.end();
  const pair = generateKeyPairSync('ed25519');
  ({ privateKey } = pair);
  environment = {
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: seeded.stored.url,
    ISSUERS_FILE: issuersFileIn(directory, { ...CLAIMS, publicKey: pair.publicKey }),
    CURSOR_SECRET: 'x'.repeat(32),
    TRUSTED_PROXIES: '127.0.0.1',
    KEY_PROVIDER: 'file',
    KEY_FILE: sealingKeys.path,
    ALLOWED_ORIGINS: 'https://app.example',
    DRAIN_SECONDS: '0',
  };
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await until(() => children.every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null));
  await seeded.stop();
  await rm(directory, { recursive: true, force: true });
  sealingKeys.remove();
});

interface Running {
  readonly url: string;
  readonly child: ChildProcess;
  readonly printed: () => string;
  readonly lines: () => ReadonlyArray<Record<string, unknown>>;
  readonly ended: Promise<number | null>;
}

async function served(...node: string[]): Promise<Running> {
  const child = spawn(process.execPath, ['--import', './test/support/typescript.mjs', ...node, 'src/main.ts', 'serve'], { cwd: join(import.meta.dirname, '..', '..'), env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await until(() => printed.includes('/graphql') || child.exitCode !== null, 60_000);
  return { url: /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? printed, child, ended, printed: () => printed, lines: () => printed.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const PROXIED = { 'x-forwarded-proto': 'https', 'x-forwarded-for': `${CANARY}, 198.51.100.1` };
const token = (subject: string): Promise<string> => issueToken({ ...CLAIMS, key: privateKey }, { agencyId: care.agencyId, role: 'INTEGRATOR', subject, lifetimeSeconds: 600 }, new Date());

test('nothing that a caller wrote, and no fact of a patient, is in what a server prints', async () => {
  const running = await served();
  const { url } = running;
  const bearer = `Bearer ${await token(CALLER)}`;
  const headers = { ...PROXIED, 'content-type': 'application/json', authorization: bearer, 'user-agent': CANARY, referer: `https://app.example/${CANARY}`, 'x-patient': CANARY, 'x-request-id': CANARY, 'apollo-require-preflight': CANARY };
  const post = async (body: string, more: Record<string, string> = {}, path = '/graphql'): Promise<void> => void (await (await fetch(`${url}${path}`, { method: 'POST', headers: { ...headers, ...more }, body })).text());
  const ask = (query: string, variables: object = {}, more: Record<string, string> = {}): Promise<void> => post(JSON.stringify({ query, variables, operationName: CANARY, extensions: { [CANARY]: CANARY } }), more);

  const admitted = { branchId: toGlobalId('Branch', care.branchId), mrn: `${CANARY}-1`, givenName: CANARY, familyName: CANARY, birthDate: '1931-05-17' };
  const admit = `mutation ${CANARY}($input: AdmitPatientInput!) { admitPatient(input: $input) { cursor } }`;
  await ask(admit, { input: admitted });
  await ask(admit, { input: admitted });
  await ask(admit, { input: { ...admitted, birthDate: CANARY, [CANARY]: CANARY } });
  for (const accept of ['application/json', 'application/graphql-response+json', 'application/json;q=0.5', 'text/event-stream', `text/${CANARY}`]) {
    await ask(`query ${CANARY} { ${CANARY}: patients(first: 2) { nodes { givenName familyName mrn birthDate } } }`, {}, { accept });
    await ask(`query ${CANARY} { ${CANARY} }`, {}, { accept });
    await ask(`query ${CANARY} { "${CANARY}" }`, {}, { accept });
    await ask(`query ${CANARY} { patient(id: "${CANARY}") { id } }`, {}, { accept });
    await ask(`query ${CANARY}($filter: PatientFilter) { patients(filter: $filter) { totalCount } }`, { filter: { mrn: CANARY } }, { accept });
  }
  await ask('{ viewer { role } }');
  await post(`{"query": "${CANARY}`);
  await post(`{"resourceType":"Patient","name":[{"family":"${CANARY}"}],"birthDate":"${CANARY}"}`, {}, '/fhir');
  await post(CANARY, {}, `/${CANARY}`);
  for (const authorization of [CANARY, `Basic ${CANARY}`, `Bearer ${CANARY}`]) await ask('{ viewer { role } }', {}, { authorization });
  await ask('{ viewer { role } }', {}, { origin: `https://${CANARY.toLowerCase()}.example` });
  await ask('{ viewer { role } }', {}, { 'x-forwarded-proto': CANARY });
  await ask('{ viewer { role } }', {}, { 'content-type': CANARY });
  await ask('{ viewer { role } }', {}, { 'content-encoding': CANARY });
  await (await fetch(`${url}/graphql?query=${encodeURIComponent(`query ${CANARY}{viewer{role}}`)}&operationName=${CANARY}&variables=${CANARY}&${CANARY}=1`, { headers })).text();
  for (const text of [`GET /${CANARY}% HTTP/1.1\r\nHost: ${CANARY}\r\nConnection: close\r\n\r\n`, `${CANARY} / HTTP/1.1\r\n\r\n`, `GET / HTTP/1.1\r\nHost: x\r\nHost: ${CANARY}\r\nConnection: close\r\n\r\n`, `GET / HTTP/1.1\r\n${CANARY}: ${CANARY.repeat(3_000)}\r\n\r\n`]) await said(url, text);
  await converse(url, bearer);

  // And when it is we who fail: the database says in its messages what it was given.
  const owner = new pg.Client({ connectionString: seeded.stored.url });
  await owner.connect();
  await owner.query('alter table patients rename column family_name to family_name_away');
  for (const accept of ['application/json', 'application/json;q=0.5', 'text/event-stream']) await ask(`query ${CANARY} { patients(first: 2) { nodes { familyName } } }`, {}, { accept });
  await ask(admit, { input: { ...admitted, mrn: `${CANARY}-2` } }, { 'x-request-id': TRACE });
  await owner.query('alter table patients rename column family_name_away to family_name');
  await owner.end();

  running.child.kill('SIGTERM');
  expect(await running.ended).toBe(0);
  const printed = running.printed();
  expect(printed.toLowerCase()).not.toContain(CANARY.toLowerCase());
  for (const fact of ['1931', 'agency.example', bearer.slice(-20), '/fhir/']) expect(printed).not.toContain(fact);

  const lines = running.lines();
  expect(lines.filter(({ msg }) => msg === 'http.answered').length).toBeGreaterThan(35);
  const [first] = lines;
  expect(first).toEqual({
    level: 30, time: expect.any(String), msg: 'http.answered', route: 'POST /graphql', operation: 'mutation admitPatient', status: 200, durationMs: expect.any(Number),
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), remoteAddress: '198.51.100.1', agencyId: care.agencyId, subject: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  const codes = new Set(lines.map(({ code }) => code));
  for (const code of ['ALREADY_EXISTS', 'BAD_USER_INPUT', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_RESOLUTION_FAILURE', 'INVALID_ID', 'MALFORMED_REQUEST', 'UNAUTHENTICATED', 'NOT_FOUND', 'ORIGIN_NOT_ALLOWED', 'HTTPS_REQUIRED', 'UNSUPPORTED_ENCODING', 'HEADERS_TOO_LARGE', 'INTERNAL']) expect(codes).toContain(code);
  // What failed can be found by the request and by the error, wherever it was written down.
  const failed = lines.filter(({ requestId }) => requestId === TRACE);
  expect(failed).toEqual([
    expect.objectContaining({ msg: 'graphql.failed', errorId: expect.any(String), sqlState: '42703', frames: expect.any(String) }),
    expect.objectContaining({ msg: 'http.answered', operation: 'mutation admitPatient', code: 'INTERNAL' }),
  ]);
  expect(lines.filter(({ msg }) => msg === 'websocket.operation')).toEqual(expect.arrayContaining([expect.objectContaining({ operation: 'query viewer', status: 101 }), expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' })]));
});

/** Over a socket, with the name in each of its parts. */
async function converse(url: string, authorization: string): Promise<void> {
  const ended = (socket: WebSocket): Promise<void> => new Promise((resolve) => { socket.once('close', () => resolve()); socket.on('error', () => undefined); });
  const at = `${url.replace('http', 'ws')}/graphql`;
  const refused = [new WebSocket(`${at}/${CANARY}`, { headers: PROXIED }), new WebSocket(at, CANARY, { headers: PROXIED }), new WebSocket(at, { origin: `https://${CANARY}.example`, headers: PROXIED })];
  await Promise.all(refused.map(ended));
  const socket = new WebSocket(at, 'graphql-transport-ws', { headers: { ...PROXIED, 'x-patient': CANARY } });
  let heard = 0;
  socket.on('message', () => { heard += 1; });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization, [CANARY]: CANARY } }));
  await until(() => heard === 1);
  socket.send(JSON.stringify({ id: CANARY, type: 'subscribe', payload: { query: `query ${CANARY} { viewer { role } }`, operationName: CANARY, variables: { [CANARY]: CANARY } } }));
  await until(() => heard === 3);
  socket.send(JSON.stringify({ id: `${CANARY}-2`, type: 'subscribe', payload: { query: `query ${CANARY} { ${CANARY} }` } }));
  await until(() => heard === 4);
  const closed = ended(socket);
  socket.send(JSON.stringify({ type: CANARY, payload: CANARY }));
  await closed;
}

test.each([
  ['that nobody caught', 'throw new Error(word)'],
  ['of a promise that nobody waits for', 'Promise.reject(new Error(word))'],
])('a fault %s ends the process, with where it was and without its words', async (_name, fault) => {
  const running = await served('--import', `data:text/javascript,${encodeURIComponent(`const word = atob('${btoa(`${CANARY}\n    at ${CANARY}`)}'); process.on('SIGUSR2', () => { ${fault}; })`)}`);
  running.child.kill('SIGUSR2');
  expect(await running.ended).toBe(1);
  expect(running.printed()).not.toContain(CANARY);
  expect(running.lines()).toEqual([expect.objectContaining({ level: 50, msg: 'process.failed', frames: expect.any(String) })]);
});
