import { reading } from '../../src/db/agency-scope.js';
import type { Database } from '../../src/db/database.js';
import { columnsOf, type RowClass, tableOf } from '../../src/db/rows/row.js';
import { statement } from '../../src/db/statement.js';
import type { Care } from './care.js';

/** All of one table that are a patient's, in an order that does not move. */
export async function rowsOfPatient<Row extends { readonly patientId: string }>(database: Database, { agencyId, patientId }: Care, row: RowClass<Row>): Promise<Row[]> {
  const ofPatient = statement(`select ${columnsOf(row, 't')} from ${tableOf(row)} t where t.patient_id = $1 order by t::text`);
  return reading(database, agencyId, (tx) => tx.rows<Row>(ofPatient, [patientId]));
}
