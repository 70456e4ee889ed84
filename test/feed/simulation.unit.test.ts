import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { REGRESSIONS } from '../simulation/regressions.js';
import { type Schedule, schedules } from '../simulation/steps.js';
import { simulate } from '../simulation/simulation.js';
import type { Tally } from '../simulation/simulated-node.js';

/**
 * The feed on several nodes, over logs, networks and clients that do whatever they may do, in every order: a seed is a
 * schedule, and is replayed exactly. What is promised is held against each: whoever listens hears, once and in order, all that
 * it asked for and may hear, and nothing else, or is told that it must begin anew.
 *
 *   SIMULATION_RUNS   how many schedules; 10,000 unless told
 *   SIMULATION_SEED   the seed that a failure printed: the same schedules again
 */
const { SIMULATION_RUNS, SIMULATION_SEED } = process.env;
const RUNS = Number(SIMULATION_RUNS ?? 10_000);
const ENOUGH_TO_TRY_EVERYTHING = 1_000;
/** What never happens has not been tried. */
const RARE = [
  'resumed recent', 'resumed database', 'resumed OTHER_EPOCH', 'resumed PURGED', 'access ended', 'a hint was missed', 'TOO_SLOW', 'TRY_AGAIN_LATER', 'refused',
] as const;

test('whatever happens and in whatever order, every client hears exactly what it is to hear', async () => {
  const tally: Tally = new Map();
  await fc.assert(
    fc.asyncProperty(schedules, (schedule) => simulate(schedule, tally)),
    { numRuns: RUNS, ...(SIMULATION_SEED === undefined ? {} : { seed: Number(SIMULATION_SEED) }) },
  );
  const untried = RARE.filter((rare) => (tally.get(rare) ?? 0) < RUNS / 200);
  expect(RUNS < ENOUGH_TO_TRY_EVERYTHING ? [] : untried).toEqual([]);
}, 900_000);

test.each(REGRESSIONS)('not again: $showed', (regression) => simulate(regression));

test('the same seed and the same steps are the same schedule', async () => {
  const [schedule] = fc.sample(schedules, { numRuns: 1, seed: 7 });
  const [first, second]: [Tally, Tally] = [new Map(), new Map()];
  await simulate(schedule as Schedule, first);
  await simulate(schedule as Schedule, second);
  expect(first).toEqual(second);
});
