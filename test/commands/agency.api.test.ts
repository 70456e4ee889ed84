import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { type Care, openCare } from '../support/care.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { until } from '../support/until.js';

/** The operator's command, beside a server that knows nothing of it. */
jest.setTimeout(60_000);

let server: TestServer;
let care: Care;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  care = await openCare(server.app.world);
  token = await server.token('ADMIN', care.agencyId);
});
afterAll(() => server.stop());

function agency(...args: string[]): Promise<{ readonly code: number | null; readonly printed: string }> {
  const child = spawn(process.execPath, ['--import', './test/support/typescript.mjs', 'src/main.ts', 'agency', ...args], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { PATH: process.env['PATH'], DATABASE_URL: server.stored.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, printed })));
}

const slug = (): string => `a${care.agencyId.replaceAll('-', '').slice(-20)}`;
const isRefused = async (): Promise<boolean> => (await server.ask(token, '{ viewer { role } }')).errors?.[0]?.extensions.code === 'FORBIDDEN';

test('an operator suspends an agency and resumes it, and running servers notice', async () => {
  expect(await isRefused()).toBe(false);
  expect(await agency('suspend', slug(), '--reason', 'A key was stolen')).toEqual({ code: 0, printed: `${slug()}: SUSPENDED\n` });
  await until(isRefused);
  expect(await agency('suspend', slug())).toMatchObject({ code: 1, printed: expect.stringContaining('an agency that is suspended') });
  expect(await agency('resume', slug())).toEqual({ code: 0, printed: `${slug()}: ACTIVE\n` });
  await until(async () => !(await isRefused()));
  const { data } = await server.ask(token, '{ viewer { agency { slug } } }');
  expect(data.viewer.agency.slug).toBe(slug());
});

test('an operator opens an agency and names its first administrator, and whoever is named comes in', async () => {
  const opened = await agency('open', 'sunrise', '--name', 'Sunrise Home Care');
  expect(opened).toMatchObject({ code: 0, printed: expect.stringMatching(/^sunrise: opened\. Its tokens name the agency [0-9a-f-]{36}\n$/) });
  const agencyId = opened.printed.trim().slice(-36);
  expect(await agency('admit', 'sunrise', '--subject', 'ann')).toEqual({ code: 0, printed: 'sunrise: ann of main is ADMIN\n' });
  expect(await agency('admit', 'sunrise', '--subject', '42', '--issuer', 'partners', '--role', 'INTEGRATOR')).toEqual({ code: 0, printed: 'sunrise: 42 of partners is INTEGRATOR\n' });
  const ann = await server.token('CLINICIAN', agencyId, { subject: 'ann' });
  expect((await server.ask(ann, '{ viewer { role agency { name } } members { nodes { issuer subject role } } }')).data).toEqual({
    viewer: { role: 'ADMIN', agency: { name: 'Sunrise Home Care' } },
    members: { nodes: [{ issuer: 'partners', subject: '42', role: 'INTEGRATOR' }, { issuer: 'main', subject: 'ann', role: 'ADMIN' }] },
  });
});

test('an operator revokes a token, and running servers notice', async () => {
  const stolen = await server.token('ADMIN', care.agencyId, { subject: 'bo', tokenId: 'stolen' });
  const ask = (): Promise<unknown> => server.ask(stolen, '{ viewer { role } }');
  expect(await ask()).toMatchObject({ data: { viewer: { role: 'ADMIN' } } });
  expect(await agency('revoke-token', slug(), '--token', 'stolen', '--reason', 'Found in a log')).toEqual({ code: 0, printed: `${slug()}: the token stolen of main is worth nothing any more\n` });
  await until(async () => JSON.stringify(await ask()).includes('a token that was revoked'));
});

test.each([
  ['no agency', ['suspend'], 'suspend SLUG'],
  ['nothing that there is', ['burn', 'nobodys'], 'admit SLUG'],
  ['a new agency without a name', ['open', 'newest'], '--name'],
  ['a role that does not exist', ['admit', 'nobodys', '--subject', 'ann', '--role', 'OWNER'], 'one of CLINICIAN'],
  ['a token to be revoked without a reason', ['revoke-token', 'nobodys', '--token', 't1'], '--reason'],
  ['an agency that does not exist', ['suspend', 'nobodys'], 'the short name of an agency'],
])('asked for %s, the command says what it expects', async (_what, args, expected) => {
  expect(await agency(...args)).toMatchObject({ code: 1, printed: expect.stringContaining(expected) });
});
