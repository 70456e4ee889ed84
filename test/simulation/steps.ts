import fc from 'fast-check';

/** The more often something is in it, the more often it happens. */
const EVERYTHING = [
  'commit', 'commit', 'commit', 'commit', 'commit', 'commit', 'client', 'client', 'client', 'client', 'cut', 'cut', 'slow', 'slow', 'rights', 'rights', 'suspension',
  'purge', 'failover', 'crash', 'restart', 'readFails', 'rightsFail', 'answerFails', 'delay', 'time', 'time',
] as const;

export type Deed = (typeof EVERYTHING)[number];

/** One thing that happens. `pick` decides how, and nothing else does, so that it stays the same when what is before it is left out. */
export interface Step {
  readonly does: Deed;
  readonly pick: number;
}

/** What happens, and a seed for the order in which everything that follows from it goes on. */
export interface Schedule {
  readonly seed: number;
  readonly steps: readonly Step[];
}

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  seed: fc.nat(0xffff_ffff),
  steps: fc.array(fc.record({ does: fc.constantFrom(...EVERYTHING), pick: fc.nat(0xffff) }), { minLength: 8, maxLength: 36 }),
});
