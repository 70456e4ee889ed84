import { checkedMember, checkVersion } from '../base/check.js';
import { updated, WEBHOOK_CONTENTS, type WebhookContent } from '../care/webhook.js';
import { updateRows } from '../db/queries/records.js';
import { scheduleWebhook } from '../db/queries/webhook-states.js';
import { WebhookRow } from '../db/rows/webhook-row.js';
import type { WantedEvents } from '../feed/checked-interest.js';
import type { AgencyChange } from './change.js';
import { knownInterest, lockedWebhook, webhookChanges } from './webhook-changes.js';

/** What is left out stays as it is. */
export interface UpdateWebhookInput {
  readonly webhookId: string;
  readonly url?: string | null;
  readonly content?: WebhookContent | null;
  /** In place of the whole filter that it had. */
  readonly filter?: WantedEvents | null;
  readonly status?: 'ACTIVE' | 'PAUSED' | null;
  readonly rotatesSecret?: boolean | null;
  readonly expectedVersion?: number | null;
}

export const updateWebhook: AgencyChange<UpdateWebhookInput, WebhookRow> = {
  kind: 'updateWebhook',
  about: 'AGENCY',
  row: WebhookRow,
  async apply({ tx, now }, { webhookId, expectedVersion, content, filter, status, ...input }) {
    const before = await lockedWebhook(tx, webhookId);
    checkVersion(before, expectedVersion);
    const update = {
      ...input,
      content: content == null ? null : checkedMember(content, WEBHOOK_CONTENTS, ['input', 'content']),
      filter: filter == null ? null : await knownInterest(tx, filter),
      status: status == null ? null : checkedMember(status, ['ACTIVE', 'PAUSED'], ['input', 'status']),
    };
    const record = updated(before, update, now);
    await updateRows(tx, WebhookRow, [record]);
    // Whoever mends an address that failed is tried again at once.
    await scheduleWebhook(tx, webhookId, record.status === 'ACTIVE' ? now : null);
    return { record, what: webhookChanges(before, record) };
  },
};
