import 'reflect-metadata';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { passTimeTogether } from '../../src/changes/perform.js';
import { acts, type Deed, isDone, patientInCare, terms } from '../support/acts.js';
import { admit, type Care, openTestWorld, type TestWorld } from '../support/care.js';
import { expectNotStale } from '../support/staleness.js';

/**
 * Alignment is never stale: whatever was done, and whenever someone looks, what is stored is what an
 * evaluation from scratch would say.
 */
let the: TestWorld;

beforeAll(async () => {
  the = await openTestWorld({ poolSize: 6 });
});

afterAll(() => the.close());

test('after any sequence of changes the stored answer equals an evaluation from scratch', async () => {
  let acted = 0;
  await fc.assert(
    fc.asyncProperty(terms, fc.array(acts(), { minLength: 8, maxLength: 16 }), async (policy, done) => {
      const care = await patientInCare(the, policy);
      for (const one of done) {
        if (await isDone(the, care, one)) acted += 1;
        await letTheClockCatchUp(care, [care.patientId]);
        await expectNotStale(the, care);
      }
    }),
    { numRuns: 40 },
  );
  // Most of what is generated must make sense, or nothing has been tried.
  expect(acted).toBeGreaterThan(150);
}, 120_000);

test('the same holds when several people change a patient at once', async () => {
  await fc.assert(
    fc.asyncProperty(terms, fc.array(fc.array(acts(), { minLength: 3, maxLength: 5 }), { minLength: 2, maxLength: 4 }), async (policy, rounds) => {
      const care = await patientInCare(the, policy);
      for (const together of rounds) {
        await Promise.all(together.map((one) => isDone(the, care, one)));
        await letTheClockCatchUp(care, [care.patientId]);
        await expectNotStale(the, care);
      }
    }),
    { numRuns: 20 },
  );
}, 120_000);

const SHARED: readonly Deed[] = ['schedule', 'schedule', 'series', 'series', 'reschedule', 'reschedule', 'reassign', 'complete', 'correct', 'cancel', 'miss', 'train', 'wait'];

test('the same holds for patients who share a member of staff, whoever changes which of them, and when the clock looks', async () => {
  let conflicts = 0;
  const close = acts({ deeds: SHARED, mostPicks: 2, days: { min: 0, max: 1 } });
  const round = fc.array(fc.record({ one: close, whose: fc.nat(2) }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(terms, fc.array(round, { minLength: 4, maxLength: 7 }), async (policy, rounds) => {
      const care = await patientInCare(the, policy);
      const patientIds = [care.patientId, await admit(the.world, care), await admit(the.world, care)];
      for (const together of rounds) {
        const changes = together.map(({ one, whose }) => isDone(the, { ...care, patientId: patientIds[whose] as string }, one));
        await Promise.all([...changes, letTheClockCatchUp(care, patientIds)]);
        await letTheClockCatchUp(care, patientIds);
        for (const patientId of patientIds) conflicts += (await expectNotStale(the, { ...care, patientId })).staffConflicts.length;
      }
    }),
    { numRuns: 20 },
  );
  // Where nobody is in two places, nothing has been tried.
  expect(conflicts).toBeGreaterThan(15);
}, 120_000);

/** As the worker does: whoever is due or was woken is evaluated, unless someone is changing them. */
async function letTheClockCatchUp({ viewer }: Care, patientIds: readonly string[]): Promise<void> {
  await passTimeTogether(the.world, viewer, patientIds);
}
