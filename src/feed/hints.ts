import pg from 'pg';

import type { Log } from '../base/ports.js';

/**
 * Tells other nodes, and oneself, that an agency's log has grown. Truth is the log; hints only wake its
 * readers, and none of them carries anything but the agency's id.
 *
 * They go over a connection of their own after the commit, not inside the transaction: NOTIFY in a
 * transaction takes one lock for the whole cluster and holds it through the flush, which was measured at
 * 786 commits a second against 71,000 without it.
 */
export interface Hints {
  publish(agencyId: string): void;
  stop(): Promise<void>;
}

const CHANNEL = 'plumbline_hints';
const HEARTBEAT_MS = 5_000;
const ANSWER_WITHIN_MS = 2_000;
const RECONNECT_MS = 500;
/** A notification holds less than 8,000 bytes. */
const MOST_AGENCIES_A_HINT = 200;

export interface HintsOptions {
  readonly url: string;
  readonly log: Log;
  onHint(agencyId: string): void;
}

export async function postgresHints({ url, log, onHint }: HintsOptions): Promise<Hints> {
  const waiting = new Set<string>();
  let client: pg.Client | null = null;
  let isSending = false;
  let isStopped = false;
  let questions = Promise.resolve();
  let retry: NodeJS.Timeout | undefined;
  let heartbeat: NodeJS.Timeout | undefined;

  await connect();
  return {
    publish(agencyId) {
      waiting.add(agencyId);
      void send();
    },
    async stop() {
      isStopped = true;
      clearTimeout(retry);
      clearInterval(heartbeat);
      await client?.end().catch(() => undefined);
    },
  };

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: ANSWER_WITHIN_MS });
    next.on('error', () => lost(next));
    next.on('end', () => lost(next));
    next.on('notification', ({ payload }) => payload !== undefined && payload.split(',').forEach(onHint));
    await next.connect();
    await next.query(`listen ${CHANNEL}`);
    if (isStopped) return next.end();
    client = next;
    // A peer that vanished without a word gives no error: only a question that stays unanswered shows it.
    heartbeat = setInterval(() => void ask(next, 'select 1'), HEARTBEAT_MS);
  }

  /** One question at a time, each answered in time or the connection is given up. */
  function ask(asked: pg.Client, text: string, values: readonly string[] = []): Promise<void> {
    questions = questions.then(async () => {
      const timer = setTimeout(() => lost(asked), ANSWER_WITHIN_MS);
      try {
        await asked.query(text, [...values]);
      } catch {
        lost(asked);
      } finally {
        clearTimeout(timer);
      }
    });
    return questions;
  }

  function lost(gone: pg.Client): void {
    if (client !== gone || isStopped) return;
    client = null;
    clearInterval(heartbeat);
    log.warn('hints.connection-lost');
    void gone.end().catch(() => undefined);
    reconnect();
  }

  function reconnect(): void {
    retry = setTimeout(() => {
      connect().catch(() => isStopped || reconnect());
    }, RECONNECT_MS);
  }

  /** One notification for all agencies that changed while the last one was on its way. */
  async function send(): Promise<void> {
    if (isSending || client === null) return;
    isSending = true;
    // What is lost with its connection, readers find by their poll.
    while (waiting.size > 0 && client !== null) {
      const agencies = [...waiting].slice(0, MOST_AGENCIES_A_HINT);
      for (const agencyId of agencies) waiting.delete(agencyId);
      await ask(client, 'select pg_notify($1, $2)', [CHANNEL, agencies.join(',')]);
    }
    isSending = false;
  }
}
