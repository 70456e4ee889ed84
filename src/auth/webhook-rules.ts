import { hkdfSync } from 'node:crypto';

import { Refusal } from '../base/refusal.js';
import { isForbiddenHost } from './forbidden-addresses.js';

/** What the installation decides about webhooks: where they may lead, and with what their deliveries are signed. */
export interface WebhookRules {
  /** In development a receiver may run on the same machine, and without a certificate. */
  readonly allowsLocal: boolean;
  /** @throws Refusal INVALID_INPUT */
  checkedUrl(url: string, path: ReadonlyArray<string | number>): string;
  /** As receivers' libraries take it: `whsec_` and 32 bytes in base64. */
  secretOf(agencyId: string, webhookId: string, version: number): string;
}

/**
 * Secrets are worked out from the installation's own: there is none in the database to be read or lost, and every node has
 * the same. Agency, webhook and version are part of what is derived, so that no secret says anything about another.
 */
export function webhookRules({ secret, allowsLocal }: { readonly secret: Uint8Array; readonly allowsLocal: boolean }): WebhookRules {
  return {
    allowsLocal,
    checkedUrl(url, path) {
      // What is no URL at all is refused by the change.
      const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: 'https:', hostname: '' };
      if (allowsLocal) return url;
      if (protocol !== 'https:') throw new Refusal('INVALID_INPUT', { path, expected: 'a URL that begins with https:' });
      if (isForbiddenHost(hostname)) throw new Refusal('INVALID_INPUT', { path, expected: 'an address on the public internet', remedy: 'Name a host that is reached over the internet.' });
      return url;
    },
    secretOf(agencyId, webhookId, version) {
      const key = hkdfSync('sha256', secret, '', `plumbline webhook ${agencyId} ${webhookId} ${version}`, 32);
      return `whsec_${Buffer.from(key).toString('base64')}`;
    },
  };
}
