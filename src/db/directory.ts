import type { Database } from './database.js';
import { statement } from './statement.js';

/**
 * The two things that must be known before an agency is: which agencies there are, and whose deadline has
 * come. Their tables alone can be read without a scope, and hold no patient fact.
 */
export interface DuePatient {
  readonly agencyId: string;
  readonly patientId: string;
}

const DUE = statement(`
  select agency_id as "agencyId", patient_id as "patientId" from alignment_deadlines where due_at <= $1
   order by due_at, agency_id, patient_id limit $2 offset $3`);

/** Longest due first, after so many who are passed over. */
export async function patientsDue(database: Database, now: Date, limit: number, passedOver = 0): Promise<DuePatient[]> {
  return (await database.pool.query<DuePatient>({ ...DUE, values: [now, limit, passedOver] })).rows;
}

const EXISTS = statement(`select 1 from agencies where agency_id = $1`);

export async function agencyExists(database: Database, agencyId: string): Promise<boolean> {
  return (await database.pool.query({ ...EXISTS, values: [agencyId] })).rows.length > 0;
}
