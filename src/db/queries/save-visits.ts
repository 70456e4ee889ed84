import type { Tx } from '../agency-scope.js';
import { propertiesOf, recordOf, snakeCase } from '../rows/row.js';
import { ScheduleChangeRow } from '../rows/schedule-change-row.js';
import { VisitRow } from '../rows/visit-row.js';
import { statement } from '../statement.js';

const visitColumns = propertiesOf(VisitRow).map(snakeCase);
const changeColumns = propertiesOf(ScheduleChangeRow).map(snakeCase).join(', ');
const log = `insert into schedule_changes (${changeColumns}) select ${changeColumns} from jsonb_populate_recordset(null::schedule_changes, $2::jsonb)`;

const INSERT = statement(`
  with planned as (
    insert into visits (${visitColumns.join(', ')}) select ${visitColumns.join(', ')} from jsonb_populate_recordset(null::visits, $1::jsonb)
  ) ${log}`);

const UPDATE = statement(`
  with changed as (
    update visits v set ${visitColumns.filter((column) => column !== 'agency_id' && column !== 'id').map((column) => `${column} = r.${column}`).join(', ')}
      from jsonb_populate_recordset(null::visits, $1::jsonb) r
     where v.agency_id = $3 and v.agency_id = r.agency_id and v.id = r.id
  ) ${log}`);

/** A visit and the immutable record of what was done to it are saved by one statement, so neither is ever alone. */
export async function insertVisits(tx: Tx, visits: readonly VisitRow[], changes: readonly ScheduleChangeRow[]): Promise<void> {
  await tx.rows(INSERT, parameters(visits, changes));
}

export async function updateVisits(tx: Tx, visits: readonly VisitRow[], changes: readonly ScheduleChangeRow[]): Promise<void> {
  await tx.rows(UPDATE, [...parameters(visits, changes), tx.agencyId]);
}

function parameters(visits: readonly VisitRow[], changes: readonly ScheduleChangeRow[]): string[] {
  return [
    JSON.stringify(visits.map((visit) => recordOf(VisitRow, visit))),
    JSON.stringify(changes.map((change) => recordOf(ScheduleChangeRow, change))),
  ];
}
