import type { AccessFacts, KnownMember } from '../../auth/access.js';
import type { AgencyStatus } from '../../care/agency.js';
import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

const FACTS = statement(`
  select a.status as "agencyStatus", m.subject, m.role, m.status, m.branch_ids as "branchIds", m.payer_ids as "payerIds", m.patient_ids as "patientIds"
    from agencies a left join members m on m.agency_id = a.agency_id and m.subject = any($2::text[])
   where a.agency_id = $1`);

/** What the agency says of these subjects, at one instant. */
export async function accessFactsOf(tx: Tx, subjects: readonly string[]): Promise<AccessFacts> {
  const rows = await tx.rows<Found>(FACTS, [tx.agencyId, subjects]);
  const members = rows.filter((row): row is Found & KnownMember => row.subject !== null);
  return { agencyStatus: rows[0]?.agencyStatus ?? null, members: new Map(members.map((member) => [member.subject, member])) };
}

/** The agency once with each of its members that were asked for, or once with none. */
type Found = { readonly agencyStatus: AgencyStatus } & (KnownMember | { readonly subject: null });
