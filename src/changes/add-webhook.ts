import { checkedMember } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { checkedWebhookUrl, MOST_WEBHOOKS, WEBHOOK_CONTENTS, type WebhookContent } from '../care/webhook.js';
import { insertRows } from '../db/queries/records.js';
import { placeWebhook } from '../db/queries/webhook-states.js';
import { countWebhooks } from '../db/queries/webhooks.js';
import { WebhookRow } from '../db/rows/webhook-row.js';
import type { Position } from '../feed/position.js';
import type { WantedEvents } from '../feed/checked-interest.js';
import { streamState } from '../feed/read.js';
import type { AgencyChange } from './change.js';
import { knownInterest, webhookChanges } from './webhook-changes.js';

export interface AddWebhookInput {
  readonly id?: string;
  readonly url: string;
  readonly content?: WebhookContent | null;
  readonly filter?: WantedEvents | null;
  /** Everything after this place; from now on when left out. */
  readonly after?: Position | null;
}

/** From now on means: from before this change, so that the first thing a receiver is told may be that it was added. */
export const addWebhook: AgencyChange<AddWebhookInput, WebhookRow> = {
  kind: 'addWebhook',
  about: 'AGENCY',
  row: WebhookRow,
  async apply({ tx, now, ids }, { id, url, content, filter, after }) {
    const record: WebhookRow = {
      agencyId: tx.agencyId,
      id: id ?? ids.next(),
      url: checkedWebhookUrl(url),
      content: checkedMember(content ?? 'ID_ONLY', WEBHOOK_CONTENTS, ['input', 'content']),
      filter: await knownInterest(tx, filter ?? {}),
      status: 'ACTIVE',
      secretVersion: 1,
      secretRotatedAt: null,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    if ((await countWebhooks(tx)) >= MOST_WEBHOOKS) {
      throw new Refusal('LIMIT_EXCEEDED', { path: ['input'], expected: `at most ${MOST_WEBHOOKS} webhooks an agency`, remedy: 'Remove a webhook that is not used any more.' });
    }
    const { epoch, head } = await streamState(tx);
    await insertRows(tx, WebhookRow, [record]);
    await placeWebhook(tx, record.id, after ?? { epoch, seq: head }, now);
    return { record, what: webhookChanges(null, record) };
  },
};
