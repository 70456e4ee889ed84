import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { extendAuthorization } from '../../src/changes/extend-authorization.js';
import { perform } from '../../src/changes/perform.js';
import { recordAuthorization } from '../../src/changes/record-authorization.js';
import { recordOrder } from '../../src/changes/record-order.js';
import { reading } from '../../src/db/agency-scope.js';
import type { AlignmentEvent } from '../../src/feed/event.js';
import { eventsBetween } from '../../src/feed/read.js';
import { type Care, openCare, openTestWorld, type TestWorld } from '../support/care.js';

let the: TestWorld;
let care: Care;

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());
beforeEach(async () => {
  care = await openCare(the.world);
});

async function events(): Promise<AlignmentEvent[]> {
  return reading(the.database, care.agencyId, (tx) => eventsBetween(tx, 0, 1_000));
}

test('an extension of a whole authorization leaves out the lines that the payer refused', async () => {
  const { viewer, patientId, payerId } = care;
  const line = { discipline: 'PT', unitDefinition: 'VISIT', authorizedMilliUnits: 5_000, startsOn: '2026-03-01', endsOn: '2026-03-31' } as const;
  const lines = [line, { ...line, discipline: 'OT', decision: 'NOT_CERTIFIED' }, { ...line, discipline: 'SN', decision: 'PENDED' }] as const;
  const { record } = await perform(the.world, recordAuthorization, { patientId, payerId, lines }, { viewer });
  await perform(the.world, extendAuthorization, { authorizationId: record.id, endsOn: '2026-04-30' }, { viewer });
  const { rows } = await the.owner.query(`select discipline, ends_on::text as "endsOn" from authorization_lines where authorization_id = $1 order by discipline`, [record.id]);
  expect(rows).toEqual([
    { discipline: 'OT', endsOn: '2026-03-31' },
    { discipline: 'PT', endsOn: '2026-04-30' },
    { discipline: 'SN', endsOn: '2026-04-30' },
  ]);
});

test('the event of an order tells what is ordered and not what its text says besides', async () => {
  const { viewer, patientId } = care;
  const input = { patientId, kind: 'VERBAL', discipline: 'SN', frequencyText: 'SN 2w4, 3PRN for wound drainage', startsOn: '2026-03-01', physicianName: 'Roe' } as const;
  const { record } = await perform(the.world, recordOrder, input, { viewer });
  expect(record.frequency?.asNeeded?.trigger).toBe('wound drainage');
  const last = (await events()).at(-1);
  expect(last?.body.what).toContainEqual({ entity: 'Order', id: record.id, field: 'frequency', before: null, after: '2w4,3PRN' });
  expect(JSON.stringify(last)).not.toContain('drainage');
});
