import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { completeVisit } from '../../src/changes/complete-visit.js';
import { perform } from '../../src/changes/perform.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { document, openTestAgency, plan, type TestAgency } from '../support/agency.js';
import { admit, authorize, openTestWorld, order, type TestWorld } from '../support/care.js';
import { openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

/** What an answer costs in statements depends on what is asked, and not on how much there is. */
let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openTestAgency(here.world);
  await grow();
});
afterAll(() => here.close());

async function grow(): Promise<void> {
  for (let i = 0; i < 5; i += 1) {
    const care = { ...agency, patientId: await admit(here.world, agency) };
    await order(here.world, care);
    await authorize(here.world, care, { caps: [{ period: 'WEEK', milliUnits: 1_000 }] });
    const visitId = await plan(here.world, care, '2026-03-01');
    await perform(here.world, completeVisit, { visitId }, care);
    await document(here.world, care, visitId);
    await plan(here.world, care, '2026-03-05');
    await plan(here.world, care, '2026-03-06');
  }
}

const QUERIES: ReadonlyArray<readonly [query: string, statements: number]> = [
  ['{ patients { nodes { familyName } } }', 1],
  ['{ patients { totalCount nodes { familyName } pageInfo { hasNextPage } } }', 2],
  ['{ patients { nodes { branch { name } coverages { payer { name } } } } }', 4],
  ['{ patients(first: 100) { nodes { visits(first: 10) { totalCount nodes { staff { familyName } patient { mrn } } } } } }', 5],
  // Patients, visits, and for these: notes, their authors, findings, allocations, their lines, those lines' authorizations.
  ['{ patients { nodes { visits { nodes { note { status author { familyName } } findings { code } allocations { units line { authorization { number } } } } } } } }', 8],
  ['{ patients { nodes { authorizations { lines { caps { units } balance { remainingUnits } allocations { nodes { visit { serviceOn } } } } } } } }', 7],
  ['{ patients { nodes { findings { totalCount nodes { visits { serviceOn } order { frequencyText } payer { name policyOn(date: "2026-03-01") { version } } } } } } }', 7],
  ['{ findings { nodes { patient { mrn branch { name } } payer { name } visits { staff { familyName } } order { status } line { endsOn } } } }', 8],
  ['{ scheduleChanges(first: 100) { nodes { visit { serviceOn } patient { mrn } before { staff { familyName } } after { staff { familyName } } } } }', 4],
  ['{ notes { nodes { visit { serviceOn scheduleChanges { kind } } patient { mrn } author { familyName } } } }', 5],
  ['{ staff { nodes { visits(first: 5) { totalCount nodes { patient { mrn } } } notes(first: 5) { nodes { status } } supervisions { nodes { kind } } } } }', 6],
  ['{ payers { nodes { coverages { nodes { patient { mrn } authorizations(first: 2) { nodes { number } } } } authorizations { totalCount nodes { number findings { nodes { code } } } } findings { totalCount } } } }', 9],
  ['{ branches(first: 2) { nodes { patients(first: 50) { nodes { authorizationLines(first: 5) { nodes { findings(first: 5) { nodes { code } } pinnedVisits(first: 5) { nodes { serviceOn } } } } findingHistory(first: 5) { nodes { kind } } } } } } }', 6],
  ['{ visits(filter: { serviceOn: { during: THIS_WEEK }, hasOpenFindings: true }) { nodes { serviceOn } } }', 1],
  ['{ findingCounts(by: RULE) { ruleId findings visits cents } visitCounts(by: STATUS) { status visits units { units } } authorizationCounts(by: DECISION) { decision lines } findingTrend(last: 7) { opened cleared openAtEnd } }', 4],
  ['{ findingCounts(by: PAYER) { payer { name } findings } visitCounts(by: STAFF) { staff { familyName } visits } }', 4],
  ['{ a: patients { nodes { orders { status demand { planned } } } } b: patients { nodes { coverageOn(date: "2026-03-02") { payer { name } } } } }', 5],
];

const statementsOf = async (query: string): Promise<number> => {
  graphql.statements.length = 0;
  await graphql.data(agency.viewer, query);
  return graphql.statements.length;
};

test.each(QUERIES)('%s is answered with %i statements', async (query, statements) => {
  expect(await statementsOf(query)).toBe(statements);
});

test('with twice as many patients it is not one statement more', async () => {
  await grow();
  const found: Array<readonly [string, number]> = [];
  for (const [query] of QUERIES) found.push([query, await statementsOf(query)]);
  expect(found).toEqual(QUERIES);
});

test('what the README asks on a Monday is answered in as many statements as it has levels of records', async () => {
  const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
  const query = /```graphql\n(query Monday[^`]+)```/.exec(readme)?.[1] ?? '';
  graphql.statements.length = 0;
  const { findingTrend } = await graphql.data(agency.viewer, query, { branchId: toGlobalId('Branch', agency.branchId) });
  expect(findingTrend).toHaveLength(8);
  expect(graphql.statements.length).toBeLessThanOrEqual(9);
});
