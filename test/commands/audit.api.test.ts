import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';

import { type Care, openCare, openTestWorld, type TestWorld } from '../support/care.js';

/** The operator's command, on a database in which something has happened. */
jest.setTimeout(60_000);

let the: TestWorld;
let care: Care;
let directory: string;

beforeAll(async () => {
  the = await openTestWorld();
  care = await openCare(the.world);
  directory = mkdtempSync(join(tmpdir(), 'plumbline-heads-'));
});
afterAll(async () => {
  await the.close();
  rmSync(directory, { recursive: true });
});

function audit(...args: string[]): Promise<{ readonly code: number | null; readonly printed: string }> {
  const child = spawn(process.execPath, ['--import', './test/support/typescript.mjs', 'src/main.ts', 'audit', ...args], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { PATH: process.env['PATH'], DATABASE_URL: the.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, printed })));
}

const slug = (): string => `a${care.agencyId.replaceAll('-', '').slice(-20)}`;

test('a trail is found whole, and once it was altered the place is named, also against a head that was kept elsewhere', async () => {
  const out = join(directory, 'heads.json');
  expect(await audit('head', '--out', out)).toEqual({ code: 0, printed: '' });
  const { heads } = JSON.parse(readFileSync(out, 'utf8')) as { readonly heads: ReadonlyArray<{ readonly agencyId: string; readonly seq: number }> };
  const { seq } = heads.find(({ agencyId }) => agencyId === care.agencyId) ?? { seq: 0 };
  expect(seq).toBeGreaterThan(1);
  expect(await audit('verify', '--agency', slug(), '--head', out)).toEqual({ code: 0, printed: `${care.agencyId}: ${seq} entries up to number ${seq}, sound\n` });

  await the.owner.query('set session_replication_role = replica');
  await the.owner.query(`update audit_entries set subject = 'nobody' where agency_id = $1 and seq = 2`, [care.agencyId]);
  await the.owner.query('reset session_replication_role');
  const { code, printed } = await audit('verify');
  expect(code).toBe(1);
  expect(printed).toMatch(new RegExp(`^${care.agencyId}: EDITED: entry 2 does not say what it said when it was chained \\(in audit_entries_\\d{4}_\\d\\d\\)$`, 'm'));
});

test('a trail is held and released, and what has not been kept for six years is not archived', async () => {
  expect(await audit('hold', '--agency', slug())).toEqual({ code: 0, printed: `${slug()}: nothing of its trail is archived\n` });
  expect(await audit('release', '--agency', slug())).toEqual({ code: 0, printed: `${slug()}: its trail may be archived\n` });
  const month = new Date().toISOString().slice(0, 7);
  expect(await audit('archive', '--month', month, '--out', join(directory, 'month'))).toMatchObject({ code: 1, printed: expect.stringContaining('a month that ended 6 years ago or longer') });
});

test.each([
  [['look']],
  [['hold']],
  [['archive', '--month', '2026-11']],
  [['verify', '--agency', 'nobodys']],
])('%j is refused with what was expected', async (args) => {
  expect(await audit(...args)).toMatchObject({ code: 1, printed: expect.stringMatching(/Expected (?:verify|the short name)/) });
});
