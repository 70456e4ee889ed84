import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';

import { systemOf } from '../../src/auth/viewer.js';
import { DEFAULT_TERMS } from '../../src/care/default-terms.js';
import { MAY_READ } from '../../src/auth/permissions.js';
import { UNLIMITED } from '../../src/auth/scope.js';
import { ROLES, type Viewer } from '../../src/auth/viewer.js';
import { addBranch } from '../../src/changes/add-branch.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { changeCoverage } from '../../src/changes/change-coverage.js';
import { openAgency } from '../../src/changes/open-agency.js';
import { perform } from '../../src/changes/perform.js';
import { recordEvv } from '../../src/changes/record-evv.js';
import { updatePatient } from '../../src/changes/update-patient.js';
import type { CoverageRow } from '../../src/db/rows/coverage-row.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { systemIds } from '../../src/system.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { testSealing } from '../support/sealing.js';
import { viewerOf } from '../support/viewers.js';

let the: TestWorld;
let graphql: TestGraphQL;
let ours: TestAgency;
let theirs: TestAgency;

beforeAll(async () => {
  the = await openTestWorld();
  graphql = await openTestGraphQL(the.world);
  ours = await openTestAgency(the.world);
  theirs = await openTestAgency(the.world);
});
afterAll(() => the.close());

const MEMBER = 'KANARI-MEMBER-77';
const SSN = '523-45-7788';

/** Every value of every column of every table, as text: what a dump of the database would hold. */
async function everythingIn(owner: pg.Client): Promise<Array<{ readonly table: string; readonly row: string }>> {
  const { rows: tables } = await owner.query<{ name: string }>(`select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`);
  const { rows } = await owner.query<{ table: string; row: string }>(tables.map(({ name }) => `select '${name}' as "table", t::text as "row" from "${name}" t`).join(' union all '));
  return rows;
}

const COVERAGES = 'query ($filter: CoverageFilter) { coverages(filter: $filter) { totalCount nodes { id memberId } } }';
const PATIENTS = 'query ($filter: PatientFilter) { patients(filter: $filter) { totalCount nodes { id ssn ssnLastFour } } }';

async function found(agency: TestAgency, query: string, filter: object): Promise<readonly Record<string, string>[]> {
  const data = await graphql.data(agency.viewer, query, { filter });
  const [list] = Object.values(data) as Array<{ totalCount: number; nodes: Record<string, string>[] }>;
  expect(list?.totalCount).toBe(list?.nodes.length);
  return list?.nodes ?? [];
}

describe('a number of a patient', () => {
  let coverageId: string;

  beforeAll(async () => {
    for (const { viewer, patientId, payerId, visitIds } of [ours, theirs]) {
      const as = { viewer, idempotencyKey: 'number-1', reason: 'a card that was shown' };
      const { record } = await perform(the.world, addCoverage, { patientId, payerId, memberId: MEMBER, rank: 2, startsOn: '2026-01-01' }, as);
      if (viewer === ours.viewer) coverageId = record.id;
      await perform(the.world, recordEvv, { visitId: visitIds[0], status: 'RECEIVED', memberId: MEMBER }, { viewer, idempotencyKey: 'number-2' });
      await perform(the.world, updatePatient, { patientId, ssn: SSN.replaceAll('-', '') }, { viewer, idempotencyKey: 'number-3' });
    }
    const admission = { branchId: toGlobalId('Branch', ours.branchId), mrn: 'A-9', givenName: 'Kim', familyName: 'Roe', birthDate: '1950-04-01', ssn: '523-45-9999' };
    await graphql.data(ours.viewer, 'mutation ($input: AdmitPatientInput!) { admitPatient(input: $input, idempotencyKey: "number-4") { patient: record { ssn } } }', { input: admission });
  });

  test('is nowhere in the database in plain words, whatever was done with it', async () => {
    const rows = await everythingIn(the.owner);
    expect(rows.length).toBeGreaterThan(100);
    const tables = new Set(rows.map(({ table }) => table));
    for (const table of ['idempotency_keys', 'alignment_events', 'coverages', 'evv_records', 'patients', 'agency_keys']) expect(tables).toContain(table);
    const digits = SSN.replaceAll('-', '');
    expect(rows.filter(({ row }) => [MEMBER, SSN, digits, '523-45-9999', '523459999'].some((text) => row.includes(text)))).toEqual([]);
  });

  test('is given out by the fields of the API, in plain words', async () => {
    const { node } = await graphql.data(ours.viewer, 'query ($id: ID!) { node(id: $id) { ... on Coverage { memberId patient { ssn ssnLastFour evvRecords { nodes { memberId } } } } } }', { id: toGlobalId('Coverage', coverageId) });
    expect(node).toEqual({ memberId: MEMBER, patient: { ssn: SSN, ssnLastFour: '7788', evvRecords: { nodes: [{ memberId: MEMBER }] } } });
  });

  test.each(ROLES)('is told to a %s, and looked for by one, only if the table of permissions says so', async (role) => {
    const may = MAY_READ.IDENTITY_NUMBERS.includes(role);
    const viewer = ours.viewerAs(role);
    const { node } = await graphql.data(viewer, 'query ($id: ID!) { node(id: $id) { ... on Coverage { memberId patient { ssn ssnLastFour evvRecords { nodes { memberId } } } } } }', { id: toGlobalId('Coverage', coverageId) });
    expect(JSON.stringify(node).includes(MEMBER)).toBe(may);
    expect(/7788/.test(JSON.stringify(node))).toBe(may);
    for (const [query, filter] of [[COVERAGES, { memberId: MEMBER }], [PATIENTS, { ssn: SSN }]] as const) {
      expect((await graphql.ask(viewer, query, { filter })).errors?.[0]?.extensions?.['code']).toBe(may ? undefined : 'FORBIDDEN');
    }
  });

  test('is told to whoever may read a part of the agency only, of that part', async () => {
    // Their node has not seen a key of this agency before.
    const fresh = await openTestGraphQL({ ...the.world, sealing: testSealing() });
    const within = (patientIds: readonly string[]): Viewer => ({ ...ours.viewerAs('BILLER'), scope: { ...UNLIMITED, patientIds } });
    const { coverages } = await fresh.data(within([ours.patientId]), COVERAGES, {});
    expect(JSON.stringify(coverages)).toContain(MEMBER);
    const sought = await fresh.data(within([ours.patientId]), COVERAGES, { filter: { memberId: MEMBER } });
    expect(sought).toMatchObject({ coverages: { nodes: [{ memberId: MEMBER }] } });
    expect(await fresh.data(within([]), COVERAGES, { filter: { memberId: MEMBER } })).toEqual({ coverages: { totalCount: 0, nodes: [] } });
  });

  test('is found as a whole, and by nothing less', async () => {
    expect((await found(ours, COVERAGES, { memberId: ` ${MEMBER} ` })).map(({ memberId }) => memberId)).toEqual([MEMBER]);
    expect(await found(ours, COVERAGES, { memberId: MEMBER.slice(0, -1) })).toEqual([]);
    expect(await found(ours, COVERAGES, { memberId: MEMBER.toLowerCase() })).toEqual([]);
    expect(await found(ours, COVERAGES, { search: MEMBER })).toEqual([]);
    for (const ssn of [SSN, '523457788', '523 45 7788']) expect((await found(ours, PATIENTS, { ssn })).map(({ id }) => id)).toEqual([toGlobalId('Patient', ours.patientId)]);
    expect(await found(ours, PATIENTS, { ssn: '523-45-7789' })).toEqual([]);
    expect(await found(ours, PATIENTS, { ssn: SSN, mrns: ['nobody'] })).toEqual([]);
  });

  test('looks different in another agency, and is found there by its own', async () => {
    const { rows } = await the.owner.query<{ sealed: string; index: string[] }>(`select member_id as sealed, member_index as index from coverages where rank = 2`);
    expect(new Set(rows.map(({ sealed }) => sealed)).size).toBe(2);
    expect(new Set(rows.flatMap(({ index }) => index)).size).toBe(2);
    expect(await found(theirs, COVERAGES, { memberId: MEMBER })).toHaveLength(1);
    expect(await found(theirs, PATIENTS, { ssn: SSN })).toHaveLength(1);
  });

  test('of a patient and of the clock-in are compared by the rules as if they stood there in plain words', async () => {
    const evv = { ...DEFAULT_TERMS.evv, disciplines: ['PT' as const], matchedElements: ['MEMBER' as const] };
    const agency = await openTestAgency(the.world, { evv });
    const rules = async (memberId: string | null): Promise<string[]> => {
      await perform(the.world, recordEvv, { visitId: agency.visitIds[0], status: 'ACCEPTED', memberId }, agency);
      const { findings } = await graphql.data(agency.viewer, '{ findings(first: 50, filter: { ruleIds: ["EVV-02"] }) { nodes { ruleId } } }');
      return findings.nodes.map(({ ruleId }: { ruleId: string }) => ruleId);
    };
    expect([await rules('M1'), await rules('M2'), await rules('M1'), await rules(null)]).toEqual([[], ['EVV-02'], [], ['EVV-02']]);
  });

  test('is answered again to a repeated request, and another number under the same key is refused', async () => {
    const again = (memberId: string): Promise<{ record: CoverageRow }> =>
      perform(the.world, addCoverage, { patientId: ours.patientId, payerId: ours.payerId, memberId, rank: 2, startsOn: '2026-01-01' }, { viewer: ours.viewer, idempotencyKey: 'number-1', reason: 'a card that was shown' });
    const { record } = await again(MEMBER);
    expect(record.id).toBe(coverageId);
    await expect(again(`${MEMBER}8`)).rejects.toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  test('is kept when something else of the record changes, and can be corrected', async () => {
    await perform(the.world, changeCoverage, { coverageId, endsOn: '2027-12-31' }, { viewer: ours.viewer });
    expect(await found(ours, COVERAGES, { memberId: MEMBER })).toHaveLength(1);
    await perform(the.world, changeCoverage, { coverageId, memberId: 'OTHER-1' }, { viewer: ours.viewer });
    expect(await found(ours, COVERAGES, { memberId: MEMBER })).toEqual([]);
    expect((await found(ours, COVERAGES, { memberId: 'OTHER-1' })).map(({ memberId }) => memberId)).toEqual(['OTHER-1']);
    await perform(the.world, changeCoverage, { coverageId, memberId: MEMBER }, { viewer: ours.viewer });
  });

  test('can be taken away where it was recorded in error', async () => {
    const { patientId, viewer } = theirs;
    await perform(the.world, updatePatient, { patientId, givenName: 'Max' }, { viewer });
    expect(await found(theirs, PATIENTS, { ssn: SSN })).toHaveLength(1);
    await perform(the.world, updatePatient, { patientId, ssn: null }, { viewer });
    expect(await found(theirs, PATIENTS, { ssn: SSN })).toEqual([]);
  });

  test.each(['000-12-3456', '666-12-3456', '900-12-3456', '123-00-4567', '123-45-0000', '123-45-678', '123-4-56789', 'KANARI', ''])('is refused as a social security number when it is %j, and not repeated', async (ssn) => {
    const refusal = perform(the.world, updatePatient, { patientId: ours.patientId, ssn }, { viewer: ours.viewer });
    await expect(refusal).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { path: ['input', 'ssn'] } });
    await expect(refusal).rejects.not.toThrow(/KANARI|666/);
  });

  test('can be tried out in a dry run by an agency that has none yet, and is shown in the answer', async () => {
    const agencyId = systemIds.next();
    const viewer = viewerOf(agencyId, 'ADMIN');
    await perform(the.world, openAgency, { slug: `a${agencyId.slice(-12)}`, name: 'Fresh' }, { viewer: systemOf(agencyId) });
    const branch = await perform(the.world, addBranch, { name: 'North', timeZone: 'America/Chicago' }, { viewer });
    const input = { branchId: toGlobalId('Branch', branch.record.id), mrn: 'A-1', givenName: 'Kim', familyName: 'Roe', birthDate: '1950-04-01', ssn: SSN };
    const { admitPatient: answer } = await graphql.data(viewer, 'mutation ($input: AdmitPatientInput!) { admitPatient(input: $input, dryRun: true) { record { ssn ssnLastFour } } }', { input });
    expect(answer).toEqual({ record: { ssn: SSN, ssnLastFour: '7788' } });
    const { patients } = await graphql.data(viewer, PATIENTS, { filter: { ssn: SSN } });
    expect(patients).toEqual({ totalCount: 0, nodes: [] });
  });
});
