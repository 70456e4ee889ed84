import 'reflect-metadata';

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dumpSchema } from '../db/dump-schema.js';
import { startEmbeddedPostgres } from '../db/embedded-postgres.js';
import { migrate } from '../db/migrate.js';
import { printedSchema } from '../graphql/schema.js';

/** Writes both files under `schema/` anew, from the code and from a freshly migrated database. */
export async function run(): Promise<void> {
  await writeFile('schema/schema.graphql', await printedSchema());
  const directory = await mkdtemp(join(tmpdir(), 'plumbline-schema-'));
  const server = await startEmbeddedPostgres({ dataDirectory: join(directory, 'postgres'), database: 'plumbline', ephemeral: true });
  try {
    await migrate(server.url);
    await writeFile('schema/database.sql', await dumpSchema(server.url));
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
