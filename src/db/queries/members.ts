import type { Named } from '../../care/principal.js';
import type { Tx } from '../agency-scope.js';
import { MemberRow } from '../rows/member-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const LOCK = statement(`
  select ${columnsOf(MemberRow, 'm')} from members m
   where m.agency_id = $1 and ((m.issuer, m.subject) in (select * from unnest($2::text[], $3::text[])) or m.id = any($4::uuid[]))
   order by m.id for no key update`);

/** Locked in the order of their ids, so that two who change each other's access take turns and never wait for each other. */
export async function lockMembers(tx: Tx, { named, ids }: { readonly named: readonly Named[]; readonly ids: readonly string[] }): Promise<MemberRow[]> {
  return tx.rows<MemberRow>(LOCK, [tx.agencyId, named.map(({ issuer }) => issuer), named.map(({ subject }) => subject), ids]);
}

const SET_ACCESS = statement(`
  update members set role = $3, branch_ids = $4, payer_ids = $5, patient_ids = $6, status = $7, version = $8, granted_at = $9, revoked_at = $10
   where agency_id = $1 and id = $2`);

/** Whose access it is never changes. */
export async function setAccess(tx: Tx, { id, role, branchIds, payerIds, patientIds, status, version, grantedAt, revokedAt }: MemberRow): Promise<void> {
  await tx.rows(SET_ACCESS, [tx.agencyId, id, role, branchIds, payerIds, patientIds, status, version, grantedAt, revokedAt]);
}
