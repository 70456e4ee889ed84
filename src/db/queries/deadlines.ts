import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

const MARK_DUE = statement(`
  insert into alignment_deadlines (agency_id, patient_id, due_at)
  select $1, patient_id, $3::timestamptz from (
    select patient_id from coverages where agency_id = $1 and payer_id = $2
    union select patient_id from authorizations where agency_id = $1 and payer_id = $2) of_payer
   order by patient_id
  on conflict (agency_id, patient_id) do update set
    due_at = least(alignment_deadlines.due_at - interval '1 millisecond', excluded.due_at)`);

/**
 * In the order of their ids, so that two policies published together cannot wait for each other in a ring. A deadline
 * that has come already is moved as well: whoever evaluates that patient now, under the old terms, is to see that it
 * is another one and leave it standing.
 */
export async function markPatientsOfPayerDue(tx: Tx, payerId: string, now: Date): Promise<void> {
  await tx.rows(MARK_DUE, [tx.agencyId, payerId, now]);
}
