import type { Concern } from '../../auth/access.js';
import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

/** A patient as someone knows them who sees no record of theirs. */
export type KnownAs = { readonly patientId: string } | { readonly mrn: string };

const CONCERN = statement(`
  select p.id as "patientId", p.branch_id as "branchId",
         array(select c.payer_id from coverages c where c.agency_id = p.agency_id and c.patient_id = p.id
               union
               select z.payer_id from authorizations z where z.agency_id = p.agency_id and z.patient_id = p.id
               order by 1) as "payerIds"
    from patients p
   where p.agency_id = $1 and (p.id = $2::uuid or p.mrn = $3::text)`);

/** Into which scopes a patient falls; undefined when the agency has no such patient. */
export async function patientConcern(tx: Tx, who: KnownAs): Promise<(Concern & { readonly patientId: string }) | undefined> {
  const [found] = await tx.rows<Concern & { readonly patientId: string }>(CONCERN, [tx.agencyId, 'mrn' in who ? null : who.patientId, 'mrn' in who ? who.mrn : null]);
  return found;
}
