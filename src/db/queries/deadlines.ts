import type { Tx } from '../agency-scope.js';
import { type Statement, statement } from '../statement.js';

/**
 * In the order of their ids, so that two who mark patients together cannot wait for each other in a ring. A deadline
 * that has come already is moved as well: whoever evaluates that patient now, by what held before, is to see that it
 * is another one and leave it standing.
 */
function marking(patients: string): Statement {
  return statement(`
    insert into alignment_deadlines (agency_id, patient_id, due_at)
    select $1, patient_id, $3::timestamptz from (${patients}) concerned
     order by patient_id
    on conflict (agency_id, patient_id) do update set
      due_at = least(alignment_deadlines.due_at - interval '1 millisecond', excluded.due_at)`);
}

const OF_PAYER = marking(`
  select patient_id from coverages where agency_id = $1 and payer_id = $2
  union select patient_id from authorizations where agency_id = $1 and payer_id = $2`);

const OF_STAFF = marking(`
  select patient_id from visits where agency_id = $1 and staff_id = $2
  union select patient_id from notes where agency_id = $1 and author_staff_id = $2
  union select patient_id from supervisions where agency_id = $1 and staff_id = $2`);

export async function markPatientsOfPayerDue(tx: Tx, payerId: string, now: Date): Promise<void> {
  await tx.rows(OF_PAYER, [tx.agencyId, payerId, now]);
}

/** Everyone whose snapshot holds this member of staff: by a visit, a note written or a supervision made. */
export async function markPatientsOfStaffDue(tx: Tx, staffId: string, now: Date): Promise<void> {
  await tx.rows(OF_STAFF, [tx.agencyId, staffId, now]);
}
