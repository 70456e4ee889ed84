import type { Allocation, LineBalance } from '../../alignment/alignment.js';
import type { Tx } from '../agency-scope.js';
import { FindingRow } from '../rows/finding-row.js';
import { propertiesOf, recordOf, snakeCase } from '../rows/row.js';
import { statement } from '../statement.js';

export interface AlignmentToSave {
  readonly patientId: string;
  /** New and changed; a row of the same key is opened again with its old id. */
  readonly findings: readonly FindingRow[];
  readonly clearedKeys: readonly string[];
  readonly allocations: readonly Allocation[];
  readonly releasedAllocations: ReadonlyArray<{ readonly visitId: string; readonly lineId: string }>;
  readonly balances: readonly LineBalance[];
  readonly dueAt: Date | null;
  /**
   * The deadline that stood when the snapshot was read. If it is another by now, someone has asked for an
   * earlier look (a policy changed while this patient was being evaluated), and the earlier one stays.
   */
  readonly dueAtBefore: Date | null;
  readonly now: Date;
}

/** A finding that has been there before keeps its id, and remembers how often it came back. */
export type SavedFinding = Pick<FindingRow, 'key' | 'id' | 'openedAt' | 'timesOpened'>;

const columns = propertiesOf(FindingRow).map(snakeCase);
const content = columns.filter((column) => !['agency_id', 'id', 'patient_id', 'key', 'status', 'opened_at', 'cleared_at', 'times_opened'].includes(column));

const SAVE = statement(`
  with saved as (
    insert into findings as f (${columns.join(', ')})
    select ${columns.join(', ')} from jsonb_populate_recordset(null::findings, $3::jsonb)
    on conflict (agency_id, patient_id, key) do update set
      ${content.map((column) => `${column} = excluded.${column}`).join(', ')},
      status = 'OPEN', cleared_at = null,
      opened_at = case when f.status = 'OPEN' then f.opened_at else excluded.opened_at end,
      times_opened = f.times_opened + case when f.status = 'OPEN' then 0 else 1 end
    returning key, id, opened_at, times_opened
  ), cleared as (
    update findings set status = 'CLEARED', cleared_at = $9
     where agency_id = $1 and patient_id = $2 and key = any($4::text[])
  ), released as (
    delete from allocations a using jsonb_to_recordset($6::jsonb) as r("visitId" uuid, "lineId" uuid)
     where a.agency_id = $1 and a.visit_id = r."visitId" and a.line_id = r."lineId"
  ), allocated as (
    insert into allocations (agency_id, patient_id, visit_id, line_id, milli_units, state, minutes, basis, unit_rule)
    select $1, $2, "visitId", "lineId", "milliUnits", state, minutes, basis, "unitRule"
      from jsonb_to_recordset($5::jsonb) as r("visitId" uuid, "lineId" uuid, "milliUnits" bigint, state text, minutes int, basis text, "unitRule" text)
    on conflict (agency_id, visit_id, line_id) do update set
      milli_units = excluded.milli_units, state = excluded.state, minutes = excluded.minutes, basis = excluded.basis, unit_rule = excluded.unit_rule
  ), balanced as (
    insert into line_balances (agency_id, patient_id, line_id, authorized_milli_units, reserved_milli_units,
           reserved_pending_milli_units, used_milli_units, billed_milli_units, remaining_milli_units)
    select $1, $2, "lineId", "authorizedMilliUnits", "reservedMilliUnits", "reservedPendingMilliUnits", "usedMilliUnits", "billedMilliUnits", "remainingMilliUnits"
      from jsonb_to_recordset($7::jsonb) as r("lineId" uuid, "authorizedMilliUnits" bigint, "reservedMilliUnits" bigint,
           "reservedPendingMilliUnits" bigint, "usedMilliUnits" bigint, "billedMilliUnits" bigint, "remainingMilliUnits" bigint)
    on conflict (agency_id, line_id) do update set
      authorized_milli_units = excluded.authorized_milli_units, reserved_milli_units = excluded.reserved_milli_units,
      reserved_pending_milli_units = excluded.reserved_pending_milli_units, used_milli_units = excluded.used_milli_units,
      billed_milli_units = excluded.billed_milli_units, remaining_milli_units = excluded.remaining_milli_units
  ), waiting as (
    insert into alignment_deadlines (agency_id, patient_id, due_at) select $1, $2, $8::timestamptz where $8::timestamptz is not null
    on conflict (agency_id, patient_id) do update set
      due_at = case when alignment_deadlines.due_at = $10::timestamptz then excluded.due_at else least(alignment_deadlines.due_at, excluded.due_at) end
  ), settled as (
    delete from alignment_deadlines where agency_id = $1 and patient_id = $2 and $8::timestamptz is null and due_at = $10::timestamptz
  )
  select key, id, opened_at as "openedAt", times_opened as "timesOpened" from saved`);

/** The whole new answer in one round trip. */
export async function saveAlignment(tx: Tx, save: AlignmentToSave): Promise<SavedFinding[]> {
  return tx.rows<SavedFinding>(SAVE, [
    tx.agencyId,
    save.patientId,
    JSON.stringify(save.findings.map((finding) => recordOf(FindingRow, finding))),
    save.clearedKeys,
    JSON.stringify(save.allocations),
    JSON.stringify(save.releasedAllocations),
    JSON.stringify(save.balances),
    save.dueAt,
    save.now,
    save.dueAtBefore,
  ]);
}
