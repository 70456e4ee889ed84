import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

const DUE_AT = statement(`select due_at as "dueAt" from alignment_deadlines where agency_id = $1 and patient_id = $2`);

/** When a patient's alignment will be looked at again with no new fact; null when never. */
export async function dueAtOf(tx: Tx, patientId: string): Promise<Date | null> {
  const [deadline] = await tx.rows<{ dueAt: Date }>(DUE_AT, [tx.agencyId, patientId]);
  return deadline?.dueAt ?? null;
}
