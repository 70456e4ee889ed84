import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { type ClockWorker, startClockWorker } from '../../src/changes/clock-worker.js';
import { passTimeTogether, perform } from '../../src/changes/perform.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { reading } from '../../src/db/agency-scope.js';
import type { AlignmentEvent } from '../../src/feed/event.js';
import { eventsBetween } from '../../src/feed/read.js';
import { systemLog } from '../../src/system.js';
import { plan } from '../support/agency.js';
import { admit, type Care, contentsOf, openCare, openTestWorld, order, type TestWorld } from '../support/care.js';

let the: TestWorld;

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());

const BUSY = 50;

/** An agency with so many patients, all of whom a new policy concerns. */
async function openDueCare(patients: number): Promise<Care & { readonly patientIds: readonly string[] }> {
  const care = await openCare(the.world, { authorizationRequired: 'NONE' });
  const patientIds = [care.patientId];
  while (patientIds.length < patients) patientIds.push(await admit(the.world, care));
  for (const patientId of patientIds) await plan(the.world, { ...care, patientId }, '2026-04-10');
  await perform(the.world, setPayerPolicy, { payerId: care.payerId, effectiveFrom: '2026-04-01', terms: DEFAULT_TERMS }, { viewer: care.viewer });
  return { ...care, patientIds };
}

async function eventsOf({ agencyId }: Care): Promise<AlignmentEvent[]> {
  return reading(the.database, agencyId, (tx) => eventsBetween(tx, 0, 1_000));
}

async function withWorker(work: (worker: ClockWorker) => Promise<void>): Promise<void> {
  const worker = startClockWorker(the.world, { log: systemLog('silent'), everyMs: 600_000 });
  try {
    await work(worker);
  } finally {
    await worker.stop();
  }
}

test('patients who cannot be evaluated at the moment, however many, do not hold up those behind them', async () => {
  await openDueCare(BUSY + 1);
  await withWorker(async (worker) => {
    await the.owner.query('begin');
    await the.owner.query(`select from patients order by id limit ${BUSY} for update`);
    expect(await worker.run()).toBe(1);
    await the.owner.query('rollback');
    expect(await worker.run()).toBe(BUSY);
  });
});

test('each patient of many is told of in an event of their own, and the log has no hole', async () => {
  const care = await openDueCare(25);
  await withWorker(async (worker) => {
    expect(await worker.run()).toBe(25);
    expect(await worker.run()).toBe(0);
  });
  const events = await eventsOf(care);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  const passings = events.filter(({ type }) => type === 'TIME_PASSED');
  expect(passings.map(({ patientId }) => patientId).toSorted()).toEqual(care.patientIds.toSorted());
  for (const { patientId, body } of passings) {
    expect(body.effect.raised.filter(({ ruleId }) => ruleId === 'AUTH-01').map(({ patientId: of }) => of)).toEqual([patientId]);
  }
  expect(new Set(passings.map(({ correlationId }) => correlationId)).size).toBe(25);
});

test('a patient whose evaluation breaks does not hold up those who are evaluated together with them', async () => {
  const care = await openDueCare(12);
  const broken = care.patientIds[5] as string;
  const orderId = await order(the.world, { ...care, patientId: broken });
  await the.owner.query(
    `insert into alignment_deadlines (agency_id, patient_id, due_at) values ($1, $2, $3) on conflict (agency_id, patient_id) do update set due_at = excluded.due_at`,
    [care.agencyId, broken, the.clock.now()],
  );
  await the.owner.query(`update orders set frequency = '{"phases": 7}' where id = $1`, [orderId]);
  await withWorker(async (worker) => expect(await worker.run()).toBe(11));
  const passings = (await eventsOf(care)).filter(({ type }) => type === 'TIME_PASSED');
  expect(passings.map(({ patientId }) => patientId).toSorted()).toEqual(care.patientIds.filter((id) => id !== broken).toSorted());
  const { rows } = await the.owner.query('select patient_id from alignment_deadlines where agency_id = $1 and due_at <= $2', [care.agencyId, the.clock.now()]);
  expect(rows).toEqual([{ patient_id: broken }]);
  await the.owner.query(`update orders set frequency = null where id = $1`, [orderId]);
  await withWorker(async (worker) => expect(await worker.run()).toBe(1));
});

test('a patient whom another clock has seen to since is left alone', async () => {
  const care = await openDueCare(2);
  expect(await passTimeTogether(the.world, care.viewer, care.patientIds)).toBe(2);
  const before = await contentsOf(the.owner);
  expect(await passTimeTogether(the.world, care.viewer, care.patientIds)).toBe(0);
  expect(await contentsOf(the.owner)).toEqual(before);
});

test('publishing policies and evaluating their patients together never wait for each other in a ring', async () => {
  const care = await openDueCare(12);
  const shuffled = care.patientIds.toReversed();
  for (let day = 2; day < 12; day += 1) {
    const effectiveFrom = `2026-04-${String(day).padStart(2, '0')}`;
    await Promise.all([
      perform(the.world, setPayerPolicy, { payerId: care.payerId, effectiveFrom, terms: DEFAULT_TERMS }, { viewer: care.viewer }),
      passTimeTogether(the.world, care.viewer, shuffled),
    ]);
  }
  await withWorker(async (worker) => void (await worker.run()));
  const { rows } = await the.owner.query('select patient_id from alignment_deadlines where agency_id = $1 and due_at <= $2', [care.agencyId, the.clock.now()]);
  expect(rows).toEqual([]);
});
