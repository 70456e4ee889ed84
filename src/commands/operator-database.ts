import { join } from 'node:path';

import { readConfig } from '../config.js';
import { type Database, openDatabase } from '../db/database.js';
import { startEmbeddedPostgres } from '../db/embedded-postgres.js';

/** For the operator of an installation. Outside production the embedded database, as long as no server uses it, unless DATABASE_URL names another. */
export async function withOperatorDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const { databaseUrl, dataDirectory } = readConfig(process.env, { isDevelopment: process.env['NODE_ENV'] !== 'production' && !process.env['ISSUERS_FILE'] });
  if (databaseUrl !== null) return withDatabaseAt(databaseUrl, work);
  const server = await startEmbeddedPostgres({ dataDirectory: join(dataDirectory, 'postgres'), database: 'plumbline' });
  try {
    await withDatabaseAt(server.url, work);
  } finally {
    await server.stop();
  }
}

async function withDatabaseAt(url: string, work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase({ url, poolSize: 2, onConnectionLost: () => undefined });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}
