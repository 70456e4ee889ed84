import type { Allocation, LineBalance } from '../../alignment/alignment.js';
import type { Tx } from '../agency-scope.js';
import type { FindingHistoryRow } from '../rows/finding-history-row.js';
import { FindingRow } from '../rows/finding-row.js';
import { LineBalanceRow } from '../rows/line-balance-row.js';
import { columnsOf, propertiesOf, recordOf, snakeCase } from '../rows/row.js';
import { statement } from '../statement.js';
import { keepingFindings } from './known-before.js';

export interface AlignmentToSave {
  readonly patientId: string;
  /** New and changed; a row of the same key is opened again with its old id. */
  readonly findings: readonly FindingRow[];
  readonly clearedIds: readonly string[];
  readonly history: readonly HistoryEntry[];
  readonly allocations: readonly Allocation[];
  readonly releasedAllocations: ReadonlyArray<{ readonly visitId: string; readonly lineId: string }>;
  readonly balances: readonly LineBalance[];
  readonly dueAt: Date | null;
  /**
   * The deadline that stood when the snapshot was read. If it is another by now, someone has asked for an
   * earlier look (a policy changed while this patient was being evaluated), and the earlier one stays.
   */
  readonly dueAtBefore: Date | null;
}


/** A finding that came up is OPENED, whether or not it was there before. */
export interface HistoryEntry extends Pick<FindingHistoryRow, 'correlationId' | 'eventType' | 'actorSubject' | 'actorRole' | 'reason'> {
  readonly key: string;
  readonly kind: 'OPENED' | 'CLEARED' | 'WAIVER_ENDED';
}

const columns = propertiesOf(FindingRow).map(snakeCase);
/** What colleagues have done about a finding is theirs. An evaluation touches it only where the finding comes back, or a waiver is over. */
const HANDLING = ['acknowledged_at', 'acknowledged_by', 'assigned_to', 'handling_team', 'waived_at', 'waived_by', 'waived_until', 'waiver_reason'];
const content = columns.filter((column) => !['agency_id', 'id', 'patient_id', 'key', 'status', 'opened_at', 'cleared_at', 'times_opened', ...HANDLING].includes(column));
const BALANCE = propertiesOf(LineBalanceRow).map(snakeCase).filter((column) => column.endsWith('_milli_units'));
/** A waiver whose time is over ends, also that of a finding which was not there meanwhile. */
const stillWaived = (column: string): string => `${column} = case when f.waived_until <= $9 then null else f.${column} end`;

const SAVE = statement(`
  with saved as (
    insert into findings as f (${columns.join(', ')})
    select ${columns.join(', ')} from jsonb_populate_recordset(null::findings, $3::jsonb)
    on conflict (agency_id, patient_id, key) do update set
      ${content.map((column) => `${column} = excluded.${column}`).join(', ')},
      status = 'OPEN', cleared_at = null,
      opened_at = case when f.status = 'OPEN' then f.opened_at else excluded.opened_at end,
      times_opened = f.times_opened + case when f.status = 'OPEN' then 0 else 1 end,
      acknowledged_at = case when f.status = 'OPEN' then f.acknowledged_at end,
      acknowledged_by = case when f.status = 'OPEN' then f.acknowledged_by end,
      ${['waived_at', 'waived_by', 'waived_until', 'waiver_reason'].map(stillWaived).join(', ')}
    returning f.*
  ), cleared as (
    update findings set status = 'CLEARED', cleared_at = $9
     where agency_id = $1 and id = any($4::uuid[])
    returning *
  ), told as (
    insert into finding_history (agency_id, patient_id, finding_id, kind, correlation_id, event_type, actor_subject, actor_role, reason, recorded_at)
    select $1, n."patientId", f.id, case when n.kind = 'OPENED' and f.times_opened > 1 then 'REOPENED' else n.kind end,
           n."correlationId", n."eventType", n."actorSubject", n."actorRole", n.reason, $9
      from jsonb_to_recordset($11::jsonb) as n ("patientId" uuid, key text, kind text, "correlationId" uuid, "eventType" text, "actorSubject" text, "actorRole" text, reason text)
      join (select * from saved union all select * from cleared) f on f.patient_id = n."patientId" and f.key = n.key
  ), kept as (${keepingFindings('(select * from saved union all select * from cleared)', '$9')}
  ), released as (
    delete from allocations a using jsonb_to_recordset($6::jsonb) as r("visitId" uuid, "lineId" uuid)
     where a.agency_id = $1 and a.visit_id = r."visitId" and a.line_id = r."lineId"
  ), allocated as (
    insert into allocations (agency_id, patient_id, visit_id, line_id, milli_units, state, minutes, basis, unit_rule, counted_minutes, policy_version)
    select $1, "patientId", "visitId", "lineId", "milliUnits", state, minutes, basis, "unitRule", "countedMinutes", "policyVersion"
      from jsonb_to_recordset($5::jsonb) as r("patientId" uuid, "visitId" uuid, "lineId" uuid, "milliUnits" bigint, state text, minutes int, basis text, "unitRule" text,
           "countedMinutes" int, "policyVersion" int)
    on conflict (agency_id, visit_id, line_id) do update set
      milli_units = excluded.milli_units, state = excluded.state, minutes = excluded.minutes, basis = excluded.basis, unit_rule = excluded.unit_rule,
      counted_minutes = excluded.counted_minutes, policy_version = excluded.policy_version
  ), balanced as (
    insert into line_balances (agency_id, patient_id, line_id, authorized_milli_units, reserved_milli_units,
           reserved_pending_milli_units, used_milli_units, billed_milli_units, paid_milli_units, released_milli_units, remaining_milli_units)
    select $1, "patientId", "lineId", "authorizedMilliUnits", "reservedMilliUnits", "reservedPendingMilliUnits", "usedMilliUnits", "billedMilliUnits",
           "paidMilliUnits", "releasedMilliUnits", "remainingMilliUnits"
      from jsonb_to_recordset($7::jsonb) as r("patientId" uuid, "lineId" uuid, "authorizedMilliUnits" bigint, "reservedMilliUnits" bigint,
           "reservedPendingMilliUnits" bigint, "usedMilliUnits" bigint, "billedMilliUnits" bigint, "paidMilliUnits" bigint,
           "releasedMilliUnits" bigint, "remainingMilliUnits" bigint)
    on conflict (agency_id, line_id) do update set ${BALANCE.map((column) => `${column} = excluded.${column}`).join(', ')}
    returning *
  ), balance_kept as (
    insert into line_balance_states (agency_id, line_id, recorded_at, patient_id, ${BALANCE.join(', ')})
    select agency_id, line_id, $9::timestamptz, patient_id, ${BALANCE.join(', ')} from balanced
    on conflict (agency_id, line_id, recorded_at) do update set ${BALANCE.map((column) => `${column} = excluded.${column}`).join(', ')}
  ), waiting as (
    insert into alignment_deadlines (agency_id, patient_id, due_at)
    select $1, r.patient_id, r.due_at from unnest($2::uuid[], $8::timestamptz[]) r (patient_id, due_at) where r.due_at is not null order by r.patient_id
    on conflict (agency_id, patient_id) do update set
      due_at = case when alignment_deadlines.due_at = ($10::timestamptz[])[array_position($2::uuid[], excluded.patient_id)]
                    then excluded.due_at else least(alignment_deadlines.due_at, excluded.due_at) end
  ), settled as (
    delete from alignment_deadlines d using unnest($2::uuid[], $8::timestamptz[], $10::timestamptz[]) r (patient_id, due_at, due_at_before)
     where d.agency_id = $1 and d.patient_id = r.patient_id and r.due_at is null and d.due_at = r.due_at_before
  )
  select ${columnsOf(FindingRow, 'f')} from saved f`);

/** The whole new answers of several patients in one round trip. Returns the findings as they now are: one that has been there before keeps its id, and what was done about it. */
export async function saveAlignments(tx: Tx, saves: readonly AlignmentToSave[], now: Date): Promise<FindingRow[]> {
  return tx.rows<FindingRow>(SAVE, [
    tx.agencyId,
    saves.map(({ patientId }) => patientId),
    JSON.stringify(saves.flatMap(({ findings }) => findings.map((finding) => recordOf(FindingRow, finding)))),
    saves.flatMap(({ clearedIds }) => clearedIds),
    JSON.stringify(saves.flatMap(({ patientId, allocations }) => allocations.map((allocation) => ({ patientId, ...allocation })))),
    JSON.stringify(saves.flatMap(({ releasedAllocations }) => releasedAllocations)),
    JSON.stringify(saves.flatMap(({ patientId, balances }) => balances.map((balance) => ({ patientId, ...balance })))),
    saves.map(({ dueAt }) => dueAt),
    now,
    saves.map(({ dueAtBefore }) => dueAtBefore),
    JSON.stringify(saves.flatMap(({ patientId, history }) => history.map((entry) => ({ patientId, ...entry })))),
  ]);
}
