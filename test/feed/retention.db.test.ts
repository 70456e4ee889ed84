import 'reflect-metadata';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { addPayer } from '../../src/changes/add-payer.js';
import { perform } from '../../src/changes/perform.js';
import { reading } from '../../src/db/agency-scope.js';
import { eventsBetween, streamState } from '../../src/feed/read.js';
import { markRestored } from '../../src/feed/restored.js';
import { startRetention } from '../../src/feed/retention.js';
import { systemLog, systemTimers } from '../../src/system.js';
import { type Care, movableClock, openCare, openTestWorld, type TestWorld } from '../support/care.js';

let here: TestWorld;
let care: Care;

beforeAll(async () => {
  here = await openTestWorld();
});
afterAll(() => here.close());
beforeEach(async () => {
  care = await openCare(here.world);
});

const held = async (agencyId: string): Promise<number[]> => (await reading(here.database, agencyId, (tx) => eventsBetween(tx, 0, 1_000))).map(({ seq }) => seq);

async function retained(laterDays: number): Promise<number> {
  const clock = movableClock(new Date(here.world.clock.now().getTime() + laterDays * 86_400_000).toISOString());
  const retention = startRetention(here.database, { clock, timers: systemTimers, log: systemLog('silent'), eventDays: 30 });
  try {
    return await retention.run();
  } finally {
    await retention.stop();
  }
}

test('events are kept as long as they are to be, and then taken away but for the newest, with the floor behind them', async () => {
  const other = await openCare(here.world);
  const before = await held(care.agencyId);
  expect(await retained(29)).toBe(0);
  expect(await held(care.agencyId)).toEqual(before);
  expect(await retained(31)).toBeGreaterThanOrEqual(2 * (before.length - 1));
  expect(await held(care.agencyId)).toEqual(before.slice(-1));
  expect(await held(other.agencyId)).toHaveLength(1);
  expect(await reading(here.database, care.agencyId, streamState)).toMatchObject({ floor: before.length - 1, head: before.length });
});

test('the answer to a request is kept for a week, and repeated within it', async () => {
  const request = { viewer: care.viewer, idempotencyKey: 'once' };
  const payers = async (): Promise<string> => (await perform(here.world, addPayer, { name: 'Payer', kind: 'COMMERCIAL' }, request)).record.id;
  const first = await payers();
  await retained(6);
  expect(await payers()).toBe(first);
  await retained(8);
  expect(await payers()).not.toBe(first);
});

test('what was restored by copying files begins a new epoch with its next event', async () => {
  const { head } = await reading(here.database, care.agencyId, streamState);
  expect(await markRestored(here.database)).toBeGreaterThan(0);
  expect(await reading(here.database, care.agencyId, streamState)).toMatchObject({ epoch: 2, head, forks: [{ epoch: 1, seq: head }] });
  await perform(here.world, addPayer, { name: 'Payer', kind: 'COMMERCIAL' }, { viewer: care.viewer });
  expect(await reading(here.database, care.agencyId, streamState)).toMatchObject({ epoch: 2, head: head + 1, forks: [{ epoch: 1, seq: head }] });
});
