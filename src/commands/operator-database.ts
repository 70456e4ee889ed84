import { join } from 'node:path';

import { readConfig } from '../config.js';
import { type Database, openDatabase } from '../db/database.js';
import { startEmbeddedPostgres } from '../db/embedded-postgres.js';
import type { KeySource } from '../sealing/key-source.js';

/** For the operator of an installation. Outside production the embedded database, as long as no server uses it, unless DATABASE_URL names another. */
export async function withOperatorDatabase(work: (database: Database, operated: Operated) => Promise<void>): Promise<void> {
  const { databaseUrl, ownerDatabaseUrl, dataDirectory, keys } = readConfig(process.env, { isDevelopment: process.env['NODE_ENV'] !== 'production' && !process.env['ISSUERS_FILE'] });
  if (databaseUrl !== null) return withDatabaseAt(databaseUrl, { ownerUrl: ownerDatabaseUrl ?? databaseUrl, keys, isEmbedded: false }, work);
  const server = await startEmbeddedPostgres({ dataDirectory: join(dataDirectory, 'postgres'), database: 'plumbline' });
  try {
    await withDatabaseAt(server.url, { ownerUrl: server.url, keys, isEmbedded: true }, work);
  } finally {
    await server.stop();
  }
}

/** What else a command may need to know of the installation. */
export interface Operated {
  readonly ownerUrl: string;
  readonly keys: KeySource;
  readonly isEmbedded: boolean;
}

async function withDatabaseAt(url: string, operated: Operated, work: (database: Database, operated: Operated) => Promise<void>): Promise<void> {
  const database = await openDatabase({ url, poolSize: 2, onConnectionLost: () => undefined });
  try {
    await work(database, operated);
  } finally {
    await database.close();
  }
}
