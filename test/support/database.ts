import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { expect } from '@jest/globals';
import { onServer, template, testDatabasePrefix, urlOf } from './server-connection.js';

export interface TestDatabase {
  /** Connects as the superuser, who owns everything. */
  readonly url: string;
  /** Drops it, even while somebody is connected. */
  drop(): Promise<void>;
}

/** A migrated, empty database of the test's own: a copy of the template, made in about 20 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `${testDatabasePrefix}${nameOfTestFile()}_${randomBytes(4).toString('hex')}`;
  // To copy the files is twice as fast as to log every page, as long as nothing is synced to disk.
  await onServer(`create database ${name} template ${template} strategy file_copy`);
  return {
    url: urlOf(name),
    drop: async () => {
      await onServer(`drop database if exists ${name} with (force)`);
    },
  };
}

/** So that a database left behind tells whose it is. PostgreSQL keeps 63 bytes of a name. */
function nameOfTestFile(): string {
  const file = basename(expect.getState().testPath ?? 'unknown').split('.')[0] ?? '';
  return file.toLowerCase().replace(/[^a-z0-9]+/g, '_').slice(0, 36);
}
