import { type Access, type AccessFacts, accessOf } from '../auth/access.js';
import type { Bearer } from '../auth/viewer.js';
import type { Clock } from '../base/ports.js';
import { reading } from '../db/agency-scope.js';
import type { Database } from '../db/database.js';
import { accessFactsOf } from '../db/queries/access-facts.js';

/**
 * What each request asks before anything else: whether whoever sent it still has access, and in what role. To ask the
 * database every time would be one more transaction for every request, so the answer is remembered for a moment, and
 * forgotten as soon as this node changes who has access in the agency or hears a hint of such a change. A hint that is lost
 * costs that moment.
 */
export interface Accesses {
  of(bearer: Bearer): Promise<Access>;
  /** Who has access in the agency has changed, or what their tokens are worth. */
  forget(agencyId: string): void;
}

export const REMEMBERED_MS = 5_000;

/** Of all agencies together: everyone who may be at work at once, with caseloads as people have them. */
const MOST_REMEMBERED = 10_000;

export interface AccessesOptions {
  readonly clock: Clock;
  readonly mostRemembered?: number;
}

export function openAccesses(database: Database, { clock, mostRemembered = MOST_REMEMBERED }: AccessesOptions): Accesses {
  const agencies = new Map<string, Map<string, Remembered>>();
  let count = 0;

  return {
    async of(bearer) {
      const facts = await (known(bearer) ?? asked(bearer)).facts;
      return accessOf(bearer, facts, clock.now());
    },
    forget,
  };

  function forget(agencyId: string): void {
    count -= agencies.get(agencyId)?.size ?? 0;
    agencies.delete(agencyId);
  }

  function known(bearer: Bearer): Remembered | undefined {
    const one = agencies.get(bearer.agencyId)?.get(keyOf(bearer));
    const ageMs = one === undefined ? Infinity : clock.now().getTime() - one.since;
    // A clock that was put back makes nothing live longer.
    return ageMs >= 0 && ageMs < REMEMBERED_MS ? one : undefined;
  }

  /** What is on its way is remembered, too. Forgotten meanwhile, it answers those who wait for it and nobody who comes later. */
  function asked(bearer: Bearer): Remembered {
    const { agencyId, subject, token } = bearer;
    const key = keyOf(bearer);
    const now = clock.now();
    const facts = reading(database, agencyId, (tx) => accessFactsOf(tx, [{ subject, tokenId: token?.tokenId ?? null }], now));
    const one = { facts, since: now.getTime() };
    remember(agencyId, key, one);
    facts.catch(() => {
      if (agencies.get(agencyId)?.get(key) === one) forget(agencyId);
    });
    return one;
  }

  function remember(agencyId: string, key: string, one: Remembered): void {
    const isNew = agencies.get(agencyId)?.has(key) !== true;
    // The agency that was asked for first makes room. Its members lose their answers, and nothing else.
    const [first] = agencies.keys();
    if (isNew && count >= mostRemembered && first !== undefined) forget(first);
    const members = agencies.get(agencyId) ?? new Map<string, Remembered>();
    agencies.set(agencyId, members.set(key, one));
    if (isNew) count += 1;
  }
}

/** Of one bearer and one token, because a token can be revoked by itself. */
function keyOf({ subject, token }: Bearer): string {
  return JSON.stringify([subject, token?.tokenId]);
}

interface Remembered {
  readonly facts: Promise<AccessFacts>;
  readonly since: number;
}
