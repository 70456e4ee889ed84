import type { LocalDate } from '../../base/day.js';
import type { Tx } from '../agency-scope.js';
import { type FindingFilter, findingList } from './lists/findings.js';
import { type RelativeDays, startOf, todayIn } from './lists/relative-days.js';
import { Parameters, preparedTexts } from '../statement.js';
import { conditions } from './page.js';

export interface TrendBucket {
  readonly startsOn: LocalDate;
  readonly opened: number;
  readonly cleared: number;
  readonly openAtEnd: number;
  readonly openedCents: number;
  readonly clearedCents: number;
}

export interface TrendQuestion extends Omit<RelativeDays, 'first' | 'last' | 'agencyId'> {
  readonly filter: FindingFilter;
  /** How many days, weeks or months, the one that today is in included. */
  readonly buckets: number;
}

/**
 * How many findings came and went. What is open at the end of a stretch is reckoned back from what is open now, so that
 * only the history of the stretches in question is read, however long the agency has been there.
 */
export async function findingTrend(tx: Tx, { filter, period, branchId, now, buckets }: TrendQuestion): Promise<TrendBucket[]> {
  const text = new Parameters(tx.agencyId);
  const matching = { ...filter, status: null };
  const beginning = (number: string): string => `(${startOf(period, number)})::timestamp at time zone z.time_zone`;
  const sql = `
    with buckets as (
      select n, ${startOf(period, 'n')} as starts_on, ${beginning('n')} as starts_at, ${beginning('(n + 1)')} as ends_at
        from (${todayIn(now, tx.agencyId, branchId, text.bind)}) z cross join generate_series(1 - ${text.bind(buckets, 'integer')}, 0) n
    ), told as (
      select h.recorded_at, h.kind = 'CLEARED' as is_cleared, t.cents_at_risk as cents
        from finding_history h join findings t on t.agency_id = h.agency_id and t.id = h.finding_id
       where h.agency_id = $1 and h.kind in ('OPENED', 'REOPENED', 'CLEARED') and h.recorded_at >= (select min(starts_at) from buckets)
         and ${conditions(findingList, matching, text.bind).join(' and ')}
    ), sums as (
      select b.n, b.starts_on, count(*) filter (where not is_cleared)::int as opened, count(*) filter (where is_cleared)::int as cleared,
             coalesce(sum(cents) filter (where not is_cleared), 0)::bigint as opened_cents, coalesce(sum(cents) filter (where is_cleared), 0)::bigint as cleared_cents
        from buckets b left join told on told.recorded_at >= b.starts_at and told.recorded_at < b.ends_at group by 1, 2
    )
    select starts_on as "startsOn", opened, cleared, opened_cents as "openedCents", cleared_cents as "clearedCents",
           ((select count(*) from findings t where ${conditions(findingList, { ...filter, status: 'OPEN' }, text.bind).join(' and ')})
             - coalesce(sum(opened - cleared) over (order by n desc rows between unbounded preceding and 1 preceding), 0))::int as "openAtEnd"
      from sums order by n`;
  return tx.rows<TrendBucket>(preparedTexts.statementOf(sql), text.values);
}
