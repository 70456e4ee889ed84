import type { AccessFacts, KnownMember, Revocation } from '../../auth/access.js';
import type { Emergency } from '../../auth/scope.js';
import type { AgencyStatus } from '../../care/agency.js';
import { namedBy, principalOf } from '../../care/principal.js';
import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

/** Of whom, and of whose tokens, the agency is asked. */
export interface AskedOf {
  /** A principal. */
  readonly subject: string;
  readonly tokenId: string | null;
}

const MEMBERS = statement(`
  select a.status as "agencyStatus", m.issuer, m.subject, m.role, m.status, m.branch_ids as "branchIds", m.payer_ids as "payerIds", m.patient_ids as "patientIds",
         array(select jsonb_build_object('id', e.id, 'patientId', e.patient_id, 'endsAt', e.ends_at) from emergency_accesses e
                where e.agency_id = m.agency_id and e.subject = n.principal and e.ended_at is null and e.ends_at > $5 order by e.id) as emergencies
    from agencies a
    left join (unnest($2::text[], $3::text[], $4::text[]) n (principal, issuer, subject) join members m on m.agency_id = $1 and m.issuer = n.issuer and m.subject = n.subject) on true
   where a.agency_id = $1`);

const REVOCATIONS = statement(`
  select r.issuer, r.subject, r.token_id as "tokenId", r.revoked_at as "revokedAt"
    from unnest($2::text[], $3::text[]) n (issuer, subject) join token_revocations r on r.agency_id = $1 and r.issuer = n.issuer and r.subject = n.subject
  union all
  select r.issuer, r.subject, r.token_id, r.revoked_at
    from unnest($4::text[], $5::text[]) n (issuer, token_id) join token_revocations r on r.agency_id = $1 and r.issuer = n.issuer and r.token_id = n.token_id`);

/** What the agency says of these, at one instant. */
export async function accessFactsOf(tx: Tx, asked: readonly AskedOf[], now: Date): Promise<AccessFacts> {
  const principals = [...new Set(asked.map(({ subject }) => subject))];
  const names = principals.map(namedBy);
  const named = [names.map(({ issuer }) => issuer), names.map(({ subject }) => subject)];
  const tokens = asked.filter(({ tokenId }) => tokenId !== null);
  const ofTokens = [tokens.map(({ subject }) => namedBy(subject).issuer), tokens.map(({ tokenId }) => tokenId)];
  const [rows, revocations] = await Promise.all([
    tx.rows<Found>(MEMBERS, [tx.agencyId, principals, ...named, now]),
    tx.rows<Revocation>(REVOCATIONS, [tx.agencyId, ...named, ...ofTokens]),
  ]);
  const members = rows.filter((row): row is Found & FoundMember => row.subject !== null);
  return { agencyStatus: rows[0]?.agencyStatus ?? null, members: new Map(members.map((member) => [principalOf(member), { ...member, emergencies: member.emergencies.map(revived) }])), revocations };
}

/** The agency once with each of its members that were asked for, or once with none. */
type Found = { readonly agencyStatus: AgencyStatus } & (FoundMember | { readonly subject: null });

type FoundMember = Omit<KnownMember, 'emergencies'> & { readonly emergencies: readonly Kept[] };

/** JSON has no instants. */
type Kept = Omit<Emergency, 'endsAt'> & { readonly endsAt: string };

function revived({ endsAt, ...emergency }: Kept): Emergency {
  return { ...emergency, endsAt: new Date(endsAt) };
}
