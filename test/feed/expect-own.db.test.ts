import 'reflect-metadata';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { perform } from '../../src/changes/perform.js';
import { expectOwn } from '../../src/feed/expect-own.js';
import { headOf } from '../../src/feed/position.js';
import { databaseLog, type LogSource } from '../../src/feed/read.js';
import { openMetrics } from '../../src/http/metrics.js';
import { type Care, openCare, openTestWorld, type TestWorld, therapyOn } from '../support/care.js';
import { follow, openTestHub } from '../support/followers.js';
import { until } from '../support/until.js';

let here: TestWorld;
let ours: Care;
let theirs: Care;

beforeAll(async () => {
  here = await openTestWorld();
  [ours, theirs] = [await openCare(here.world), await openCare(here.world)];
});
afterAll(() => here.close());

test('an agency\'s own events pass, and the server stays sound', () => {
  const metrics = openMetrics();
  expectOwn('a', [{ agencyId: 'a' }, { agencyId: 'a' }], metrics);
  expect(metrics.isSound).toBe(true);
});

test('one event of another agency among them stops all, and the server is not sound any more', () => {
  const metrics = openMetrics();
  expect(() => expectOwn('a', [{ agencyId: 'a' }, { agencyId: 'b' }], metrics)).toThrow('an event reaches its own agency only');
  expect(metrics.isSound).toBe(false);
});

test('a log that hands out another agency\'s event reaches nobody, and the server is not sound any more', async () => {
  const metrics = openMetrics();
  const log = databaseLog(here.database);
  let isConfused = false;
  // Where a reader, a cache or a pool went wrong, this is what it would look like.
  const source: LogSource = {
    async read(agencyId, after) {
      const reading = await log.read(agencyId, after);
      return isConfused ? { ...reading, events: reading.events.map((event) => ({ ...event, agencyId: theirs.agencyId })) } : reading;
    },
  };
  const hub = openTestHub(here.database, { source, telemetry: metrics });
  const { state } = await log.read(ours.agencyId, null);
  const follower = await follow(hub, { agencyId: ours.agencyId, after: headOf(state) });
  const change = (date: string): Promise<unknown> => perform(here.world, scheduleVisit, { patientId: ours.patientId, staffId: ours.staffId, ...therapyOn(date) }, ours);
  await change('2026-03-04');
  hub.hint(ours.agencyId);
  await until(() => follower.heard.length === 1);
  isConfused = true;
  await change('2026-03-05');
  hub.hint(ours.agencyId);
  await until(() => !metrics.isSound);
  expect(follower.heard).toHaveLength(1);
  follower.leave();
  await hub.stop();
});
