import { checkedText } from '../base/check.js';
import { Refusal } from '../base/refusal.js';

/** Where an integrator who holds no socket wants to be told of changes. */
export interface Webhook {
  readonly agencyId: string;
  readonly id: string;
  readonly url: string;
  readonly content: WebhookContent;
  /** By stored ids. */
  readonly filter: WebhookFilter;
  readonly status: WebhookStatus;
  /** Secrets are derived, never stored: this says which one is in use. */
  readonly secretVersion: number;
  readonly secretRotatedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

export const WEBHOOK_CONTENTS = ['ID_ONLY', 'FULL'] as const;
export type WebhookContent = (typeof WEBHOOK_CONTENTS)[number];

/** Whoever is gone does not come back: a webhook that is wanted again is a new one, which can start from the old one's place. */
export const WEBHOOK_STATUSES = ['ACTIVE', 'PAUSED', 'GONE'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

export const WEBHOOK_FILTER_FIELDS = ['patientIds', 'branchIds', 'payerIds', 'types', 'teams', 'severities', 'rules'] as const;

/** Null lets everything through. */
export type WebhookFilter = Readonly<Record<(typeof WEBHOOK_FILTER_FIELDS)[number], readonly string[] | null>>;

/** So that one agency cannot take all the places at which webhooks are served. */
export const MOST_WEBHOOKS = 10;

export interface WebhookUpdate {
  readonly url?: string | null;
  readonly content?: WebhookContent | null;
  readonly filter?: WebhookFilter | null;
  readonly status?: 'ACTIVE' | 'PAUSED' | null;
  readonly rotatesSecret?: boolean | null;
}

/** What is left out stays as it is. */
export function updated(webhook: Webhook, { url, content, filter, status, rotatesSecret }: WebhookUpdate, now: Date): Webhook {
  expectNotGone(webhook);
  return {
    ...webhook,
    url: url == null ? webhook.url : checkedWebhookUrl(url),
    content: content ?? webhook.content,
    filter: filter ?? webhook.filter,
    status: status ?? webhook.status,
    ...(rotatesSecret === true && { secretVersion: webhook.secretVersion + 1, secretRotatedAt: now }),
    updatedAt: now,
    version: webhook.version + 1,
  };
}

export function removed(webhook: Webhook, now: Date): Webhook {
  expectNotGone(webhook);
  return { ...webhook, status: 'GONE', updatedAt: now, version: webhook.version + 1 };
}

/** @throws Refusal ILLEGAL_TRANSITION */
export function expectNotGone({ status }: Webhook): void {
  if (status === 'GONE') {
    throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'webhookId'], expected: 'a webhook that is not gone', remedy: 'Add a new webhook; it can start after the last cursor that the old one delivered.' });
  }
}

const LONGEST_URL = 2_000;

/**
 * What is wrong with an address wherever it leads. Where it may lead depends on the installation and is checked where that
 * is known. An address with a password in it would show the password to everyone who may list webhooks.
 */
export function checkedWebhookUrl(text: string): string {
  const path = ['input', 'url'];
  const trimmed = checkedText(text, path, LONGEST_URL);
  if (!URL.canParse(trimmed)) throw new Refusal('INVALID_INPUT', { path, expected: 'an absolute URL' });
  const { protocol, username, password, hash, href } = new URL(trimmed);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Refusal('INVALID_INPUT', { path, expected: 'a URL that begins with https:' });
  if (username !== '' || password !== '') throw new Refusal('INVALID_INPUT', { path, expected: 'a URL without a user name and password', remedy: 'Deliveries are signed: let the receiver verify the signature.' });
  if (hash !== '') throw new Refusal('INVALID_INPUT', { path, expected: 'a URL without a fragment' });
  if (href.length > LONGEST_URL) throw new Refusal('INVALID_INPUT', { path, expected: `1 to ${LONGEST_URL} characters`, found: `${href.length}` });
  return href;
}

/** How a webhook is named in the log of events, which more people read than may see its address. */
export function hostOf({ url }: Pick<Webhook, 'url'>): string {
  return new URL(url).host;
}
