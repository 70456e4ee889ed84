import 'reflect-metadata';

import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';

import { reading, rehearsing, writing } from '../../src/db/agency-scope.js';
import { type Database, openDatabase } from '../../src/db/database.js';
import { refreshStatistics } from '../../src/db/refresh-statistics.js';
import { statement } from '../../src/db/statement.js';
import { systemIds } from '../../src/system.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let stored: TestDatabase;
let database: Database;
let owner: pg.Client;
let agencyId: string;

const ADD_AGENCY = statement(`insert into agencies (agency_id, slug, name) values ($1, $2, 'Agency')`);
const ADD_BRANCH = statement(`insert into branches (agency_id, id, name, time_zone) values ($1, $2, $3, 'UTC') returning name`);
const BRANCHES = statement(`select name from branches order by name`);

beforeAll(async () => {
  stored = await createTestDatabase();
  database = await openDatabase({ url: stored.url, poolSize: 2, onConnectionLost: () => undefined });
  owner = new pg.Client({ connectionString: stored.url });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.close();
  await stored.drop();
});

beforeEach(async () => {
  agencyId = systemIds.next();
  await writing(database, agencyId, (tx) => tx.rows(ADD_AGENCY, [agencyId, `a${agencyId.replaceAll('-', '').slice(-20)}`]));
});

const branch = (name: string): unknown[] => [agencyId, systemIds.next(), name];

async function names(): Promise<string[]> {
  const rows = await reading(database, agencyId, (tx) => tx.rows<{ name: string }>(BRANCHES, []));
  return rows.map(({ name }) => name);
}

test('the last statement is answered, and kept with those before it', async () => {
  const answer = await writing(database, agencyId, async (tx) => {
    await tx.rows(ADD_BRANCH, branch('first'));
    return tx.lastRows(ADD_BRANCH, branch('last'));
  });
  expect(answer).toEqual([{ name: 'last' }]);
  expect(await names()).toEqual(['first', 'last']);
});

test('when the last statement fails, nothing is kept and the connection is good for the next', async () => {
  const failing = writing(database, agencyId, async (tx) => {
    await tx.rows(ADD_BRANCH, branch('same'));
    return tx.lastRows(ADD_BRANCH, branch('same'));
  });
  await expect(failing).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  expect(await names()).toEqual([]);
  await writing(database, agencyId, (tx) => tx.lastRows(ADD_BRANCH, branch('next')));
  expect(await names()).toEqual(['next']);
});

test('nothing can follow the last statement', async () => {
  const twice = writing(database, agencyId, async (tx) => {
    await tx.lastRows(ADD_BRANCH, branch('last'));
    await tx.rows(ADD_BRANCH, branch('after'));
  });
  await expect(twice).rejects.toThrow('nothing follows the last statement');
});

test('the last statement of a rehearsal is undone with the rest', async () => {
  const answer = await rehearsing(database, agencyId, (tx) => tx.lastRows(ADD_BRANCH, branch('last')));
  expect(answer).toEqual([{ name: 'last' }]);
  expect(await names()).toEqual([]);
});

test('work that passes over a failed statement is not taken for kept', async () => {
  const careless = writing(database, agencyId, async (tx) => {
    await tx.rows(ADD_BRANCH, branch('same'));
    await tx.rows(ADD_BRANCH, branch('same')).catch(() => undefined);
  });
  await expect(careless).rejects.toThrow('no statement of a transaction that is kept has failed');
  expect(await names()).toEqual([]);
});

test('the last statement is committed although this process is too busy to read its answer', async () => {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const looker = new Worker(LOOK_FOR_THE_BRANCH, { eval: true, workerData: { url: stored.url, agencyId, signal } });
  try {
    const seen = await writing(database, agencyId, async (tx) => {
      const answer = tx.lastRows(ADD_BRANCH, branch('last'));
      await setImmediate();
      // Nothing else happens in this thread until the other one has seen the row, which only a commit can show.
      const outcome = Atomics.wait(signal, 0, 0, 10_000);
      await answer;
      return outcome;
    });
    expect(seen).not.toBe('timed-out');
  } finally {
    await looker.terminate();
  }
});

const LOOK_FOR_THE_BRANCH = `
  const { workerData: { url, agencyId, signal } } = require('node:worker_threads');
  const { Client } = require('pg');
  (async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    while ((await client.query('select from branches where agency_id = $1', [agencyId])).rowCount === 0);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
    await client.end();
  })();`;

test('whoever has filled tables can tell the planner so, and empty ones are left alone', async () => {
  await writing(database, agencyId, (tx) => tx.rows(ADD_BRANCH, branch('one')));
  await refreshStatistics(database);
  const { rows } = await owner.query<{ relname: string; isKnown: boolean }>(
    `select relname, reltuples >= 0 as "isKnown" from pg_class where relname in ('branches', 'visits') order by 1`,
  );
  expect(rows).toEqual([{ relname: 'branches', isKnown: true }, { relname: 'visits', isKnown: false }]);
});
