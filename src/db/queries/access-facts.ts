import type { AccessFacts, KnownMember } from '../../auth/access.js';
import type { Emergency } from '../../auth/scope.js';
import type { AgencyStatus } from '../../care/agency.js';
import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

const FACTS = statement(`
  select a.status as "agencyStatus", m.subject, m.role, m.status, m.branch_ids as "branchIds", m.payer_ids as "payerIds", m.patient_ids as "patientIds",
         array(select jsonb_build_object('id', e.id, 'patientId', e.patient_id, 'endsAt', e.ends_at) from emergency_accesses e
                where e.agency_id = m.agency_id and e.subject = m.subject and e.ended_at is null and e.ends_at > $3 order by e.id) as emergencies
    from agencies a left join members m on m.agency_id = a.agency_id and m.subject = any($2::text[])
   where a.agency_id = $1`);

/** What the agency says of these subjects, at one instant. */
export async function accessFactsOf(tx: Tx, subjects: readonly string[], now: Date): Promise<AccessFacts> {
  const rows = await tx.rows<Found>(FACTS, [tx.agencyId, subjects, now]);
  const members = rows.filter((row): row is Found & FoundMember => row.subject !== null);
  return { agencyStatus: rows[0]?.agencyStatus ?? null, members: new Map(members.map((member) => [member.subject, { ...member, emergencies: member.emergencies.map(revived) }])) };
}

/** The agency once with each of its members that were asked for, or once with none. */
type Found = { readonly agencyStatus: AgencyStatus } & (FoundMember | { readonly subject: null });

type FoundMember = Omit<KnownMember, 'emergencies'> & { readonly emergencies: readonly Kept[] };

/** JSON has no instants. */
type Kept = Omit<Emergency, 'endsAt'> & { readonly endsAt: string };

function revived({ endsAt, ...emergency }: Kept): Emergency {
  return { ...emergency, endsAt: new Date(endsAt) };
}
