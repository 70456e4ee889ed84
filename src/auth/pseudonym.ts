import { createHmac, hkdfSync } from 'node:crypto';

import type { Viewer } from './viewer.js';

/** What the log calls someone: always the same, different in every agency, and to be led back to them only by who has the secret. */
export type PseudonymOf = (viewer: Pick<Viewer, 'agencyId' | 'subject'>) => string;

const LENGTH = 16;

export function pseudonyms(secret: Uint8Array): PseudonymOf {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'plumbline log pseudonyms', 32));
  return ({ agencyId, subject }) => createHmac('sha256', key).update(`${agencyId} ${subject}`).digest('hex').slice(0, LENGTH);
}
