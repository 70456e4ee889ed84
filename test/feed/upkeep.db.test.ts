import 'reflect-metadata';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import type { LogFields } from '../../src/base/ports.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { perform } from '../../src/changes/perform.js';
import { revokeToken } from '../../src/changes/revoke-token.js';
import { reading } from '../../src/db/agency-scope.js';
import { accessFactsOf } from '../../src/db/queries/access-facts.js';
import { eventsBetween, streamState } from '../../src/feed/read.js';
import { markRestored } from '../../src/feed/restored.js';
import { NO_TELEMETRY } from '../../src/feed/telemetry.js';
import { startUpkeep } from '../../src/feed/upkeep.js';
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
  const upkeep = startUpkeep(here.database, { clock, timers: systemTimers, log: systemLog('silent'), telemetry: NO_TELEMETRY, eventDays: 30 });
  try {
    return await upkeep.run();
  } finally {
    await upkeep.stop();
  }
}

/** Where a check finds that the log of the agency is not what was written to it. */
async function breaks(): Promise<Array<number | undefined>> {
  const found: Array<number | undefined> = [];
  let alarms = 0;
  const log = { ...systemLog('silent'), error: (_event: string, fields?: LogFields) => void (fields?.agencyId === care.agencyId && found.push(fields.seq)) };
  const upkeep = startUpkeep(here.database, { clock: here.clock, timers: systemTimers, log, telemetry: { chainBroken: () => void (alarms += 1) }, eventDays: 10_000 });
  await upkeep.run();
  await upkeep.stop();
  expect(alarms > 0).toBe(found.length > 0);
  return found;
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

test('a revocation of tokens is kept until the last of them has ended, and then taken away', async () => {
  const { viewer } = care;
  await perform(here.world, revokeToken, { subject: 'ann' }, { viewer, reason: 'The device was lost' });
  const kept = async (): Promise<number> => (await reading(here.database, care.agencyId, (tx) => accessFactsOf(tx, [{ subject: 'ann', tokenId: null }], here.clock.now()))).revocations.length;
  await retained(1);
  expect(await kept()).toBe(1);
  await retained(3);
  expect(await kept()).toBe(0);
});

test('what was restored by copying files begins a new epoch with its next event', async () => {
  const { head } = await reading(here.database, care.agencyId, streamState);
  expect(await markRestored(here.database)).toBeGreaterThan(0);
  expect(await reading(here.database, care.agencyId, streamState)).toMatchObject({ epoch: 2, head, forks: [{ epoch: 1, seq: head }] });
  await perform(here.world, addPayer, { name: 'Payer', kind: 'COMMERCIAL' }, { viewer: care.viewer });
  expect(await reading(here.database, care.agencyId, streamState)).toMatchObject({ epoch: 2, head: head + 1, forks: [{ epoch: 1, seq: head }] });
});

describe('a log that somebody has altered', () => {
  // What is altered for a test is put right again, since every log of the database is looked at.
  const altered = async (statement: string, repair: string): Promise<Array<number | undefined>> => {
    expect(await breaks()).toEqual([]);
    await here.owner.query(statement, [care.agencyId]);
    const found = await breaks();
    await here.owner.query(repair, [care.agencyId]);
    return found;
  };

  test('is found out where an event says something else now', async () => {
    expect(await altered(`update alignment_events set type = 'VISIT_PAID' where agency_id = $1 and seq = 3`, `delete from alignment_events where agency_id = $1 and seq <= 3`)).toEqual([3]);
  });

  test('is found out where an event is missing', async () => {
    expect(await altered('delete from alignment_events where agency_id = $1 and seq = 4', 'delete from alignment_events where agency_id = $1 and seq < 4')).toEqual([5]);
  });

  test('is found out where what an event did is told otherwise', async () => {
    expect(await altered(`update alignment_events set body = jsonb_set(body, '{actor,subject}', '"nobody"') where agency_id = $1 and seq = 2`, 'delete from alignment_events where agency_id = $1 and seq <= 2')).toEqual([2]);
  });
});
