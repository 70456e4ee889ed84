import type pg from 'pg';

import type { Database } from './database.js';
import { statement } from './statement.js';

/**
 * Locks that last as long as a piece of work outside the database does, and no longer than the process that holds them.
 * All of a node's are held by one connection, so that waiting for somebody else's server costs no connection of the pool.
 *
 * Rejected: a row lock, which would keep a transaction and its connection open for the whole work; and a lease with a time
 * in it, which stands in the way after its holder has died and which two hold when a clock is wrong.
 */
export interface SessionLocks {
  /** Null while another session holds it, and while there is no connection. */
  tryLock(name: string): Promise<SessionLock | null>;
  stop(): void;
}

export interface SessionLock {
  release(): Promise<void>;
}

const LOCK = statement(`select pg_try_advisory_lock(hashtextextended($1, 0)) as "isLocked"`);
const UNLOCK = statement(`select pg_advisory_unlock(hashtextextended($1, 0))`);

/** So that the locks of a machine that vanished without a word are free after half a minute. */
const NOTICE_SILENCE = `select set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)`;
const ANSWER_WITHIN_MS = 5_000;

interface Session {
  readonly client: pg.PoolClient;
  isLost: boolean;
}

export interface SessionLocksOptions {
  /** The connection is gone and every lock with it: someone else may hold them by now. */
  onLost(): void;
}

export function openSessionLocks({ pool }: Database, { onLost }: SessionLocksOptions): SessionLocks {
  let opening: Promise<Session> | null = null;
  let isStopped = false;

  return {
    async tryLock(name) {
      const session = await current();
      if (session === null) return null;
      const answer = await ask<{ isLocked: boolean }>(session, LOCK, [name]);
      if (answer?.[0]?.isLocked !== true) return null;
      return { release: async () => void (await ask(session, UNLOCK, [name])) };
    },
    stop() {
      isStopped = true;
      // The connection goes with its locks: it is not given back to others.
      void opening?.then(abandon, () => undefined);
    },
  };

  async function current(): Promise<Session | null> {
    if (isStopped) return null;
    opening ??= open();
    const asked = opening;
    return asked.catch(() => {
      if (opening === asked) opening = null;
      return null;
    });
  }

  async function open(): Promise<Session> {
    const client = await pool.connect();
    const session = { client, isLost: false };
    client.on('error', () => abandon(session));
    client.on('end', () => abandon(session));
    try {
      await client.query(NOTICE_SILENCE);
      return session;
    } catch (error) {
      abandon(session);
      throw error;
    }
  }

  function abandon(session: Session): void {
    if (session.isLost) return;
    session.isLost = true;
    opening = null;
    session.client.release(true);
    onLost();
  }

  /** Null when the connection is lost, also by not answering in time. */
  async function ask<Row>(session: Session, { name, text }: typeof LOCK, values: readonly string[]): Promise<Row[] | null> {
    if (session.isLost) return null;
    const timer = setTimeout(() => abandon(session), ANSWER_WITHIN_MS);
    try {
      return (await session.client.query({ name, text, values: [...values] })).rows as Row[];
    } catch {
      abandon(session);
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
