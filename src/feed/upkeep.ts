import { openTrailKeeper } from '../audit/keep-trail.js';
import type { Clock, Log, Timers } from '../base/ports.js';
import { LONGEST_TOKEN_LIFE_MS } from '../care/token-revocation.js';
import { reading, writing } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { agencyIds } from '../db/directory.js';
import { statement, type Statement } from '../db/statement.js';
import { checkedStretch } from './chain-break.js';
import type { FeedTelemetry } from './telemetry.js';

/**
 * What is done to every log, and to every audit trail, once an hour: it is checked to be what was written to it, and events, answers to
 * repeated requests, and revocations of tokens that have ended since are taken away. What clients may still come back for is decided by the
 * log's floor, which rises with every purge: whoever is behind it is told to begin anew.
 */
export interface Upkeep {
  /** One round now. Returns how many events were taken away. */
  run(): Promise<number>;
  stop(): Promise<void>;
}

export interface UpkeepOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly telemetry: Pick<FeedTelemetry, 'chainBroken'>;
  readonly eventDays: number;
}

const EVERY_MS = 60 * 60 * 1000;
const MS_PER_DAY = 24 * 60 * 60 * 1000;
/** A request that comes again after longer than this is not a retry. */
const KEY_DAYS = 7;
/** In one transaction, which holds the agency's counter. */
const AT_ONCE = 2_000;

const PURGE = statement('select purge_alignment_events($1, $2, $3) as count');
const PRUNE = statement('select prune_idempotency_keys($1, $2, $3) as count');
const PRUNE_REVOCATIONS = statement('select prune_token_revocations($1, $2, $3) as count');

export function startUpkeep(database: Database, { clock, timers, log, telemetry, eventDays }: UpkeepOptions): Upkeep {
  let isStopped = false;
  let round: Promise<number> | null = null;
  /** Up to which event each log has been checked by this node. */
  const checked = new Map<string, number>();
  const trails = openTrailKeeper(database, { log, telemetry });
  const run = (): Promise<number> => {
    round ??= allAgencies()
      .catch((error: unknown) => {
        log.warn('upkeep.round-failed', { frames: error instanceof Error ? error.name : 'unknown' });
        return 0;
      })
      .finally(() => {
        round = null;
      });
    return round;
  };
  const cancel = timers.every(EVERY_MS, () => void run());

  return {
    run,
    async stop() {
      isStopped = true;
      cancel();
      await round;
    },
  };

  async function allAgencies(): Promise<number> {
    const now = clock.now().getTime();
    let purged = 0;
    await trails.makeRoom(clock.now());
    for (const agencyId of await agencyIds(database)) {
      await check(agencyId);
      await trails.check(agencyId);
      purged += await emptied(agencyId, PURGE, new Date(now - eventDays * MS_PER_DAY));
      await emptied(agencyId, PRUNE, new Date(now - KEY_DAYS * MS_PER_DAY));
      // Twice as long as any token that they concern, so that no two clocks have to agree.
      await emptied(agencyId, PRUNE_REVOCATIONS, new Date(now - 2 * LONGEST_TOKEN_LIFE_MS));
    }
    return purged;
  }

  /** Each node looks at what is new since it looked last, and at everything when it has just started. */
  async function check(agencyId: string): Promise<void> {
    for (let from = checked.get(agencyId) ?? 0; !isStopped; ) {
      const start = from;
      const { until, brokenAt } = await reading(database, agencyId, (tx) => checkedStretch(tx, start, AT_ONCE));
      if (brokenAt !== null) {
        telemetry.chainBroken();
        log.error('log.chain-broken', { agencyId, seq: brokenAt });
      }
      if (until === null || until === from) return;
      from = until;
      checked.set(agencyId, until);
    }
  }

  async function emptied(agencyId: string, take: Statement, before: Date): Promise<number> {
    let total = 0;
    for (let count = AT_ONCE; count === AT_ONCE && !isStopped; total += count) {
      const [taken] = await writing(database, agencyId, (tx) => tx.rows<{ count: number }>(take, [agencyId, before, AT_ONCE]));
      count = taken?.count ?? 0;
    }
    return total;
  }
}
