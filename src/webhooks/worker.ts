import type { Audit } from '../audit/audit.js';
import type { WebhookRules } from '../auth/webhook-rules.js';
import type { Log } from '../base/ports.js';
import type { World } from '../changes/perform.js';
import { type DueWebhook, webhooksDue } from '../db/directory.js';
import { openSessionLocks } from '../db/session-locks.js';
import type { CursorCodec } from '../feed/cursor.js';
import type { FeedTelemetry } from '../feed/telemetry.js';
import { turn } from './turn.js';

/**
 * Delivers the log to webhooks. Any number of nodes may run it: one webhook is served by one of them at a time, a page of
 * its events in a turn, and then lets others go first. Truth is the place that is stored with each webhook, so hints may
 * be lost and nodes may die.
 *
 *   hint or poll -> which webhooks are behind their log -> a turn for each, as far as there is room -> again, if there was more
 */
export interface WebhookWorker {
  /** The log of an agency may have grown. */
  look(agencyId: string): void;
  /** What is on its way is broken off, and repeated by whoever goes on. */
  stop(): Promise<void>;
}

export interface WebhookWorkerOptions {
  readonly log: Log;
  readonly audit: Pick<Audit, 'read'>;
  readonly cursors: CursorCodec;
  readonly webhooks: WebhookRules;
  readonly telemetry: Pick<FeedTelemetry, 'foreignEvent'>;
  /** How often it looks without being told to: for deliveries that are to be repeated, and lost hints. */
  readonly pollMs: number;
  /** How long a receiver may take to answer. */
  readonly timeoutMs: number;
}

/**
 * How many are served at once. Most of that time is waiting for others, and holds no connection of the pool; so that it
 * takes more than six agencies, all of whose receivers hang at the same moment, to make another one wait for its turn.
 */
const MOST_AT_ONCE = 64;

interface Serving {
  readonly agencyId: string;
  readonly leaving: AbortController;
  readonly isOver: Promise<void>;
  /** Its log may have grown since the turn began. */
  isHinted: boolean;
}

export function startWebhookWorker(world: World, { log, pollMs, ...options }: WebhookWorkerOptions): WebhookWorker {
  const serving = new Map<string, Serving>();
  const hinted = new Set<string>();
  let isEveryone = true;
  let isStopped = false;
  let round: Promise<void> | null = null;

  const breakOff = (): void => serving.forEach(({ leaving }) => leaving.abort());
  const locks = openSessionLocks(world.database, { onLost: breakOff });
  const timer = setInterval(() => {
    isEveryone = true;
    run();
  }, pollMs);
  run();

  return {
    look,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await round;
      breakOff();
      await Promise.all([...serving.values()].map(({ isOver }) => isOver));
      locks.stop();
    },
  };

  function look(agencyId: string): void {
    hinted.add(agencyId);
    for (const one of serving.values()) one.isHinted ||= one.agencyId === agencyId;
    run();
  }

  function run(): void {
    if (!isWanted()) return;
    round ??= rounds()
      .catch((error: unknown) => log.warn('webhooks.round-failed', { frames: nameOf(error) }))
      .finally(() => {
        round = null;
        run();
      });
  }

  function isWanted(): boolean {
    return !isStopped && (isEveryone || hinted.size > 0) && serving.size < MOST_AT_ONCE;
  }

  async function rounds(): Promise<void> {
    while (isWanted()) {
      const agencyIds = isEveryone ? null : [...hinted];
      isEveryone = false;
      hinted.clear();
      const room = MOST_AT_ONCE - serving.size;
      const due = await webhooksDue(world.database, { now: world.clock.now(), agencyIds, except: [...serving.keys()], limit: room });
      if (isStopped) return;
      for (const one of due) serve(one);
      // Those behind them come when there is room.
      if (due.length === room) isEveryone = true;
    }
  }

  function serve(due: DueWebhook): void {
    const { agencyId, webhookId } = due;
    const leaving = new AbortController();
    const isOver = served(due, leaving.signal)
      .catch((error: unknown) => {
        log.warn('webhooks.turn-failed', { agencyId, frames: nameOf(error) });
        return false;
      })
      .then((isMore) => {
        const isHinted = serving.get(webhookId)?.isHinted ?? false;
        serving.delete(webhookId);
        if (isMore || isHinted) look(agencyId);
        else run();
      });
    serving.set(webhookId, { agencyId, leaving, isOver, isHinted: false });
  }

  /** Where another node is serving it, there is nothing to do: what that one leaves is found by the next poll. */
  async function served(due: DueWebhook, signal: AbortSignal): Promise<boolean> {
    const lock = await locks.tryLock(`webhook ${due.agencyId} ${due.webhookId}`);
    if (lock === null) return false;
    try {
      return await turn({ world, ...options, signal }, due);
    } finally {
      await lock.release();
    }
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
