import type { Tx } from '../agency-scope.js';
import { statement } from '../statement.js';

/** When the log first and last told of a patient; of the agency itself where there is no patient. */
export interface LogSpan {
  readonly patientId: string | null;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

const SPANS = statement(`
  select patient_id as "patientId", min(recorded_at) as "firstAt", max(recorded_at) as "lastAt"
    from alignment_events where agency_id = $1 group by patient_id`);

export async function logSpans(tx: Tx): Promise<LogSpan[]> {
  return tx.rows<LogSpan>(SPANS, [tx.agencyId]);
}
