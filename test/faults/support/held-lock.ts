import pg from 'pg';

import { until } from '../../support/until.js';
import type { Fleet } from './fleet.js';

/** Keeps a change from going on at a known point, by a lock that it needs there. */
export interface HeldLock {
  /** Until so many statements wait for it. */
  untilAwaited(count?: number): Promise<void>;
  release(): Promise<void>;
}

/** Behind this a change is complete, its COMMIT is sent, and nobody has been answered. */
export function holdCounter(fleet: Fleet, agencyId: string): Promise<HeldLock> {
  return hold(fleet, `select from stream_heads where agency_id = '${agencyId}' for update`);
}

/** Behind this a change has begun its transaction and saved nothing. */
export function holdPayers(fleet: Fleet): Promise<HeldLock> {
  return hold(fleet, 'lock table payers in share mode');
}

async function hold(fleet: Fleet, lock: string): Promise<HeldLock> {
  const client = new pg.Client({ connectionString: fleet.postgres.directUrl });
  await client.connect();
  await client.query(`begin; ${lock}`);
  const [own] = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows;
  return {
    untilAwaited: (count = 1) =>
      until(async () => {
        const rows = await fleet.sql('select from pg_stat_activity where pid <> pg_backend_pid() and $1 = any(pg_blocking_pids(pid))', [own?.pid]);
        return rows.length >= count;
      }),
    async release() {
      await client.query('rollback');
      await client.end();
    },
  };
}
