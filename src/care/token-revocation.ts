import { Refusal } from '../base/refusal.js';
import { checkedId, checkedIssuer } from './principal.js';

/** Tokens that are worth nothing any more although they have not ended: one by its id, or all that someone had by then. */
export interface TokenRevocation {
  readonly agencyId: string;
  readonly id: string;
  /** The identity provider that issued them. */
  readonly issuer: string;
  /** Whose; null where it is one token. */
  readonly subject: string | null;
  /** Which; null where it is all of a subject. */
  readonly tokenId: string | null;
  /** Those that are issued later hold. */
  readonly revokedAt: Date;
}

/** No token holds for longer, whatever its issuer wrote into it. */
export const LONGEST_TOKEN_LIFE_MS = 24 * 60 * 60 * 1000;

/** What callers name: a token or somebody, and not both. */
export interface Revoked {
  readonly issuer?: string | null;
  readonly subject?: string | null;
  readonly tokenId?: string | null;
}

/** @throws Refusal INVALID_INPUT */
export function revocation(which: Pick<TokenRevocation, 'agencyId' | 'id'>, { issuer, subject = null, tokenId = null }: Revoked, now: Date): TokenRevocation {
  if ((subject === null) === (tokenId === null)) {
    throw new Refusal('INVALID_INPUT', { path: ['input'], expected: 'either subject or tokenId', found: subject === null ? 'neither' : 'both' });
  }
  return {
    ...which,
    issuer: checkedIssuer(issuer),
    subject: subject === null ? null : checkedId(subject, 'subject'),
    tokenId: tokenId === null ? null : checkedId(tokenId, 'tokenId'),
    revokedAt: now,
  };
}
