import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import type { AgencyKey } from '../db/queries/agency-keys.js';
import { type KeyProvider, ProviderOut } from './key-provider.js';
import { SECRET_BYTES, type SealingKeys, sealingKeys } from './sealed-text.js';

/**
 * The unwrapped keys of agencies, in memory and nowhere else: as few as are in use and for a bounded time.
 *
 * What is known goes on working while the provider is out, up to its bound. What is not known, or no longer, is refused as BUSY:
 * nothing is ever kept plain because it could not be sealed.
 */
export interface KeyRing {
  /** Undefined when it has to be unwrapped first. */
  atHand(agencyId: string, number: number): SealingKeys | undefined;
  /** @throws Refusal BUSY; Unreadable where the key was wrapped by another provider or for another agency */
  unwrapped(agencyId: string, key: AgencyKey): Promise<SealingKeys>;
}

/** After this it is unwrapped anew, so that a provider that has withdrawn a key is heeded. */
export const FRESH_MS = 5 * 60_000;
/** After this it is forgotten, provider or not. */
export const KEPT_MS = 60 * 60_000;
/** How long a provider that is out is not asked again for what is known. */
const PATIENCE_MS = 15_000;
const MOST_KEYS = 1_000;

interface Held {
  readonly keys: SealingKeys;
  readonly wrapped: string;
  freshUntilMs: number;
  readonly keptUntilMs: number;
}

export function openKeyRing(provider: KeyProvider, nowMs: () => number): KeyRing {
  const held = new Map<string, Held>();
  const asked = new Map<string, Promise<SealingKeys>>();

  const unwrap = async (agencyId: string, { number, wrappedBy, wrapped }: AgencyKey): Promise<SealingKeys> => {
    const name = nameOf(agencyId, number);
    try {
      const secret = await provider.unwrap({ wrappedBy, wrapped }, purposeOf(agencyId, number));
      invariant(secret.length === SECRET_BYTES, 'the secret of an agency has the length that it was made with');
      const keys = sealingKeys(agencyId, number, secret);
      secret.fill(0);
      const now = nowMs();
      held.delete(name);
      held.set(name, { keys, wrapped, freshUntilMs: now + FRESH_MS, keptUntilMs: now + KEPT_MS });
      const [oldest] = held.keys();
      if (held.size > MOST_KEYS && oldest !== undefined) held.delete(oldest);
      return keys;
    } catch (error) {
      if (!(error instanceof ProviderOut)) throw error;
      const known = held.get(name);
      if (known === undefined || known.keptUntilMs <= nowMs()) {
        held.delete(name);
        throw new Refusal('BUSY', { expected: 'the service that keeps the keys for sealed numbers to answer' });
      }
      known.freshUntilMs = nowMs() + PATIENCE_MS;
      return known.keys;
    }
  };

  const isFresh = (one: Held | undefined): one is Held => one !== undefined && one.freshUntilMs > nowMs() && one.keptUntilMs > nowMs();

  return {
    atHand(agencyId, number) {
      const one = held.get(nameOf(agencyId, number));
      return isFresh(one) ? one.keys : undefined;
    },
    unwrapped(agencyId, key) {
      const one = held.get(nameOf(agencyId, key.number));
      // Wrapped otherwise it may be another one under the same number, after the database was put back to an earlier state.
      if (isFresh(one) && one.wrapped === key.wrapped) return Promise.resolve(one.keys);
      if (one !== undefined && one.wrapped !== key.wrapped) held.delete(nameOf(agencyId, key.number));
      const running = asked.get(key.wrapped) ?? unwrap(agencyId, key).finally(() => asked.delete(key.wrapped));
      asked.set(key.wrapped, running);
      return running;
    },
  };
}

/** What a secret is wrapped for. */
export function purposeOf(agencyId: string, number: number): string {
  return `plumbline agency ${agencyId} key ${number}`;
}

function nameOf(agencyId: string, number: number): string {
  return `${agencyId} ${number}`;
}
