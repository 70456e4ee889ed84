import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { addStaff } from '../../src/changes/add-staff.js';
import { perform } from '../../src/changes/perform.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { admit, contentsOf, openTestWorld, type TestWorld } from '../support/care.js';
import { type Answer, type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { readmeExample } from '../support/readme.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
});
afterAll(() => here.close());
beforeEach(async () => {
  agency = await openTestAgency(here.world);
});

const WHAT_IF = `query ($changes: [WhatIfChangeInput!]!) { whatIf(changes: $changes) {
  visitCount supportedCount
  alignment { raised { ruleId visits { id serviceOn } } cleared { ruleId } balances { lineId before { remainingUnits } after { remainingUnits } } }
  firstFailure { id serviceOn serviceCode findings { ruleId severity clinicalText } }
  alternatives { times { serviceOn startsAt } lines { serviceCode line { id } } staff { id } }
} }`;

const ask = (changes: readonly object[], role: Parameters<TestAgency['viewerAs']>[0] = 'SCHEDULER'): Promise<Answer> => graphql.ask(agency.viewerAs(role), WHAT_IF, { changes });
const whatIf = async (...changes: readonly object[]): Promise<Data> => (await graphql.data(agency.viewer, WHAT_IF, { changes })).whatIf;
const visit = (i: number): string => toGlobalId('Visit', agency.visitIds[i] as string);
const rules = (findings: readonly Data[]): string[] => findings.map(({ ruleId }) => ruleId);
const at = (date: string, hour = 16): { startsAt: string; endsAt: string } => ({ startsAt: `${date}T${hour}:00:00Z`, endsAt: `${date}T${hour}:45:00Z` });

describe('what a change would do', () => {
  test('is answered with the first visit that fails, why, and what could be done instead, and nothing is kept', async () => {
    const before = await contentsOf(here.owner);
    const answer = await whatIf({ rescheduleVisit: { visitId: visit(3), ...at('2026-05-04') } });
    expect(rules(answer.alignment.raised)).toContain('AUTH-04');
    expect(answer).toMatchObject({ visitCount: 1, supportedCount: 0, firstFailure: { id: visit(3), serviceOn: '2026-05-04' } });
    expect(rules(answer.firstFailure.findings)).toContain('AUTH-04');
    expect(answer.alternatives.times.map(({ serviceOn }: Data) => serviceOn)).toEqual(['2026-04-30', '2026-04-29', '2026-04-28']);
    expect(await contentsOf(here.owner)).toEqual(before);
  });

  test('is what the change then does', async () => {
    const input = { visitId: visit(3), ...at('2026-05-04') };
    const supposed = await whatIf({ rescheduleVisit: input });
    const { rescheduleVisit: done } = await graphql.data(agency.viewer, `mutation ($input: RescheduleVisitInput!) { rescheduleVisit(input: $input) {
      alignment { raised { ruleId visits { id serviceOn } } cleared { ruleId } balances { lineId before { remainingUnits } after { remainingUnits } } } } }`, { input });
    expect(supposed.alignment).toEqual(done.alignment);
  });

  test('can be asked of a whole series, which says how many of it are supported', async () => {
    const series = { patientId: toGlobalId('Patient', agency.patientId), serviceCode: 'G0151', ...at('2026-04-13', 15), recurrence: { weekdays: [1], count: 4 } };
    const answer = await whatIf({ scheduleVisitSeries: series });
    // 13, 20 and 27 April are within the authorization, 4 May is not.
    expect(answer).toMatchObject({ visitCount: 4, supportedCount: 3, firstFailure: { serviceOn: '2026-05-04' } });
    expect(answer.alignment.raised.find(({ ruleId }: Data) => ruleId === 'AUTH-04').visits).toEqual([{ id: answer.firstFailure.id, serviceOn: '2026-05-04' }]);
  });

  test('can be asked of several changes together: a visit moves out and the authorization is extended over it', async () => {
    const extended = { extendAuthorization: { authorizationId: toGlobalId('Authorization', agency.authorizationId), endsOn: '2026-05-31' } };
    const answer = await whatIf({ rescheduleVisit: { visitId: visit(3), ...at('2026-05-01') } }, extended);
    expect(rules(answer.alignment.raised)).not.toContain('AUTH-04');
    expect(answer).toMatchObject({ visitCount: 1, supportedCount: 1, firstFailure: null, alternatives: null });
  });

  test('can be asked of a shorter authorization and of a changed frequency, which fail visits that nobody touched', async () => {
    const shorter = await whatIf({ reviseAuthorization: { authorizationId: toGlobalId('Authorization', agency.authorizationId), lines: [{ lineId: toGlobalId('AuthorizationLine', agency.lineId), endsOn: '2026-03-05' }] } });
    expect(shorter).toMatchObject({ visitCount: 0, firstFailure: { id: visit(3), serviceOn: '2026-03-10' } });
    const fewer = await whatIf({
      recordOrder: { patientId: toGlobalId('Patient', agency.patientId), kind: 'SUPPLEMENTAL', discipline: 'PT', frequencyText: '1w1', startsOn: '2026-03-08', physicianName: 'Roe', supersedesOrderId: toGlobalId('Order', agency.orderId) },
    });
    expect(fewer.alignment.raised.length).toBeGreaterThan(0);
  });

  test('names no time at which the clinician is already with another patient', async () => {
    const patientId = await admit(here.world, agency);
    await plan(here.world, { ...agency, patientId }, '2026-04-30', 10);
    const answer = await whatIf({ rescheduleVisit: { visitId: visit(3), ...at('2026-05-04') } });
    expect(answer.alternatives.times.map(({ serviceOn }: Data) => serviceOn)).toEqual(['2026-04-29', '2026-04-28', '2026-04-27']);
  });

  test('names others who are free where a clinician is already with another patient', async () => {
    const patientId = await admit(here.world, agency);
    await plan(here.world, { ...agency, patientId }, '2026-03-12', 10);
    const { record: free } = await perform(here.world, addStaff, { givenName: 'Bo', familyName: 'Ray', disciplines: ['PT'] }, agency);
    await perform(here.world, addStaff, { givenName: 'Cy', familyName: 'Orr', disciplines: ['SN'] }, agency);
    const answer = await whatIf({ rescheduleVisit: { visitId: visit(3), ...at('2026-03-12', 16) } });
    expect(rules(answer.firstFailure.findings)).toContain('SCH-01');
    expect(answer.alternatives.staff).toEqual([{ id: toGlobalId('Staff', free.id) }]);
  });
});

describe('a question that makes no sense', () => {
  test.each([
    ['no change', []],
    ['a change without a name', [{}]],
    ['two changes in one', [{ cancelVisit: { visitId: 'x' }, missVisit: { visitId: 'x' } }]],
  ])('is refused: %s', async (_, changes) => {
    expect((await ask(changes)).errors?.[0]?.extensions?.['code']).toMatch(/INVALID_INPUT|LIMIT_EXCEEDED/);
  });

  test('is refused with the path in the question', async () => {
    const { errors } = await ask([{ rescheduleVisit: { visitId: visit(3), startsAt: '2026-04-02T10:00:00Z', endsAt: '2026-04-02T09:00:00Z' } }]);
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_RANGE', path: ['changes', 0, 'rescheduleVisit', 'endsAt'] } }]);
  });

  test('is refused to a role that may not make the change', async () => {
    const { errors } = await ask([{ extendAuthorization: { authorizationId: toGlobalId('Authorization', agency.authorizationId), endsOn: '2026-05-31' } }], 'CLINICIAN');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('is refused above the published limits of changes and of occurrences', async () => {
    const change = { cancelVisit: { visitId: visit(3) } };
    expect((await ask(Array.from({ length: 51 }, () => change))).errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
    const series = { patientId: toGlobalId('Patient', agency.patientId), serviceCode: 'G0151', ...at('2026-04-13', 15), recurrence: { weekdays: [1], count: 5000 } };
    expect((await ask([{ scheduleVisitSeries: series }])).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', path: ['changes', 0, 'scheduleVisitSeries', 'recurrence', 'count'] } }]);
  });

  test('about two patients is refused', async () => {
    const patientId = await admit(here.world, agency);
    const other = await plan(here.world, { ...agency, patientId }, '2026-03-12', 10);
    const { errors } = await ask([{ cancelVisit: { visitId: visit(3) } }, { cancelVisit: { visitId: toGlobalId('Visit', other) } }]);
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND', path: ['changes', 1, 'cancelVisit', 'visitId'] } }]);
  });
});

test('authorization limits say of proposed visits which fit, until when, and what they would displace', async () => {
  const { authorizationLimits } = await graphql.data(
    agency.viewer,
    `query ($patientId: ID!, $visits: ProposedVisitsInput!) { authorizationLimits(patientId: $patientId, visits: $visits) { proposal {
       fitting lastDateThatFits displacedVisitIds occurrences { serviceOn fits } firstThatDoesNotFit { serviceOn findings { ruleId } } } } }`,
    { patientId: toGlobalId('Patient', agency.patientId), visits: { serviceCode: 'G0151', ...at('2026-04-13', 15), recurrence: { weekdays: [1], count: 4 } } },
  );
  expect(authorizationLimits.proposal).toMatchObject({ fitting: 3, lastDateThatFits: '2026-04-27', displacedVisitIds: [], firstThatDoesNotFit: { serviceOn: '2026-05-04' } });
  expect(rules(authorizationLimits.proposal.firstThatDoesNotFit.findings)).toContain('AUTH-04');
});

test('the question of the README is one that can be asked', async () => {
  const { whatIf: answer } = await graphql.data(agency.viewer, readmeExample('WhatIf'), { changes: [{ rescheduleVisit: { visitId: visit(3), ...at('2026-05-04') } }] });
  expect(answer).toMatchObject({ visitCount: 1, supportedCount: 0, firstFailure: { serviceOn: '2026-05-04' } });
});
