import 'reflect-metadata';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { appendEntries } from '../../src/audit/append.js';
import { entryOf, OWN_ORIGIN } from '../../src/audit/entry.js';
import { headOf, type KeptHead } from '../../src/audit/head.js';
import { verifyTrail } from '../../src/audit/verify.js';
import { reading, writing } from '../../src/db/agency-scope.js';
import { systemClock, systemIds } from '../../src/system.js';
import { type Care, openCare, openTestWorld, type TestWorld } from '../support/care.js';

/** Whoever owns the database, with every guard switched off, and what is found of it. */
let the: TestWorld;
let care: Care;
let other: Care;

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());
beforeEach(async () => {
  care = await openCare(the.world);
  other = await openCare(the.world);
  for (const one of [care, other]) await look(one, 6);
});

async function look({ viewer, agencyId }: Care, times: number): Promise<void> {
  const entries = Array.from({ length: times }, () => entryOf({ ...OWN_ORIGIN, issuer: 'PEOPLE', transport: 'HTTP' }, viewer, { kind: 'QUERY', recordedAt: systemClock.now(), patientIds: [systemIds.next()] }));
  await writing(the.database, agencyId, (tx) => appendEntries(tx, entries));
}

async function forge(...statements: ReadonlyArray<string | [string, unknown[]]>): Promise<void> {
  await the.owner.query(`set session_replication_role = replica`);
  for (const one of statements) await (typeof one === 'string' ? the.owner.query(one) : the.owner.query(one[0], one[1]));
  await the.owner.query('reset session_replication_role');
}

async function found(kept: readonly KeptHead[] = []): Promise<string[]> {
  expect((await verifyTrail(the.database, other.agencyId)).damages).toEqual([]);
  return (await verifyTrail(the.database, care.agencyId, { kept })).damages.map(({ seq, what }) => `${what} ${seq}`);
}

const head = (): Promise<KeptHead> => reading(the.database, care.agencyId, headOf);

describe('the guards', () => {
  test.each([
    ['update audit_entries set subject = $1', ['x']],
    ['delete from audit_entries', []],
    ['truncate audit_entries', []],
    ['delete from audit_heads', []],
    ['update audit_heads set seq = 0', []],
    ['truncate audit_heads', []],
  ])('refuse even the owner: %s', async (text, values) => {
    await expect(the.owner.query(text, values)).rejects.toMatchObject({ code: '42501' });
  });

  test('refuse to empty one month', async () => {
    const { rows } = await the.owner.query<{ name: string }>(`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_entries'::regclass`);
    expect(rows.length).toBeGreaterThan(0);
    for (const { name } of rows) await expect(the.owner.query(`truncate ${name}`)).rejects.toMatchObject({ code: '42501' });
  });

  test.each([
    `insert into audit_entries (agency_id, seq) values (current_agency_id(), 1)`,
    `update audit_entries set subject = 'x'`,
    'delete from audit_entries',
    `update audit_heads set seq = seq + 1`,
    'select * from audit_spools',
  ])('let the server do nothing but add: %s', async (text) => {
    await expect(writing(the.database, care.agencyId, (tx) => tx.rows({ name: '', text }, []))).rejects.toMatchObject({ code: '42501' });
  });

  test('let nobody add to the trail of another agency', async () => {
    await expect(writing(the.database, care.agencyId, (tx) => tx.rows({ name: '', text: `select append_audit_entries($1, '[]')` }, [other.agencyId]))).rejects.toMatchObject({ code: '42501' });
  });
});

describe('what was done in spite of them is found', () => {
  const columns = `column_name not in ('agency_id', 'seq', 'chained_at', 'hash', 'previous')`;

  test('an edit of any column, and where it is', async () => {
    const { rows } = await the.owner.query<{ name: string; type: string }>(`select column_name as name, udt_name as type from information_schema.columns where table_name = 'audit_entries' and ${columns}`);
    expect(rows.length).toBeGreaterThan(20);
    const { seq } = await head();
    const place = [care.agencyId, seq - 2];
    const forged: Record<string, string> = {
      text: `'x'`, uuid: `'00000000-0000-0000-0000-000000000001'`, int4: '7', int8: '7', _uuid: `'{00000000-0000-0000-0000-000000000001}'`, _text: `'{x}'`, timestamptz: `'2020-01-01'`,
    };
    const special: Record<string, string> = { kind: `'EXPORT'`, outcome: `'FAILED'`, part: '2', parts: '9' };
    for (const { name, type } of rows) {
      const before = (await the.owner.query(`select ${name}::text as value from audit_entries where agency_id = $1 and seq = $2`, place)).rows[0] as { value: string | null };
      if (name === 'part') continue;
      await forge([`update audit_entries set ${name} = ${special[name] ?? forged[type]} where agency_id = $1 and seq = $2`, place]);
      expect([name, await found()]).toEqual([name, [`EDITED ${seq - 2}`]]);
      await forge([`update audit_entries set ${name} = ${before.value === null ? 'null' : `'${before.value}'`} where agency_id = $1 and seq = $2`, place]);
    }
    expect(await found()).toEqual([]);
  });

  test('a hash that was made to fit what was edited', async () => {
    const { seq } = await head();
    await forge([`update audit_entries set subject = 'x' where agency_id = $1 and seq = $2`, [care.agencyId, seq - 2]], [`update audit_entries e set hash = sha256(convert_to(audit_words(e), 'UTF8')) where agency_id = $1 and seq = $2`, [care.agencyId, seq - 2]]);
    expect(await found()).toEqual([`OUT_OF_CHAIN ${seq - 1}`]);
  });

  test('an edit that a forged function of the database calls right', async () => {
    const { seq } = await head();
    const { definition } = (await the.owner.query<{ definition: string }>(`select pg_get_functiondef('audit_words(audit_entries)'::regprocedure) as definition`)).rows[0] as { definition: string };
    await forge([`update audit_entries set subject = 'x' where agency_id = $1 and seq = $2`, [care.agencyId, seq - 2]], definition.replace('e.subject', `'${care.viewer.subject}'::text`));
    expect(await found()).toEqual([`EDITED ${seq - 2}`]);
    await the.owner.query(definition);
  });

  test('a deletion', async () => {
    const { seq } = await head();
    await forge([`delete from audit_entries where agency_id = $1 and seq = $2`, [care.agencyId, seq - 2]]);
    expect(await found()).toEqual([`MISSING ${seq - 1}`]);
  });

  test('two entries that changed places', async () => {
    const { seq } = await head();
    await forge(
      [`update audit_entries set seq = -1 where agency_id = $1 and seq = $2`, [care.agencyId, seq - 2]],
      [`update audit_entries set seq = $2 where agency_id = $1 and seq = $3`, [care.agencyId, seq - 2, seq - 3]],
      [`update audit_entries set seq = $2 where agency_id = $1 and seq = -1`, [care.agencyId, seq - 3]],
    );
    expect(await found()).toContain(`EDITED ${seq - 3}`);
  });

  test('an entry that was put in', async () => {
    const { seq } = await head();
    const copy = `insert into audit_entries select (jsonb_populate_record(e, $3)).* from audit_entries e where agency_id = $1 and seq = $2`;
    await the.owner.query(`select make_audit_partition('2020-01-01')`);
    await forge([copy, [care.agencyId, seq - 2, JSON.stringify({ subject: 'x', chained_at: '2020-01-01' })]]);
    expect((await found()).length).toBeGreaterThan(0);
    await forge([`delete from audit_entries where chained_at < '2021-01-01' and agency_id = $1`, [care.agencyId]], [copy, [care.agencyId, seq, JSON.stringify({ seq: seq + 1 })]]);
    expect(await found()).toEqual([`BEYOND_HEAD ${seq + 1}`]);
  });

  test('an end that was cut off, with the head and without', async () => {
    const kept = await head();
    await forge([`delete from audit_entries where agency_id = $1 and seq > $2`, [care.agencyId, kept.seq - 2]]);
    expect(await found()).toEqual([`CUT_OFF ${kept.seq - 1}`]);
    await forge([`update audit_heads h set seq = e.seq, hash = e.hash from audit_entries e where e.agency_id = $1 and h.agency_id = $1 and e.seq = $2`, [care.agencyId, kept.seq - 2]]);
    // Nothing here says any more that there was more: only a head that was kept elsewhere does.
    expect(await found()).toEqual([]);
    expect(await found([kept])).toEqual([`CUT_OFF ${kept.seq - 1}`]);
  });

  test('a whole chain that was written anew, by a head that was kept elsewhere and by nothing else', async () => {
    const kept = await head();
    const { rows } = await the.owner.query<{ seq: string }>(`select seq from audit_entries where agency_id = $1 order by seq`, [care.agencyId]);
    await forge([`update audit_entries set subject = 'someone-else' where agency_id = $1`, [care.agencyId]]);
    for (const { seq } of rows) {
      await forge(
        [`update audit_entries e set previous = coalesce((select hash from audit_entries p where p.agency_id = $1 and p.seq = $2::bigint - 1), '\\x00') where agency_id = $1 and seq = $2`, [care.agencyId, seq]],
        [`update audit_entries e set hash = sha256(convert_to(audit_words(e), 'UTF8')) where agency_id = $1 and seq = $2`, [care.agencyId, seq]],
      );
    }
    await forge([`update audit_heads h set hash = e.hash from audit_entries e where e.agency_id = $1 and h.agency_id = $1 and e.seq = h.seq`, [care.agencyId]]);
    expect(await found()).toEqual([]);
    expect(await found([kept])).toEqual([`REWRITTEN ${kept.seq}`]);
  });
});

describe('the chain', () => {
  test('stays dense and whole whoever adds to it at the same time', async () => {
    const { seq } = await head();
    await Promise.all(Array.from({ length: 12 }, (_, i) => look(care, 1 + (i % 3))));
    expect((await head()).seq).toBe(seq + 24);
    expect(await found()).toEqual([]);
  });

  test('goes on over the end of a month, in a table of its own, and never back', async () => {
    const { seq } = await head();
    await forge([`update audit_heads set chained_at = '2031-01-31T23:59:59.999Z' where agency_id = $1`, [care.agencyId]]);
    await look(care, 1);
    await forge([`update audit_heads set chained_at = '2031-02-01T00:00:00.000Z' where agency_id = $1`, [care.agencyId]]);
    await look(care, 1);
    const { rows } = await the.owner.query(`select seq::int, tableoid::regclass::text as month from audit_entries where agency_id = $1 and seq > $2 order by seq`, [care.agencyId, seq]);
    expect(rows).toEqual([{ seq: seq + 1, month: 'audit_entries_2031_01' }, { seq: seq + 2, month: 'audit_entries_2031_02' }]);
    expect(await found()).toEqual([]);
  });

  test('shows that a month is gone', async () => {
    await forge([`update audit_heads set chained_at = '2032-05-01' where agency_id = $1`, [care.agencyId]]);
    await look(care, 2);
    await forge([`update audit_heads set chained_at = '2032-06-01' where agency_id = $1`, [care.agencyId]]);
    await look(care, 1);
    const { seq } = await head();
    await the.owner.query('drop table audit_entries_2032_05');
    expect(await found()).toEqual([`MISSING ${seq}`]);
  });

  test('begins behind what was archived, and shows when something else is gone as well', async () => {
    await forge([`update audit_heads set chained_at = '2033-05-01' where agency_id = $1`, [care.agencyId]]);
    const first = await head();
    await look(care, 2);
    await forge([`update audit_heads set chained_at = '2033-06-01' where agency_id = $1`, [care.agencyId]]);
    await look(care, 2);
    await the.owner.query('alter table audit_entries detach partition audit_entries_2033_05');
    await forge([`delete from audit_entries where agency_id = $1 and seq <= $2`, [care.agencyId, first.seq]]);
    expect(await found()).toEqual([`MISSING ${first.seq + 3}`]);
    await the.owner.query(`update audit_heads h set archived_seq = e.seq, archived_hash = e.hash from audit_entries_2033_05 e where h.agency_id = $1 and e.agency_id = $1 and e.seq = $2`, [care.agencyId, first.seq + 2]);
    expect(await found()).toEqual([]);
    await forge([`delete from audit_entries where agency_id = $1 and seq = $2`, [care.agencyId, first.seq + 3]]);
    expect(await found()).toEqual([`MISSING ${first.seq + 4}`]);
  });
});
