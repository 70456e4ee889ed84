import type { Database } from './database.js';
import { type Statement, statement } from './statement.js';

/**
 * What must be known before an agency is: which agencies there are, whose deadline has come or who has been woken, and
 * which webhooks have something to deliver. Their tables alone can be read without a scope, and hold no patient fact.
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

export interface DueWebhook {
  readonly agencyId: string;
  readonly webhookId: string;
}

const dueWebhooks = (ofWhom: string): Statement => statement(`
  select s.agency_id as "agencyId", s.webhook_id as "webhookId"
    from webhook_states s join stream_heads h on h.agency_id = s.agency_id
   where s.next_attempt_at <= $1 and (s.epoch, s.seq) <> (h.epoch, h.head)
     and ${ofWhom} and s.webhook_id <> all($3::uuid[])
   order by s.next_attempt_at, s.agency_id, s.webhook_id limit $4`);

/** Two texts, because one that serves both is planned for neither. */
const OF_EVERYONE = dueWebhooks('$2::uuid[] is null');
const OF_SOME = dueWebhooks('s.agency_id = any($2::uuid[])');

export interface WebhooksAsked {
  readonly now: Date;
  /** Null: of all agencies. */
  readonly agencyIds: readonly string[] | null;
  readonly except: readonly string[];
  readonly limit: number;
}

/** Whose log has grown past the place of their deliveries, whoever has waited longest first. */
export async function webhooksDue(database: Database, { now, agencyIds, except, limit }: WebhooksAsked): Promise<DueWebhook[]> {
  return (await database.pool.query<DueWebhook>({ ...(agencyIds === null ? OF_EVERYONE : OF_SOME), values: [now, agencyIds, except, limit] })).rows;
}

const EXISTS = statement(`select 1 from agencies where agency_id = $1`);

export async function agencyExists(database: Database, agencyId: string): Promise<boolean> {
  return (await database.pool.query({ ...EXISTS, values: [agencyId] })).rows.length > 0;
}

const ID_OF_SLUG = statement(`select agency_id as "agencyId" from agencies where slug = $1`);

export async function agencyIdOfSlug(database: Database, slug: string): Promise<string | undefined> {
  return (await database.pool.query<{ agencyId: string }>({ ...ID_OF_SLUG, values: [slug] })).rows[0]?.agencyId;
}
