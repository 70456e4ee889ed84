import 'reflect-metadata';

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dumpSchema } from '../db/dump-schema.js';
import { startEmbeddedPostgres } from '../db/embedded-postgres.js';
import { migrate } from '../db/migrate.js';
import { printedSchema } from '../graphql/schema.js';
import { clientTypes } from './client-types.js';
import { withErrorTable } from './error-table.js';
import { licencesOf, type Lock } from './licences.js';

/** Writes anew what is written down of the code: both files under `schema/`, the types of the client, the table of errors, and the licences of what is installed. */
export async function run(): Promise<void> {
  const schema = await printedSchema();
  await writeFile('schema/schema.graphql', schema);
  await writeFile('src/client/schema-types.ts', await clientTypes(schema));
  await writeFile('README.md', withErrorTable(await readFile('README.md', 'utf8')));
  await writeFile('LICENSES.md', licencesOf(JSON.parse(await readFile('package-lock.json', 'utf8')) as Lock));
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
