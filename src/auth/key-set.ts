import type { KeyObject } from 'node:crypto';

import { createLocalJWKSet, type CryptoKey, errors, type FlattenedJWSInput, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';

import type { Cancel, Log, Timers } from '../base/ports.js';
import { Refusal } from '../base/refusal.js';
import { type Issuer, isSafeAddress } from './issuer.js';

/** The keys with which an issuer signs, as they are known here. */
export interface KeySet {
  /** Another one whenever what was verified before might not be verified again; null while nothing can be verified. */
  readonly version: number | null;
  /** @throws Refusal BUSY while no keys are known; JWKSNoMatchingKey where none of them is the one */
  keyOf(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey | KeyObject>;
  stop(): void;
}

export interface KeySetOptions {
  readonly timers: Timers;
  readonly log: Log;
  /** How long keys go on being used when the issuer cannot be asked for them. */
  readonly outlastMs: number;
}

/** So long can a key be used after its issuer has taken it out of the set, and so old is a set that is asked for again in passing. */
export const REFRESH_MS = 5 * 60_000;
/** A key that is not known makes the issuer be asked no more often than this, whoever sends tokens. */
export const COOLDOWN_MS = 30_000;
/** Where no keys are known at all. */
const RETRY_MS = 1_000;

const ANSWER_WITHIN_MS = 5_000;
const MOST_BYTES = 256 * 1024;
const MOST_KEYS = 100;

export function keySetOf(issuer: Issuer, options: KeySetOptions): KeySet {
  const { keys } = issuer;
  return keys.kind === 'GIVEN' ? { version: 0, keyOf: async () => keys.key, stop: () => undefined } : fetchedKeys(issuer, options);
}

/**
 * Keys that an issuer publishes. They are fetched when the first token comes and again every few minutes, so that whoever
 * sends a token later waits for no one; only a key that is not among them is asked for on the spot, once in half a minute.
 * When the issuer does not answer, the keys that are known are used for as long as they may outlast it, and then none.
 */
function fetchedKeys(issuer: Issuer, { timers, log, outlastMs }: KeySetOptions): KeySet {
  let known: { readonly text: string; readonly resolve: ReturnType<typeof createLocalJWKSet>; readonly atMs: number } | null = null;
  let version = 0;
  let running: Promise<void> | null = null;
  let failedAtMs = -Infinity;
  let searchedAtMs = -Infinity;
  let cancel: Cancel | null = null;

  return {
    get version() {
      return usable() === null ? null : version;
    },
    async keyOf(header, token) {
      if (usable() === null && timers.nowMs() - failedAtMs >= RETRY_MS) await refreshed();
      const keys = usable();
      if (keys === null) throw new Refusal('BUSY', { found: 'an identity provider that does not answer', remedy: 'Wait a moment and repeat.', retryAfterSeconds: Math.ceil(RETRY_MS / 1000) });
      try {
        return await keys.resolve(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || timers.nowMs() - searchedAtMs < COOLDOWN_MS) throw error;
      }
      // One that the issuer has begun to use since.
      searchedAtMs = timers.nowMs();
      await refreshed();
      return (usable() ?? keys).resolve(header, token);
    },
    stop: () => cancel?.(),
  };

  function usable(): typeof known {
    return known !== null && timers.nowMs() - known.atMs < outlastMs ? known : null;
  }

  function refreshed(): Promise<void> {
    running ??= refresh().finally(() => {
      running = null;
    });
    return running;
  }

  async function refresh(): Promise<void> {
    cancel ??= timers.every(REFRESH_MS, () => void refreshed());
    try {
      const text = await keysOf(issuer);
      const resolve = text === known?.text ? known.resolve : createLocalJWKSet(JSON.parse(text) as JSONWebKeySet);
      if (text !== known?.text) version += 1;
      known = { text, resolve, atMs: timers.nowMs() };
      failedAtMs = -Infinity;
    } catch {
      // Said once for each time that it is away.
      if (failedAtMs === -Infinity) log.warn('issuer.keys-not-fetched', { operation: issuer.name });
      failedAtMs = timers.nowMs();
    }
  }
}

/** @throws whatever keeps the issuer's keys from being known for certain */
async function keysOf({ keys, url }: Issuer): Promise<string> {
  const { keys: published } = await jsonAt(keys.kind === 'FETCHED' ? keys.url : await discovered(url));
  if (!Array.isArray(published) || published.length > MOST_KEYS) throw new Error('no set of keys');
  return JSON.stringify({ keys: published });
}

/** The document has to speak for the very issuer that was asked, and may not lead from a safe address to one that is less so. */
async function discovered(url: string): Promise<string> {
  const { issuer, jwks_uri: keysUrl } = await jsonAt(`${url.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const isSafe = typeof keysUrl === 'string' && isSafeAddress(keysUrl) && (keysUrl.startsWith('https:') || url.startsWith('http:'));
  if (issuer !== url || !isSafe) throw new Error('not the discovery of this issuer');
  return keysUrl;
}

async function jsonAt(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_WITHIN_MS), headers: { accept: 'application/json' } });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('too long an answer');
    chunks.push(chunk);
  }
  const answer: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (!response.ok || typeof answer !== 'object' || answer === null) throw new Error('no answer');
  return answer as Record<string, unknown>;
}
