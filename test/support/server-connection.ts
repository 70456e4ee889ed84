import { Client } from 'pg';

/** The server all tests share. Workers inherit it; whoever wants another server sets it before. */
export const urlVariable = 'PLUMBLINE_TEST_DATABASE_URL';

/** Migrated, and closed to connections, since one open connection would forbid cloning it. */
export const template = 'plumbline_template';

export const testDatabasePrefix = 'plumbline_test_';

export function urlOf(database: string): string {
  const url = new URL(process.env[urlVariable] ?? '');
  url.pathname = database;
  return url.href;
}

export async function onServer<Row extends object>(statement: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: urlOf('postgres') });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
