import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openTestAgency(here.world);
});
afterAll(() => here.close());

const LIMITS = `query ($patientId: ID!, $discipline: Discipline, $serviceCode: String, $from: LocalDate, $to: LocalDate, $minutes: Int) {
  authorizationLimits(patientId: $patientId, discipline: $discipline, serviceCode: $serviceCode, from: $from, to: $to, minutes: $minutes) {
    from to isAuthorizationRequired
    lines { line { id } authorization { number } payer { name } authorizationNumber discipline serviceCode unitDefinition decision isOpen startsOn endsOn
      balance { authorizedUnits reservedUnits reservedPendingUnits usedUnits billedUnits remainingUnits }
      caps { period rollingDays limitUnits windows { from to reservedUnits reservedPendingUnits usedUnits billedUnits remainingUnits } }
      typicalVisit { minutes units visitsThatStillFit lastDateThatFits } } } }`;

const limits = async (variables: object): Promise<Data> =>
  (await graphql.data(agency.viewer, LIMITS, { patientId: toGlobalId('Patient', agency.patientId), ...variables })).authorizationLimits;

describe('what an authorization still allows', () => {
  test('is told line by line and window by window', async () => {
    expect(await limits({ discipline: 'PT', from: '2026-03-01', to: '2026-03-14', minutes: 45 })).toEqual({
      from: '2026-03-01',
      to: '2026-03-14',
      isAuthorizationRequired: true,
      lines: [
        {
          line: { id: toGlobalId('AuthorizationLine', agency.lineId) },
          authorization: { number: 'A123' },
          payer: { name: 'Acme' },
          authorizationNumber: 'A123',
          discipline: 'PT',
          serviceCode: null,
          unitDefinition: 'VISIT',
          decision: 'CERTIFIED_IN_TOTAL',
          isOpen: true,
          startsOn: '2026-02-01',
          endsOn: '2026-04-30',
          balance: { authorizedUnits: 12, reservedUnits: 2, reservedPendingUnits: 0, usedUnits: 2, billedUnits: 0, remainingUnits: 8 },
          caps: [
            {
              period: 'WEEK',
              rollingDays: null,
              limitUnits: 3,
              windows: [
                { from: '2026-03-01', to: '2026-03-07', reservedUnits: 1, reservedPendingUnits: 0, usedUnits: 2, billedUnits: 0, remainingUnits: 0 },
                { from: '2026-03-08', to: '2026-03-14', reservedUnits: 1, reservedPendingUnits: 0, usedUnits: 0, billedUnits: 0, remainingUnits: 2 },
              ],
            },
          ],
          typicalVisit: { minutes: 45, units: 1, visitsThatStillFit: 2, lastDateThatFits: '2026-03-14' },
        },
      ],
    });
  });

  test('agrees with the stored balance', async () => {
    const { rows } = await here.owner.query(
      `select authorized_milli_units / 1000 as "authorizedUnits", reserved_milli_units / 1000 as "reservedUnits", used_milli_units / 1000 as "usedUnits", remaining_milli_units / 1000 as "remainingUnits"
         from line_balances where line_id = $1`,
      [agency.lineId],
    );
    const [line] = (await limits({ discipline: 'PT' })).lines;
    for (const [name, units] of Object.entries(rows[0] as object)) expect([name, line.balance[name]]).toEqual([name, Number(units)]);
  });

  test('is told for the sixty days from today at the branch unless dates are given', async () => {
    here.clock.moveTo('2026-03-02T05:00:00Z');
    expect(await limits({})).toMatchObject({ from: '2026-03-01', to: '2026-04-29' });
    here.clock.moveTo('2026-03-02T15:00:00Z');
    expect(await limits({})).toMatchObject({ from: '2026-03-02', to: '2026-04-30' });
    expect(await limits({ from: '2026-01-01' })).toMatchObject({ from: '2026-01-01', to: '2026-03-01' });
  });

  test('of a service is what the lines of its discipline allow', async () => {
    expect((await limits({ serviceCode: 'G0151' })).lines).toHaveLength(1);
    expect((await limits({ serviceCode: 'G0299' })).lines).toEqual([]);
    expect((await limits({ discipline: 'SN' })).lines).toEqual([]);
    expect((await limits({})).lines).toHaveLength(1);
  });

  test('names no line for dates that none covers, while authorization is required all the same', async () => {
    expect(await limits({ discipline: 'PT', from: '2026-05-01', to: '2026-05-31' })).toMatchObject({ isAuthorizationRequired: true, lines: [] });
  });

  test('says nothing of typical visits when no length is given', async () => {
    expect((await limits({ discipline: 'PT' })).lines[0].typicalVisit).toBeNull();
  });

  test.each([
    ['an end before the start', { from: '2026-03-02', to: '2026-03-01' }, 'INVALID_RANGE', ['to']],
    ['an end before today', { to: '2026-03-01' }, 'INVALID_RANGE', ['to']],
    ['more than a year', { from: '2026-03-01', to: '2027-03-02' }, 'INVALID_RANGE', ['to']],
    ['a code that home care does not use', { serviceCode: '99213' }, 'UNKNOWN_CODE', ['serviceCode']],
    ['a code of another discipline', { serviceCode: 'G0299', discipline: 'PT' }, 'INVALID_INPUT', ['serviceCode']],
    ['no minutes', { minutes: 0 }, 'INVALID_INPUT', ['minutes']],
    ['more minutes than a day has', { minutes: 1441 }, 'INVALID_INPUT', ['minutes']],
    ['an id of something else', { patientId: toGlobalId('Visit', '01a20000-0000-7000-8000-000000000000') }, 'INVALID_ID', ['patientId']],
  ])('is not told for %s', async (_what, variables, code, path) => {
    const { data, errors } = await graphql.ask(agency.viewer, LIMITS, { patientId: toGlobalId('Patient', agency.patientId), ...variables });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['authorizationLimits'], extensions: { code, path } }]);
  });

  test('can be told for exactly a year', async () => {
    expect(await limits({ from: '2026-03-01', to: '2027-03-01' })).toMatchObject({ to: '2027-03-01' });
  });
});
