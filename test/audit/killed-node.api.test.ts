import 'reflect-metadata';

import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { verifyTrail } from '../../src/audit/verify.js';
import { issueToken } from '../../src/auth/token.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAudit } from '../support/audit.js';
import { type Care, openCare, openTestWorld, type TestWorld, therapyOn } from '../support/care.js';
import { admitMember, issuersFileIn } from '../support/configured-issuer.js';
import { keyFile } from '../support/sealing.js';
import { until } from '../support/until.js';

/** A node that is killed without a word while it answers: whatever it acknowledged is on record, once. */
jest.setTimeout(180_000);

let the: TestWorld;
let care: Care;
let directory: string;
let child: ChildProcess | null = null;
const keys = generateKeyPairSync('ed25519');
const sealingKeys = keyFile();

beforeAll(async () => {
  the = await openTestWorld();
  care = await openCare(the.world);
  directory = mkdtempSync(join(tmpdir(), 'plumbline-killed-'));
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await the.close();
  rmSync(directory, { recursive: true });
  sealingKeys.remove();
});

async function served(): Promise<{ readonly url: string; readonly node: ChildProcess }> {
  const { rows } = await the.owner.query<{ name: string }>('select current_database() as name');
  const database = new URL(String(process.env['PLUMBLINE_TEST_DATABASE_URL']));
  database.pathname = `/${rows[0]?.name}`;
  const node = spawn(process.execPath, ['--import', './test/support/typescript.mjs', 'src/main.ts', 'serve'], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: {
      PATH: process.env['PATH'], DATABASE_URL: String(database), HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error', ISSUERS_FILE: issuersFileIn(directory, { issuer: 'https://identity.test', audience: 'plumbline-test', publicKey: keys.publicKey }),
      CURSOR_SECRET: 'x'.repeat(32), TRUSTED_PROXIES: '127.0.0.1', KEY_PROVIDER: 'file', KEY_FILE: sealingKeys.path, AUDIT_DIRECTORY: join(directory, 'audit'), RATE_POINTS_PER_SECOND: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child = node;
  let printed = '';
  for (const stream of [node.stdout, node.stderr]) stream?.on('data', (chunk: Buffer) => void (printed += chunk.toString()));
  await until(() => /http:\/\/127\.0\.0\.1:\d+/.test(printed) || node.exitCode !== null, 60_000);
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? [];
  if (url === undefined) throw new Error(printed);
  return { url, node };
}

const CHART = 'query ($id: ID!) { patient(id: $id) { id familyName } }';
const PLAN = 'mutation ($input: ScheduleVisitInput!) { scheduleVisit(input: $input) { cursor } }';

test('a node that is killed while it answers reads and changes leaves each on record exactly once', async () => {
  const now = new Date();
  await admitMember((text, values) => the.owner.query(text, [...values]), { agencyId: care.agencyId, subject: 'lead-1', role: 'CLINICAL_LEAD' });
  const token = await issueToken({ issuer: 'https://identity.test', audience: 'plumbline-test', key: keys.privateKey }, { agencyId: care.agencyId, role: 'CLINICAL_LEAD', subject: 'lead-1', lifetimeSeconds: 3600 }, now);
  const patientId = toGlobalId('Patient', care.patientId);
  const acknowledged: string[] = [];
  const answered = { reads: 0, changes: 0 };
  const { url, node } = await served();

  const asks = async (query: string, variables: object): Promise<boolean> => {
    try {
      const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' }, body: JSON.stringify({ query, variables }) });
      const { errors } = (await answer.json()) as { readonly errors?: unknown };
      expect(errors).toBeUndefined();
      acknowledged.push(String(answer.headers.get('x-request-id')));
      return true;
    } catch (error) {
      // Of a connection that was cut, whatever it is an instance of here.
      if ((error as Error).name !== 'TypeError') throw error;
      return false;
    }
  };
  const reading = async (): Promise<void> => {
    while (await asks(CHART, { id: patientId })) answered.reads += 1;
  };
  const changing = async (): Promise<void> => {
    const input = (i: number): object => ({ patientId, ...therapyOn(new Date(now.getTime() + (i + 1) * 86_400_000).toISOString().slice(0, 10)) });
    for (let i = 0; await asks(PLAN, { input: input(i) }); i += 1) answered.changes += 1;
  };
  const clients = [...Array.from({ length: 6 }, reading), changing()];
  await until(() => answered.reads > 200 && answered.changes > 5, 90_000);
  node.kill('SIGKILL');
  await Promise.all([once(node, 'close'), ...clients]);
  child = null;

  expect(readdirSync(join(directory, 'audit'))).toHaveLength(1);
  const next = await openTestAudit(the.database, { directory: join(directory, 'audit') });
  await next.stop();
  const { rows } = await the.owner.query<{ id: string; count: number }>('select request_id as id, count(*)::int as count from audit_entries where agency_id = $1 and request_id is not null group by 1', [care.agencyId]);
  const times = new Map(rows.map(({ id, count }) => [id, count]));
  expect(acknowledged.filter((id) => times.get(id) !== 1)).toEqual([]);
  expect(rows.filter(({ count }) => count !== 1)).toEqual([]);
  expect((await verifyTrail(the.database, care.agencyId)).damages).toEqual([]);
  expect(readdirSync(join(directory, 'audit'))).toEqual([]);
});

test('of two nodes over one directory neither takes what the other still writes, and both are on record', async () => {
  const shared = mkdtempSync(join(tmpdir(), 'plumbline-shared-'));
  const [one, two] = [await openTestAudit(the.database, { directory: shared }), await openTestAudit(the.database, { directory: shared })];
  expect(readdirSync(shared)).toHaveLength(2);
  expect(await one.ship()).toBe(true);
  expect(readdirSync(shared)).toHaveLength(2);
  await one.stop();
  await two.stop();
  rmSync(shared, { recursive: true });
});

test('a directory that cannot be written is told at the start', async () => {
  const locked = mkdtempSync(join(tmpdir(), 'plumbline-locked-'));
  writeFileSync(join(locked, 'file'), '');
  await expect(openTestAudit(the.database, { directory: join(locked, 'file', 'audit') })).rejects.toMatchObject({ code: 'ENOTDIR' });
  rmSync(locked, { recursive: true });
});
