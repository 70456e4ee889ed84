import type { KeyObject } from 'node:crypto';

import type { IssuerKind } from './viewer.js';

/** An identity provider whose tokens are accepted, and by which rules. */
export interface Issuer {
  /** What this installation calls it. Members are known by it, so that a provider can move to another address. */
  readonly name: string;
  readonly kind: IssuerKind;
  /** What its tokens name as their issuer, to the letter. */
  readonly url: string;
  readonly audience: string;
  /** Pinned: the header of a token does not choose how it is checked. */
  readonly algorithms: readonly string[];
  readonly keys: KeySource;
  /** The claim with the id of the agency. */
  readonly agencyClaim: string;
  /** Its tokens are worth nothing any more this long after they were issued, whatever they say. */
  readonly longestLifeMs: number;
}

export type KeySource =
  | { readonly kind: 'GIVEN'; readonly key: KeyObject }
  | { readonly kind: 'FETCHED'; readonly url: string }
  /** Where OpenID Connect's discovery says that they are. */
  | { readonly kind: 'DISCOVERED' };

/** An address that nobody between here and there can answer for. On the machine itself there is nobody between. */
export function isSafeAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, hash } = new URL(url);
  return username === '' && password === '' && hash === '' && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname)));
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);
