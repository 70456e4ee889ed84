import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { DEFAULT_TERMS } from '../../src/care/payer-policy.js';
import { startClockWorker } from '../../src/changes/clock-worker.js';
import { perform } from '../../src/changes/perform.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { systemLog } from '../../src/system.js';
import { admit, openCare, openTestWorld, type TestWorld } from '../support/care.js';

let the: TestWorld;

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());

const BUSY = 50;

test('patients who cannot be evaluated at the moment, however many, do not hold up those behind them', async () => {
  const care = await openCare(the.world);
  for (let i = 0; i < BUSY; i += 1) await admit(the.world, care);
  await perform(the.world, setPayerPolicy, { payerId: care.payerId, effectiveFrom: '2026-04-01', terms: DEFAULT_TERMS }, { viewer: care.viewer });
  const worker = startClockWorker(the.world, { log: systemLog('silent'), everyMs: 600_000 });
  try {
    await the.owner.query('begin');
    await the.owner.query(`select from patients order by id limit ${BUSY} for update`);
    expect(await worker.run()).toBe(1);
    await the.owner.query('rollback');
    expect(await worker.run()).toBe(BUSY);
  } finally {
    await worker.stop();
  }
});
