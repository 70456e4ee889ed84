import 'reflect-metadata';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform, performAll } from '../../src/changes/perform.js';
import { type Step, step } from '../../src/changes/step.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { signNote } from '../../src/changes/sign-note.js';
import { writeNote } from '../../src/changes/write-note.js';
import { reading } from '../../src/db/agency-scope.js';
import type { AlignmentEvent } from '../../src/feed/event.js';
import { eventsBetween } from '../../src/feed/read.js';
import { type Care, contentsOf, openCare, openTestWorld, order, type TestWorld, therapyOn } from '../support/care.js';

let the: TestWorld;
let care: Care;
let visitIds: string[];

beforeAll(async () => {
  the = await openTestWorld();
});

afterAll(() => the.close());

beforeEach(async () => {
  the.clock.moveTo('2026-03-20T15:00:00Z');
  care = await openCare(the.world, { authorizationRequired: 'NONE' });
  await order(the.world, care);
  visitIds = [];
  for (const date of ['2026-03-03', '2026-03-05', '2026-03-10']) {
    const { record } = await perform(the.world, scheduleVisit, { patientId: care.patientId, ...therapyOn(date) }, { viewer: care.viewer });
    visitIds.push(record.id);
  }
});

const happened = (date: string): { occurredAt: Date; reason: string } => ({ occurredAt: new Date(`${date}T18:00:00Z`), reason: `On ${date}` });
const completing = (i: number, date: string): Step => step(completeVisit, { visitId: visitIds[i] as string }, [], happened(date));

function all(steps: readonly Step[]): ReturnType<typeof performAll> {
  return performAll(the.world, steps, { viewer: care.viewer });
}

async function events(): Promise<AlignmentEvent[]> {
  return reading(the.database, care.agencyId, (tx) => eventsBetween(tx, 0, 1_000));
}

/** How many statements some work sends over the connections of the pool. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const connections = await Promise.all(Array.from({ length: 8 }, () => the.database.pool.connect()));
  const restore = connections.map((connection) => {
    const original = connection.query.bind(connection);
    Object.assign(connection, { query: (...args: Parameters<typeof original>) => ((count += 1), original(...args)) });
    return () => Object.assign(connection, { query: original });
  });
  for (const connection of connections) connection.release();
  await work();
  for (const undo of restore) undo();
  return count;
}

test('the same change of several visits asks the database no more than of one', async () => {
  const one = await statementsOf(() => all([completing(0, '2026-03-03')]));
  const two = await statementsOf(() => all([completing(1, '2026-03-05'), completing(2, '2026-03-10')]));
  expect(two).toBe(one);
});

test('each keeps its own moment and reason, in its event and in its schedule change', async () => {
  await all([completing(0, '2026-03-03'), completing(1, '2026-03-05')]);
  const told = (await events()).filter(({ type }) => type === 'VISIT_COMPLETED');
  expect(told.map(({ occurredAt, body }) => [occurredAt.toISOString(), body.reason])).toEqual([
    ['2026-03-03T18:00:00.000Z', 'On 2026-03-03'],
    ['2026-03-05T18:00:00.000Z', 'On 2026-03-05'],
  ]);
  const { rows } = await the.owner.query(`select visit_id, reason from schedule_changes where agency_id = $1 and kind = 'COMPLETED' order by reason`, [care.agencyId]);
  expect(rows).toEqual([{ visit_id: visitIds[0], reason: 'On 2026-03-03' }, { visit_id: visitIds[1], reason: 'On 2026-03-05' }]);
});

test('a record that is changed twice is changed one after the other', async () => {
  const noteIds = [the.world.ids.next(), the.world.ids.next()];
  const elements = [{ key: 'intervention', text: 'Gait training' }] as const;
  const { records } = await all([
    completing(0, '2026-03-03'),
    completing(1, '2026-03-05'),
    step(writeNote, { id: noteIds[0] as string, visitId: visitIds[0] as string, elements, isComplete: false }),
    step(writeNote, { id: noteIds[1] as string, visitId: visitIds[1] as string, elements, isComplete: true }),
    step(writeNote, { visitId: visitIds[0] as string, elements, isComplete: true }),
    step(signNote, { noteId: noteIds[0] as string }),
    step(signNote, { noteId: noteIds[1] as string }),
  ]);
  expect(records.slice(2)).toMatchObject([
    { id: noteIds[0], status: 'IN_PROGRESS', version: 1 },
    { id: noteIds[1], status: 'COMPLETE_UNSIGNED', version: 1 },
    { id: noteIds[0], status: 'COMPLETE_UNSIGNED', version: 2 },
    { id: noteIds[0], status: 'SIGNED', version: 3 },
    { id: noteIds[1], status: 'SIGNED', version: 2 },
  ]);
  const { rows } = await the.owner.query('select distinct status from notes where agency_id = $1', [care.agencyId]);
  expect(rows).toEqual([{ status: 'SIGNED' }]);
});

test('when one of them is refused, none is made', async () => {
  await all([completing(0, '2026-03-03')]);
  const before = await contentsOf(the.owner);
  await expect(all([completing(1, '2026-03-05'), completing(0, '2026-03-03')])).rejects.toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  expect(await contentsOf(the.owner)).toEqual(before);
});

test("another patient's visit among them is not found", async () => {
  const other = await openCare(the.world, { authorizationRequired: 'NONE' });
  await expect(performAll(the.world, [completing(0, '2026-03-03'), completing(1, '2026-03-05')], { viewer: other.viewer })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
