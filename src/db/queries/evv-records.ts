import type { Tx } from '../agency-scope.js';
import { EvvRecordRow } from '../rows/evv-record-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const OF_VISITS = statement(`select ${columnsOf(EvvRecordRow, 'e')} from evv_records e where e.agency_id = $1 and e.visit_id = any($2::uuid[])`);

/** A visit has at most one. */
export async function evvRecordsOfVisits(tx: Tx, visitIds: readonly string[]): Promise<EvvRecordRow[]> {
  return tx.rows<EvvRecordRow>(OF_VISITS, [tx.agencyId, visitIds]);
}
