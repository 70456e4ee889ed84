import { Webhook as Signer } from 'standardwebhooks';

import type { WebhookRules } from '../auth/webhook-rules.js';
import { MS_PER_DAY } from '../base/day.js';
import type { Webhook } from '../care/webhook.js';
import type { Message } from './message.js';

/**
 * The headers of Standard Webhooks. For a day after a new secret was made both it and the one before sign, so that a
 * receiver can be told of the new one in its own time.
 */
export function signedHeaders({ agencyId, id, secretVersion, secretRotatedAt }: Webhook, message: Message, { secretOf }: WebhookRules, now: Date): Record<string, string> {
  const isBothValid = secretRotatedAt !== null && now.getTime() < secretRotatedAt.getTime() + MS_PER_DAY;
  const versions = isBothValid ? [secretVersion, secretVersion - 1] : [secretVersion];
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Plumbline',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': versions.map((version) => new Signer(secretOf(agencyId, id, version)).sign(message.id, now, message.body)).join(' '),
  };
}
