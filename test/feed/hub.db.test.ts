import 'reflect-metadata';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';

import type { Access } from '../../src/auth/access.js';
import { UNLIMITED } from '../../src/auth/scope.js';
import { systemOf } from '../../src/auth/viewer.js';
import type { Timers } from '../../src/base/ports.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { perform, type World } from '../../src/changes/perform.js';
import { reading } from '../../src/db/agency-scope.js';
import { type Database, openDatabase } from '../../src/db/database.js';
import type { AccessSource } from '../../src/feed/channel.js';
import type { Hub, HubParts } from '../../src/feed/hub.js';
import { headOf } from '../../src/feed/position.js';
import { databaseLog, streamState } from '../../src/feed/read.js';
import { systemClock, systemIds, systemTimers } from '../../src/system.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eager, type Follower, follow, type Heard, isChained, openTestHub, sequences } from '../support/followers.js';
import { until } from '../support/until.js';
import { viewerOf } from '../support/viewers.js';
import { testSealing } from '../support/sealing.js';

let stored: TestDatabase;
let database: Database;
let owner: pg.Client;
let hub: Hub;
let world: World;
let agencyId: string;
const opened: Hub[] = [];

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
  hub = hubWith({});
  world = { database, clock: systemClock, ids: systemIds, sealing: testSealing(), hint: (agency) => hub.hint(agency) };
  agencyId = await newAgency();
});

afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
});

function hubWith(parts: Partial<HubParts>): Hub {
  const made = openTestHub(database, parts);
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

const from = (seq: number, agency = agencyId): { agencyId: string; after: { epoch: number; seq: number } } => ({ agencyId: agency, after: { epoch: 1, seq } });
const heardBy = (follower: Follower, count: number): Promise<void> => until(() => follower.heard.length >= count);
const upTo = (last: number, first = 2): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('a subscriber', () => {
  test('that begins without a place is told how things stand and hears of every change from there', async () => {
    const { heard, leave } = await follow(hub, { agencyId, head: async () => headOf(await reading(database, agencyId, streamState)) });
    await until(() => heard.length === 1);
    await change();
    await until(() => heard.length === 2);
    expect(heard).toMatchObject([{ kind: 'SNAPSHOT', position: { seq: 1 } }, { kind: 'EVENT', position: { seq: 2 }, previous: { seq: 1 }, agencyId, type: 'PAYER_ADDED' }]);
    leave();
  });

  test('that resumes from any place gets exactly what follows it, in order', async () => {
    for (let i = 0; i < 8; i += 1) await change();
    for (const after of [0, 1, 5, 8]) {
      const follower = await follow(hub, from(after));
      await heardBy(follower, 9 - after);
      expect(sequences(follower.heard)).toEqual(upTo(9, after + 1));
      expect(isChained(follower.heard, after)).toBe(true);
      follower.leave();
    }
  });

  test('that resumes is told by whatever the node still has, and by the database beyond', async () => {
    const reads: Array<number | null> = [];
    const source = databaseLog(database);
    const own = hubWith({ source: { read: (agency, after) => (reads.push(after), source.read(agency, after)) } });
    const staying = await follow(own, from(1));
    for (let i = 0; i < 5; i += 1) await change(agencyId, { ...world, hint: (agency) => own.hint(agency) });
    await heardBy(staying, 5);
    reads.length = 0;
    const recent = await follow(own, from(3));
    await heardBy(recent, 3);
    expect(reads).toEqual([]);
    const old = await follow(own, from(0));
    await heardBy(old, 6);
    expect(reads).toEqual([0]);
    for (const { leave } of [staying, recent, old]) leave();
  });

  test('whose filter hides events is told a chain that still joins what is shown', async () => {
    const follower = await follow(hub, { ...from(1), isAbout: ({ seq }) => seq % 3 === 0 });
    for (let i = 0; i < 9; i += 1) await change();
    await heardBy(follower, 3);
    expect(sequences(follower.heard)).toEqual([3, 6, 9]);
    expect(isChained(follower.heard, 1)).toBe(true);
    follower.leave();
  });

  test('to whom nothing happens is told how far it has seen', async () => {
    const quiet = hubWith({ checkpointMs: 20, pollMs: 20 });
    const follower = await follow(quiet, { ...from(1), isAbout: () => false });
    const seq = await change();
    await until(() => follower.heard.at(-1)?.position.seq === seq);
    expect(follower.heard.every(({ kind }) => kind === 'CHECKPOINT')).toBe(true);
    expect(isChained(follower.heard, 1)).toBe(true);
    follower.leave();
  });

  test('never hears of another agency', async () => {
    const other = await newAgency();
    const [ours, theirs] = [await follow(hub, from(1)), await follow(hub, from(1, other))];
    await change(agencyId);
    await change(other);
    await Promise.all([heardBy(ours, 1), heardBy(theirs, 1)]);
    expect(ours.heard.map((message) => message.agencyId)).toEqual([agencyId]);
    expect(theirs.heard.map((message) => message.agencyId)).toEqual([other]);
    for (const { leave } of [ours, theirs]) leave();
  });

  test('that knows more of the log than its node does yet is not told it twice', async () => {
    const lagging = hubWith({});
    const staying = await follow(lagging, from(1));
    await change();
    await change();
    const ahead = await follow(lagging, from(3));
    lagging.hint(agencyId);
    await heardBy(staying, 2);
    await change();
    lagging.hint(agencyId);
    await heardBy(ahead, 1);
    expect(sequences(ahead.heard)).toEqual([4]);
    for (const { leave } of [staying, ahead]) leave();
  });

  test('that leaves as others come takes nothing from them', async () => {
    for (let i = 0; i < 10; i += 1) {
      const [leaving, staying] = await Promise.all([follow(hub, from(1)), follow(hub, from(1))]);
      const changed = change();
      leaving.leave();
      await changed;
      await heardBy(staying, i + 1);
      expect(sequences(staying.heard)).toEqual(upTo(i + 2));
      staying.leave();
    }
  });
});

test('subscribers that come and go while sixteen writers commit lose nothing, repeat nothing and see one order', async () => {
  const total = 160;
  const writers = Promise.all(Array.from({ length: 16 }, async () => { for (let i = 0; i < total / 16; i += 1) await change(); }));
  // Each leaves after a few messages and comes back with the place of its last one.
  const reader = async (patience: number): Promise<Heard[]> => {
    const all: Heard[] = [];
    while (all.length < total) {
      const follower = await follow(hub, { agencyId, after: all.at(-1)?.position ?? { epoch: 1, seq: 1 } });
      await heardBy(follower, Math.min(patience, total - all.length));
      follower.leave();
      all.push(...follower.heard);
    }
    return all;
  };
  const heard = await Promise.all([reader(1), reader(3), reader(7), reader(total)]);
  await writers;
  for (const messages of heard) {
    expect(sequences(messages)).toEqual(upTo(total + 1));
    expect(isChained(messages, 1)).toBe(true);
  }
});

test('what is asked by many is worked out once, and those who join later are told the same from their place on', async () => {
  const worked: string[] = [];
  const many = await Promise.all(Array.from({ length: 50 }, () => follow(hub, { ...from(1), worked })));
  await change();
  await Promise.all(many.map((one) => heardBy(one, 1)));
  expect(worked).toEqual(['EVENT']);
  const late = await follow(hub, { ...from(2), worked });
  await change();
  await Promise.all([...many.map((one) => heardBy(one, 2)), heardBy(late, 1)]);
  expect(worked).toEqual(['EVENT', 'EVENT']);
  expect(late.heard[0]).toEqual(many[0]?.heard[1]);
  for (const { leave } of [...many, late]) leave();
});

test('an agency whose answers take for ever does not hold up another', async () => {
  const other = await newAgency();
  const stuck = await follow(hub, from(1));
  const source = databaseLog(database);
  // Reading on for one agency never ends.
  const own = hubWith({ source: { read: (agency, after) => (agency === agencyId && after !== null ? new Promise(() => undefined) : source.read(agency, after)) } });
  const [never, theirs] = [await follow(own, from(1)), await follow(own, from(1, other))];
  const through: World = { ...world, hint: (agency) => own.hint(agency) };
  await change(agencyId, through);
  await change(other, through);
  await heardBy(theirs, 1);
  expect(never.heard).toEqual([]);
  for (const { leave } of [stuck, never, theirs]) leave();
  opened.splice(opened.indexOf(own), 1);
});

describe('hints', () => {
  test('that are lost cost time and nothing else', async () => {
    const polling = hubWith({ pollMs: 20 });
    const silent: World = { ...world, hint: () => undefined };
    const follower = await follow(polling, from(1));
    await change(agencyId, silent);
    await change(agencyId, silent);
    await heardBy(follower, 2);
    expect(sequences(follower.heard)).toEqual([2, 3]);
    follower.leave();
  });

  test('that come doubled and early change nothing', async () => {
    const follower = await follow(hub, from(1));
    for (let i = 0; i < 50; i += 1) hub.hint(agencyId);
    await change();
    for (let i = 0; i < 50; i += 1) hub.hint(agencyId);
    await change();
    await heardBy(follower, 2);
    expect(sequences(follower.heard)).toEqual([2, 3]);
    follower.leave();
  });
});

describe('a place that cannot be honoured', () => {
  const resync = async (after: { epoch: number; seq: number }): Promise<string | null | undefined> => {
    const follower = await follow(hub, { agencyId, after });
    await until(() => follower.ended.length === 1);
    expect(follower.heard).toHaveLength(1);
    return follower.heard[0]?.reason;
  };

  test('is told as such: of an epoch to come, beyond the head, or purged', async () => {
    for (let i = 0; i < 4; i += 1) await change();
    expect(await resync({ epoch: 2, seq: 1 })).toBe('OTHER_EPOCH');
    expect(await resync({ epoch: 1, seq: 6 })).toBe('BEYOND_HEAD');
    await owner.query('select purge_alignment_events($1, now(), 3)', [agencyId]);
    expect(await resync({ epoch: 1, seq: 2 })).toBe('PURGED');
    const follower = await follow(hub, from(3));
    await heardBy(follower, 2);
    expect(sequences(follower.heard)).toEqual([4, 5]);
    follower.leave();
  });

  test('is told in the middle of catching up when what comes next is purged meanwhile', async () => {
    for (let i = 0; i < 4; i += 1) await change();
    let isRead = false;
    const source = databaseLog(database);
    const own = hubWith({
      source: {
        async read(agency, after) {
          if (after === 1 && !isRead) {
            isRead = true;
            await owner.query('select purge_alignment_events($1, now(), 3)', [agency]);
          }
          return source.read(agency, after);
        },
      },
    });
    const follower = await follow(own, from(1));
    await until(() => follower.ended.length === 1);
    expect(follower.heard).toMatchObject([{ kind: 'RESYNC_REQUIRED', reason: 'PURGED' }]);
  });
});

describe('after a failover', () => {
  /** As a promoted standby has it: another timeline, and the last events were never replicated. */
  const failOver = async (lost: number): Promise<void> => {
    await owner.query('delete from alignment_events where agency_id = $1 and seq > (select head from stream_heads where agency_id = $1) - $2', [agencyId, lost]);
    await owner.query(`update stream_heads set origin = 'elsewhere', head = head - $2 where agency_id = $1`, [agencyId, lost]);
  };

  test('a subscriber who has seen events that are lost must begin anew, and one who has not goes on', async () => {
    for (let i = 0; i < 4; i += 1) await change();
    await failOver(2);
    await change();
    await change();
    const [lost, kept] = [await follow(hub, from(5)), await follow(hub, from(3))];
    await until(() => lost.ended.length === 1);
    expect(lost.heard).toMatchObject([{ kind: 'RESYNC_REQUIRED', reason: 'OTHER_EPOCH' }]);
    await heardBy(kept, 2);
    expect(kept.heard).toMatchObject([{ position: { epoch: 2, seq: 4 }, previous: { epoch: 1, seq: 3 } }, { position: { epoch: 2, seq: 5 } }]);
    kept.leave();
  });

  test('open streams end where events were lost, and go on where none were', async () => {
    const follower = await follow(hub, from(1));
    await change();
    await heardBy(follower, 1);
    await failOver(0);
    await change();
    await heardBy(follower, 2);
    expect(follower.heard[1]).toMatchObject({ kind: 'EVENT', position: { epoch: 2, seq: 3 }, previous: { epoch: 1, seq: 2 } });
    await failOver(1);
    hub.hint(agencyId);
    await until(() => follower.ended.length === 1);
    expect(follower.heard[2]).toMatchObject({ kind: 'RESYNC_REQUIRED', reason: 'OTHER_EPOCH' });
  });

  test('the new epoch is told before anything is appended in it', async () => {
    await change();
    await failOver(0);
    expect(await reading(database, agencyId, streamState)).toMatchObject({ epoch: 2, head: 2, forks: [{ epoch: 1, seq: 2 }] });
    await change();
    expect(await reading(database, agencyId, streamState)).toMatchObject({ epoch: 2, head: 3, forks: [{ epoch: 1, seq: 2 }] });
  });
});

describe('a reader that takes nothing', () => {
  test('is cut off where it fills its bound, disturbs nobody, and loses nothing by it', async () => {
    const slow = await follow(hub, { ...from(1), outlet: (heard, ended) => ({
      ...eager(heard, ended),
      send(told) {
        if (heard.length < 3) eager(heard, ended).send(told);
        else if (ended.length === 0) ended.push('TOO_SLOW');
      },
    }) });
    const quick = await follow(hub, from(1));
    for (let i = 0; i < 8; i += 1) await change();
    await heardBy(quick, 8);
    expect(slow.ended).toEqual(['TOO_SLOW']);
    slow.leave();
    const resumed = await follow(hub, { agencyId, after: slow.heard.at(-1)?.position ?? null });
    await heardBy(resumed, 5);
    expect(sequences([...slow.heard, ...resumed.heard])).toEqual(upTo(9));
    for (const { leave } of [quick, resumed]) leave();
  });

  test('catches up no faster than it takes', async () => {
    for (let i = 0; i < 40; i += 1) await change();
    let allowed = 1;
    let wake = (): void => undefined;
    const follower = await follow(hub, { ...from(1), outlet: (heard, ended) => ({
      ...eager(heard, ended),
      get hasRoom() {
        return heard.length < allowed;
      },
      room: () => new Promise((resolve) => (wake = resolve)),
    }) });
    await heardBy(follower, 1);
    const first = follower.heard.length;
    await change();
    expect(first).toBeLessThan(40);
    expect(follower.heard).toHaveLength(first);
    allowed = 100;
    wake();
    await heardBy(follower, 41);
    expect(sequences(follower.heard)).toEqual(upTo(42));
    expect(isChained(follower.heard, 1)).toBe(true);
    follower.leave();
  });
});

describe('an answer', () => {
  test('that cannot be worked out lets those who asked go, who come back with their place, and no others', async () => {
    const [asking, other] = [await follow(hub, { ...from(1), key: 'broken', failures: Infinity }), await follow(hub, from(1))];
    await change();
    await until(() => asking.ended.length === 1);
    expect(asking.ended).toEqual(['TRY_AGAIN_LATER']);
    expect(asking.heard).toEqual([]);
    await heardBy(other, 1);
    other.leave();
  });

  test('that fails once is worked out again, in its place', async () => {
    const follower = await follow(hub, { ...from(1), failures: 1 });
    await change();
    await change();
    await heardBy(follower, 2);
    expect(sequences(follower.heard)).toEqual([2, 3]);
    follower.leave();
  });
});

describe('access', () => {
  const accesses = new Map<string, Access>();
  const known: AccessSource = { of: async (_agencyId, viewers) => viewers.map(({ subject, role }) => accesses.get(subject) ?? { state: 'GRANTED', role, scope: UNLIMITED, smart: null }) };
  /** The event in the log that says that someone's rights have changed. */
  const announce = (agency: string): Promise<unknown> => append(agency, 'ACCESS_CHANGED', null);
  const append = (agency: string, type: string, patientId: string | null): Promise<unknown> =>
    owner.query(`select append_alignment_events($1, jsonb_build_array(jsonb_build_object(
      'event_id', gen_random_uuid(), 'correlation_id', gen_random_uuid(), 'schema_version', 1, 'type', $2::text, 'patient_id', $3::uuid, 'payer_ids', '[]'::jsonb,
      'body', '{"what":[],"actor":{"subject":"a","role":"ADMIN"},"cause":"OTHER","reason":null,"effect":{"raised":[],"cleared":[],"changed":[],"balances":[],"affectedVisitIds":[]}}'::jsonb,
      'occurred_at', now(), 'recorded_at', now())), null, null, null, null)`, [agency, type, patientId]);
  const biller = () => ({ viewer: viewerOf(agencyId, 'BILLER', 'b1') });

  beforeEach(() => accesses.clear());

  test('that is taken away ends the stream before the event that took it, and other streams go on', async () => {
    const own = hubWith({ accesses: known });
    const [revoked, other] = [await follow(own, { ...from(1), ...biller() }), await follow(own, from(1))];
    await change();
    own.hint(agencyId);
    await heardBy(revoked, 1);
    accesses.set('b1', { state: 'REFUSED', reason: 'ACCESS_REVOKED' });
    await announce(agencyId);
    await change();
    own.hint(agencyId);
    await heardBy(other, 3);
    expect(revoked.ended).toEqual(['ACCESS_ENDED']);
    expect(sequences(revoked.heard)).toEqual([2]);
    expect(own.subscribers).toBe(1);
    other.leave();
  });

  test('that is narrowed hides what follows of what it no longer reaches, from the very next event', async () => {
    const own = hubWith({ accesses: known });
    const [follower, other] = [await follow(own, { ...from(1), ...biller() }), await follow(own, from(1))];
    const told = async (act: Promise<unknown>, seq: number): Promise<void> => {
      await act;
      own.hint(agencyId);
      await until(() => other.heard.at(-1)?.position.seq === seq);
    };
    await told(change(), 2);
    accesses.set('b1', { state: 'GRANTED', role: 'BILLER', scope: { ...UNLIMITED, payerIds: ['00000000-0000-0000-0000-000000000001'] }, smart: null });
    await told(announce(agencyId), 3);
    await told(change(), 4);
    accesses.set('b1', { state: 'GRANTED', role: 'BILLER', scope: UNLIMITED, smart: null });
    await told(announce(agencyId), 5);
    await told(change(), 6);
    await heardBy(follower, 4);
    // The announcements concern no payer. The payer that was added between them is another than the one that is left.
    expect(sequences(follower.heard)).toEqual([2, 3, 5, 6]);
    expect(isChained(follower.heard, 1)).toBe(true);
    for (const { leave } of [follower, other]) leave();
  });

  test('that an emergency gave ends with its time, without an event, also where the timer is early by the clock', async () => {
    const [patientId, endsAt] = [systemIds.next(), new Date('2026-03-02T15:30:00Z')];
    let now = new Date('2026-03-02T15:00:00Z');
    const rights: AccessSource = {
      of: async (_agencyId, viewers) => viewers.map(({ role }) => ({ state: 'GRANTED', role, smart: null, scope: { ...UNLIMITED, patientIds: [], emergencies: now < endsAt ? [{ id: 'e1', patientId, endsAt }] : [] } })),
    };
    const alarms: Array<{ readonly ms: number; readonly run: () => void }> = [];
    const timers: Timers = { ...systemTimers, after: (ms, run) => (ms > 60_000 ? (alarms.push({ ms, run }), () => undefined) : systemTimers.after(ms, run)) };
    const own = hubWith({ accesses: rights, timers, clockMs: () => now.getTime() });
    const [nurse, other] = [await follow(own, { ...from(1), ...biller() }), await follow(own, { ...from(1), key: 'other', viewer: { ...biller().viewer, subject: 'b2' } })];
    const tellOf = async (patient: string | null): Promise<void> => {
      await append(agencyId, patient === null ? 'PAYER_ADDED' : 'NOTE_WRITTEN', patient);
      own.hint(agencyId);
    };
    await tellOf(patientId);
    await tellOf(systemIds.next());
    await tellOf(null);
    await heardBy(nurse, 2);
    expect(sequences(nurse.heard)).toEqual([2, 4]);
    // One wait, whoever else listens.
    expect(alarms.map(({ ms }) => ms)).toEqual([30 * 60_000]);

    now = new Date('2026-03-02T15:28:00Z');
    alarms[0]?.run();
    await until(() => alarms.length === 2);
    expect(alarms[1]?.ms).toBe(2 * 60_000);
    await tellOf(patientId);
    await heardBy(nurse, 3);

    now = endsAt;
    alarms[1]?.run();
    await tellOf(patientId);
    await tellOf(null);
    await heardBy(nurse, 4);
    expect(sequences(nurse.heard)).toEqual([2, 4, 5, 7]);
    expect(isChained(nurse.heard, 1)).toBe(true);
    expect(alarms).toHaveLength(2);
    for (const { leave } of [nurse, other]) leave();
  });

  test('that was never granted is refused at the start', async () => {
    accesses.set('b1', { state: 'REFUSED', reason: 'AGENCY_SUSPENDED' });
    const own = hubWith({ accesses: known });
    await expect(follow(own, { ...from(1), ...biller() })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(own.subscribers).toBe(0);
  });
});
