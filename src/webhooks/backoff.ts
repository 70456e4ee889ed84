/** After the last of them it is tried every hour, for ever: an agency that notices after a weekend has lost nothing. */
const STEPS_MS = [1_000, 5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000];

/** A fifth more or less, so that what failed together is not repeated together. */
const JITTER = 0.2;

/** When to try again after so many failures in a row. `chance` is from 0 to 1. */
export function nextAttemptAt(failures: number, now: Date, chance: number): Date {
  const step = STEPS_MS[Math.min(failures, STEPS_MS.length) - 1] ?? 0;
  return new Date(now.getTime() + step * (1 - JITTER + 2 * JITTER * chance));
}
