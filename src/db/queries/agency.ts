import type { Tx } from '../agency-scope.js';
import { AgencyRow } from '../rows/agency-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const AGENCY = statement(`select ${columnsOf(AgencyRow, 'a')}, a.agency_id as id from agencies a where a.agency_id = $1`);

/** The agency of the transaction, with its id where every other record has it. */
export async function agencyOf(tx: Tx): Promise<(AgencyRow & { readonly id: string }) | undefined> {
  return (await tx.rows<AgencyRow & { readonly id: string }>(AGENCY, [tx.agencyId]))[0];
}
