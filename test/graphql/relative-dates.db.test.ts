import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { addBranch } from '../../src/changes/add-branch.js';
import { perform } from '../../src/changes/perform.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { admit, openTestWorld, order, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

/** It is Monday, 2 March 2026, nine in the morning in Chicago, unless a test moves the clock. */
let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
let otherBranch: string;
const DATES = ['2026-02-27', '2026-02-28', '2026-03-03', '2026-03-07', '2026-03-08', '2026-03-31', '2026-04-01'];

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openTestAgency(here.world);
  // In Auckland it is seven the next morning by then.
  otherBranch = (await perform(here.world, addBranch, { name: 'Far', timeZone: 'Pacific/Auckland' }, agency)).record.id;
  const patientId = await admit(here.world, { ...agency, branchId: otherBranch });
  for (const date of DATES) await plan(here.world, agency, date);
  await plan(here.world, { ...agency, patientId }, '2026-03-03', 15);
});
beforeEach(() => here.clock.moveTo('2026-03-02T15:00:00Z'));
afterAll(() => here.close());

const ofNorth = (serviceOn: object): Data => ({ patientId: toGlobalId('Patient', agency.patientId), statuses: ['SCHEDULED'], serviceOn });
const days = async (filter: object): Promise<string[]> =>
  (await graphql.data(agency.viewer, 'query ($filter: VisitFilter) { visits(filter: $filter, first: 100) { nodes { serviceOn } } }', { filter })).visits.nodes.map(({ serviceOn }: Data) => serviceOn);

describe('visits of stretches around today', () => {
  test.each([
    [{ during: 'TODAY' }, []],
    [{ during: 'TOMORROW' }, ['2026-03-03']],
    [{ during: 'YESTERDAY' }, []],
    [{ during: 'THIS_WEEK' }, ['2026-03-03', '2026-03-04', '2026-03-07']],
    [{ during: 'LAST_WEEK' }, ['2026-02-27', '2026-02-28']],
    [{ during: 'NEXT_WEEK' }, ['2026-03-08', '2026-03-10']],
    [{ during: 'THIS_MONTH' }, ['2026-03-03', '2026-03-04', '2026-03-07', '2026-03-08', '2026-03-10', '2026-03-31']],
    [{ during: 'LAST_MONTH' }, ['2026-02-27', '2026-02-28']],
    [{ during: 'NEXT_MONTH' }, ['2026-04-01']],
    [{ lastDays: 2 }, ['2026-02-28']],
    [{ lastDays: 3 }, ['2026-02-27', '2026-02-28']],
    [{ nextDays: 1 }, ['2026-03-03']],
    [{ nextDays: 2 }, ['2026-03-03', '2026-03-04']],
    [{ lastDays: 2, nextDays: 1 }, ['2026-02-28', '2026-03-03']],
    [{ nextDays: 5, from: '2026-03-04' }, ['2026-03-04', '2026-03-07']],
  ])('%j', async (serviceOn, found) => {
    expect(await days(ofNorth(serviceOn))).toEqual(found);
  });

  test.each([
    ['the last moment of Saturday where the branch is', '2026-03-08T05:59:59Z', ['2026-03-03', '2026-03-04', '2026-03-07']],
    ['the first moment of Sunday where the branch is', '2026-03-08T06:00:00Z', ['2026-03-08', '2026-03-10']],
  ])('the week changes with the wall clock: %s', async (_when, now, found) => {
    here.clock.moveTo(now);
    expect(await days(ofNorth({ during: 'THIS_WEEK' }))).toEqual(found);
  });

  test('today is that of the branch that the filter names', async () => {
    here.clock.moveTo('2026-03-02T18:00:00Z');
    const branchId = toGlobalId('Branch', otherBranch);
    const [atFar] = await days({ branchId });
    expect(atFar).toBe('2026-03-04');
    expect(await days({ branchId, serviceOn: { during: 'TOMORROW' } })).toEqual(['2026-03-04']);
    expect(await days({ branchIds: [branchId], serviceOn: { during: 'TOMORROW' } })).toEqual(['2026-03-04']);
    // Without a branch it is the first branch's Monday, on which the same visit is the day after tomorrow.
    expect(await days({ search: 'Doe', serviceOn: { nextDays: 1 }, patientIds: [toGlobalId('Patient', agency.patientId)] })).toEqual(['2026-03-03']);
  });
});

describe('moments of days around today', () => {
  const found = async (receivedAt: object): Promise<number> =>
    (await graphql.data(agency.viewer, 'query ($filter: OrderFilter) { orders(filter: $filter) { totalCount } }', { filter: { receivedAt } })).orders.totalCount;

  test('a day begins and ends with midnight where the branch is', async () => {
    here.clock.moveTo('2026-03-02T15:00:00Z');
    await order(here.world, agency, 'PT 1w1');
    const count = await found({ during: 'TODAY' });
    expect(count).toBeGreaterThan(0);
    here.clock.moveTo('2026-03-03T05:59:59Z');
    expect(await found({ during: 'TODAY' })).toBe(count);
    here.clock.moveTo('2026-03-03T06:00:00Z');
    expect(await found({ during: 'TODAY' })).toBe(0);
    expect(await found({ during: 'YESTERDAY' })).toBe(count);
    expect(await found({ lastDays: 1 })).toBe(count);
  });

  test('from is included, before is not', async () => {
    const { orders } = await graphql.data(agency.viewer, '{ orders(first: 1) { nodes { receivedAt } } }');
    const at = orders.nodes[0].receivedAt;
    const later = new Date(Date.parse(at) + 1).toISOString();
    expect(await found({ from: at, before: later })).toBeGreaterThan(0);
    expect(await found({ from: later })).toBe(0);
    expect((await found({ before: at })) + (await found({ from: at }))).toBe(await found({}));
  });
});

describe('what makes no sense is refused', () => {
  test.each([
    ['a stretch and days', { serviceOn: { during: 'TODAY', lastDays: 1 } }, 'INVALID_INPUT', ['filter', 'serviceOn', 'during']],
    ['days before the last ones', { serviceOn: { lastDays: -1 } }, 'INVALID_INPUT', ['filter', 'serviceOn', 'lastDays']],
    ['more days than ten years', { serviceOn: { nextDays: 3661 } }, 'INVALID_INPUT', ['filter', 'serviceOn', 'nextDays']],
    ['a moment that ends before it begins', { startsAt: { from: '2026-03-02T00:00:00Z', before: '2026-03-02T00:00:00Z' } }, 'INVALID_RANGE', ['filter', 'startsAt', 'before']],
    ['more than a hundred patients', { patientIds: Array.from({ length: 101 }, () => 'x') }, 'LIMIT_EXCEEDED', ['filter', 'patientIds']],
    ['a patient who is a payer', { patientIds: [toGlobalId('Payer', '01a20000-0000-7000-8000-000000000000')] }, 'INVALID_ID', ['filter', 'patientIds', 0]],
    ['a code that is no text', { serviceCodes: ['G0151', 'G\u0000'] }, 'INVALID_INPUT', ['filter', 'serviceCodes', 1]],
  ])('%s', async (_what, filter, code, path) => {
    const { errors } = await graphql.ask(agency.viewer, 'query ($filter: VisitFilter) { visits(filter: $filter) { totalCount } }', { filter });
    expect(errors).toMatchObject([{ extensions: { code, path } }]);
  });
});
