import { checkVersion } from '../base/check.js';
import { removed } from '../care/webhook.js';
import { updateRows } from '../db/queries/records.js';
import { scheduleWebhook } from '../db/queries/webhook-states.js';
import { WebhookRow } from '../db/rows/webhook-row.js';
import type { AgencyChange } from './change.js';
import { lockedWebhook, webhookChanges } from './webhook-changes.js';

export interface RemoveWebhookInput {
  readonly webhookId: string;
  readonly expectedVersion?: number | null;
}

/** Also made by the server itself, when a receiver answers that it is gone. */
export const removeWebhook: AgencyChange<RemoveWebhookInput, WebhookRow> = {
  kind: 'removeWebhook',
  about: 'AGENCY',
  row: WebhookRow,
  async apply({ tx, now }, { webhookId, expectedVersion }) {
    const before = await lockedWebhook(tx, webhookId);
    checkVersion(before, expectedVersion);
    const record = removed(before, now);
    await updateRows(tx, WebhookRow, [record]);
    await scheduleWebhook(tx, webhookId, null);
    return { record, what: webhookChanges(before, record) };
  },
};
