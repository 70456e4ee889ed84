import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { perform, type Performed } from '../../src/changes/perform.js';
import { setPayerPolicy } from '../../src/changes/set-payer-policy.js';
import { writing } from '../../src/db/agency-scope.js';
import { dueAtOf } from '../../src/db/queries/due-at.js';
import { patientSnapshot } from '../../src/db/queries/patient-snapshot.js';
import { insertRows } from '../../src/db/queries/records.js';
import { saveAlignments } from '../../src/db/queries/save-alignment.js';
import { CoverageRow } from '../../src/db/rows/coverage-row.js';
import type { PayerPolicyRow } from '../../src/db/rows/payer-policy-row.js';
import { systemIds } from '../../src/system.js';
import { type Care, openCare, openTestWorld, type TestWorld } from '../support/care.js';
import { until } from '../support/until.js';

let the: TestWorld;
let care: Care;

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());

beforeEach(async () => {
  care = await openCare(the.world);
});

function publish(payerId: string, effectiveFrom: string): Promise<Performed<PayerPolicyRow>> {
  return perform(the.world, setPayerPolicy, { payerId, effectiveFrom, terms: DEFAULT_TERMS }, { viewer: care.viewer });
}

async function isDue(): Promise<boolean> {
  const dueAt = await writing(the.database, care.agencyId, (tx) => dueAtOf(tx, care.patientId));
  return dueAt !== null && dueAt <= the.clock.now();
}

test('a policy that is published while a patient who is due already is evaluated makes the patient due again', async () => {
  await publish(care.payerId, '2026-04-01');
  expect(await isDue()).toBe(true);
  const nothing = { findings: [], clearedIds: [], history: [], allocations: [], releasedAllocations: [], balances: [], dueAt: null };
  await writing(the.database, care.agencyId, async (tx) => {
    const { stored } = await patientSnapshot(tx, care.patientId, the.clock.now());
    await publish(care.payerId, '2026-05-01');
    const dueAtBefore = stored.dueAt === null ? null : new Date(stored.dueAt);
    await saveAlignments(tx, [{ ...nothing, patientId: care.patientId, dueAtBefore }], the.clock.now());
  });
  expect(await isDue()).toBe(true);
});

test('a policy that is published while a patient is given the payer reaches that patient', async () => {
  const { record: payer } = await perform(the.world, addPayer, { name: 'Other', kind: 'COMMERCIAL' }, { viewer: care.viewer });
  const coverage = { agencyId: care.agencyId, id: systemIds.next(), patientId: care.patientId, payerId: payer.id, memberId: 'v1.1.sealed', memberIndex: ['1.M2'], rank: 2, startsOn: '2026-01-01', endsOn: null, version: 1 };
  expect(await isDue()).toBe(false);
  let isPublished = false;
  const published = await writing(the.database, care.agencyId, async (tx) => {
    await insertRows(tx, CoverageRow, [coverage]);
    const publishing = publish(payer.id, '2026-01-01').then(() => (isPublished = true));
    // It is either through, not having seen the coverage, or waits for this transaction.
    await until(async () => isPublished || (await waiting()) > 0);
    return { publishing };
  });
  await published.publishing;
  expect(await isDue()).toBe(true);
});

async function waiting(): Promise<number> {
  const { rows } = await the.owner.query<{ count: number }>(`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows[0]?.count ?? 0;
}
