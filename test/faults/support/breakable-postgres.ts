import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/db/embedded-postgres.js';
import { startProxy, type TcpProxy } from '../../support/tcp-proxy.js';
import { until } from '../../support/until.js';
import type { Standby } from './standby.js';

/** A database server of the suite's own behind a network of the suite's own, so that either can fail. */
export interface BreakablePostgres {
  /** Always the same, through the proxy, whichever server stands behind it. */
  readonly url: string;
  /** Past the proxy, to the server that runs now. */
  readonly directUrl: string;
  readonly dataDirectory: string;
  readonly network: TcpProxy;
  /** As `pg_ctl stop -m immediate`: no connection is told, nothing in memory is written. */
  crash(): Promise<void>;
  /** On the same data, which it has to recover first. */
  restart(): Promise<void>;
  /** The primary dies, and the standby is the server from now on. It can neither crash nor restart. */
  failOver(standby: Standby): Promise<void>;
  stop(): Promise<void>;
}

const DATABASE = 'plumbline';

export async function startBreakablePostgres(dataDirectory: string): Promise<BreakablePostgres> {
  // What was committed has to be on disk as in production.
  const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDirectory, database: DATABASE, settings: { max_connections: '150', shared_buffers: '64MB' } });
  let server: EmbeddedPostgres | null = await start();
  let directUrl = server.url;
  const network = await startProxy(server.url);
  let promoted: Standby | null = null;

  const crash = async (): Promise<void> => {
    const [pid] = (await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGQUIT');
    await until(() => !isAlive(Number(pid)));
    await server?.stop();
    server = null;
  };
  return {
    url: network.url,
    get directUrl() {
      return directUrl;
    },
    dataDirectory,
    network,
    crash,
    async restart() {
      server = await start();
      directUrl = server.url;
      network.redirect(directUrl);
    },
    async failOver(standby) {
      await crash();
      await standby.promote();
      promoted = standby;
      directUrl = standby.url;
      network.redirect(directUrl);
    },
    async stop() {
      await network.stop();
      await promoted?.stop();
      await server?.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
