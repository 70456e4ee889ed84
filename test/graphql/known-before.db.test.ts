import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { acknowledgeFinding } from '../../src/changes/acknowledge-finding.js';
import { billVisit } from '../../src/changes/bill-visit.js';
import { cancelVisit } from '../../src/changes/cancel-visit.js';
import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform } from '../../src/changes/perform.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { openTestWorld, therapyOn, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
});
afterAll(() => here.close());
beforeEach(async () => {
  here.clock.moveTo('2026-03-02T15:00:00Z');
  agency = await openTestAgency(here.world);
});

const FINDINGS = `query ($id: ID!, $at: DateTime!) { node(id: $id) { ... on Patient { findingsAsOf(at: $at) {
  ruleId code severity clinicalText billingText centsAtRisk unitsAtRisk openedAt acknowledgedAt finding { id status clinicalText } visits { id }
} } } }`;
const BALANCE = 'query ($id: ID!, $at: DateTime!) { node(id: $id) { ... on AuthorizationLine { balanceAsOf(at: $at) { reservedUnits usedUnits billedUnits remainingUnits } } } }';

async function findingsAsOf(at: string, viewer = agency.viewer): Promise<Data[]> {
  const { node } = await graphql.data(viewer, FINDINGS, { id: toGlobalId('Patient', agency.patientId), at });
  return node.findingsAsOf;
}

async function balanceAsOf(at: string): Promise<Data> {
  return (await graphql.data(agency.viewer, BALANCE, { id: toGlobalId('AuthorizationLine', agency.lineId), at })).node.balanceAsOf;
}

test('what was open when a claim went out is still told after it has cleared, and what was found later is not', async () => {
  const late = await plan(here.world, agency, '2026-05-05');
  here.clock.moveTo('2026-03-03T15:00:00Z');
  await perform(here.world, cancelVisit, { visitId: late }, agency);
  here.clock.moveTo('2026-03-04T15:00:00Z');
  await plan(here.world, agency, '2026-05-06');
  here.clock.moveTo('2026-03-05T15:00:00Z');

  const visitsOutside = async (at: string): Promise<string[]> => (await findingsAsOf(at)).filter(({ ruleId }) => ruleId === 'AUTH-04').flatMap(({ visits }) => visits.map(({ id }: Data) => id));
  expect(await visitsOutside('2026-03-02T14:59:59.999Z')).toEqual([]);
  expect(await visitsOutside('2026-03-02T15:00:00Z')).toEqual([toGlobalId('Visit', late)]);
  expect(await visitsOutside('2026-03-03T14:59:59.999Z')).toEqual([toGlobalId('Visit', late)]);
  expect(await visitsOutside('2026-03-03T15:00:00Z')).toEqual([]);
  expect(await visitsOutside('2026-03-05T15:00:00Z')).toHaveLength(1);
});

test('a finding is told as it read then, beside what it is now', async () => {
  const late = await plan(here.world, agency, '2026-05-05');
  const [before] = (await findingsAsOf('2026-03-02T15:00:00Z')).filter(({ ruleId }) => ruleId === 'AUTH-04');
  here.clock.moveTo('2026-03-03T15:00:00Z');
  const { startsAt, endsAt } = therapyOn('2026-05-07');
  await perform(here.world, rescheduleVisit, { visitId: late, startsAt, endsAt }, agency);

  const [then] = (await findingsAsOf('2026-03-02T15:00:00Z')).filter(({ ruleId }) => ruleId === 'AUTH-04');
  const [now] = (await findingsAsOf('2026-03-03T15:00:00Z')).filter(({ ruleId }) => ruleId === 'AUTH-04');
  expect(then.clinicalText).toBe(before.clinicalText);
  expect(now.clinicalText).toBe(now.finding.clinicalText);
  expect(now.clinicalText).not.toBe(then.clinicalText);
});

test('what someone had said of a finding is told from when they said it', async () => {
  await plan(here.world, agency, '2026-05-05');
  const [{ finding }] = (await findingsAsOf('2026-03-02T15:00:00Z')).filter(({ ruleId }) => ruleId === 'AUTH-04');
  const { rows } = await here.owner.query(`select id from findings where agency_id = $1 and rule_id = 'AUTH-04'`, [agency.agencyId]);
  expect(finding.id).toBe(toGlobalId('Finding', rows[0].id));
  here.clock.moveTo('2026-03-03T15:00:00Z');
  await perform(here.world, acknowledgeFinding, { findingId: rows[0].id }, agency);
  const acknowledged = async (at: string): Promise<Data> => (await findingsAsOf(at)).find(({ ruleId }) => ruleId === 'AUTH-04').acknowledgedAt;
  expect(await acknowledged('2026-03-03T14:59:59Z')).toBeNull();
  expect(await acknowledged('2026-03-03T15:00:00Z')).toBe('2026-03-03T15:00:00.000Z');
});

test('a balance is told as it stood, at each instant at which it moved', async () => {
  expect(await balanceAsOf('2026-03-02T14:59:59Z')).toBeNull();
  expect(await balanceAsOf('2026-03-02T15:00:00Z')).toEqual({ reservedUnits: 2, usedUnits: 2, billedUnits: 0, remainingUnits: 8 });
  here.clock.moveTo('2026-03-04T23:00:00Z');
  await perform(here.world, completeVisit, { visitId: agency.visitIds[2] }, agency);
  here.clock.moveTo('2026-03-05T23:00:00Z');
  await perform(here.world, billVisit, { visitId: agency.visitIds[0] }, agency);

  expect(await balanceAsOf('2026-03-04T22:59:59Z')).toEqual({ reservedUnits: 2, usedUnits: 2, billedUnits: 0, remainingUnits: 8 });
  expect(await balanceAsOf('2026-03-04T23:00:00Z')).toEqual({ reservedUnits: 1, usedUnits: 3, billedUnits: 0, remainingUnits: 8 });
  expect(await balanceAsOf('2026-03-05T23:00:00Z')).toEqual({ reservedUnits: 1, usedUnits: 2, billedUnits: 1, remainingUnits: 8 });
});

test('of an instant to come nothing is known', async () => {
  const { errors } = await graphql.ask(agency.viewer, FINDINGS, { id: toGlobalId('Patient', agency.patientId), at: '2026-03-03T15:00:00Z' });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_DATE', path: ['at'] });
});

test('what was known in one agency is not known in another, nor are amounts to those who may not read them', async () => {
  const other = await openTestAgency(here.world);
  await plan(here.world, agency, '2026-05-05');
  const { node } = await graphql.data(other.viewer, FINDINGS, { id: toGlobalId('Patient', agency.patientId), at: '2026-03-02T15:00:00Z' });
  expect(node).toBeNull();
  const seen = await findingsAsOf('2026-03-02T15:00:00Z', agency.viewerAs('CLINICIAN'));
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter(({ billingText, centsAtRisk }) => billingText !== null || centsAtRisk !== null)).toEqual([]);
});

test('what many patients and lines were known by is one statement for all', async () => {
  graphql.statements.length = 0;
  await graphql.data(agency.viewer, `query ($at: DateTime!) { patients { nodes { findingsAsOf(at: $at) { ruleId } authorizations { lines { balanceAsOf(at: $at) { remainingUnits } } } } } }`, { at: '2026-03-02T15:00:00Z' });
  expect(graphql.statements.filter((text) => text.includes('finding_states'))).toHaveLength(1);
  expect(graphql.statements.filter((text) => text.includes('line_balance_states'))).toHaveLength(1);
});
