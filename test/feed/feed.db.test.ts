import 'reflect-metadata';

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';

import { systemOf } from '../../src/auth/viewer.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { perform, type World } from '../../src/changes/perform.js';
import { type Database, openDatabase } from '../../src/db/database.js';
import { type Feed, type FeedMessage, openFeed } from '../../src/feed/feed.js';
import { systemClock, systemIds, systemLog } from '../../src/system.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';

const log = systemLog('silent');
const LATE = 600_000;

let stored: TestDatabase;
let database: Database;
let owner: pg.Client;
let feed: Feed;
let world: World;
let agencyId: string;
const opened: Feed[] = [];

beforeAll(async () => {
  stored = await createTestDatabase();
  database = await openDatabase({ url: stored.url, poolSize: 12, onConnectionLost: () => undefined });
  owner = new pg.Client({ connectionString: stored.url });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await database.close();
  await stored.drop();
});

beforeEach(async () => {
  feed = feedWith({});
  world = { database, clock: systemClock, ids: systemIds, hint: (agency) => feed.hint(agency) };
  agencyId = await newAgency();
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
});

function feedWith({ pollMs = LATE, checkpointMs = LATE }: { pollMs?: number; checkpointMs?: number }): Feed {
  const made = openFeed(database, { log, pollMs, checkpointMs });
  opened.push(made);
  return made;
}

async function newAgency(): Promise<string> {
  const id = systemIds.next();
  await perform(world, openAgency, { slug: `a${id.replaceAll('-', '').slice(-20)}`, name: 'Agency' }, { viewer: systemOf(id) });
  return id;
}

/** The smallest change that leaves an event. */
async function change(agency = agencyId, through: World = world): Promise<number> {
  const { position } = await perform(through, addPayer, { name: 'Payer', kind: 'COMMERCIAL' }, { viewer: systemOf(agency) });
  return position?.seq ?? -1;
}

const all = (): true => true;

async function take(messages: AsyncIterator<FeedMessage>, count: number): Promise<FeedMessage[]> {
  const taken: FeedMessage[] = [];
  while (taken.length < count) {
    const { value, done } = await messages.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}

function sequences(messages: readonly FeedMessage[]): number[] {
  return messages.map(({ position }) => position.seq);
}

function chainIsUnbroken(messages: readonly FeedMessage[], start: number): boolean {
  let last = start;
  return messages.every((message) => {
    const isNext = message.kind !== 'RESYNC_REQUIRED' && message.previous.seq === last;
    last = message.position.seq;
    return isNext;
  });
}

test('a reader hears of a change that commits after it began to follow', async () => {
  const messages = feed.follow({ agencyId, after: null, matches: all });
  const first = messages.next();
  await until(async () => (await change()) > 0);
  expect((await first).value).toMatchObject({ kind: 'EVENT', event: { agencyId, type: 'PAYER_ADDED' } });
  await messages.return?.();
});

test('a reader that resumes from any place gets exactly what follows it, in order', async () => {
  for (let i = 0; i < 8; i += 1) await change();
  for (const after of [0, 1, 5, 8]) {
    const messages = feed.follow({ agencyId, after: { epoch: 1, seq: after }, matches: all });
    const missed = await take(messages, 9 - after);
    expect(sequences(missed)).toEqual(Array.from({ length: 9 - after }, (_, i) => after + 1 + i));
    expect(chainIsUnbroken(missed, after)).toBe(true);
    await messages.return?.();
  }
});

test('readers that come and go while sixteen writers commit lose nothing, repeat nothing and see one order', async () => {
  const total = 160;
  const writers = Promise.all(Array.from({ length: 16 }, async () => { for (let i = 0; i < total / 16; i += 1) await change(); }));
  // Each reader leaves after a few messages and comes back with the place of its last one.
  const reader = async (patience: number): Promise<FeedMessage[]> => {
    const heard: FeedMessage[] = [];
    while (heard.length < total) {
      const last = heard.at(-1)?.position ?? { epoch: 1, seq: 1 };
      const messages = feed.follow({ agencyId, after: last, matches: all });
      heard.push(...(await take(messages, Math.min(patience, total - heard.length))));
      await messages.return?.();
    }
    return heard;
  };
  const heard = await Promise.all([reader(1), reader(3), reader(7), reader(total)]);
  await writers;
  for (const messages of heard) {
    expect(sequences(messages)).toEqual(Array.from({ length: total }, (_, i) => i + 2));
    expect(chainIsUnbroken(messages, 1)).toBe(true);
  }
});

test('a filter hides events and the chain still joins what is shown', async () => {
  const messages = feed.follow({ agencyId, after: { epoch: 1, seq: 1 }, matches: ({ seq }) => seq % 3 === 0 });
  for (let i = 0; i < 9; i += 1) await change();
  const shown = await take(messages, 3);
  expect(sequences(shown)).toEqual([3, 6, 9]);
  expect(chainIsUnbroken(shown, 1)).toBe(true);
  await messages.return?.();
});

test('a quiet subscription is told how far it has seen', async () => {
  const quiet = feedWith({ checkpointMs: 20, pollMs: 20 });
  const messages = quiet.follow({ agencyId, after: { epoch: 1, seq: 1 }, matches: () => false });
  const seq = await change();
  const checkpoints: FeedMessage[] = [];
  while (checkpoints.at(-1)?.position.seq !== seq) checkpoints.push(...(await take(messages, 1)));
  expect(checkpoints.every(({ kind }) => kind === 'CHECKPOINT')).toBe(true);
  expect(chainIsUnbroken(checkpoints, 1)).toBe(true);
  await messages.return?.();
});

test('one agency never hears of another', async () => {
  const other = await newAgency();
  const messages = feed.follow({ agencyId: other, after: null, matches: all });
  let isTold = false;
  const first = messages.next().finally(() => (isTold = true));
  await change(agencyId);
  // With no position to resume from it begins wherever the log is once it has joined, which may be after one of these.
  await until(async () => (await change(other)) > 0 && isTold);
  expect((await first).value).toMatchObject({ event: { agencyId: other } });
  await messages.return?.();
});

test('a lost hint costs time and nothing else', async () => {
  const polling = feedWith({ pollMs: 20 });
  const silent: World = { ...world, hint: () => undefined };
  const messages = polling.follow({ agencyId, after: { epoch: 1, seq: 1 }, matches: all });
  await change(agencyId, silent);
  await change(agencyId, silent);
  expect(sequences(await take(messages, 2))).toEqual([2, 3]);
  await messages.return?.();
});

test('doubled and early hints change nothing', async () => {
  const messages = feed.follow({ agencyId, after: { epoch: 1, seq: 1 }, matches: all });
  const first = messages.next();
  for (let i = 0; i < 50; i += 1) feed.hint(agencyId);
  await change();
  for (let i = 0; i < 50; i += 1) feed.hint(agencyId);
  expect((await first).value?.position.seq).toBe(2);
  await change();
  expect(sequences(await take(messages, 1))).toEqual([3]);
  await messages.return?.();
});

test('a place before what is kept must be synchronised anew', async () => {
  for (let i = 0; i < 4; i += 1) await change();
  await owner.query('update stream_heads set floor = 3 where agency_id = $1', [agencyId]);
  expect(await take(feed.follow({ agencyId, after: { epoch: 1, seq: 2 }, matches: all }), 2)).toMatchObject([{ kind: 'RESYNC_REQUIRED', reason: 'PURGED' }]);
  const atTheFloor = feed.follow({ agencyId, after: { epoch: 1, seq: 3 }, matches: all });
  expect(sequences(await take(atTheFloor, 2))).toEqual([4, 5]);
  await atTheFloor.return?.();
});

test('a hole in what is replayed is told, and never passed over', async () => {
  for (let i = 0; i < 4; i += 1) await change();
  await owner.query('delete from alignment_events where agency_id = $1 and seq = 3', [agencyId]);
  const resync = [{ kind: 'RESYNC_REQUIRED', reason: 'PURGED' }];
  for (const seq of [1, 2]) expect(await take(feed.follow({ agencyId, after: { epoch: 1, seq }, matches: all }), 2)).toMatchObject(resync);
  await owner.query('delete from alignment_events where agency_id = $1', [agencyId]);
  expect(await take(feed.follow({ agencyId, after: { epoch: 1, seq: 4 }, matches: all }), 2)).toMatchObject(resync);
});

test('a place of another epoch, or beyond the head, must be synchronised anew', async () => {
  expect(await take(feed.follow({ agencyId, after: { epoch: 2, seq: 1 }, matches: all }), 2)).toMatchObject([{ kind: 'RESYNC_REQUIRED', reason: 'OTHER_EPOCH' }]);
  expect(await take(feed.follow({ agencyId, after: { epoch: 1, seq: 99 }, matches: all }), 2)).toMatchObject([{ kind: 'RESYNC_REQUIRED', reason: 'BEYOND_HEAD' }]);
});

test('a new epoch ends the streams that are open, and says so', async () => {
  const messages = feed.follow({ agencyId, after: { epoch: 1, seq: 1 }, matches: all });
  await change();
  await take(messages, 1);
  await owner.query('update stream_heads set epoch = 2 where agency_id = $1', [agencyId]);
  feed.hint(agencyId);
  expect((await messages.next()).value).toMatchObject({ kind: 'RESYNC_REQUIRED', reason: 'OTHER_EPOCH' });
  expect(await messages.next()).toEqual({ done: true, value: undefined });
});

test('a reader that takes nothing is cut off at the bound and loses nothing by it', async () => {
  const messages = feed.follow({ agencyId, after: { epoch: 1, seq: 1 }, matches: all });
  await change();
  const first = await take(messages, 1);
  for (let i = 0; i < 300; i += 1) await change();
  const rest = (async () => {
    const heard: FeedMessage[] = [];
    for (;;) heard.push(...(await take(messages, 1)));
  })();
  await expect(rest).rejects.toMatchObject({ name: 'SlowReader' });
  const resumed = feed.follow({ agencyId, after: first[0]?.position ?? null, matches: all });
  expect(sequences(await take(resumed, 300))).toEqual(Array.from({ length: 300 }, (_, i) => i + 3));
  await resumed.return?.();
});

test('a reader that leaves as others come leaves none of them in silence', async () => {
  for (let i = 0; i < 10; i += 1) {
    const own = feedWith({ pollMs: 20 });
    const leaving = own.follow({ agencyId, after: null, matches: all });
    const staying = own.follow({ agencyId, after: null, matches: all });
    const left = leaving.next();
    const first = staying.next();
    await leaving.return?.();
    await left;
    let isHeard = false;
    void first.then(() => (isHeard = true));
    await until(async () => (await change()) > 0 && isHeard, 2_000);
    expect((await first).value).toMatchObject({ kind: 'EVENT' });
    await staying.return?.();
  }
});

test('a reader that leaves while it waits is gone at once', async () => {
  const messages = feed.follow({ agencyId, after: null, matches: all });
  const waiting = messages.next();
  await messages.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
});
