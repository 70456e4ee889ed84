import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { type Care, openCare } from '../support/care.js';
import { keyFile, TEST_KEYS } from '../support/sealing.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** The operator's command, beside a server that goes on serving. */
jest.setTimeout(120_000);

const file = keyFile();
const directory = mkdtempSync(join(tmpdir(), 'plumbline-data-'));
let server: TestServer;
let care: Care;

beforeAll(async () => {
  server = await startTestServer({ keys: { kind: 'FILE', path: file.path } });
  care = await openCare(server.app.world);
});
afterAll(async () => {
  await server.stop();
  file.remove();
  rmSync(directory, { recursive: true });
});

function keys(args: readonly string[], env: Readonly<Record<string, string>> = { KEY_PROVIDER: 'file', KEY_FILE: file.path }): Promise<{ readonly code: number | null; readonly printed: string }> {
  const child = spawn(process.execPath, ['--import', './test/support/typescript.mjs', 'src/main.ts', 'keys', ...args], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { PATH: process.env['PATH'], DATABASE_URL: server.stored.url, DATA_DIR: directory, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, printed })));
}

const slug = (): string => `a${care.agencyId.replaceAll('-', '').slice(-20)}`;

async function members(): Promise<string[]> {
  const { data } = await server.ask(await server.token('BILLER', care.agencyId), '{ coverages(filter: { memberId: "M1" }) { nodes { memberId } } }');
  return data.coverages.nodes.map(({ memberId }: { memberId: string }) => memberId);
}

test('an operator changes the key of an agency and the key that wraps it, and the server goes on', async () => {
  expect(await members()).toEqual(['M1']);
  expect(await keys(['rotate', '--agency', slug()])).toEqual({ code: 0, printed: `${slug()}: key 2 is current, 1 numbers sealed anew.\n` });
  expect(await members()).toEqual(['M1']);
  const next = Buffer.alloc(32, 11).toString('base64');
  file.write({ current: 'next', keys: { ...TEST_KEYS.keys, next } });
  expect(await keys(['rotate-kek'])).toEqual({ code: 0, printed: '2 keys of agencies wrapped anew.\n' });
  file.write({ current: 'next', keys: { next } });
  expect(await keys(['rotate', '--agency', slug()])).toMatchObject({ code: 0 });
  expect(await members()).toEqual(['M1']);
  expect(await keys(['seal'])).toEqual({ code: 0, printed: '0 numbers were plain and are sealed.\n' });
});

test.each<[string, readonly string[], string]>([
  ['nothing', [], 'rotate-kek, rotate --agency SLUG, or seal'],
  ['a rotation of no agency', ['rotate'], 'rotate --agency SLUG'],
  ['one agency\'s share of a wrapping key', ['rotate-kek', '--agency', 'x'], 'rotate --agency SLUG'],
  ['an agency that does not exist', ['rotate', '--agency', 'nobodys'], 'the short name of an agency'],
])('asked for %s, the command says what it expects', async (_what, args, expected) => {
  expect(await keys(args)).toMatchObject({ code: 1, printed: expect.stringContaining(expected) });
});

test('a database that is not the embedded one is not given keys that this machine made for itself', async () => {
  expect(await keys(['rotate', '--agency', slug()], {})).toMatchObject({ code: 1, printed: expect.stringContaining('Expected KEY_PROVIDER') });
});
