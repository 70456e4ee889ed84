import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

const TAKE_UP = statement(`
  with woken as (
    delete from alignment_wakes where agency_id = $1 and patient_id = any($2::uuid[])
  )
  insert into alignment_deadlines (agency_id, patient_id, due_at) select $1, p, $3::timestamptz from unnest($2::uuid[]) p order by p
  on conflict (agency_id, patient_id) do update set due_at = excluded.due_at where false`);

/**
 * Before patients are read and evaluated together. Their wakes are taken away, as far as they can be seen: what is read
 * next holds all that they were about, and one that is committed later stays.
 *
 * Their deadlines are taken hold of, in the order of their ids and without changing one. Whoever publishes a policy moves
 * deadlines in the same order, so the two cannot wait for each other in a ring; left to the saving of the answers,
 * the order would be the database's.
 */
export async function takeUpDue(tx: Tx, patientIds: readonly string[], now: Date): Promise<void> {
  await tx.rows(TAKE_UP, [tx.agencyId, patientIds, now]);
}
