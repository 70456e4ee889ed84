import type { Tx } from '../agency-scope.js';
import type { WebhookDeliveryRow } from '../rows/webhook-delivery-row.js';
import { statement } from '../statement.js';

/** A place in the log up to which everything was told. */
interface Place {
  readonly epoch: number;
  readonly seq: number;
}

const PLACE = statement(`
  insert into webhook_states (agency_id, webhook_id, epoch, seq, told_seq, next_attempt_at) values ($1, $2, $3, $4, $4, $5)
  on conflict (agency_id, webhook_id) do update
     set epoch = excluded.epoch, seq = excluded.seq, told_seq = excluded.told_seq, failures = 0, next_attempt_at = excluded.next_attempt_at`);

/** Sets the place from which a webhook goes on, and when; null: not for now. */
export async function placeWebhook(tx: Tx, webhookId: string, { epoch, seq }: Place, nextAttemptAt: Date | null): Promise<void> {
  await tx.rows(PLACE, [tx.agencyId, webhookId, epoch, seq, nextAttemptAt]);
}

const SCHEDULE = statement(`update webhook_states set next_attempt_at = $3, failures = 0 where agency_id = $1 and webhook_id = $2`);

/** Says when a webhook goes on from where it is; null: not for now. */
export async function scheduleWebhook(tx: Tx, webhookId: string, nextAttemptAt: Date | null): Promise<void> {
  await tx.rows(SCHEDULE, [tx.agencyId, webhookId, nextAttemptAt]);
}

/** Someone may have replayed or paused the webhook since it was read: the place moves only from where it was then, and a pause stays. */
const MOVE = statement(`
  update webhook_states set epoch = $5, seq = $6, told_seq = $7, failures = 0, last_error = null,
         next_attempt_at = case when next_attempt_at is null then null else $8::timestamptz end
   where agency_id = $1 and webhook_id = $2 and epoch = $3 and seq = $4
  returning (select w.version from webhooks w where w.agency_id = $1 and w.id = $2) as version`);

export interface Move {
  readonly from: Place;
  readonly to: Place & { readonly toldSeq: number };
  readonly now: Date;
}

/** Returns the version that the webhook has by now, or null when the place was another one. */
export async function moveWebhook(tx: Tx, webhookId: string, { from, to, now }: Move): Promise<number | null> {
  const [row] = await tx.rows<{ version: number }>(MOVE, [tx.agencyId, webhookId, from.epoch, from.seq, to.epoch, to.seq, to.toldSeq, now]);
  return row?.version ?? null;
}

const FAIL = statement(`
  update webhook_states set failures = failures + 1, last_error = $5,
         next_attempt_at = case when next_attempt_at is null then null else $6::timestamptz end
   where agency_id = $1 and webhook_id = $2 and epoch = $3 and seq = $4`);

export async function failWebhook(tx: Tx, webhookId: string, from: Place, error: string, nextAttemptAt: Date): Promise<void> {
  await tx.rows(FAIL, [tx.agencyId, webhookId, from.epoch, from.seq, error, nextAttemptAt]);
}

/** What is older is thrown away with every attempt that is written: it is found by its number. */
export const KEPT_DELIVERIES = 1_000;

const LOG = statement(`
  with counted as (
    update webhook_states set deliveries = deliveries + 1 where agency_id = $1 and webhook_id = $2 returning deliveries
  ), forgotten as (
    delete from webhook_deliveries where agency_id = $1 and webhook_id = $2 and number <= (select deliveries - ${KEPT_DELIVERIES} from counted)
  )
  insert into webhook_deliveries (agency_id, webhook_id, number, message_id, epoch, seq, attempt, at, status_code, error, duration_ms)
  select $1, $2, deliveries, $3, $4, $5, $6, $7, $8, $9, $10 from counted`);

export type DeliveryDraft = Omit<WebhookDeliveryRow, 'agencyId' | 'webhookId' | 'number'>;

export async function logDelivery(tx: Tx, webhookId: string, { messageId, epoch, seq, attempt, at, statusCode, error, durationMs }: DeliveryDraft): Promise<void> {
  await tx.rows(LOG, [tx.agencyId, webhookId, messageId, epoch, seq, attempt, at, statusCode, error, durationMs]);
}

const OF_WEBHOOK = statement(`
  select epoch, seq, told_seq as "toldSeq", failures from webhook_states
   where agency_id = $1 and webhook_id = $2 and next_attempt_at <= $3`);

/** Null when there is nothing to do for now. */
export async function dueWebhookState(tx: Tx, webhookId: string, now: Date): Promise<(Place & { readonly toldSeq: number; readonly failures: number }) | null> {
  const [state] = await tx.rows<Place & { readonly toldSeq: number; readonly failures: number }>(OF_WEBHOOK, [tx.agencyId, webhookId, now]);
  return state ?? null;
}
