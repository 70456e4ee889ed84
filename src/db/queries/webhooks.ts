import type { Tx } from '../agency-scope.js';
import { columnsOf } from '../rows/row.js';
import { WebhookRow } from '../rows/webhook-row.js';
import { statement } from '../statement.js';

const LOCK = statement(`select ${columnsOf(WebhookRow, 'w')} from webhooks w where w.agency_id = $1 and w.id = $2 for update`);

/** Changes of a webhook take turns. */
export async function lockWebhook(tx: Tx, webhookId: string): Promise<WebhookRow | undefined> {
  return (await tx.rows<WebhookRow>(LOCK, [tx.agencyId, webhookId]))[0];
}

const TAKE_TURNS = statement(`select pg_advisory_xact_lock(hashtextextended('webhooks ' || $1::text, 0))`);
const COUNT = statement(`select count(*)::int as count from webhooks where agency_id = $1 and status <> 'GONE'`);

/** How many there are that are not gone. Whoever asks next waits until this transaction has ended, so that two cannot both be the tenth. */
export async function countWebhooks(tx: Tx): Promise<number> {
  await tx.rows(TAKE_TURNS, [tx.agencyId]);
  const [row] = await tx.rows<{ count: number }>(COUNT, [tx.agencyId]);
  return row?.count ?? 0;
}
