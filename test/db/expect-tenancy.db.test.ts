import 'reflect-metadata';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';

import { APP_ROLE, openDatabase } from '../../src/db/database.js';
import { expectTenancy } from '../../src/db/expect-tenancy.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

/** A database of each test's own. Roles are the server's, so nothing here alters one that other tests work with. */
let stored: TestDatabase;
let owner: pg.Client;

beforeEach(async () => {
  stored = await createTestDatabase();
  owner = new pg.Client({ connectionString: stored.url });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await stored.drop();
});

const start = async (): Promise<void> => {
  const database = await openDatabase({ url: stored.url, poolSize: 1, onConnectionLost: () => undefined });
  await database.close();
};

test('a server starts on what the migrations make', async () => {
  await expect(start()).resolves.toBeUndefined();
});

test.each<readonly [string, string, string]>([
  ['its role owns a table', `grant create on schema public to ${APP_ROLE}; alter table identifiers owner to ${APP_ROLE}`, APP_ROLE],
  ['the scoped role owns a table', `grant create on schema public to plumbline_scoped; alter table identifiers owner to plumbline_scoped`, 'plumbline_scoped'],
  ['a table does not force row security', 'alter table visits no force row level security', 'visits'],
  ['a table has no row security', 'alter table visits disable row level security', 'visits'],
  ['a table has no policy for the agency', 'drop policy visits_of_agency on visits', 'visits'],
  ['a table has a policy for the agency that says something else', 'alter policy visits_of_agency on visits using (true)', 'visits'],
  ['a table that was added has neither', `create table extras (agency_id uuid); grant select on extras to ${APP_ROLE}`, 'extras'],
  ['a table has no policy for the scope', 'drop policy visits_of_scope on visits', 'visits'],
  ['a table may be read in a scope that no policy was made for', 'grant select on idempotency_keys to plumbline_scoped', 'idempotency_keys'],
  ['a view shows what row security hides', `create view glimpse as select * from patients; grant select on glimpse to ${APP_ROLE}`, 'glimpse'],
  ['a materialized view does', `create materialized view glimpse as select * from patients; grant select on glimpse to ${APP_ROLE}`, 'glimpse'],
  ['the scoped role may write', 'grant insert on visits to plumbline_scoped', 'visits insert'],
  ['the scoped role may write a column', 'grant update (mrn) on patients to plumbline_scoped', 'patients update'],
  ['the scoped role may do what the owner may, by a function', 'grant execute on function refresh_statistics() to plumbline_scoped', 'refresh_statistics'],
])('a server refuses to start where %s', async (_what, done, found) => {
  await owner.query(done);
  await expect(start()).rejects.toMatchObject({ code: 'FORBIDDEN', details: { found } });
});

test.each(['15.14', '16.9', '17.0', '17.5'])('a server refuses to start over PostgreSQL %s, which has known holes in row security', async (version) => {
  await expect(expectTenancy(claiming(version), APP_ROLE)).rejects.toMatchObject({ code: 'FORBIDDEN', details: { expected: 'PostgreSQL 16.10, 17.6, 18, or later' } });
});

test.each(['16.10', '17.6', '18.0', '19.0'])('a server starts over PostgreSQL %s', async (version) => {
  await owner.query(`set role ${APP_ROLE}`);
  await expect(expectTenancy(claiming(version), APP_ROLE)).resolves.toBeUndefined();
});

/** The database itself cannot be another one; only what it says of its version is put in place. */
function claiming(version: string): Pick<pg.Pool, 'query'> {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  const query = (asked: { readonly text: string; readonly values: unknown[] }): Promise<unknown> =>
    owner.query({ ...asked, text: asked.text.replaceAll(`current_setting('server_version_num')`, `'${major * 10_000 + minor}'`) });
  return { query } as unknown as Pick<pg.Pool, 'query'>;
}
