import 'reflect-metadata';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';

import { Refusal } from '../../src/base/refusal.js';
import { reading, rehearsing, type Tx, writing } from '../../src/db/agency-scope.js';
import { type Database, openDatabase } from '../../src/db/database.js';
import { MOST_NAMES_A_CONNECTION, preparedTexts, statement } from '../../src/db/statement.js';
import { systemIds } from '../../src/system.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let stored: TestDatabase;
let database: Database;
let owner: pg.Client;
let a: string;
let b: string;

const ADD_AGENCY = statement(`insert into agencies (agency_id, slug, name) values ($1, $2, 'Agency')`);
const ADD_BRANCH = statement(`insert into branches (agency_id, id, name, time_zone) values ($1, $2, 'Branch', 'UTC')`);
const BRANCHES = statement(`select id from branches`);

beforeAll(async () => {
  stored = await createTestDatabase();
  database = await openDatabase({ url: stored.url, poolSize: 4, onConnectionLost: () => undefined });
  owner = new pg.Client({ connectionString: stored.url });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.close();
  await stored.drop();
});

beforeEach(async () => {
  [a, b] = [systemIds.next(), systemIds.next()];
  for (const agencyId of [a, b]) {
    await writing(database, agencyId, async (tx) => {
      await tx.rows(ADD_AGENCY, [agencyId, `a${agencyId.replaceAll('-', '').slice(-20)}`]);
      await tx.rows(ADD_BRANCH, [agencyId, systemIds.next()]);
    });
  }
});

const branches = (tx: Tx): Promise<unknown[]> => tx.rows(BRANCHES, []);

test('a scope sees the rows of its agency, even where a statement forgets to say so', async () => {
  expect(await reading(database, a, branches)).toHaveLength(1);
});

test('without a scope there is nothing to see', async () => {
  expect((await database.pool.query('select id from branches')).rows).toEqual([]);
});

test('a scope cannot write into another agency', async () => {
  await expect(writing(database, a, (tx) => tx.rows(ADD_BRANCH, [b, systemIds.next()]))).rejects.toThrow(/row-level security/);
});

test('a connection forgets its scope when the transaction ends, also after a failure', async () => {
  const failing = writing(database, a, () => Promise.reject(new Error('on purpose')));
  await expect(failing).rejects.toThrow('on purpose');
  for (let i = 0; i < 8; i += 1) expect((await database.pool.query('select id from branches')).rows).toEqual([]);
});

test('two hundred scopes over four connections never see each other', async () => {
  const ids = async (agencyId: string): Promise<unknown[]> => reading(database, agencyId, branches);
  const [ofA, ofB] = [await ids(a), await ids(b)];
  const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => ids(i % 2 === 0 ? a : b)));
  answers.forEach((answer, i) => expect(answer).toEqual(i % 2 === 0 ? ofA : ofB));
});

test('a rehearsal leaves nothing', async () => {
  await rehearsing(database, a, (tx) => tx.rows(ADD_BRANCH, [a, systemIds.next()]).catch(() => undefined));
  expect(await reading(database, a, branches)).toHaveLength(1);
});

test('a reading cannot write', async () => {
  await expect(reading(database, a, (tx) => tx.rows(ADD_BRANCH, [a, systemIds.next()]))).rejects.toThrow(/read-only/);
});

test('everything in one reading is of one instant', async () => {
  await reading(database, a, async (tx) => {
    const before = await branches(tx);
    await owner.query(`insert into branches (agency_id, id, name, time_zone) values ($1, $2, 'Later', 'UTC')`, [a, systemIds.next()]);
    expect(await branches(tx)).toEqual(before);
  });
});

test('statements asked for at once are answered one after another', async () => {
  const answers = await reading(database, a, (tx) => Promise.all(Array.from({ length: 20 }, () => branches(tx))));
  expect(new Set(answers.map((answer) => answer.length))).toEqual(new Set([1]));
});

test('a violated constraint is a refusal that names the rule and no value', async () => {
  const again = writing(database, a, async (tx) => {
    const id = systemIds.next();
    await tx.rows(ADD_BRANCH, [a, id]);
  });
  const refusal = await again.then(() => null, (error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: 'ALREADY_EXISTS', details: { found: expect.stringContaining('branches name unique') } });
  expect(String(refusal)).not.toContain(a);
});

test('the server may neither rewrite history nor delete facts', async () => {
  for (const attempt of ['delete from visits', 'delete from patients', 'update schedule_changes set kind = kind', 'delete from schedule_changes', 'update alignment_events set type = type', 'delete from alignment_events', 'truncate visits']) {
    await expect(writing(database, a, (tx) => tx.rows(statement(attempt), []))).rejects.toThrow(/permission denied/);
  }
});

test('a connection that was opened many prepared statements ago is replaced', async () => {
  const BACKEND = statement('select pg_backend_pid() as pid');
  const one = await openDatabase({ url: stored.url, poolSize: 1, onConnectionLost: () => undefined });
  try {
    const backend = async (): Promise<number> => (await reading(one, a, (tx) => tx.rows<{ pid: number }>(BACKEND, [])))[0]?.pid ?? 0;
    const nameTexts = (count: number): void => {
      const given = preparedTexts.given;
      for (let i = 0; preparedTexts.given < given + count; i += 1) for (let uses = 0; uses < 3; uses += 1) preparedTexts.statementOf(`select ${given}, ${i}`);
    };
    const first = await backend();
    nameTexts(MOST_NAMES_A_CONNECTION);
    expect(await backend()).toBe(first);
    nameTexts(1);
    expect(await backend()).toBe(first);
    expect(await backend()).not.toBe(first);
  } finally {
    await one.close();
  }
});
