import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

/** What one recipient was shown of a patient, through one way and for one purpose. Repeated ones are one, as 45 CFR 164.528(b)(3) allows. */
export interface DisclosureGroup {
  readonly subject: string;
  readonly role: string;
  readonly issuer: string;
  readonly clientId: string | null;
  readonly purpose: string;
  readonly kind: string;
  readonly transport: string;
  readonly recordKinds: readonly string[];
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Entries of the audit trail that say more. */
  readonly lastNumber: number;
}

const DISCLOSURES = statement(`
  select t.subject, t.role, t.issuer, t.client_id as "clientId", t.purpose, t.kind, t.transport, t.record_kinds as "recordKinds",
         sum(coalesce(t.count, 1))::integer as times, min(t.recorded_at) as "firstAt", max(t.recorded_at) as "lastAt", max(t.seq) as "lastNumber"
    from audit_entries t
   where t.agency_id = $1 and t.seq in (select audit_seqs_of_patient($2)) and t.recorded_at >= $3 and t.recorded_at < $4 and t.outcome = 'OK' and t.role <> 'SYSTEM'
   group by t.subject, t.role, t.issuer, t.client_id, t.purpose, t.kind, t.transport, t.record_kinds
   order by max(t.recorded_at) desc, t.subject limit $5`);

export async function disclosuresOf(tx: Tx, { patientId, from, before, limit }: { readonly patientId: string; readonly from: Date; readonly before: Date; readonly limit: number }): Promise<DisclosureGroup[]> {
  return tx.rows<DisclosureGroup>(DISCLOSURES, [tx.agencyId, patientId, from, before, limit]);
}
