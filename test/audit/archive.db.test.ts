import 'reflect-metadata';

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { appendEntries } from '../../src/audit/append.js';
import { archiveMonth, holdTrail } from '../../src/audit/archive.js';
import { entryOf, OWN_ORIGIN } from '../../src/audit/entry.js';
import { headOf } from '../../src/audit/head.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { reading, writing } from '../../src/db/agency-scope.js';
import { systemClock, systemIds } from '../../src/system.js';
import { type Care, openCare, openTestWorld, type TestWorld } from '../support/care.js';

/** Months that have been kept long enough, taken out of the trails of two agencies. */
let the: TestWorld;
let directory: string;
let one: Care;
let other: Care;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'plumbline-archive-'));
});
beforeEach(async () => {
  the = await openTestWorld();
  one = await openCare(the.world);
  other = await openCare(the.world);
  for (const at of ['2033-05-31T23:59:59Z', '2033-06-01T00:00:00Z']) for (const care of [one, other]) await lookAt(care, at);
});
afterEach(() => the.close());
afterAll(() => rmSync(directory, { recursive: true }));

const LATER = new Date('2040-01-01T00:00:00Z');
const file = (name: string): string => join(directory, `${name}-${systemIds.next()}`);
const archive = (month: string, out: string, now = LATER): Promise<number> => archiveMonth({ database: the.database, ownerUrl: the.url }, { month, out, now });
const damagesOf = async ({ agencyId }: Care): Promise<unknown> => (await verifyTrail(the.database, agencyId)).damages.map(({ seq, what }) => `${what} ${seq}`);
const months = async (): Promise<string[]> => (await the.owner.query<{ name: string }>(`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_entries'::regclass order by 1`)).rows.map(({ name }) => name);

/** Two reads, chained at a moment. */
async function lookAt({ viewer, agencyId }: Care, at: string): Promise<void> {
  await the.owner.query('update audit_heads set chained_at = $2 where agency_id = $1', [agencyId, at]);
  const entries = [1, 2].map(() => entryOf({ ...OWN_ORIGIN, issuer: 'PEOPLE', transport: 'HTTP' }, viewer, { kind: 'QUERY', recordedAt: systemClock.now(), patientIds: [systemIds.next()] }));
  await writing(the.database, agencyId, (tx) => appendEntries(tx, entries));
}

/** Everything that is older than the months of these tests. */
async function archiveTillNow(): Promise<void> {
  for (const name of await months()) if (name < 'audit_entries_2033_05') await archive(name.slice(-7).replace('_', '-'), file('now'));
}

test('the oldest month is a file with its entries, and the trails begin behind it, whole, and go on', async () => {
  await archiveTillNow();
  expect(await months()).toEqual(['audit_entries_2033_05', 'audit_entries_2033_06']);
  const { rows } = await the.owner.query<{ line: object }>('select to_jsonb(e) as line from audit_entries_2033_05 e order by agency_id, seq');
  const out = file('may');
  expect(await archive('2033-05', out)).toBe(4);
  expect(readFileSync(out, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as object)).toEqual(rows.map(({ line }) => line));
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(await months()).toEqual(['audit_entries_2033_06']);
  for (const care of [one, other]) {
    expect(await damagesOf(care)).toEqual([]);
    const { seq, archivedSeq } = await reading(the.database, care.agencyId, headOf);
    expect(archivedSeq).toBe(seq - 2);
    await lookAt(care, '2033-06-02T00:00:00Z');
    expect(await damagesOf(care)).toEqual([]);
  }
});

test.each([
  ['no month', 'May 2033', LATER],
  ['not the oldest', '2033-06', LATER],
  ['kept for less than six years', '2033-05', new Date('2039-05-31T23:59:59Z')],
])('a month that is %s stays', async (_, month, now) => {
  await archiveTillNow();
  const out = file('refused');
  await expect(archive(month, out, now)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(existsSync(out)).toBe(false);
  expect(await months()).toEqual(['audit_entries_2033_05', 'audit_entries_2033_06']);
});

test('a month stays while the trail of an agency that is in it is on hold', async () => {
  await archiveTillNow();
  await holdTrail(the.url, other.agencyId, true);
  await expect(archive('2033-05', file('held'))).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('on hold') });
  await holdTrail(the.url, other.agencyId, false);
  expect(await archive('2033-05', file('released'))).toBe(4);
  await expect(holdTrail(the.url, systemIds.next(), true)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a month stays while a trail is not whole', async () => {
  await archiveTillNow();
  await the.owner.query('set session_replication_role = replica');
  await the.owner.query(`update audit_entries set subject = 'someone-else' where agency_id = $1 and chained_at >= '2033-06-01'`, [one.agencyId]);
  await the.owner.query('reset session_replication_role');
  await expect(archive('2033-05', file('damaged'))).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('whole') });
  expect(await damagesOf(one)).toHaveLength(2);
});

test('a file that is there is not written over, and what could not be taken out of the database leaves none', async () => {
  await archiveTillNow();
  const out = file('kept');
  writeFileSync(out, 'mine');
  await expect(archive('2033-05', out)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readFileSync(out, 'utf8')).toBe('mine');

  const another = file('blocked');
  await the.owner.query('create view reads_may as select 1 from audit_entries_2033_05');
  await expect(archive('2033-05', another)).rejects.toMatchObject({ code: '2BP01' });
  expect(existsSync(another)).toBe(false);
  for (const care of [one, other]) expect(await damagesOf(care)).toEqual([]);
});
