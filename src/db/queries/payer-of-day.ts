import type { PayerKind } from '../../care/payer-policy.js';
import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

/**
 * The payer that care of a patient on a day is measured against, chosen as `policyBookOf` chooses it: that of the
 * primary coverage; without one, that of the nearest authorization; and null, so that the patient pays, without either.
 *
 * @param patient and `day` are columns of the statement around it; `agency` is one, or the first parameter, which is the agency
 */
export function payerOfDay(patient: string, day: string, agency = '$1'): string {
  return `coalesce(
    (select c.payer_id from coverages c
      where c.agency_id = ${agency} and c.patient_id = ${patient} and c.starts_on <= ${day} and (c.ends_on is null or c.ends_on >= ${day})
      order by c.rank, c.starts_on desc, c.id limit 1),
    (select z.payer_id from authorizations z join authorization_lines l on l.agency_id = z.agency_id and l.patient_id = z.patient_id and l.authorization_id = z.id
      where z.agency_id = ${agency} and z.patient_id = ${patient} and z.cancelled_at is null
      order by greatest(l.starts_on - ${day}, ${day} - l.ends_on, 0), l.id limit 1))`;
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
