import { groupBy } from '../../alignment/grouping.js';
import type { Tx } from '../agency-scope.js';
import { FindingRow } from '../rows/finding-row.js';
import { LineBalanceRow } from '../rows/line-balance-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';
import { MOST_CHILDREN } from './children.js';
import { severityRank } from './lists/findings.js';

const FINDINGS = statement(`
  select ${columnsOf(FindingRow, 'k')} from unnest($2::uuid[]) as o(patient_id)
   cross join lateral (
     select f.*, row_number() over (order by ${severityRank('f')}, f.opened_at, f.id) as place
       from (select distinct on (s.finding_id) s.content from finding_states s
              where s.agency_id = $1 and s.patient_id = o.patient_id and s.recorded_at <= $3
              order by s.finding_id, s.recorded_at desc) last
      cross join lateral jsonb_populate_record(null::findings, last.content) f
      where f.status = 'OPEN'
      order by place limit ${MOST_CHILDREN}) k
   order by o.patient_id, k.place`);

/** What was open at an instant, as it read then, the gravest first. */
export async function findingsKnownAt(tx: Tx, at: Date, patientIds: readonly string[]): Promise<Map<string, FindingRow[]>> {
  return groupBy(await tx.rows<FindingRow>(FINDINGS, [tx.agencyId, patientIds, at]), ({ patientId }) => patientId);
}

const BALANCES = statement(`
  select ${columnsOf(LineBalanceRow, 'b')} from unnest($2::uuid[]) as o(line_id)
   cross join lateral (
     select s.* from line_balance_states s where s.agency_id = $1 and s.line_id = o.line_id and s.recorded_at <= $3
      order by s.recorded_at desc limit 1) b`);

/** What lines still allowed at an instant; none for a line that was not recorded yet. */
export async function balancesKnownAt(tx: Tx, at: Date, lineIds: readonly string[]): Promise<Map<string, LineBalanceRow>> {
  return new Map((await tx.rows<LineBalanceRow>(BALANCES, [tx.agencyId, lineIds, at])).map((balance) => [balance.lineId, balance]));
}

/**
 * Part of whichever statement writes findings: keeps what they are from now on. `written` names what it has written, and
 * `now` is the place of its parameter with the instant.
 */
export function keepingFindings(written: string, now: string): string {
  return `
    insert into finding_states (agency_id, patient_id, finding_id, recorded_at, content)
    select w.agency_id, w.patient_id, w.id, ${now}::timestamptz, to_jsonb(w) from ${written} w
    on conflict (agency_id, finding_id, recorded_at) do update set content = excluded.content`;
}

const KEEP_FINDING = statement(keepingFindings('(select f.* from findings f where f.agency_id = $1 and f.id = $2)', '$3'));

/** Keeps a finding as it is now, after colleagues have done something about it. */
export async function keepFinding(tx: Tx, findingId: string, now: Date): Promise<void> {
  await tx.rows(KEEP_FINDING, [tx.agencyId, findingId, now]);
}
