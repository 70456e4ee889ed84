import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.js';
import { migrate } from '../../src/db/migrate.js';
import { placeForData } from './place-for-data.js';
import { onServer, template, testDatabasePrefix, urlOf, urlVariable } from './server-connection.js';

export async function startTestServer(): Promise<{ stop(): Promise<void> }> {
  const stopServer = process.env[urlVariable] === undefined ? await startThrowAwayServer() : async () => {};
  try {
    await prepareTemplate();
  } catch (error) {
    await stopServer();
    throw error;
  }
  return {
    async stop() {
      try {
        await refuseLeftovers();
      } finally {
        await stopServer();
      }
    },
  };
}

async function startThrowAwayServer(): Promise<() => Promise<void>> {
  const postgres = await startEmbeddedPostgres({
    dataDirectory: join(await placeForData(), `plumbline-test-${process.pid}`),
    database: 'postgres',
    ephemeral: true,
    settings: {
      // Nothing here has to survive a power cut.
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_wal_size: '256MB',
      max_connections: '200',
    },
  });
  process.env[urlVariable] = postgres.url;
  return async () => {
    delete process.env[urlVariable];
    await postgres.stop();
  };
}

async function prepareTemplate(): Promise<void> {
  // On a server that is not ours, an earlier run may have left one.
  await onServer(`update pg_database set datistemplate = false where datname = '${template}'`);
  await onServer(`drop database if exists ${template} with (force)`);
  await onServer(`create database ${template}`);
  await migrate(urlOf(template));
  await onServer(`alter database ${template} with is_template true allow_connections false`);
}

/** A test that did not drop its database most likely left connections, timers or sockets as well. */
async function refuseLeftovers(): Promise<void> {
  const left = await onServer<{ datname: string }>(`select datname from pg_database where starts_with(datname, '${testDatabasePrefix}')`);
  for (const { datname } of left) await onServer(`drop database if exists ${datname} with (force)`);
  if (left.length > 0) throw new Error(`Tests did not drop their databases: ${left.map(({ datname }) => datname).join(', ')}`);
}
