import { WebhookRow } from '../../rows/webhook-row.js';
import type { List } from '../page.js';

export const webhookList: List<WebhookRow, object, 'CREATED_AT'> = {
  name: 'webhooks',
  row: WebhookRow,
  orders: { CREATED_AT: [{ sql: 't.created_at', type: 'timestamptz' }] },
  where: () => [],
};
