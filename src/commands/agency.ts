import 'reflect-metadata';

import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { systemOf } from '../auth/viewer.js';
import { Refusal } from '../base/refusal.js';
import { perform } from '../changes/perform.js';
import { resumeAgency } from '../changes/resume-agency.js';
import { suspendAgency } from '../changes/suspend-agency.js';
import { readConfig } from '../config.js';
import { type Database, openDatabase } from '../db/database.js';
import { agencyIdOfSlug } from '../db/directory.js';
import { startEmbeddedPostgres } from '../db/embedded-postgres.js';
import { systemClock, systemIds } from '../system.js';

const CHANGE_OF = { suspend: suspendAgency, resume: resumeAgency } as const;

/**
 * For the operator of an installation: suspends an agency or takes it back into use, in the database itself, since no token
 * may. Nodes that are running need not be told: what they remember of anyone's access is seconds old.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { reason: { type: 'string' } } });
  const [verb, slug] = positionals;
  if ((verb !== 'suspend' && verb !== 'resume') || slug === undefined) {
    throw new Refusal('INVALID_INPUT', { expected: 'suspend SLUG or resume SLUG', remedy: 'Name what is to be done, and the agency by its short name.' });
  }
  await withDatabase(async (database) => {
    const agencyId = await agencyIdOfSlug(database, slug);
    if (agencyId === undefined) throw new Refusal('NOT_FOUND', { expected: 'the short name of an agency' });
    const world = { database, clock: systemClock, ids: systemIds, hint: () => undefined };
    const { record } = await perform(world, CHANGE_OF[verb], {}, { viewer: systemOf(agencyId), reason: values.reason ?? null });
    console.log(`${record.slug}: ${record.status}`);
  });
}

/** Outside production the embedded one, as long as no server uses it, unless DATABASE_URL names another. */
async function withDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const { databaseUrl, dataDirectory } = readConfig(process.env, { isDevelopment: process.env['NODE_ENV'] !== 'production' });
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
