import type { Tx } from '../db/agency-scope.js';
import { statement } from '../db/statement.js';

/** As `append_alignment_events` has chained it: the event's own words, put together again from its columns. */
const INSTANT = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const WORDS = `
  jsonb_build_object('event_id', event_id, 'correlation_id', correlation_id, 'schema_version', schema_version, 'type', type, 'patient_id', patient_id,
                     'branch_id', branch_id, 'payer_ids', payer_ids, 'body', body, 'occurred_at', ${INSTANT('occurred_at')}, 'recorded_at', ${INSTANT('recorded_at')})`;

const BREAK = statement(`
  with chained as (
    select seq, epoch, chain, lag(seq) over log as before, sha256(lag(chain) over log || convert_to(epoch || ':' || seq || ':' || ${WORDS}, 'UTF8')) as expected
      from (select * from alignment_events where agency_id = $1 and seq >= $2 order by seq limit $3) stretch
    window log as (order by seq))
  select max(seq) as until, min(seq) filter (where before is not null and (before <> seq - 1 or chain <> expected)) as "brokenAt" from chained`);

export interface CheckedStretch {
  /** The last event looked at; null when there is none. */
  readonly until: number | null;
  /** The first event that is not what was appended behind the one before it, or is not right behind it. */
  readonly brokenAt: number | null;
}

/** Whether a stretch of the log, from one event on, still is what was written: each event carries a hash of itself and of all before it. */
export async function checkedStretch(tx: Tx, from: number, most: number): Promise<CheckedStretch> {
  const [stretch] = await tx.rows<CheckedStretch>(BREAK, [tx.agencyId, from, most]);
  return stretch ?? { until: null, brokenAt: null };
}
