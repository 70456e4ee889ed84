import { WebhookDeliveryRow } from '../../rows/webhook-delivery-row.js';
import type { List } from '../page.js';

/** In the order in which they were made. */
export const webhookDeliveryList: List<WebhookDeliveryRow, object, 'NUMBER'> = {
  name: 'webhook deliveries',
  row: WebhookDeliveryRow,
  orders: { NUMBER: [] },
  identity: [{ sql: 't.number', type: 'bigint' }],
  where: () => [],
};
