import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { perform } from '../../src/changes/perform.js';
import { signOrder } from '../../src/changes/sign-order.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { admit, authorize, openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { viewerOf } from '../support/viewers.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
let other: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openTestAgency(here.world);
  other = await openTestAgency(here.world);
  await plan(here.world, agency, '2026-05-05');
  const patientId = await admit(here.world, agency);
  await authorize(here.world, { ...agency, patientId }, { decision: 'PENDED', visits: 4 });
  await plan(here.world, { ...agency, patientId }, '2026-03-20');
});
afterAll(() => here.close());

const total = async (list: string, filter = ''): Promise<number> => (await graphql.data(agency.viewer, `{ ${list}${filter} { totalCount } }`))[list].totalCount;
const sum = (groups: readonly Data[], field: string): number => groups.reduce((all, group) => all + group[field], 0);

describe('findings', () => {
  const FIELDS = 'findings visits cents team severity ruleId age payer { name } branch { name } patient { id }';
  const by = async (grouping: string, viewer = agency.viewer): Promise<Data[]> => (await graphql.data(viewer, `query ($by: ExposureGrouping!) { findingCounts(by: $by) { ${FIELDS} } }`, { by: grouping })).findingCounts;

  test.each([['TEAM', 'team'], ['SEVERITY', 'severity'], ['RULE', 'ruleId'], ['AGE', 'age'], ['PATIENT', 'patient'], ['BRANCH', 'branch']])('by %s are all of them, each once', async (grouping, field) => {
    const groups = await by(grouping);
    expect(sum(groups, 'findings')).toBe(await total('findings'));
    expect(groups.every((group) => group[field] !== null)).toBe(true);
    expect(groups.map(({ findings }) => findings)).toEqual(groups.map(({ findings }) => findings).sort((a: number, b: number) => b - a));
  });

  test('of a group are those that the list shows', async () => {
    for (const { ruleId, findings } of await by('RULE')) expect(await total('findings', `(filter: { ruleIds: ["${ruleId}"] })`)).toBe(findings);
  });

  test('are a day old for a day, and older by the clock', async () => {
    const ages = async (now: string): Promise<string[]> => {
      here.clock.moveTo(now);
      return (await by('AGE')).map(({ age }) => age);
    };
    try {
      expect(await ages('2026-03-05T14:59:59.999Z')).toEqual(['UP_TO_2_DAYS']);
      expect(await ages('2026-03-05T15:00:00Z')).toEqual(['UP_TO_7_DAYS']);
      expect(await ages('2026-03-10T14:59:59Z')).toEqual(['UP_TO_7_DAYS']);
      expect(await ages('2026-03-10T15:00:00Z')).toEqual(['UP_TO_14_DAYS']);
      expect(await ages('2026-06-01T15:00:00Z')).toEqual(['OVER_60_DAYS']);
    } finally {
      here.clock.moveTo('2026-03-02T15:00:00Z');
    }
  });

  test('have amounts only for those who may read them, and the same counts for everyone', async () => {
    const [billers, clinicians] = [await by('TEAM', agency.viewerAs('BILLER')), await by('TEAM', agency.viewerAs('CLINICIAN'))];
    expect(sum(billers, 'cents')).toBeGreaterThan(0);
    expect(clinicians).toEqual(billers.map((group) => ({ ...group, cents: null })));
  });

  test('put at risk what exposure says, by rule and severity and age as well', async () => {
    for (const grouping of ['ALL', 'RULE', 'SEVERITY', 'AGE']) {
      const { exposure } = await graphql.data(agency.viewer, 'query ($by: ExposureGrouping!) { exposure(by: $by, filter: { severities: [BLOCKER, HIGH] }) { cents findings visits } }', { by: grouping });
      const { findingCounts } = await graphql.data(agency.viewer, 'query ($by: ExposureGrouping!) { findingCounts(by: $by, filter: { severities: [BLOCKER, HIGH], isWaived: false }) { cents findings visits } }', { by: grouping });
      expect([...exposure].sort((a, b) => a.findings - b.findings || a.cents - b.cents)).toEqual([...findingCounts].sort((a, b) => a.findings - b.findings || a.cents - b.cents));
    }
  });

  test('that are only worth knowing put nothing at risk', async () => {
    const { exposure } = await graphql.data(agency.viewer, '{ exposure(filter: { severities: [INFO] }) { findings } }');
    expect(exposure).toEqual([]);
  });
});

describe('visits', () => {
  const by = async (grouping: string, filter = {}): Promise<Data[]> =>
    (await graphql.data(agency.viewer, `query ($by: VisitGrouping!, $filter: VisitFilter) { visitCounts(by: $by, filter: $filter) {
      visits minutes units { unitDefinition units } status discipline serviceCode payer { name } branch { name } staff { id } day weekStartsOn monthStartsOn } }`, { by: grouping, filter })).visitCounts;

  test('by status are those that the list shows, with what they draw', async () => {
    expect(await by('STATUS')).toMatchObject([
      { status: 'SCHEDULED', visits: 4, minutes: 180, units: [{ unitDefinition: 'VISIT', units: 3 }] },
      { status: 'COMPLETED', visits: 2, minutes: 90, units: [{ unitDefinition: 'VISIT', units: 2 }] },
    ]);
  });

  test('by discipline, service, payer, branch and staff', async () => {
    expect(await by('DISCIPLINE')).toMatchObject([{ discipline: 'PT', visits: 6, payer: null }]);
    expect(await by('SERVICE')).toMatchObject([{ serviceCode: 'G0151', visits: 6 }]);
    expect(await by('PAYER')).toMatchObject([{ payer: { name: 'Acme' }, visits: 6 }]);
    expect(await by('BRANCH')).toMatchObject([{ branch: { name: 'North' }, visits: 6 }]);
    expect(await by('STAFF')).toMatchObject([{ staff: { id: toGlobalId('Staff', agency.staffId) }, visits: 6 }]);
  });

  test('by day, by week from Sunday to Saturday, and by month, the latest first', async () => {
    expect((await by('DAY')).map(({ day, visits }) => [day, visits])).toEqual([['2026-05-05', 1], ['2026-03-20', 1], ['2026-03-10', 1], ['2026-03-04', 1], ['2026-03-01', 2]]);
    expect((await by('WEEK')).map(({ weekStartsOn, visits }) => [weekStartsOn, visits])).toEqual([['2026-05-03', 1], ['2026-03-15', 1], ['2026-03-08', 1], ['2026-03-01', 3]]);
    expect((await by('MONTH')).map(({ monthStartsOn, visits }) => [monthStartsOn, visits])).toEqual([['2026-05-01', 1], ['2026-03-01', 5]]);
  });

  test('are those of the filter', async () => {
    expect(await by('ALL', { patientId: toGlobalId('Patient', agency.patientId), serviceOn: { from: '2026-03-02' } })).toMatchObject([{ visits: 3 }]);
    expect(await by('ALL', { payerId: toGlobalId('Payer', agency.payerId) })).toMatchObject([{ visits: 6 }]);
    expect(await by('ALL', { payerId: toGlobalId('Payer', other.payerId) })).toEqual([]);
  });
});

test('authorizations are counted by decision and payer, with what is left', async () => {
  const by = async (grouping: string): Promise<Data[]> =>
    (await graphql.data(agency.viewer, `query ($by: AuthorizationGrouping!) { authorizationCounts(by: $by) { lines authorizations decision payer { name } units { unitDefinition authorizedUnits remainingUnits } } }`, { by: grouping })).authorizationCounts;
  expect(new Map((await by('DECISION')).map(({ decision, ...group }) => [decision, group]))).toEqual(
    new Map([
      ['CERTIFIED_IN_TOTAL', { lines: 1, authorizations: 1, payer: null, units: [{ unitDefinition: 'VISIT', authorizedUnits: 12, remainingUnits: 8 }] }],
      ['PENDED', { lines: 1, authorizations: 1, payer: null, units: [{ unitDefinition: 'VISIT', authorizedUnits: 4, remainingUnits: 4 }] }],
    ]),
  );
  expect(await by('PAYER')).toMatchObject([{ payer: { name: 'Acme' }, lines: 2, authorizations: 2 }]);
});

describe('the trend of findings', () => {
  const trend = async (args: string, viewer = other.viewer): Promise<Data[]> => (await graphql.data(viewer, `{ findingTrend(${args}) { startsOn opened cleared openAtEnd openedCents clearedCents } }`)).findingTrend;

  test('shows what came and went on each day where the branch is, and what was open at its end', async () => {
    const before = await trend('last: 1');
    const open = (await graphql.data(other.viewer, '{ findings { totalCount } }')).findings.totalCount;
    expect(before).toMatchObject([{ startsOn: '2026-03-02', openAtEnd: open }]);
    // The last second of Tuesday in Chicago, and the first of Wednesday.
    here.clock.moveTo('2026-03-04T05:59:59Z');
    await perform(here.world, signOrder, { orderId: other.orderId, signatureDate: '2026-03-01' }, other);
    const { findings } = await graphql.data(other.viewer, '{ findings { totalCount } }');
    here.clock.moveTo('2026-03-04T06:00:00Z');
    const [monday, tuesday, wednesday] = await trend('last: 3');
    expect(monday).toMatchObject({ startsOn: '2026-03-02', openAtEnd: open });
    expect(tuesday).toMatchObject({ startsOn: '2026-03-03', openAtEnd: findings.totalCount });
    expect(tuesday.cleared).toBeGreaterThan(0);
    expect(open + tuesday.opened - tuesday.cleared).toBe(findings.totalCount);
    expect(wednesday).toMatchObject({ startsOn: '2026-03-04', opened: 0, cleared: 0, openAtEnd: findings.totalCount });
    expect((await trend('last: 1, by: WEEK'))[0]).toMatchObject({ startsOn: '2026-03-01', opened: monday.opened + tuesday.opened, cleared: monday.cleared + tuesday.cleared, openAtEnd: findings.totalCount });
    expect(await trend('last: 3, filter: { ruleIds: ["ORD-02"] }')).toMatchObject([{ openAtEnd: 1 }, { cleared: 1, openAtEnd: 0 }, { openAtEnd: 0 }]);
  });

  test('hides amounts from those who may not read them', async () => {
    for (const bucket of await trend('last: 3', other.viewerAs('CLINICIAN'))) expect(bucket).toMatchObject({ openedCents: null, clearedCents: null });
    for (const bucket of await trend('last: 3', other.viewerAs('BILLER'))) expect(bucket).toMatchObject({ openedCents: expect.any(Number), clearedCents: expect.any(Number) });
  });

  test.each([0, 101])('is not asked for over %i stretches', async (last) => {
    const { errors } = await graphql.ask(other.viewer, 'query ($last: Int!) { findingTrend(last: $last) { opened } }', { last });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', path: ['last'] } }]);
  });
});

test.each(['findingCounts(by: TEAM) { findings cents }', 'exposure(by: AGE) { cents }', 'visitCounts(by: PAYER) { visits units { units } }', 'authorizationCounts(by: BRANCH) { lines }', 'findingTrend(by: WEEK) { opened }'])(
  '%s is one statement',
  async (query) => {
    graphql.statements.length = 0;
    await graphql.data(agency.viewer, `{ ${query} }`);
    expect(graphql.statements).toHaveLength(1);
  },
);

test('one agency counts nothing of the other', async () => {
  const QUERY = '{ findingCounts { findings } visitCounts { visits } authorizationCounts { lines } findings { totalCount } visits { totalCount } authorizationLines { totalCount } }';
  for (const { viewer } of [agency, other]) {
    const { findingCounts, visitCounts, authorizationCounts, findings, visits, authorizationLines } = await graphql.data(viewer, QUERY);
    expect([findingCounts[0].findings, visitCounts[0].visits, authorizationCounts[0].lines]).toEqual([findings.totalCount, visits.totalCount, authorizationLines.totalCount]);
  }
  const ofTheOther = { branchId: toGlobalId('Branch', other.branchId) };
  const counted = await graphql.data(
    agency.viewer,
    'query ($f: FindingFilter, $v: VisitFilter, $a: AuthorizationLineFilter) { findingCounts(filter: $f) { findings } visitCounts(filter: $v) { visits } authorizationCounts(filter: $a) { lines } }',
    { f: ofTheOther, v: ofTheOther, a: ofTheOther },
  );
  expect(counted).toEqual({ findingCounts: [], visitCounts: [], authorizationCounts: [] });
});

test.each(['findingCounts { findings }', 'visitCounts { visits }', 'authorizationCounts { lines }', 'findingTrend { opened }'])('a role that no line of the permissions names gets no %s', async (query) => {
  const { errors } = await graphql.ask(viewerOf(agency.agencyId, 'NOBODY' as 'ADMIN', 'nobody'), `{ ${query} }`);
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
