import type { Log } from '../base/ports.js';
import type { Database } from '../db/database.js';
import { statement } from '../db/statement.js';
import { type Place, verifyTrail } from './verify.js';

/** What is done to every audit trail once an hour. No entry is ever taken away here. */
export interface TrailKeeper {
  /** The tables of this month and the next, so that no entry has to wait for one to be made. */
  makeRoom(now: Date): Promise<void>;
  /** What is new since this node looked last, and everything when it has just started. Where it is whole, the log is told of its head. */
  check(agencyId: string): Promise<void>;
}

export interface TrailKeeperOptions {
  readonly log: Log;
  readonly telemetry: { chainBroken(): void };
}

const MAKE = statement('select make_audit_partition($1)');

export function openTrailKeeper(database: Database, { log, telemetry }: TrailKeeperOptions): TrailKeeper {
  const checked = new Map<string, Place>();

  return {
    async makeRoom(now) {
      const next = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
      for (const month of [now, next]) await database.pool.query({ ...MAKE, values: [month] });
    },
    async check(agencyId) {
      const from = checked.get(agencyId) ?? null;
      const { head, damages } = await verifyTrail(database, agencyId, { from });
      for (const { seq, what } of damages) {
        telemetry.chainBroken();
        log.error('audit.chain-broken', { agencyId, seq, code: what });
      }
      if (damages.length > 0 || head.seq === (from?.seq ?? 0)) return;
      checked.set(agencyId, { seq: head.seq, hash: head.hash });
      // Wherever logs are kept is a place that the database cannot reach: each line is a head to verify against.
      log.info('audit.head', { agencyId, seq: head.seq, hash: head.hash });
    },
  };
}
