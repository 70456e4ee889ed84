import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { ROLES } from '../../src/auth/viewer.js';
import { placeForData } from '../support/place-for-data.js';
import { until } from '../support/until.js';

/** The command line as a newcomer meets it: real processes, the embedded database, the demonstration agencies. */
jest.setTimeout(120_000);

let directory: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(await placeForData(), 'plumbline-serve-'));
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await until(() => children.every(({ exitCode, signalCode }) => exitCode !== null || signalCode !== null));
  await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

interface Running {
  readonly child: ChildProcess;
  readonly printed: () => string;
  readonly ended: Promise<number | null>;
}

function run(...args: string[]): Running {
  return runWith({}, ...args);
}

function runWith(env: Readonly<Record<string, string>>, ...args: string[]): Running {
  const root = join(import.meta.dirname, '..', '..');
  const child = spawn(process.execPath, ['--import', './test/support/typescript.mjs', 'src/main.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], DATA_DIR: directory, PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
  return { child, printed: () => printed, ended: new Promise((resolve) => child.once('close', resolve)) };
}

async function served(): Promise<Running & { readonly url: string; readonly tokens: ReadonlyMap<string, string> }> {
  const running = run('serve', '--development');
  await until(() => running.printed().includes('What to try next') || running.child.exitCode !== null, 180_000);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(running.printed())?.[0] ?? '';
  const tokens = new Map([...running.printed().matchAll(/^ {2}([A-Z_]+) +(ey\S+)$/gm)].map((match) => [match[1] as string, match[2] as string]));
  return { ...running, url, tokens };
}

async function ask(url: string, token: string, query: string): Promise<{ data: Record<string, { totalCount?: number; role?: string; agency?: { name: string } }> }> {
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query }) });
  return (await answer.json()) as Awaited<ReturnType<typeof ask>>;
}

const PATIENTS = '{ patients(first: 1) { totalCount } }';

test('a first start makes everything it needs, survives being killed, and starts again at once with what it had', async () => {
  const first = await served();
  expect([...first.tokens.keys()]).toEqual(ROLES);
  for (const [role, token] of first.tokens) expect((await ask(first.url, token, '{ viewer { role } }')).data).toEqual({ viewer: { role } });
  const token = first.tokens.get('BILLER') as string;
  const { data } = await ask(first.url, token, PATIENTS);
  expect(data['patients']?.totalCount).toBe(200);
  // Whose role is never for the whole agency sees a part of it.
  const seenBy = async (role: string): Promise<number> => (await ask(first.url, first.tokens.get(role) as string, PATIENTS)).data['patients']?.totalCount ?? 0;
  expect(await seenBy('CAREGIVER')).toBe(10);
  const ofOperator = await seenBy('EXTERNAL_OPERATOR');
  expect([ofOperator > 0, ofOperator < 200]).toEqual([true, true]);

  const refused = run('serve', '--development');
  expect(await refused.ended).toBe(1);
  expect(refused.printed()).toMatch(/DATA_DIR/);

  first.child.kill('SIGKILL');
  await first.ended;
  const second = await served();
  // Keys outlive a restart, and nothing is loaded twice.
  expect((await ask(second.url, token, PATIENTS)).data).toEqual(data);

  const printed = run('token', '--agency', 'second', '--role', 'SCHEDULER');
  expect(await printed.ended).toBe(0);
  const { data: stranger } = await ask(second.url, printed.printed().trim(), '{ viewer { role agency { name } } patients(first: 1) { totalCount } }');
  expect(stranger).toEqual({ viewer: { role: 'SCHEDULER', agency: { name: 'Harbor Example Home Health' } }, patients: { totalCount: 8 } });

  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  const suspended = run('agency', 'suspend', 'second');
  expect(await suspended.ended).toBe(0);
  expect(suspended.printed()).toBe('second: SUSPENDED\n');
});

test('a command that does not exist is answered with those that do', async () => {
  const running = run('sing');
  expect(await running.ended).toBe(2);
  expect(running.printed()).toContain('serve, token, import, agency, keys, audit, restored, demo, schema');
});

test('a role that does not exist is answered with those that do', async () => {
  const running = run('token', '--role', 'OWNER');
  expect(await running.ended).toBe(1);
  expect(running.printed()).toContain('CLINICAL_LEAD');
});

test('outside development the server refuses to start without what keeps strangers out', async () => {
  const running = run('serve');
  expect(await running.ended).toBe(1);
  for (const name of ['DATABASE_URL', 'ISSUERS_FILE', 'CURSOR_SECRET']) expect(running.printed()).toContain(name);
});

test('the keys of development are refused in production, and beside identity providers, although they lie there', async () => {
  for (const [name, value] of [['NODE_ENV', 'production'], ['ISSUERS_FILE', 'issuers.json']] as const) {
    const running = runWith({ [name]: value }, 'serve', '--development');
    expect(await running.ended).toBe(1);
    expect(running.printed()).toContain(`cannot be used with ${name}`);
  }
});
