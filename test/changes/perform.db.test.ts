import 'reflect-metadata';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { Refusal } from '../../src/base/refusal.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { addStaff } from '../../src/changes/add-staff.js';
import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { extendAuthorization } from '../../src/changes/extend-authorization.js';
import { passTime } from '../../src/changes/pass-time.js';
import { type ChangeRequest, perform, type Performed, performAll } from '../../src/changes/perform.js';
import { step } from '../../src/changes/step.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { scheduleVisitSeries } from '../../src/changes/schedule-visit-series.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { reading } from '../../src/db/agency-scope.js';
import type { VisitRow } from '../../src/db/rows/visit-row.js';
import { type AlignmentEvent, NO_EFFECT } from '../../src/feed/event.js';
import { eventsBetween } from '../../src/feed/read.js';
import { systemIds } from '../../src/system.js';
import { authorize, type Care, contentsOf, openCare, openTestWorld, order, type TestWorld, therapyOn } from '../support/care.js';
import { until } from '../support/until.js';

let the: TestWorld;
let care: Care;

beforeAll(async () => {
  the = await openTestWorld();
});

afterAll(() => the.close());

beforeEach(async () => {
  the.clock.moveTo('2026-03-02T15:00:00Z');
  the.hints.length = 0;
  care = await openCare(the.world);
});

function schedule(date: string, request: Partial<ChangeRequest> = {}): Promise<Performed<VisitRow>> {
  return perform(the.world, scheduleVisit, { patientId: care.patientId, ...therapyOn(date) }, { viewer: care.viewer, ...request });
}

async function events(): Promise<AlignmentEvent[]> {
  return reading(the.database, care.agencyId, (tx) => eventsBetween(tx, 0, 1_000));
}

async function openFindings(): Promise<Array<{ code: string; visit_ids: string[]; times_opened: number; id: string }>> {
  const { rows } = await the.owner.query(`select id, code, visit_ids, times_opened from findings where patient_id = $1 and status = 'OPEN' order by code, visit_ids`, [care.patientId]);
  return rows;
}

async function refused(work: Promise<unknown>): Promise<Refusal> {
  const reason: unknown = await work.then(
    () => new Error('it was not refused'),
    (error: unknown) => error,
  );
  if (reason instanceof Refusal) return reason;
  throw reason;
}

/** Holds the patient as another writer would, until released. */
async function holdPatient(): Promise<() => Promise<void>> {
  await the.owner.query('begin');
  await the.owner.query('select from patients where id = $1 for update', [care.patientId]);
  return async () => void (await the.owner.query('commit'));
}

async function waitForBlocked(count: number): Promise<void> {
  await until(async () => {
    const { rowCount } = await the.database.pool.query('select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()');
    return rowCount === count;
  });
}

describe('a change and its consequence', () => {
  test('two writers who take the last authorized unit at the same time leave exactly one visit clean', async () => {
    await order(the.world, care);
    const { lineId } = await authorize(the.world, care, { visits: 1 });
    const release = await holdPatient();
    const both = [schedule('2026-03-03'), schedule('2026-03-05')];
    await waitForBlocked(2);
    await release();
    const visits = (await Promise.all(both)).map(({ record }) => record.id);

    const { rows } = await the.owner.query(`select visit_id from allocations where line_id = $1`, [lineId]);
    expect(rows).toHaveLength(1);
    const exceeded = (await openFindings()).filter(({ code }) => code === 'UNITS_EXCEEDED');
    expect(exceeded).toHaveLength(1);
    expect([rows[0].visit_id, ...(exceeded[0]?.visit_ids ?? [])].sort()).toEqual(visits.sort());
    const { rows: balances } = await the.owner.query(`select remaining_milli_units::int as remaining from line_balances where line_id = $1`, [lineId]);
    expect(balances).toEqual([{ remaining: 0 }]);
  });

  test('a step that fails leaves nothing of those before it', async () => {
    const before = await contentsOf(the.owner);
    const steps = [step(scheduleVisit, { patientId: care.patientId, ...therapyOn('2026-03-03') }), step(cancelVisit, { visitId: systemIds.next() })];
    expect((await refused(performAll(the.world, steps, { viewer: care.viewer }))).code).toBe('NOT_FOUND');
    expect(await contentsOf(the.owner)).toEqual(before);
    expect(the.hints.filter(({ agencyId }) => agencyId === care.agencyId)).toHaveLength(await headOf());
  });

  test('changes that go together have one event each, in a row, and the last tells the effect of all', async () => {
    await order(the.world, care);
    await authorize(the.world, care);
    const head = await headOf();
    const steps = ['2026-03-03', '2026-03-05', '2026-05-05'].map((date) => step(scheduleVisit, { patientId: care.patientId, ...therapyOn(date) }));
    const { effect, position } = await performAll(the.world, steps, { viewer: care.viewer });

    const told = (await events()).slice(head);
    expect(told.map(({ seq }) => seq)).toEqual([head + 1, head + 2, head + 3]);
    expect(position?.seq).toBe(head + 3);
    expect(new Set(told.map(({ correlationId }) => correlationId)).size).toBe(1);
    expect(told.map(({ body }) => body.effect).slice(0, 2)).toEqual([NO_EFFECT, NO_EFFECT]);
    expect(told[2]?.body.effect).toEqual(JSON.parse(JSON.stringify(effect)));
    expect(effect.raised.map(({ code }) => code)).toContain('OUTSIDE_AUTHORIZED_DATES');
    expect(effect.balances).toMatchObject([{ before: { reservedMilliUnits: 0 }, after: { reservedMilliUnits: 2000 } }]);
  });

  test('every agency counts its own events from one, without a gap', async () => {
    await schedule('2026-03-03');
    await refused(perform(the.world, cancelVisit, { visitId: systemIds.next() }, { viewer: care.viewer }));
    await schedule('2026-03-04', { dryRun: true });
    await schedule('2026-03-05');
    const told = await events();
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, i) => i + 1));
    expect(told.at(-1)?.type).toBe('VISIT_SCHEDULED');
  });

  test('readers are hinted at after the commit, and not of what was only tried', async () => {
    the.hints.length = 0;
    const { position } = await schedule('2026-03-03');
    await schedule('2026-03-04', { dryRun: true });
    expect(the.hints).toEqual([{ agencyId: care.agencyId, position, types: ['VISIT_SCHEDULED'] }]);
  });

  test('a finding that comes back keeps its id and remembers', async () => {
    await order(the.world, care);
    await authorize(the.world, care);
    const { record } = await schedule('2026-05-05');
    const [first] = (await openFindings()).filter(({ code }) => code === 'OUTSIDE_AUTHORIZED_DATES');
    const back = therapyOn('2026-03-05');
    const cleared = await perform(the.world, rescheduleVisit, { visitId: record.id, startsAt: back.startsAt, endsAt: back.endsAt }, { viewer: care.viewer });
    expect(cleared.effect.cleared.filter(({ code }) => code === 'OUTSIDE_AUTHORIZED_DATES')).toMatchObject([{ id: first?.id, status: 'CLEARED', clearedAt: the.clock.now() }]);
    the.clock.moveBy(60_000);
    const away = therapyOn('2026-05-05');
    const raised = await perform(the.world, rescheduleVisit, { visitId: record.id, startsAt: away.startsAt, endsAt: away.endsAt }, { viewer: care.viewer });
    expect(raised.effect.raised.filter(({ code }) => code === 'OUTSIDE_AUTHORIZED_DATES')).toMatchObject([{ id: first?.id, timesOpened: 2, status: 'OPEN', openedAt: the.clock.now(), clearedAt: null }]);
  });

  test('the time of a change is read under the lock, so that a patient\'s answer never goes back in time', async () => {
    const release = await holdPatient();
    const waiting = schedule('2026-03-03');
    await waitForBlocked(1);
    the.clock.moveBy(5_000);
    await release();
    await waiting;
    expect((await events()).at(-1)?.recordedAt).toEqual(the.clock.now());
  });

  test('a record of another patient is unknown to a change that goes together with others', async () => {
    const { record } = await schedule('2026-03-03');
    const other = await openCare(the.world);
    const steps = [step(scheduleVisit, { patientId: other.patientId, ...therapyOn('2026-03-04') }), step(cancelVisit, { visitId: record.id })];
    expect(await refused(performAll(the.world, steps, { viewer: other.viewer }))).toMatchObject({ code: 'NOT_FOUND', details: { path: ['input', 'visitId'] } });
  });
});

describe('time', () => {
  test('passes without a trace while nothing follows from it', async () => {
    await schedule('2026-03-10');
    const before = await contentsOf(the.owner);
    const { position } = await perform(the.world, passTime, { patientId: care.patientId }, { viewer: care.viewer, cause: 'CLOCK' });
    expect(position).toBeNull();
    expect(await contentsOf(the.owner)).toEqual(before);
  });

  test('brings an event once something follows from it', async () => {
    await order(the.world, care);
    await authorize(the.world, care);
    const { record } = await schedule('2026-03-02');
    the.clock.moveTo('2026-03-02T18:00:00Z');
    await perform(the.world, completeVisit, { visitId: record.id }, { viewer: care.viewer });
    the.clock.moveTo('2026-03-04T18:00:00Z');
    const { effect } = await perform(the.world, passTime, { patientId: care.patientId }, { viewer: care.viewer, cause: 'CLOCK' });
    expect(effect.raised.map(({ ruleId }) => ruleId)).toEqual(['DOC-01']);
    expect((await events()).at(-1)).toMatchObject({ type: 'TIME_PASSED', body: { cause: 'CLOCK', what: [] } });
  });

  test('a payer\'s new policy makes its patients due now', async () => {
    await setPolicy();
    expect(await dueAt()).toEqual(the.clock.now());
  });

  test('a policy that is set while a patient is being evaluated is not forgotten', async () => {
    await authorize(the.world, care);
    await schedule('2026-03-10');
    expect(await dueAt()).not.toEqual(the.clock.now());
    // The evaluation has read the old policy and waits to save its answer.
    await the.owner.query('begin; lock table findings in exclusive mode');
    const evaluating = schedule('2026-05-12');
    await waitForBlocked(1);
    await setPolicy();
    await the.owner.query('commit');
    await evaluating;
    expect(await dueAt()).toEqual(the.clock.now());
  });
});

describe('an idempotency key', () => {
  test('gives a series back as it was first answered, instants and all', async () => {
    const input = { patientId: care.patientId, ...therapyOn('2026-03-03'), recurrence: { weekdays: [2, 4], everyWeeks: 1, count: 4 } };
    const request = { viewer: care.viewer, idempotencyKey: 'series' };
    const first = await perform(the.world, scheduleVisitSeries, input, request);
    // The second is no change any more: whoever is given it has read it.
    expect(await perform(the.world, scheduleVisitSeries, input, request)).toEqual({ ...first, auditedPatientIds: null });
    expect(first.record.visits[0]?.startsAt).toEqual(input.startsAt);
  });

  test('is each caller\'s own, and free again after a refusal', async () => {
    const request = { idempotencyKey: 'k' };
    await refused(perform(the.world, cancelVisit, { visitId: systemIds.next() }, { viewer: care.viewer, ...request }));
    const one = await schedule('2026-03-03', request);
    const other = await schedule('2026-03-03', { ...request, viewer: { ...care.viewer, subject: 'someone else' } });
    expect(other.record.id).not.toBe(one.record.id);
  });

  test('covers the names that other systems give', async () => {
    const input = { givenName: 'Bo', familyName: 'Ray', disciplines: ['PT'] as const };
    const request = { viewer: care.viewer, idempotencyKey: 'names' };
    await perform(the.world, addStaff, input, request, [{ system: 'hr', value: '1' }]);
    expect((await refused(perform(the.world, addStaff, input, request, [{ system: 'hr', value: '2' }]))).code).toBe('IDEMPOTENCY_MISMATCH');
  });
});

describe('what comes with a request', () => {
  test.each([
    ['reason', { reason: 'x'.repeat(501) }],
    ['reason', { reason: 'half a \ud83d character' }],
    ['reason', { reason: 'nothing\u0000ness' }],
    ['idempotencyKey', { idempotencyKey: ' ' }],
    ['idempotencyKey', { idempotencyKey: 'k'.repeat(256) }],
  ])('a bad %s is refused (%#)', async (path, request) => {
    expect(await refused(schedule('2026-03-03', request))).toMatchObject({ code: 'INVALID_INPUT', details: { path: [path] } });
  });

  test.each(['2026-03-02T16:00:00Z', '1066-10-14T09:00:00Z'])('what happened at %s is refused on the afternoon of the 2nd of March 2026', async (occurredAt) => {
    expect(await refused(schedule('2026-03-03', { occurredAt: new Date(occurredAt) }))).toMatchObject({ code: 'INVALID_DATE', details: { path: ['occurredAt'] } });
  });

  test('an extension adds no more units than a line can hold', async () => {
    const { authorizationId } = await authorize(the.world, care);
    const input = { authorizationId, endsOn: '2026-06-30', addedMilliUnits: 1_000_000_000 };
    expect(await refused(perform(the.world, extendAuthorization, input, { viewer: care.viewer }))).toMatchObject({ code: 'INVALID_INPUT', details: { path: ['input', 'addedUnits'] } });
  });
});

async function setPolicy(): Promise<void> {
  await perform(the.world, setPayerPolicy, { payerId: care.payerId, effectiveFrom: '2026-03-02', terms: { ...DEFAULT_TERMS, noteDueHours: 1 } }, { viewer: care.viewer });
}

async function dueAt(): Promise<Date | null> {
  const { rows } = await the.owner.query('select due_at from alignment_deadlines where patient_id = $1', [care.patientId]);
  return rows[0]?.due_at ?? null;
}

async function headOf(): Promise<number> {
  const { rows } = await the.owner.query(`select head::int as head from stream_heads where agency_id = $1`, [care.agencyId]);
  return rows[0].head;
}
