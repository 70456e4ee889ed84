import type { Tx } from '../agency-scope.js';
import { columnsOf } from '../rows/row.js';
import { StaffRow } from '../rows/staff-row.js';
import { statement } from '../statement.js';

const LOCK = statement(`select ${columnsOf(StaffRow, 's')} from staff s where s.agency_id = $1 and s.id = $2 for update`);

/**
 * Waits for those who are giving this person a visit, and makes later ones wait: a patient whose visit is not committed
 * yet can be neither marked due for what the person may now give nor evaluated by it.
 */
export async function lockStaff(tx: Tx, staffId: string): Promise<StaffRow | undefined> {
  return (await tx.rows<StaffRow>(LOCK, [tx.agencyId, staffId]))[0];
}
