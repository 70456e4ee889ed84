import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { startClockWorker } from '../../src/changes/clock-worker.js';
import { addStaff } from '../../src/changes/add-staff.js';
import { perform } from '../../src/changes/perform.js';
import { reassignVisit } from '../../src/changes/reassign-visit.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { scheduleVisitSeries } from '../../src/changes/schedule-visit-series.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { writing } from '../../src/db/agency-scope.js';
import { patientsDue } from '../../src/db/directory.js';
import { lockDuePatients } from '../../src/db/queries/lock-patient.js';
import { takeUpDue } from '../../src/db/queries/take-up-due.js';
import { statement } from '../../src/db/statement.js';
import { systemLog } from '../../src/system.js';
import { plan } from '../support/agency.js';
import { admit, type Care, openCare, openTestWorld, type TestWorld, therapyOn } from '../support/care.js';
import { until } from '../support/until.js';

/** Two patients of one agency with the same caregiver. */
let the: TestWorld;
let care: Care;
let one: string;
let other: string;

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());

beforeEach(async () => {
  await nobodyIsWoken();
  care = await openCare(the.world);
  one = care.patientId;
  other = await admit(the.world, care);
});

const planFor = (patientId: string, date: string, hour?: number): Promise<string> => plan(the.world, { ...care, patientId }, date, hour);

async function woken(): Promise<string[]> {
  const { rows } = await the.owner.query<{ patient_id: string }>('select distinct patient_id from alignment_wakes where agency_id = $1', [care.agencyId]);
  return rows.map(({ patient_id }) => patient_id).toSorted();
}

const nobodyIsWoken = (): Promise<unknown> => the.owner.query('delete from alignment_wakes');
const both = (): string[] => [one, other].toSorted();

async function runClock(): Promise<number> {
  const worker = startClockWorker(the.world, { log: systemLog('silent'), everyMs: 600_000 });
  try {
    return await worker.run();
  } finally {
    await worker.stop();
  }
}

test('a visit while the same caregiver is with another patient wakes both', async () => {
  await planFor(one, '2026-03-10', 10);
  expect(await woken()).toEqual([]);
  await planFor(other, '2026-03-10', 10);
  expect(await woken()).toEqual(both());
});

test('a visit that begins when the other ends, or ends when it begins, wakes nobody', async () => {
  const { viewer, staffId } = care;
  const { serviceCode, startsAt, endsAt } = therapyOn('2026-03-10', 10);
  await perform(the.world, scheduleVisit, { patientId: one, staffId, serviceCode, startsAt, endsAt }, { viewer });
  const visit = async (from: Date, to: Date): Promise<unknown> => perform(the.world, scheduleVisit, { patientId: other, staffId, serviceCode, startsAt: from, endsAt: to }, { viewer });
  const by = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000);
  await visit(endsAt, by(endsAt, 45));
  await visit(by(startsAt, -45), startsAt);
  expect(await woken()).toEqual([]);
  await visit(by(endsAt, -1), endsAt);
  expect(await woken()).toEqual(both());
});

test('a visit of a whole day is found from its last minute', async () => {
  const { viewer, staffId } = care;
  const { serviceCode, startsAt } = therapyOn('2026-03-10');
  const after = (minutes: number): Date => new Date(startsAt.getTime() + minutes * 60_000);
  await perform(the.world, scheduleVisit, { patientId: one, staffId, serviceCode, startsAt, endsAt: after(24 * 60) }, { viewer });
  await perform(the.world, scheduleVisit, { patientId: other, staffId, serviceCode, startsAt: after(24 * 60 - 1), endsAt: after(25 * 60) }, { viewer });
  expect(await woken()).toEqual(both());
});

test('visits of the same patient, by another caregiver, by nobody yet, or cancelled wake nobody', async () => {
  const { viewer, staffId } = care;
  const { record: colleague } = await perform(the.world, addStaff, { givenName: 'Bo', familyName: 'Roe', disciplines: ['PT'] }, { viewer });
  const visitId = await planFor(one, '2026-03-10');
  await planFor(one, '2026-03-10');
  await perform(the.world, scheduleVisit, { patientId: other, staffId: colleague.id, ...therapyOn('2026-03-10') }, { viewer });
  await perform(the.world, scheduleVisit, { patientId: other, ...therapyOn('2026-03-10') }, { viewer });
  await perform(the.world, scheduleVisit, { patientId: other, staffId, ...therapyOn('2026-03-11') }, { viewer, dryRun: true });
  expect(await woken()).toEqual([]);
  await planFor(other, '2026-03-12');
  const gone = await planFor(one, '2026-03-13');
  await perform(the.world, cancelVisit, { visitId: gone }, { viewer });
  await perform(the.world, rescheduleVisit, { visitId, ...therapyOn('2026-03-14') }, { viewer });
  await planFor(other, '2026-03-13');
  expect(await woken()).toEqual([]);
});

test("another agency's visits at the same time are nobody's business", async () => {
  const theirs = await openCare(the.world);
  await plan(the.world, theirs, '2026-03-10');
  await planFor(one, '2026-03-10');
  const { rows } = await the.owner.query('select from alignment_wakes');
  expect(rows).toEqual([]);
});

test('a visit that leaves the time of the other wakes its patient, however it leaves', async () => {
  const { viewer } = care;
  await planFor(one, '2026-03-10');
  const leaving = [
    (visitId: string) => perform(the.world, rescheduleVisit, { visitId, ...therapyOn('2026-03-20') }, { viewer }),
    (visitId: string) => perform(the.world, reassignVisit, { visitId, staffId: null }, { viewer }),
    (visitId: string) => perform(the.world, cancelVisit, { visitId }, { viewer }),
  ];
  for (const leave of leaving) {
    const visitId = await planFor(other, '2026-03-10');
    await nobodyIsWoken();
    await leave(visitId);
    expect(await woken()).toEqual(both());
  }
});

test('one visit of a series is enough', async () => {
  await planFor(one, '2026-03-12');
  const recurrence = { weekdays: [0, 1, 2, 3, 4, 5, 6], everyWeeks: 1, count: 5 } as const;
  await perform(the.world, scheduleVisitSeries, { patientId: other, staffId: care.staffId, ...therapyOn('2026-03-10'), recurrence }, { viewer: care.viewer });
  expect(await woken()).toEqual(both());
});

test('of two changes neither of which saw the other, the later wakes both patients', async () => {
  const { changes } = await writing(the.database, care.agencyId, async (tx) => {
    await tx.rows(COUNTER, [care.agencyId]);
    // Both have been evaluated when they come to wait at the counter, and neither is committed.
    const changes = Promise.all([planFor(one, '2026-03-10'), planFor(other, '2026-03-10')]);
    await until(async () => (await waiting()) === 2);
    return { changes };
  });
  await changes;
  expect(await woken()).toEqual(both());
});

test('patients who wake each other at once do not wait for each other in a ring', async () => {
  const ids = await Promise.all([planFor(one, '2026-03-10', 8), planFor(other, '2026-03-10', 8)]);
  for (let hour = 10; hour < 17; hour += 1) {
    await Promise.all(ids.map((visitId) => perform(the.world, rescheduleVisit, { visitId, ...therapyOn('2026-03-10', hour) }, { viewer: care.viewer })));
  }
  expect(await woken()).toEqual(both());
});

test('the clock looks at those who were woken, once', async () => {
  await planFor(one, '2026-03-10');
  await planFor(other, '2026-03-10');
  expect((await patientsDue(the.database, the.clock.now(), 10)).map(({ patientId }) => patientId).toSorted()).toEqual(both());
  expect(await runClock()).toBe(2);
  expect(await woken()).toEqual([]);
  expect(await runClock()).toBe(0);
});

test('a patient evaluated with a visit that was about to move away is looked at again', async () => {
  const moving = await planFor(one, '2026-03-10');
  await nobodyIsWoken();
  const { change } = await writing(the.database, care.agencyId, async (tx) => {
    await tx.rows(COUNTER, [care.agencyId]);
    const change = planFor(other, '2026-03-10');
    await until(async () => (await waiting()) === 1);
    // What the other change was evaluated with goes, and commits before it.
    await tx.rows(MOVE_AWAY, [moving]);
    return { change };
  });
  await change;
  expect(await woken()).toContain(other);
});

test('who is woken while being evaluated stays woken', async () => {
  await planFor(one, '2026-03-10');
  await planFor(other, '2026-03-10');
  await writing(the.database, care.agencyId, async (tx) => {
    expect(await lockDuePatients(tx, [one], the.clock.now())).toMatchObject([{ id: one }]);
    await takeUpDue(tx, [one], the.clock.now());
    await planFor(other, '2026-03-10');
  });
  expect(await woken()).toEqual(both());
});

const MOVE_AWAY = statement(`update visits set starts_at = starts_at + interval '9 days', ends_at = ends_at + interval '9 days' where id = $1`);
const COUNTER = statement('select from stream_heads where agency_id = $1 for update');

async function waiting(): Promise<number> {
  const { rows } = await the.owner.query<{ count: number }>(`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows[0]?.count ?? 0;
}
