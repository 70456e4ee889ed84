import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { perform } from '../../src/changes/perform.js';
import { recordAuthorization } from '../../src/changes/record-authorization.js';
import { recordOrder } from '../../src/changes/record-order.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { admit, authorize, openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
let late: string;
let waiting: string;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openTestAgency(here.world);
  late = await plan(here.world, agency, '2026-05-05');
  // Another patient, whose only line the payer has not decided.
  const patientId = await admit(here.world, agency);
  await authorize(here.world, { ...agency, patientId }, { decision: 'PENDED' });
  waiting = await plan(here.world, { ...agency, patientId }, '2026-03-20');
});
afterAll(() => here.close());

const ids = (connection: Data): string[] => connection.nodes.map(({ id }: Data) => id);
const visit = (id: string): string => toGlobalId('Visit', id);

test('deadlines come with the least time left first, and only what a clock runs for', async () => {
  const { deadlines } = await graphql.data(agency.viewer, `{ deadlines(first: 100) { nodes { deadlineAt } totalCount } }`);
  const times = deadlines.nodes.map(({ deadlineAt }: Data) => deadlineAt);
  expect(times.length).toBeGreaterThan(1);
  expect(times).toEqual([...times].sort());
  const { deadlines: first } = await graphql.data(agency.viewer, `{ deadlines(first: 1) { nodes { deadlineAt } pageInfo { endCursor } } }`);
  const { deadlines: rest } = await graphql.data(agency.viewer, `query ($after: String) { deadlines(first: 100, after: $after) { nodes { deadlineAt } } }`, { after: first.pageInfo.endCursor });
  expect([...first.nodes, ...rest.nodes].map(({ deadlineAt }: Data) => deadlineAt)).toEqual(times);
});

test.each([
  ['deadlines', 'isWaived', false], ['deadlines', 'hasDeadline', true], ['unsignedOrders', 'isUnsigned', true],
])('%s shows nothing to those who ask for what does not belong there by %s', async (list, condition, belongs) => {
  const asked = async (value: boolean): Promise<number> => {
    const { totalCount, nodes } = (await graphql.data(agency.viewer, `{ ${list}(first: 100, filter: { ${condition}: ${value} }) { totalCount nodes { id } } }`))[list];
    expect(nodes).toHaveLength(totalCount);
    return totalCount;
  };
  expect(await asked(belongs)).toBeGreaterThan(0);
  expect(await asked(!belongs)).toBe(0);
});

test('an authorization is expiring from so many days before its end', async () => {
  const expiring = async (withinDays: number): Promise<string[]> =>
    ids((await graphql.data(agency.viewer, `query ($days: Int!) { expiringAuthorizations(withinDays: $days) { nodes { id endsOn } } }`, { days: withinDays })).expiringAuthorizations);
  // 2 March to 30 April.
  expect(await expiring(59)).toEqual([toGlobalId('AuthorizationLine', agency.lineId)]);
  expect(await expiring(58)).toEqual([]);
});

test('visits beyond authorization and visits waiting for a decision are kept apart', async () => {
  const { visitsBeyondAuthorization, visitsWaitingForDecision } = await graphql.data(agency.viewer, `{ visitsBeyondAuthorization { nodes { id } } visitsWaitingForDecision { nodes { id } } }`);
  expect(ids(visitsBeyondAuthorization)).toEqual([visit(late)]);
  expect(ids(visitsWaitingForDecision)).toEqual([visit(waiting)]);
});

test('a visit that waits says from which date on the payer must have decided, as long as a clock binds it and it is not late', async () => {
  const bound = await openTestAgency(here.world, { decisionDaysStandard: 7, decisionHoursExpedited: 72 });
  const waitingFor = async (request: object): Promise<string | null> => {
    const patientId = await admit(here.world, bound);
    const lines = [{ discipline: 'PT', unitDefinition: 'VISIT', authorizedMilliUnits: 4000, startsOn: '2026-03-01', endsOn: '2026-04-30', decision: 'PENDED' } as const];
    await perform(here.world, recordAuthorization, { patientId, payerId: bound.payerId, lines, ...request }, bound);
    const id = await plan(here.world, { ...bound, patientId }, '2026-03-20');
    return (await graphql.data(bound.viewer, `query ($id: ID!) { node(id: $id) { ... on Visit { earliestSafeOn } } }`, { id: visit(id) })).node.earliestSafeOn;
  };
  // Asked on Sunday the 1st in Chicago: due on the 8th, or after three days on the 4th.
  const requestedAt = new Date('2026-03-01T18:00:00Z');
  expect(await waitingFor({ requestedAt })).toBe('2026-03-09');
  expect(await waitingFor({ requestedAt, urgency: 'EXPEDITED' })).toBe('2026-03-05');
  expect(await waitingFor({ requestedAt: new Date('2026-02-20T18:00:00Z') })).toBeNull();
  expect(await waitingFor({})).toBeNull();
});

test('unsigned orders wait longest first', async () => {
  const earlier = { patientId: agency.patientId, kind: 'VERBAL', discipline: 'SN', frequencyText: '1w1', startsOn: '2026-03-01', physicianName: 'Roe', receivedAt: new Date('2026-02-20T15:00:00Z') } as const;
  const { record } = await perform(here.world, recordOrder, earlier, agency);
  const { unsignedOrders } = await graphql.data(agency.viewer, `{ unsignedOrders { nodes { id } } }`);
  expect(ids(unsignedOrders)).toEqual([toGlobalId('Order', record.id), toGlobalId('Order', agency.orderId)]);
});

describe('exposure', () => {
  test('counts a visit once, however many findings name it', async () => {
    const { findings, exposure } = await graphql.data(
      agency.viewer,
      `query ($patientId: ID!) { findings(first: 100, filter: { patientId: $patientId }) { nodes { centsAtRisk visits { id } } }
         exposure(filter: { patientId: $patientId }) { findings visits cents services { serviceCode visits minutes } } }`,
      { patientId: toGlobalId('Patient', agency.patientId) },
    );
    const named = findings.nodes.flatMap(({ visits }: Data) => visits.map(({ id }: Data) => id));
    const each = new Set(named);
    expect(each.size).toBeLessThan(named.length);
    // Every visit of this agency is 45 minutes of G0151, three units of 45 dollars.
    expect(exposure).toEqual([{ findings: findings.nodes.length, visits: each.size, cents: each.size * 13_500, services: [{ serviceCode: 'G0151', visits: each.size, minutes: each.size * 45 }] }]);
    expect(findings.nodes.reduce((sum: number, { centsAtRisk }: Data) => sum + centsAtRisk, 0)).toBeGreaterThan(exposure[0].cents);
  });

  test('is added up by patient, payer, branch and team', async () => {
    const by = async (grouping: string): Promise<Data> =>
      (await graphql.data(agency.viewer, `query ($by: ExposureGrouping!) { exposure(by: $by) { visits patient { id } payer { name } branch { name } team } }`, { by: grouping })).exposure;
    expect((await by('PATIENT')).map(({ patient }: Data) => patient.id)).toContain(toGlobalId('Patient', agency.patientId));
    expect(await by('BRANCH')).toMatchObject([{ branch: { name: 'North' } }]);
    expect((await by('PAYER')).map(({ payer }: Data) => payer?.name ?? null)).toContain('Acme');
    expect((await by('TEAM')).map(({ team }: Data) => team)).toContain('SCHEDULING');
  });

  test('is told only to those who may read amounts', async () => {
    const { errors } = await graphql.ask(agency.viewerAs('CLINICIAN'), `{ exposure { visits } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

test('findings can be listed by age, deadline, amount and who has them', async () => {
  const count = async (filter: object): Promise<number> =>
    (await graphql.data(agency.viewer, `query ($filter: FindingFilter) { findings(filter: $filter) { totalCount } }`, { filter })).findings.totalCount;
  const all = await count({});
  expect(await count({ openedBefore: '2026-03-02T15:00:00.001Z' })).toBe(all);
  expect(await count({ openedBefore: '2026-03-02T15:00:00Z' })).toBe(0);
  expect(await count({ openedAfter: '2026-03-02T15:00:00Z' })).toBe(all);
  expect((await count({ hasDeadline: true })) + (await count({ hasDeadline: false }))).toBe(all);
  expect(await count({ centsAtRiskFrom: 13_501 })).toBeLessThan(await count({ centsAtRiskFrom: 13_500 }));
  expect(await count({ assignedTo: 'nobody' })).toBe(0);
  expect(await count({ isAcknowledged: false, isWaived: false })).toBe(all);
  const { errors } = await graphql.ask(agency.viewerAs('CLINICIAN'), `{ findings(filter: { centsAtRiskFrom: 1 }) { totalCount } }`);
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
