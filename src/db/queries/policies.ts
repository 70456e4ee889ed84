import type { Tx } from '../agency-scope.js';
import { PayerPolicyRow } from '../rows/payer-policy-row.js';
import { columnsOf } from '../rows/row.js';
import { statement } from '../statement.js';

const LATEST = statement(`
  select ${columnsOf(PayerPolicyRow, 'p')} from payer_policies p
   where p.agency_id = $1 and p.payer_id = $2 order by p.version desc limit 1 for update`);

/** Locked, so that two new versions of one payer take turns. */
export async function latestPolicyOf(tx: Tx, payerId: string): Promise<PayerPolicyRow | undefined> {
  return (await tx.rows<PayerPolicyRow>(LATEST, [tx.agencyId, payerId]))[0];
}

const COSIGN = statement(`
  select (y.terms ->> 'isCosignRequired')::boolean as "isRequired"
    from coverages c
    join payer_policies y on y.agency_id = c.agency_id and y.payer_id = c.payer_id
     and y.effective_from <= $3 and (y.effective_to is null or y.effective_to >= $3)
   where c.agency_id = $1 and c.patient_id = $2 and c.starts_on <= $3 and (c.ends_on is null or c.ends_on >= $3)
   order by c.rank limit 1`);

/** Whether the primary payer on a date of service wants a second signature under notes. */
export async function isCosignRequiredFor(tx: Tx, patientId: string, serviceOn: string): Promise<boolean> {
  const [policy] = await tx.rows<{ isRequired: boolean }>(COSIGN, [tx.agencyId, patientId, serviceOn]);
  return policy?.isRequired ?? false;
}
