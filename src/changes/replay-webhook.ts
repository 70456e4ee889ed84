import { expectNotGone } from '../care/webhook.js';
import { placeWebhook } from '../db/queries/webhook-states.js';
import { WebhookRow } from '../db/rows/webhook-row.js';
import type { Position } from '../feed/position.js';
import type { AgencyChange } from './change.js';
import { lockedWebhook } from './webhook-changes.js';

export interface ReplayWebhookInput {
  readonly webhookId: string;
  /** Everything after this place is delivered, again if need be. */
  readonly after: Position;
}

/** Sets back, or ahead, how far a webhook has come. Repeated messages have the ids that they had before. */
export const replayWebhook: AgencyChange<ReplayWebhookInput, WebhookRow> = {
  kind: 'replayWebhook',
  about: 'AGENCY',
  row: WebhookRow,
  async apply({ tx, now }, { webhookId, after }) {
    const record = await lockedWebhook(tx, webhookId);
    expectNotGone(record);
    await placeWebhook(tx, webhookId, after, record.status === 'ACTIVE' ? now : null);
    return { record, what: [] };
  },
};
