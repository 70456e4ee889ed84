import type { LocalDate } from '../../base/day.js';
import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';
import { payerOfDay } from './payer-of-day.js';

const FROM = statement(`
  with patient as (
    select patient_id as id from coverages where agency_id = $1 and payer_id = $2
    union select patient_id from authorizations where agency_id = $1 and payer_id = $2)
  select v.id, count(*) over ()::integer as count
    from patient p join visits v on v.agency_id = $1 and v.patient_id = p.id
   where v.service_on >= $3 and v.status in ('SCHEDULED', 'COMPLETED', 'BILLED', 'PAID') and ${payerOfDay('v.patient_id', 'v.service_on')} = $2
   order by v.service_on, v.starts_at, v.id limit $4`);

export interface VisitsOfPayer {
  /** Of all of them. */
  readonly count: number;
  /** Of the first ones in time. */
  readonly ids: readonly string[];
}

/** Visits planned or made from a date on that are measured against what the payer requires. */
export async function visitsOfPayer(tx: Tx, payerId: string, from: LocalDate, limit: number): Promise<VisitsOfPayer> {
  const visits = await tx.rows<{ id: string; count: number }>(FROM, [tx.agencyId, payerId, from, limit]);
  return { count: visits[0]?.count ?? 0, ids: visits.map(({ id }) => id) };
}
