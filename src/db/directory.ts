import type { Database } from './database.js';
import { statement } from './statement.js';

/**
 * The two things that must be known before an agency is: which agencies there are, and whose deadline has
 * come or who has been woken. Their tables alone can be read without a scope, and hold no patient fact.
 */
export interface DuePatient {
  readonly agencyId: string;
  readonly patientId: string;
  readonly dueAt: Date;
}

const DUE = statement(`
  (select agency_id as "agencyId", patient_id as "patientId", due_at as "dueAt" from alignment_deadlines
    where due_at <= $1 and (due_at, agency_id, patient_id) > ($2::timestamptz, $3::uuid, $4::uuid)
    order by due_at, agency_id, patient_id limit $5)
  union all
  (select agency_id, patient_id, woken_at from alignment_wakes
    where (woken_at, agency_id, patient_id) > ($2::timestamptz, $3::uuid, $4::uuid)
    order by woken_at, agency_id, patient_id limit $5)
  order by 3, 1, 2 limit $5`);

/** Before everyone. */
const NOBODY: DuePatient = { agencyId: '00000000-0000-0000-0000-000000000000', patientId: '00000000-0000-0000-0000-000000000000', dueAt: new Date(0) };

/** Longest due first, from behind the last one of the page before. Whoever is due for several reasons is in it several times. */
export async function patientsDue(database: Database, now: Date, limit: number, { dueAt, agencyId, patientId }: DuePatient = NOBODY): Promise<DuePatient[]> {
  return (await database.pool.query<DuePatient>({ ...DUE, values: [now, dueAt, agencyId, patientId, limit] })).rows;
}

const AGENCIES = statement(`select agency_id as "agencyId" from agencies order by agency_id`);

export async function agencyIds(database: Database): Promise<string[]> {
  return (await database.pool.query<{ agencyId: string }>({ ...AGENCIES, values: [] })).rows.map(({ agencyId }) => agencyId);
}

const EXISTS = statement(`select 1 from agencies where agency_id = $1`);

export async function agencyExists(database: Database, agencyId: string): Promise<boolean> {
  return (await database.pool.query({ ...EXISTS, values: [agencyId] })).rows.length > 0;
}

const ID_OF_SLUG = statement(`select agency_id as "agencyId" from agencies where slug = $1`);

export async function agencyIdOfSlug(database: Database, slug: string): Promise<string | undefined> {
  return (await database.pool.query<{ agencyId: string }>({ ...ID_OF_SLUG, values: [slug] })).rows[0]?.agencyId;
}
