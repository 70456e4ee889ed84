import type { PayerKind } from '../../care/payer-policy.js';
import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

/**
 * The payer that care of a patient on a day is measured against, chosen as `policyBookOf` chooses it: that of the
 * primary coverage; without one, that of the nearest authorization; and null, so that the patient pays, without either. It is
 * the same one for those to whom it is not shown.
 *
 * @param patient and `day` are columns of the statement around it; `agency` is one, or the first parameter, which is the agency
 */
export function payerOfDay(patient: string, day: string, agency = '$1'): string {
  return `coalesce(
    (select c.payer_id from covering_payers c
      where c.agency_id = ${agency} and c.patient_id = ${patient} and c.starts_on <= ${day} and (c.ends_on is null or c.ends_on >= ${day})
      order by c.rank, c.starts_on desc, c.id limit 1),
    (select z.payer_id from authorizing_payers z where z.agency_id = ${agency} and z.patient_id = ${patient}
      order by greatest(z.starts_on - ${day}, ${day} - z.ends_on, 0), z.line_id limit 1))`;
}

const OF_VISITS = statement(`
  select v.id as "visitId", a.id as "payerId", a.kind
    from visits v join payers a on a.agency_id = v.agency_id and a.id = ${payerOfDay('v.patient_id', 'v.service_on')}
   where v.agency_id = $1 and v.id = any($2::uuid[])`);

export interface PayerOfVisit {
  readonly visitId: string;
  readonly payerId: string;
  readonly kind: PayerKind;
}

/** By visit; a visit that the patient pays for is not among them. */
export async function payersOfVisits(tx: Tx, visitIds: readonly string[]): Promise<Map<string, PayerOfVisit>> {
  const payers = await tx.rows<PayerOfVisit>(OF_VISITS, [tx.agencyId, visitIds]);
  return new Map(payers.map((payer) => [payer.visitId, payer]));
}
