import type { Viewer } from '../../auth/viewer.js';
import { Refusal } from '../../base/refusal.js';
import { TokenBucket } from '../../base/token-bucket.js';

/**
 * How often someone may try what tells them something even where it fails: whether the agency has a patient of that record
 * number, say. Every try counts, also one that only asks what would be. Every node counts for itself.
 */
export interface Attempts {
  /** @throws Refusal RATE_LIMITED */
  take(viewer: Pick<Viewer, 'agencyId' | 'subject'>): void;
}

/** Enough to mistype a number over the telephone, and too few to go through numbers. */
export const EMERGENCY_ATTEMPTS_AN_HOUR = 10;

/** Of whoever is forgotten all attempts are there again, so only those who have not tried for longest are. */
const REMEMBERED = 10_000;

export function openAttempts(perHour: number, nowMs: () => number): Attempts {
  const buckets = new Map<string, TokenBucket>();
  return {
    take({ agencyId, subject }) {
      const key = `${agencyId} ${subject}`;
      const bucket = buckets.get(key) ?? new TokenBucket(perHour / 3_600, nowMs, perHour);
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > REMEMBERED) buckets.delete(buckets.keys().next().value as string);
      if (bucket.take()) return;
      throw new Refusal('RATE_LIMITED', {
        expected: `at most ${perHour} attempts an hour`,
        remedy: 'Ask an administrator of the agency for access.',
        retryAfterSeconds: Math.max(1, Math.ceil(bucket.msUntil(1) / 1000)),
      });
    },
  };
}
