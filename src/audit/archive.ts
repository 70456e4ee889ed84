import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { Refusal } from '../base/refusal.js';
import { reading } from '../db/agency-scope.js';
import { asOwner, type Owner } from '../db/as-owner.js';
import type { Database } from '../db/database.js';
import { headOf } from './head.js';
import { verifyTrail } from './verify.js';

/** For how many years what proves compliance is kept at least. Source: 45 CFR 164.316(b)(2)(i). */
const KEPT_YEARS = 6;
const STRETCH = 1_000;
const OWNER_ONLY = 0o600;

/** With a login that owns the tables. */
export interface Archive {
  readonly database: Database;
  readonly ownerUrl: string;
}

/**
 * Takes a month out of all trails, into a file with a line of JSON for each entry, in the order of the chains. From then on they
 * begin behind it. What was kept too short, is not the oldest, is on hold or is not whole stays where it is.
 *
 * @param month as 2026-11, of UTC
 * @returns how many entries the file has
 * @throws Refusal INVALID_INPUT, and whatever the file system says, above all of a file that is there already
 */
export async function archiveMonth({ database, ownerUrl }: Archive, { month, out, now }: { readonly month: string; readonly out: string; readonly now: Date }): Promise<number> {
  const { from, until } = monthOf(month);
  if (now < new Date(Date.UTC(until.getUTCFullYear() + KEPT_YEARS, until.getUTCMonth(), 1))) {
    throw new Refusal('INVALID_INPUT', { path: ['month'], expected: `a month that ended ${KEPT_YEARS} years ago or longer`, remedy: 'Leave it where it is: entries are to be kept for so long.' });
  }
  return asOwner(ownerUrl, async (owner) => {
    const table = `audit_entries_${month.replace('-', '_')}`;
    const [oldest] = (await owner.query<{ name: string }>(`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_entries'::regclass order by 1`)).rows;
    if (oldest?.name !== table) throw new Refusal('INVALID_INPUT', { path: ['month'], expected: 'the oldest month of the trail', found: `another than that of ${oldest?.name ?? 'none'}` });

    const { rows } = await owner.query<Last>(LAST_OF_MONTH, [from, until]);
    for (const { agencyId } of rows) await expectArchivable(database, agencyId);
    const written = await writeMonth(owner, out, from, until);
    try {
      await owner.query('begin');
      // Whoever reads or writes the trail waits behind this, and is not to wait for long.
      await owner.query(`set local lock_timeout = '5s'`);
      for (const { agencyId, seq, hash } of rows) {
        await owner.query(`select set_config('app.agency_id', $1, true)`, [agencyId]);
        const { rowCount } = await owner.query('update audit_heads set archived_seq = $2, archived_hash = $3 where agency_id = $1 and not is_on_hold', [agencyId, seq, hash]);
        if (rowCount === 0) throw isHeld(agencyId);
      }
      await owner.query(`drop table ${table}`);
    } catch (error) {
      // Or the next attempt would find a file that is there already.
      await rm(out);
      throw error;
    }
    // Whoever loses the connection here does not know whether the month is still in the database, and so keeps the file.
    await owner.query('commit');
    return written;
  });
}

/** Whether an agency's entries must stay, however old they become: because of a dispute, or of an investigation. @throws Refusal NOT_FOUND where it has no trail */
export async function holdTrail(ownerUrl: string, agencyId: string, isOnHold: boolean): Promise<void> {
  await asOwner(ownerUrl, async (owner) => {
    await owner.query('begin');
    await owner.query(`select set_config('app.agency_id', $1, true)`, [agencyId]);
    const { rowCount } = await owner.query('update audit_heads set is_on_hold = $2 where agency_id = $1', [agencyId, isOnHold]);
    await owner.query('commit');
    if (rowCount === 0) throw new Refusal('NOT_FOUND', { expected: 'an agency that has a trail' });
  });
}

interface Last {
  readonly agencyId: string;
  readonly seq: string;
  readonly hash: Uint8Array;
}

const LAST_OF_MONTH = `
  select distinct on (agency_id) agency_id as "agencyId", seq, hash from audit_entries where chained_at >= $1 and chained_at < $2 order by agency_id, seq desc`;

const ENTRIES_OF_MONTH = `
  select agency_id as "agencyId", seq, to_jsonb(e)::text as line from audit_entries e
   where chained_at >= $1 and chained_at < $2 and (agency_id, seq) > ($3, $4) order by agency_id, seq limit ${STRETCH}`;

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** @throws Refusal INVALID_INPUT */
async function expectArchivable(database: Database, agencyId: string): Promise<void> {
  const { isOnHold } = await reading(database, agencyId, headOf);
  if (isOnHold) throw isHeld(agencyId);
  const { damages } = await verifyTrail(database, agencyId);
  if (damages.length > 0) throw new Refusal('INVALID_INPUT', { expected: 'trails that are whole', found: `damages in that of ${agencyId}`, remedy: 'Find out with verify what happened to it, before anything of it is taken away.' });
}

function isHeld(agencyId: string): Refusal {
  return new Refusal('INVALID_INPUT', { expected: 'no trail of the month on hold', found: `that of ${agencyId}`, remedy: 'Release it first, when nobody needs it any more.' });
}

/** On the disk before it returns, with its name. What could not be written in full is none. */
async function writeMonth(owner: Owner, out: string, from: Date, until: Date): Promise<number> {
  const file = await open(out, 'wx', OWNER_ONLY);
  try {
    let written = 0;
    let [agencyId, seq] = [NOBODY, '0'];
    for (;;) {
      const { rows } = await owner.query<{ agencyId: string; seq: string; line: string }>(ENTRIES_OF_MONTH, [from, until, agencyId, seq]);
      const last = rows.at(-1);
      if (last === undefined) break;
      await file.appendFile(rows.map(({ line }) => `${line}\n`).join(''));
      written += rows.length;
      [agencyId, seq] = [last.agencyId, last.seq];
    }
    await file.sync();
    await syncDirectoryOf(out);
    return written;
  } catch (error) {
    await rm(out);
    throw error;
  } finally {
    await file.close();
  }
}

async function syncDirectoryOf(path: string): Promise<void> {
  const directory = await open(dirname(path));
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** @throws Refusal INVALID_INPUT */
function monthOf(text: string): { readonly from: Date; readonly until: Date } {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  if (year === undefined || month === undefined) throw new Refusal('INVALID_INPUT', { path: ['month'], expected: 'a month, as 2026-11' });
  return { from: new Date(Date.UTC(Number(year), Number(month) - 1, 1)), until: new Date(Date.UTC(Number(year), Number(month), 1)) };
}
