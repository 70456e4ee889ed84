import type { AgencyStatus } from '../../care/agency.js';
import type { Tx } from '../agency-scope.js';
import { AgencyRow } from '../rows/agency-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const AGENCY = statement(`select ${columnsOf(AgencyRow, 'a')}, a.agency_id as id from agencies a where a.agency_id = $1`);

/** The agency of the transaction, with its id where every other record has it. */
export async function agencyOf(tx: Tx): Promise<(AgencyRow & { readonly id: string }) | undefined> {
  return (await tx.rows<AgencyRow & { readonly id: string }>(AGENCY, [tx.agencyId]))[0];
}

const LOCK = statement(`${AGENCY.text} for no key update`);

/** Waits for whoever is changing the agency itself, and holds up nobody who changes anything in it. */
export async function lockAgency(tx: Tx): Promise<(AgencyRow & { readonly id: string }) | undefined> {
  return (await tx.rows<AgencyRow & { readonly id: string }>(LOCK, [tx.agencyId]))[0];
}

const SET_STATUS = statement(`update agencies set status = $2 where agency_id = $1`);

/** Nothing else about an agency may change. */
export async function setAgencyStatus(tx: Tx, status: AgencyStatus): Promise<void> {
  await tx.rows(SET_STATUS, [tx.agencyId, status]);
}
