import type { Skills } from '../../care/agency.js';
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

const SET_SKILLS = statement(`update staff set disciplines = $3, credential = $4, credential_expires_on = $5 where agency_id = $1 and id = $2`);

/** Nothing else about a person may change. */
export async function setSkills(tx: Tx, staffId: string, { disciplines, credential, credentialExpiresOn }: Skills): Promise<void> {
  await tx.rows(SET_SKILLS, [tx.agencyId, staffId, disciplines, credential, credentialExpiresOn]);
}
