import type { Viewer } from '../../auth/viewer.js';
import { Refusal } from '../../base/refusal.js';
import { TokenBucket } from '../../base/token-bucket.js';
import { MAX_POINTS } from './limits.js';

/**
 * How many points each person or program of an agency may still ask for. It is counted by subject and not by the program that
 * a token was issued to: two hundred nurses use one program, and none of them is to wait for the others. Every node counts
 * for itself.
 */
export interface Allowances {
  /** Whether so many are there; nothing is taken. @throws Refusal RATE_LIMITED */
  expect(viewer: Viewer, points: number): void;
  /** @throws Refusal RATE_LIMITED, and then nothing was taken */
  take(viewer: Viewer, points: number): void;
  /** For what was done already. */
  charge(viewer: Viewer, points: number): void;
}

export interface Rate {
  readonly pointsPerSecond: number;
  /** So many are saved up while nobody asks; no fewer than one request may cost. */
  readonly burstPoints: number;
}

/** Of whoever is forgotten the allowance is full again, so only those who have not asked for longest are. */
const REMEMBERED = 10_000;

/** No rate: everyone may ask for anything at any time. */
export function openAllowances(rate: Rate | null, nowMs: () => number): Allowances {
  if (rate === null) return UNLIMITED;
  const { pointsPerSecond, burstPoints } = rate;
  const buckets = new Map<string, TokenBucket>();

  const bucketOf = ({ agencyId, subject }: Viewer): TokenBucket => {
    const key = `${agencyId} ${subject}`;
    const bucket = buckets.get(key) ?? new TokenBucket(pointsPerSecond, nowMs, Math.max(burstPoints, MAX_POINTS));
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > REMEMBERED) buckets.delete(buckets.keys().next().value as string);
    return bucket;
  };
  const tooSoon = (bucket: TokenBucket, points: number): Refusal => {
    const retryAfterSeconds = Math.max(1, Math.ceil(bucket.msUntil(points) / 1000));
    return new Refusal('RATE_LIMITED', { expected: `at most ${pointsPerSecond} points a second over time`, found: `a request of ${points} points`, retryAfterSeconds });
  };

  return {
    expect(viewer, points) {
      const bucket = bucketOf(viewer);
      if (bucket.msUntil(points) > 0) throw tooSoon(bucket, points);
    },
    take(viewer, points) {
      const bucket = bucketOf(viewer);
      if (!bucket.take(points)) throw tooSoon(bucket, points);
    },
    charge: (viewer, points) => bucketOf(viewer).charge(points),
  };
}

const UNLIMITED: Allowances = {
  expect() {},
  take() {},
  charge() {},
};
