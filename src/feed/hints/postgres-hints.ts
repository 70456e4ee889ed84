import pg from 'pg';

import type { Log } from '../../base/ports.js';
import { carriedHints } from './carried-hints.js';
import { type Hint, type HintChannel, type Hints, hintsIn } from './hints.js';

const CHANNEL = 'plumbline_hints';
const HEARTBEAT_MS = 5_000;
const ANSWER_WITHIN_MS = 2_000;

export interface PostgresHintsOptions {
  readonly url: string;
  readonly log: Log;
  onHint(hint: Hint): void;
}

/**
 * Hints by LISTEN and NOTIFY, which need nothing but the database.
 *
 * They go over a connection of their own after the commit, not inside the transaction: NOTIFY in a
 * transaction takes one lock for the whole cluster and holds it through the flush, which was measured at
 * 786 commits a second against 71,000 without it.
 */
export function postgresHints({ url, log, onHint }: PostgresHintsOptions): Promise<Hints> {
  return carriedHints(() => listen(url, onHint), log);
}

async function listen(url: string, onHint: (hint: Hint) => void): Promise<HintChannel> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: ANSWER_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS });
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  client.on('notification', ({ payload }) => hintsIn(payload ?? '').forEach(onHint));
  await client.connect();
  await client.query(`listen ${CHANNEL}`).catch((error: unknown) => {
    giveUp();
    throw error;
  });

  // A peer that vanished without a word gives no error: only a question that stays unanswered shows it.
  const heartbeat = setInterval(() => void ask('select 1'), HEARTBEAT_MS);
  void lost.then(() => clearInterval(heartbeat));
  let questions = Promise.resolve();
  return {
    lost,
    send: (hints) => ask('select pg_notify($1, $2)', [CHANNEL, hints]),
    async close() {
      const impatience = setTimeout(giveUp, ANSWER_WITHIN_MS);
      await client.end();
      clearTimeout(impatience);
    },
  };

  /** One at a time, each answered in time or the connection is given up. */
  function ask(text: string, values: readonly string[] = []): Promise<void> {
    questions = questions.then(() => client.query(text, [...values])).then(() => undefined, giveUp);
    return questions;
  }

  function giveUp(): void {
    client.connection.stream.destroy();
  }
}
