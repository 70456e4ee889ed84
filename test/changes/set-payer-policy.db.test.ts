import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { policyBookOf } from '../../src/alignment/policy.js';
import type { LocalDate } from '../../src/base/day.js';
import { DEFAULT_TERMS, defaultTermsOf } from '../../src/care/default-terms.js';
import { PAYER_KINDS } from '../../src/care/payer-policy.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { billVisit } from '../../src/changes/bill-visit.js';
import { cancelAuthorization } from '../../src/changes/cancel-authorization.js';
import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { changeCoverage } from '../../src/changes/change-coverage.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { missVisit } from '../../src/changes/miss-visit.js';
import { perform, type Performed } from '../../src/changes/perform.js';
import { setPayerPolicy, type SetPayerPolicyInput } from '../../src/changes/set-payer-policy.js';
import { reading } from '../../src/db/agency-scope.js';
import { childrenOf, coveragesOfPatients, policiesOfPayers } from '../../src/db/queries/children.js';
import { patientSnapshot } from '../../src/db/queries/patient-snapshot.js';
import { payersOfVisits } from '../../src/db/queries/payer-of-day.js';
import { visitsOfPayer } from '../../src/db/queries/visits-of-payer.js';
import type { PayerPolicyRow } from '../../src/db/rows/payer-policy-row.js';
import type { AlignmentEvent } from '../../src/feed/event.js';
import { eventsBetween } from '../../src/feed/read.js';
import { plan } from '../support/agency.js';
import { admit, authorize, type Care, contentsOf, openCare, openTestWorld, type TestWorld } from '../support/care.js';

const FROM = '2026-04-01';
const AFTER_SOME = '2026-04-20T15:00:00Z';

let the: TestWorld;
let care: Care;

beforeAll(async () => {
  the = await openTestWorld();
});
afterAll(() => the.close());

beforeEach(async () => {
  the.clock.moveTo('2026-03-02T15:00:00Z');
  care = await openCare(the.world);
});

function publish(input: Partial<SetPayerPolicyInput> = {}, request: { readonly dryRun?: boolean } = {}): Promise<Performed<PayerPolicyRow>> {
  return perform(the.world, setPayerPolicy, { payerId: care.payerId, effectiveFrom: FROM, terms: {}, ...input }, { viewer: care.viewer, ...request });
}

async function lastEvent(): Promise<AlignmentEvent | undefined> {
  return (await reading(the.database, care.agencyId, (tx) => eventsBetween(tx, 0, 10_000))).at(-1);
}

async function otherPayer(kind: (typeof PAYER_KINDS)[number] = 'COMMERCIAL'): Promise<string> {
  return (await perform(the.world, addPayer, { name: `Other ${kind}`, kind }, care)).record.id;
}

async function coveredBy(patientId: string, payerId: string, startsOn: LocalDate, endsOn: LocalDate | null, rank = 1): Promise<void> {
  await perform(the.world, addCoverage, { patientId, payerId, memberId: 'M2', startsOn, endsOn, rank }, care);
}

async function endCoverage(patientId: string, endsOn: LocalDate): Promise<void> {
  const [coverage] = (await reading(the.database, care.agencyId, (tx) => childrenOf(tx, coveragesOfPatients, [patientId]))).get(patientId) ?? [];
  await perform(the.world, changeCoverage, { coverageId: coverage?.id ?? '', endsOn }, care);
}

const of = (patientId: string): Care => ({ ...care, patientId });

describe('the visits that a new version will concern', () => {
  test('are those on its first date and later, in order of time, whether planned, made or billed', async () => {
    the.clock.moveTo(AFTER_SOME);
    const other = await admit(the.world, care);
    const late = await plan(the.world, care, '2026-05-04');
    const onTheDay = await plan(the.world, of(other), '2026-04-01');
    await plan(the.world, care, '2026-03-31');
    const made = await plan(the.world, care, '2026-04-06');
    const billed = await plan(the.world, of(other), '2026-04-06', 14);
    for (const visitId of [made, billed]) await perform(the.world, completeVisit, { visitId }, care);
    await perform(the.world, billVisit, { visitId: billed }, care);
    const { effect } = await publish();
    expect(effect).toMatchObject({ affectedVisitIds: [onTheDay, made, billed, late], raised: [], cleared: [], changed: [], balances: [] });
  });

  test('are not those that were missed or called off', async () => {
    the.clock.moveTo(AFTER_SOME);
    const [missed, cancelled, kept] = [await plan(the.world, care, '2026-04-06'), await plan(the.world, care, '2026-04-07'), await plan(the.world, care, '2026-04-08')] as const;
    const because = { viewer: care.viewer, cause: 'PATIENT_REQUEST', reason: 'away' } as const;
    await perform(the.world, missVisit, { visitId: missed }, because);
    await perform(the.world, cancelVisit, { visitId: cancelled }, because);
    expect((await publish()).effect.affectedVisitIds).toEqual([kept]);
  });

  test('are those of the payer of the day, and not of one who paid before or pays second', async () => {
    const payerId = await otherPayer();
    await endCoverage(care.patientId, '2026-04-15');
    await coveredBy(care.patientId, payerId, '2026-04-16', null);
    await coveredBy(care.patientId, payerId, '2026-01-01', '2026-04-15', 2);
    const [before, after] = [await plan(the.world, care, '2026-04-15'), await plan(the.world, care, '2026-04-16')] as const;
    expect((await publish()).effect.affectedVisitIds).toEqual([before]);
    expect((await publish({ payerId })).effect.affectedVisitIds).toEqual([after]);
  });

  test('are, without a coverage, those of the payer of the nearest authorization that was not cancelled', async () => {
    const payerId = await otherPayer();
    await endCoverage(care.patientId, '2026-03-31');
    await authorize(the.world, { ...care, payerId }, { startsOn: '2026-03-01', endsOn: '2026-04-10' });
    const { authorizationId } = await authorize(the.world, care, { startsOn: '2026-04-20', endsOn: '2026-05-20' });
    const [near, far] = [await plan(the.world, care, '2026-04-14'), await plan(the.world, care, '2026-04-16')] as const;
    expect((await publish()).effect.affectedVisitIds).toEqual([far]);
    expect((await publish({ payerId })).effect.affectedVisitIds).toEqual([near]);
    await perform(the.world, cancelAuthorization, { authorizationId }, { viewer: care.viewer, cause: 'PAYER_DECISION', reason: 'withdrawn' });
    expect((await publish({ effectiveFrom: '2026-04-02' })).effect.affectedVisitIds).toEqual([]);
    expect((await publish({ payerId, effectiveFrom: '2026-04-02' })).effect.affectedVisitIds).toEqual([near, far]);
  });

  test('are those that the rules measure by this payer', async () => {
    const payerId = await otherPayer();
    const uncovered = await admit(the.world, care);
    await endCoverage(uncovered, '2026-03-01');
    await authorize(the.world, { ...of(uncovered), payerId }, { startsOn: '2026-04-10', endsOn: '2026-04-20' });
    await endCoverage(care.patientId, '2026-04-10');
    await coveredBy(care.patientId, payerId, '2026-04-12', null);
    const dates = ['2026-04-09', '2026-04-11', '2026-04-13', '2026-04-21'];
    for (const patientId of [care.patientId, uncovered]) for (const date of dates) await plan(the.world, of(patientId), date);
    await reading(the.database, care.agencyId, async (tx) => {
      for (const patientId of [care.patientId, uncovered]) {
        const { snapshot } = await patientSnapshot(tx, patientId, the.clock.now());
        const policies = policyBookOf(snapshot);
        const measured = new Map(snapshot.visits.map(({ id, serviceOn }) => [id, policies.policyOfDay(serviceOn).payerId]));
        const found = await payersOfVisits(tx, snapshot.visits.map(({ id }) => id));
        expect(new Map([...measured.keys()].map((id) => [id, found.get(id)?.payerId ?? null]))).toEqual(measured);
      }
    });
  });

  test('are none of another agency', async () => {
    const elsewhere = await openCare(the.world);
    await plan(the.world, elsewhere, '2026-04-06');
    expect((await publish()).effect.affectedVisitIds).toEqual([]);
    await expect(publish({ payerId: elsewhere.payerId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('are all counted, and only the first of many named', async () => {
    const visits = [await plan(the.world, care, '2026-04-06'), await plan(the.world, care, '2026-04-07'), await plan(the.world, care, '2026-04-08')];
    const found = await reading(the.database, care.agencyId, (tx) => visitsOfPayer(tx, care.payerId, FROM, 2));
    expect(found).toEqual({ count: 3, ids: visits.slice(0, 2) });
  });
});

describe('a new version', () => {
  test('that is tried out names the visits and keeps nothing', async () => {
    const visit = await plan(the.world, care, '2026-04-06');
    const before = await contentsOf(the.owner);
    const { effect, position, record } = await publish({}, { dryRun: true });
    expect([effect.affectedVisitIds, position, record.version]).toEqual([[visit], null, 2]);
    expect(await contentsOf(the.owner)).toEqual(before);
  });

  test('that is published tells of the same visits, and how many they are, in its event', async () => {
    await plan(the.world, care, '2026-03-31');
    await plan(the.world, care, '2026-04-06');
    await plan(the.world, care, '2026-04-08');
    const { effect } = await publish({}, { dryRun: true });
    const { record } = await publish();
    const event = await lastEvent();
    expect(event).toMatchObject({ type: 'PAYER_POLICY_CHANGED', patientId: null, payerIds: [care.payerId], body: { effect: { affectedVisitIds: effect.affectedVisitIds } } });
    expect(effect.affectedVisitIds).toHaveLength(2);
    expect(event?.body.what).toContainEqual({ entity: 'PayerPolicy', id: record.id, field: 'affectedVisits', before: null, after: 2 });
  });

  test('begins where the one before it ends, so that every date has exactly one', async () => {
    await publish({ effectiveFrom: '2026-04-01' });
    await publish({ effectiveFrom: '2026-04-02' });
    const policies = (await reading(the.database, care.agencyId, (tx) => childrenOf(tx, policiesOfPayers, [care.payerId]))).get(care.payerId) ?? [];
    expect(policies.map(({ version, effectiveFrom, effectiveTo }) => [version, effectiveFrom, effectiveTo])).toEqual([
      [3, '2026-04-02', null],
      [2, '2026-04-01', '2026-04-01'],
      [1, '2020-01-01', '2026-03-31'],
    ]);
  });

  test.each(['2019-12-31', '2020-01-01'])('cannot begin on %s, when the latest began on 2020-01-01', async (effectiveFrom) => {
    await expect(publish({ effectiveFrom })).rejects.toMatchObject({ code: 'INVALID_RANGE', details: { path: ['input', 'effectiveFrom'] } });
  });

  test.each(PAYER_KINDS)('in which nothing is said has the terms that are usual for %s', async (kind) => {
    const payerId = await otherPayer(kind);
    expect((await publish({ payerId })).record.terms).toEqual(defaultTermsOf(kind));
  });

  test('in which something is said has that and what is usual', async () => {
    const payerId = await otherPayer('MEDICARE');
    const { record } = await publish({ payerId, terms: { noteDueHours: 6, filingLimitDays: null, supervision: { leadDays: 5 }, evv: { maintenanceDays: 95 } } });
    const usual = defaultTermsOf('MEDICARE');
    expect(record.terms).toEqual({
      ...usual, noteDueHours: 6, filingLimitDays: null, supervision: { ...usual.supervision, leadDays: 5 }, evv: { ...usual.evv, maintenanceDays: 95 },
    });
  });

  test('takes nothing over from the version before', async () => {
    await publish({ terms: { noteDueHours: 6 } });
    expect((await publish({ effectiveFrom: '2026-05-01' })).record.terms).toEqual(DEFAULT_TERMS);
  });
});
