import { createHmac, hkdfSync } from 'node:crypto';

import type { Viewer } from './viewer.js';

/** What the log calls someone: always the same, different in every agency, and to be led back to them only by who has the secret. */
export type PseudonymOf = (viewer: Pick<Viewer, 'agencyId' | 'subject'>) => string;

const LENGTH = 16;
const MOST_KNOWN = 1_000;

export function pseudonyms(secret: Uint8Array): PseudonymOf {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'plumbline log pseudonyms', 32));
  // There is one for every request, and few who ask.
  const known = new Map<string, string>();
  return ({ agencyId, subject }) => {
    const who = `${agencyId} ${subject}`;
    const before = known.get(who);
    if (before !== undefined) return before;
    const pseudonym = createHmac('sha256', key).update(who).digest('hex').slice(0, LENGTH);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(who, pseudonym);
    return pseudonym;
  };
}
