import { Refusal } from '../base/refusal.js';
import { type FieldChange, fieldChanges } from '../care/change.js';
import { hostOf, type Webhook, WEBHOOK_FILTER_FIELDS } from '../care/webhook.js';
import type { Tx } from '../db/agency-scope.js';
import { recordsByIds } from '../db/queries/records.js';
import { lockWebhook } from '../db/queries/webhooks.js';
import { BranchRow } from '../db/rows/branch-row.js';
import { PatientRow } from '../db/rows/patient-row.js';
import { PayerRow } from '../db/rows/payer-row.js';
import type { RowClass } from '../db/rows/row.js';
import type { WebhookRow } from '../db/rows/webhook-row.js';
import { checkedInterest, type WantedEvents } from '../feed/checked-interest.js';
import type { Interest } from '../feed/interest.js';

/** What the log tells of a webhook: everything but its address, which may hold a password of the receiver's. */
export function webhookChanges(before: Webhook | null, after: Webhook): FieldChange[] {
  return fieldChanges('Webhook', before && toldOf(before), toldOf(after), ['host', 'content', 'status', 'secretVersion', ...WEBHOOK_FILTER_FIELDS]);
}

function toldOf({ filter, ...webhook }: Webhook): Omit<Webhook, 'filter'> & Webhook['filter'] & { readonly host: string } {
  return { ...webhook, ...filter, host: hostOf(webhook) };
}

/** @throws Refusal NOT_FOUND */
export async function lockedWebhook(tx: Tx, webhookId: string): Promise<WebhookRow> {
  const webhook = await lockWebhook(tx, webhookId);
  if (!webhook) throw new Refusal('NOT_FOUND', { path: ['input', 'webhookId'] });
  return webhook;
}

/**
 * Unlike a subscription's, this interest outlives whoever states it: one that names a record which is not there would be
 * silent for ever.
 */
export async function knownInterest(tx: Tx, wanted: WantedEvents): Promise<Interest> {
  const interest = checkedInterest(wanted, ['input', 'filter']);
  await expectRecords(tx, PatientRow, interest.patientIds ?? [], 'patientIds');
  await expectRecords(tx, BranchRow, interest.branchIds ?? [], 'branchIds');
  await expectRecords(tx, PayerRow, interest.payerIds ?? [], 'payerIds');
  return interest;
}

async function expectRecords(tx: Tx, row: RowClass<{ id: string }>, ids: readonly string[], name: string): Promise<void> {
  if (ids.length === 0) return;
  const found = new Set((await recordsByIds(tx, row, ids)).map(({ id }) => id));
  const missing = ids.findIndex((id) => !found.has(id));
  if (missing >= 0) throw new Refusal('NOT_FOUND', { path: ['input', 'filter', name, missing] });
}
