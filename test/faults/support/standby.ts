import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import pg from 'pg';

import { spawnBound } from '../../../src/db/bound-process.js';
import { serverAccount } from '../../../src/db/postgres-account.js';
import { postgresBinaries } from '../../../src/db/postgres-binaries.js';
import { startProxy } from '../../support/tcp-proxy.js';
import { until } from '../../support/until.js';

/** A real asynchronous standby: a copy of the data that follows the primary's log over the network. */
export interface Standby {
  readonly url: string;
  /** Has everything that the primary has by now. */
  untilCaughtUp(): Promise<void>;
  /** From now on nothing reaches it, and neither end notices. */
  loseSight(): void;
  /** Becomes the primary, with what it has. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

const run = promisify(execFile);

export async function startStandby(primaryUrl: string, primaryData: string): Promise<Standby> {
  const data = `${primaryData}-standby`;
  const account = await serverAccount(primaryData);
  const { postgres: command } = await postgresBinaries(account);
  const network = await startProxy(primaryUrl);
  const asked = async <Row extends object>(url: string, text: string): Promise<readonly Row[]> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  };

  await copyOf(primaryUrl, primaryData, data);
  const socketDirectory = await mkdtemp(join(tmpdir(), 'plumbline-'));
  for (const owned of [socketDirectory, join(data, 'backup_label'), join(data, 'standby.signal')]) if (account !== null) await chown(owned, account.uid, account.gid);
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketDirectory,
    primary_conninfo: `host=127.0.0.1 port=${network.port} user=app application_name=standby`,
    log_min_messages: 'fatal',
    max_connections: '150',
    shared_buffers: '64MB',
  };
  const server = spawnBound({ command, args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], account, endWith: 'QUIT', remove: [socketDirectory, data], removeWhen: 'always' });
  server.unref();
  server.output.resume();
  const url = `postgresql://app@localhost:5432/plumbline?host=${encodeURIComponent(socketDirectory)}`;
  await until(() => asked(url, 'select 1').then(() => true, () => false));

  return {
    url,
    untilCaughtUp: () => until(async () => (await asked(primaryUrl, `select from pg_stat_replication where application_name = 'standby' and replay_lsn >= pg_current_wal_lsn()`)).length === 1),
    loseSight: () => network.blackhole(),
    async promote() {
      await asked(url, 'select pg_promote(true)');
      await until(async () => (await asked<{ isIn: boolean }>(url, 'select pg_is_in_recovery() as "isIn"'))[0]?.isIn === false);
      await network.stop();
    },
    async stop() {
      await server.end();
      for (const directory of [socketDirectory, data]) await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What `pg_basebackup` does, which the embedded binaries come without. */
async function copyOf(url: string, from: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`select pg_backup_start('standby', true)`);
    // Files may come and go while they are copied; the log that is replayed afterwards mends that.
    await run('cp', ['-a', from, to]).catch(() => undefined);
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    await rm(join(to, 'postmaster.pid'), { force: true });
    await writeFile(join(to, 'backup_label'), rows[0]?.labelfile ?? '');
    await writeFile(join(to, 'standby.signal'), '');
  } finally {
    await client.end();
  }
}
