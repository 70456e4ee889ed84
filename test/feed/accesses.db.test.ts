import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import type { Viewer } from '../../src/auth/viewer.js';
import { breakGlass } from '../../src/changes/break-glass.js';
import { endEmergencyAccess } from '../../src/changes/end-emergency-access.js';
import { grantAccess } from '../../src/changes/grant-access.js';
import { perform } from '../../src/changes/perform.js';
import { revokeAccess } from '../../src/changes/revoke-access.js';
import type { Database } from '../../src/db/database.js';
import { type Accesses, openAccesses, REMEMBERED_MS } from '../../src/feed/accesses.js';
import { openCare, openTestWorld, type TestWorld } from '../support/care.js';
import { viewerOf } from '../support/viewers.js';

let the: TestWorld;
let accesses: Accesses;
/** How often the database was asked. */
let asked: () => number;
let isDown: boolean;
let ann: Viewer;
let memberId: string;

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());

beforeEach(async () => {
  isDown = false;
  ({ viewer: ann, memberId } = await newMember());
  ({ accesses, asked } = open());
});

async function newMember(): Promise<{ readonly viewer: Viewer; readonly memberId: string }> {
  const { agencyId, viewer: system } = await openCare(the.world);
  const { record } = await perform(the.world, grantAccess, { subject: 'ann', role: 'BILLER' }, { viewer: system });
  return { viewer: viewerOf(agencyId, 'ADMIN', 'ann'), memberId: record.id };
}

/** Over the real pool, whose connections are counted as they are taken, and which can be out of them. */
function open(mostRemembered?: number): { readonly accesses: Accesses; readonly asked: () => number } {
  let count = 0;
  const pool = new Proxy(the.database.pool, {
    get(target, name) {
      if (name === 'connect') count += 1;
      if (name === 'connect' && isDown) return () => Promise.reject(new Error('no connection'));
      const held: unknown = Reflect.get(target, name);
      return typeof held === 'function' ? held.bind(target) : held;
    },
  });
  const database: Database = { ...the.database, pool };
  return { accesses: openAccesses(database, { clock: the.clock, ...(mostRemembered !== undefined && { mostRemembered }) }), asked: () => count };
}

const revoke = (): Promise<unknown> => perform(the.world, revokeAccess, { agencyMemberId: memberId }, { viewer: { ...ann, subject: 'admin' } });

test('an answer is remembered for as long as it may be and no longer', async () => {
  expect(await accesses.of(ann)).toMatchObject({ state: 'GRANTED', role: 'BILLER' });
  await revoke();
  the.clock.moveBy(REMEMBERED_MS - 1);
  expect(await accesses.of(ann)).toMatchObject({ state: 'GRANTED' });
  expect(asked()).toBe(1);
  the.clock.moveBy(1);
  expect(await accesses.of(ann)).toEqual({ state: 'REFUSED', reason: 'ACCESS_REVOKED' });
  expect(asked()).toBe(2);
});

test('what is forgotten is asked again at once', async () => {
  await accesses.of(ann);
  await revoke();
  accesses.forget(ann.agencyId);
  expect(await accesses.of(ann)).toEqual({ state: 'REFUSED', reason: 'ACCESS_REVOKED' });
});

test('a question that was on its way when something changed does not answer who comes later', async () => {
  const before = accesses.of(ann);
  accesses.forget(ann.agencyId);
  await revoke();
  accesses.forget(ann.agencyId);
  expect(await accesses.of(ann)).toEqual({ state: 'REFUSED', reason: 'ACCESS_REVOKED' });
  await before;
  expect(await accesses.of(ann)).toEqual({ state: 'REFUSED', reason: 'ACCESS_REVOKED' });
});

test('requests that come together ask once', async () => {
  await Promise.all(Array.from({ length: 20 }, () => accesses.of(ann)));
  expect(asked()).toBe(1);
});

test('the facts are remembered, and each token is held against them', async () => {
  const bo: Viewer = { ...ann, subject: 'bo', role: 'SCHEDULER' };
  expect(await accesses.of(bo)).toMatchObject({ role: 'SCHEDULER' });
  expect(await accesses.of({ ...bo, role: 'BILLER' })).toMatchObject({ role: 'BILLER' });
  expect(asked()).toBe(1);
});

test('one agency\'s answers are not forgotten with another\'s, and are never another\'s', async () => {
  const { viewer: other, memberId: otherId } = await newMember();
  await perform(the.world, revokeAccess, { agencyMemberId: otherId }, { viewer: { ...other, subject: 'admin' } });
  expect(await accesses.of(ann)).toMatchObject({ state: 'GRANTED' });
  expect(await accesses.of(other)).toMatchObject({ state: 'REFUSED' });
  accesses.forget(other.agencyId);
  expect(await accesses.of(ann)).toMatchObject({ state: 'GRANTED' });
  expect(asked()).toBe(2);
});

test('a clock that is put back makes nothing live longer', async () => {
  await accesses.of(ann);
  await revoke();
  the.clock.moveBy(-3_600_000);
  expect(await accesses.of(ann)).toMatchObject({ state: 'REFUSED' });
});

test('who is asked for when there is no more room takes that of the agency that was asked for first', async () => {
  const { accesses: few, asked: times } = open(2);
  const { viewer: other } = await newMember();
  await few.of(ann);
  await few.of(other);
  await few.of({ ...other, subject: 'bo' });
  expect(times()).toBe(3);
  await few.of({ ...other, subject: 'bo' });
  await few.of(other);
  expect(times()).toBe(3);
  await few.of(ann);
  expect(times()).toBe(4);
});

test('a failure is told and not remembered', async () => {
  isDown = true;
  await expect(accesses.of(ann)).rejects.toMatchObject({ code: 'BUSY' });
  isDown = false;
  expect(await accesses.of(ann)).toMatchObject({ state: 'GRANTED' });
});

test('an emergency is in the answer as soon as it is taken, and out of it at its last second, however long it is remembered', async () => {
  const { agencyId, viewer: system, patientId } = await openCare(the.world);
  await perform(the.world, grantAccess, { subject: 'ann', role: 'CLINICIAN', branchIds: [] }, { viewer: system });
  const nurse = viewerOf(agencyId, 'CLINICIAN', 'ann');
  const emergencies = async (viewer = nurse): Promise<unknown> => {
    const access = await accesses.of(viewer);
    return access.state === 'GRANTED' && access.scope.emergencies.map((emergency) => emergency.patientId);
  };
  expect(await emergencies()).toEqual([]);
  const take = { patientId, reasonCode: 'EMERGENCY_TREATMENT', reason: 'Chest pain', minutes: 1 } as const;
  const { record } = await perform({ ...the.world, hint: accesses.forget }, breakGlass, take, { viewer: nurse });
  expect(await emergencies()).toEqual([patientId]);
  expect(await emergencies({ ...nurse, subject: 'bob' })).toEqual([]);
  expect(await emergencies({ ...nurse, agencyId: ann.agencyId })).toEqual([]);

  the.clock.moveBy(60_000 - 1);
  const before = asked();
  expect(await emergencies()).toEqual([patientId]);
  the.clock.moveBy(1);
  expect(await emergencies()).toEqual([]);
  expect(asked()).toBe(before + 1);

  the.clock.moveBy(-1_000);
  accesses.forget(agencyId);
  expect(await emergencies()).toEqual([patientId]);
  await perform({ ...the.world, hint: accesses.forget }, endEmergencyAccess, { emergencyAccessId: record.id }, { viewer: nurse });
  expect(await emergencies()).toEqual([]);
});
