import 'reflect-metadata';

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { clientTypes } from '../src/commands/client-types.js';
import { ROWS } from '../src/db/database.js';
import { dumpSchema } from '../src/db/dump-schema.js';
import { propertiesOf, snakeCase, tableOf } from '../src/db/rows/row.js';
import { printedSchema } from '../src/graphql/schema.js';
import { createTestDatabase, type TestDatabase } from './support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const committed = (file: string): string => read(`schema/${file}`);

test('schema/database.sql is what the migrations make', async () => {
  expect(await dumpSchema(database.url)).toBe(committed('database.sql'));
});

test('schema/schema.graphql is what the code serves', async () => {
  expect(await printedSchema()).toBe(committed('schema.graphql'));
});

test('src/client/schema-types.ts is what the schema says', async () => {
  expect(await clientTypes(committed('schema.graphql'))).toBe(read('src/client/schema-types.ts'));
});

test('every row class names exactly the columns of its table', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    for (const row of ROWS) {
      const { rows } = await client.query<{ column: string }>(
        `select column_name as "column" from information_schema.columns where table_schema = 'public' and table_name = $1 order by 1`,
        [tableOf(row)],
      );
      expect({ table: tableOf(row), columns: propertiesOf(row).map(snakeCase).sort() }).toEqual({ table: tableOf(row), columns: rows.map(({ column }) => column) });
    }
  } finally {
    await client.end();
  }
});

test('every table with an agency forces row security, and the server owns none of them', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ table: string; isForced: boolean; owner: string; key: string }>(`
      select c.relname as "table", c.relrowsecurity and c.relforcerowsecurity as "isForced", r.rolname as owner,
             (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary) as key
        from pg_class c join pg_roles r on r.oid = c.relowner
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'migrations'`);
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ isForced, owner, key }) => !isForced || owner === 'plumbline_app' || key !== 'agency_id')).toEqual([]);
  } finally {
    await client.end();
  }
});
