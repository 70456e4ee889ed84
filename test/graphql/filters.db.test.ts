import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { addBranch } from '../../src/changes/add-branch.js';
import { addCoverage } from '../../src/changes/add-coverage.js';
import { addPayer } from '../../src/changes/add-payer.js';
import { addStaff } from '../../src/changes/add-staff.js';
import { admitPatient } from '../../src/changes/admit-patient.js';
import { cancelAuthorization } from '../../src/changes/cancel-authorization.js';
import { perform } from '../../src/changes/perform.js';
import { signOrder } from '../../src/changes/sign-order.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { authorize, openTestWorld, order, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
let branchId: string;
let payerId: string;
let staffId: string;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openTestAgency(here.world);
  const { world } = here;
  branchId = (await perform(world, addBranch, { name: 'South', timeZone: 'America/Denver' }, agency)).record.id;
  payerId = (await perform(world, addPayer, { name: 'Blue River Health', kind: 'MEDICAID', payerCode: 'BRH01' }, agency)).record.id;
  staffId = (await perform(world, addStaff, { branchId, givenName: 'Maria', familyName: 'Van der Berg', disciplines: ['SN', 'PT'] }, agency)).record.id;
  for (const [givenName, familyName, mrn] of [['Anna', 'Smith', 'X-1'], ['Smitty', 'Jones', 'X-2'], ['Percy', '100%_real', 'X-3']] as const) {
    const { record } = await perform(world, admitPatient, { branchId, mrn, givenName, familyName, birthDate: '1940-01-01' }, agency);
    if (mrn === 'X-1') await perform(world, addCoverage, { patientId: record.id, payerId, memberId: 'M9', startsOn: '2020-01-01', endsOn: '2020-12-31' }, agency);
  }
  const signed = await order(world, agency, 'PT 1w4');
  await perform(world, signOrder, { orderId: signed, signatureDate: '2026-03-01' }, agency);
});
afterAll(() => here.close());

const nodes = async (list: string, type: string, fields: string, filter: object, sort?: object): Promise<Data[]> => {
  const query = `query ($filter: ${type}Filter, $sort: ${type}Sort) { ${list}(filter: $filter, sort: $sort) { totalCount nodes { ${fields} } } }`;
  const page = (await graphql.data(agency.viewer, query, { filter, ...(sort && { sort }) }))[list];
  expect(page.totalCount).toBe(page.nodes.length);
  return page.nodes;
};

describe('patients', () => {
  const names = async (filter: object, sort?: object): Promise<string[]> => (await nodes('patients', 'Patient', 'givenName', filter, sort)).map(({ givenName }) => givenName);

  test.each([
    ['a last name', 'Smit', ['Smitty', 'Anna']],
    ['a last name in other letters', 'sMiT', ['Smitty', 'Anna']],
    ['both names, either way round', 'Anna Smith', ['Anna']],
    ['both names, either way round', 'smith, an', ['Anna']],
    ['a record number', 'X-2', ['Smitty']],
    ['the beginning of a record number', 'X-', ['Percy', 'Smitty', 'Anna']],
    ['a word from the middle of a name', 'mith', []],
    ['a character that stands for any others elsewhere', '%', []],
    ['a character that stands for any other elsewhere', '_', []],
    ['characters that stand for others elsewhere, as they are', '100%_r', ['Percy']],
    ['nothing', '  ', ['Percy', 'Pat', 'Smitty', 'Anna']],
    ['a quote', `'`, []],
    ['a backslash', '\\', []],
  ])('are found by %s: %s', async (_what, search, found) => {
    expect((await names({ search })).sort()).toEqual([...found].sort());
  });

  test('are found by branch, payer and status, and by several of these', async () => {
    expect(await names({ branchId: toGlobalId('Branch', branchId) })).toHaveLength(3);
    expect(await names({ payerId: toGlobalId('Payer', payerId) })).toEqual(['Anna']);
    expect(await names({ payerId: toGlobalId('Payer', payerId), branchId: toGlobalId('Branch', agency.branchId) })).toEqual([]);
    expect(await names({ statuses: ['ACTIVE', 'ON_HOLD'] })).toHaveLength(4);
    expect(await names({ statuses: ['DISCHARGED'] })).toEqual([]);
    expect(await names({ statuses: [] })).toEqual([]);
  });

  test('are found by whether something is wrong', async () => {
    expect(await names({ hasOpenFindings: true })).toEqual(['Pat']);
    expect(await names({ hasOpenFindings: false })).toHaveLength(3);
    expect(await names({ hasOpenFindings: null })).toHaveLength(4);
  });

  test('are sorted by last name, record number or age of the record', async () => {
    expect(await names({ branchId: toGlobalId('Branch', branchId) })).toEqual(['Percy', 'Smitty', 'Anna']);
    expect(await names({ branchId: toGlobalId('Branch', branchId) }, { by: 'MRN', direction: 'DESC' })).toEqual(['Percy', 'Smitty', 'Anna']);
    expect(await names({}, { by: 'ADMITTED' })).toEqual(['Pat', 'Anna', 'Smitty', 'Percy']);
  });

  test('are not searched by more than a name can have', async () => {
    const { errors } = await graphql.ask(agency.viewer, 'query ($filter: PatientFilter) { patients(filter: $filter) { nodes { id } } }', { filter: { search: 'x'.repeat(101) } });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT', path: ['filter', 'search'], found: '101' } }]);
  });
});

describe('orders', () => {
  const texts = async (filter: object, sort?: object): Promise<string[]> => (await nodes('orders', 'Order', 'frequencyText', filter, sort)).map(({ frequencyText }) => frequencyText);

  test('are found by whether they wait for a signature, by state, discipline and patient', async () => {
    expect(await texts({ isUnsigned: true })).toEqual(['PT 2w9']);
    expect(await texts({ isUnsigned: false })).toEqual(['PT 1w4']);
    expect(await texts({ statuses: ['SIGNED'] })).toEqual(['PT 1w4']);
    expect(await texts({ discipline: 'SN' })).toEqual([]);
    expect(await texts({ discipline: 'PT', patientId: toGlobalId('Patient', agency.patientId) }, { by: 'STARTS_ON' })).toEqual(['PT 2w9', 'PT 1w4']);
  });
});

describe('authorizations', () => {
  const numbers = async (filter: object): Promise<string[]> => (await nodes('authorizations', 'Authorization', 'number', filter)).map(({ number }) => number);

  test('are found by number, exactly', async () => {
    expect(await numbers({ number: 'A123' })).toEqual(['A123']);
    expect(await numbers({ number: 'A12' })).toEqual([]);
    expect(await numbers({ number: 'a123' })).toEqual([]);
  });

  test.each([
    ['2026-01-31', 0],
    ['2026-02-01', 1],
    ['2026-04-30', 1],
    ['2026-05-01', 0],
  ])('are active on %s: %i', async (activeOn, count) => {
    expect(await numbers({ activeOn })).toHaveLength(count);
  });

  test('are active no longer once they are cancelled', async () => {
    const { authorizationId } = await authorize(here.world, agency);
    expect(await numbers({ activeOn: '2026-03-15' })).toHaveLength(2);
    await perform(here.world, cancelAuthorization, { authorizationId }, agency);
    expect(await numbers({ activeOn: '2026-03-15' })).toHaveLength(1);
    expect(await numbers({ payerId: toGlobalId('Payer', agency.payerId) })).toHaveLength(2);
    expect(await numbers({ payerId: toGlobalId('Payer', payerId) })).toEqual([]);
  });
});

describe('visits', () => {
  const days = async (filter: object): Promise<string[]> => (await nodes('visits', 'Visit', 'serviceOn', filter)).map(({ serviceOn }) => serviceOn);

  test.each([
    [{ from: '2026-03-04', to: '2026-03-10' }, ['2026-03-04', '2026-03-10']],
    [{ from: '2026-03-05', to: '2026-03-09' }, []],
    [{ from: '2026-03-10' }, ['2026-03-10']],
    [{ to: '2026-03-01' }, ['2026-03-01', '2026-03-01']],
    [{ from: '2026-03-04', to: '2026-03-04' }, ['2026-03-04']],
    [{}, ['2026-03-01', '2026-03-01', '2026-03-04', '2026-03-10']],
  ])('are found by date of service: %j', async (serviceOn, found) => {
    expect(await days({ serviceOn })).toEqual(found);
  });

  test('are found by state, discipline and who makes them', async () => {
    expect(await days({ statuses: ['COMPLETED'] })).toEqual(['2026-03-01', '2026-03-01']);
    expect(await days({ discipline: 'PT', statuses: ['SCHEDULED', 'MISSED'] })).toEqual(['2026-03-04', '2026-03-10']);
    expect(await days({ discipline: 'SN' })).toEqual([]);
    expect(await days({ staffId: toGlobalId('Staff', agency.staffId) })).toHaveLength(4);
    expect(await days({ staffId: toGlobalId('Staff', staffId) })).toEqual([]);
  });

  test('are not looked for between dates the wrong way round', async () => {
    const { errors } = await graphql.ask(agency.viewer, '{ visits(filter: { serviceOn: { from: "2026-03-02", to: "2026-03-01" } }) { nodes { id } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_RANGE', path: ['filter', 'serviceOn', 'to'] } }]);
  });
});

describe('schedule changes and notes', () => {
  test('are found by visit, patient and kind', async () => {
    const kinds = async (filter: object): Promise<string[]> => (await nodes('scheduleChanges', 'ScheduleChange', 'kind', filter)).map(({ kind }) => kind);
    expect(await kinds({ visitId: toGlobalId('Visit', agency.visitIds[0]) })).toEqual(['COMPLETED', 'CREATED']);
    expect(await kinds({ kinds: ['CREATED'], patientId: toGlobalId('Patient', agency.patientId) })).toHaveLength(4);
    expect(await kinds({ kinds: ['MISSED'] })).toEqual([]);
  });

  test('notes are found by visit, patient and state', async () => {
    const statuses = async (filter: object): Promise<string[]> => (await nodes('notes', 'Note', 'status', filter)).map(({ status }) => status);
    expect(await statuses({ visitId: toGlobalId('Visit', agency.visitIds[0]) })).toEqual(['SIGNED']);
    expect(await statuses({ visitId: toGlobalId('Visit', agency.visitIds[1]) })).toEqual([]);
    expect(await statuses({ patientId: toGlobalId('Patient', agency.patientId), statuses: ['SIGNED', 'IN_PROGRESS'] })).toEqual(['SIGNED']);
    expect(await statuses({ statuses: ['IN_PROGRESS'] })).toEqual([]);
  });
});

describe('payers, staff and branches', () => {
  test('payers are found by words of their name, their code and kind', async () => {
    const names = async (filter: object): Promise<string[]> => (await nodes('payers', 'Payer', 'name', filter)).map(({ name }) => name);
    expect(await names({})).toEqual(['Acme', 'Blue River Health']);
    expect(await names({ search: 'river blue' })).toEqual(['Blue River Health']);
    expect(await names({ search: 'brh0' })).toEqual(['Blue River Health']);
    expect(await names({ search: 'cme' })).toEqual([]);
    expect(await names({ kinds: ['MEDICAID'] })).toEqual(['Blue River Health']);
  });

  test('staff are found by name, discipline and branch', async () => {
    const names = async (filter: object): Promise<string[]> => (await nodes('staff', 'Staff', 'givenName', filter)).map(({ givenName }) => givenName);
    expect(await names({})).toEqual(['Ann', 'Maria']);
    expect(await names({ search: 'van der' })).toEqual(['Maria']);
    expect(await names({ search: 'berg ma' })).toEqual(['Maria']);
    expect(await names({ search: 'erg' })).toEqual([]);
    expect(await names({ discipline: 'SN' })).toEqual(['Maria']);
    expect(await names({ discipline: 'PT', branchId: toGlobalId('Branch', branchId) })).toEqual(['Maria']);
  });

  test('branches are listed by name, from either end', async () => {
    const { up, down } = await graphql.data(agency.viewer, '{ up: branches { nodes { name timeZone } } down: branches(sort: { by: NAME, direction: DESC }) { nodes { name } } }');
    expect(up.nodes).toEqual([{ name: 'North', timeZone: 'America/Chicago' }, { name: 'South', timeZone: 'America/Denver' }]);
    expect(down.nodes.map(({ name }: Data) => name)).toEqual(['South', 'North']);
  });
});

describe('findings', () => {
  const codes = async (filter: object, sort?: object): Promise<string[]> => (await nodes('findings', 'Finding', 'code status clearedAt', filter, sort)).map(({ code }) => code);

  test('are open ones unless the filter says otherwise', async () => {
    const ofSignatures = { ruleIds: ['ORD-02'] };
    expect(await codes(ofSignatures)).toEqual(['ORDER_UNSIGNED']);
    await perform(here.world, signOrder, { orderId: agency.orderId, signatureDate: '2026-03-01' }, agency);
    expect(await codes(ofSignatures)).toEqual([]);
    expect(await codes({ ...ofSignatures, status: 'CLEARED' })).toEqual(['ORDER_UNSIGNED']);
    const both = await codes({ status: null });
    expect(both.length).toBe((await codes({ status: 'OPEN' })).length + (await codes({ status: 'CLEARED' })).length);
  });

  test.each([['one that does not exist', 'AUTH-5'], ['one that is no text', 'AUTH\u0000']])('are not looked for by %s among the rules', async (_name, ruleId) => {
    const { errors } = await graphql.ask(agency.viewer, 'query ($filter: FindingFilter) { findings(filter: $filter) { totalCount } }', { filter: { ruleIds: ['AUTH-05', ruleId] } });
    expect(errors).toMatchObject([{ extensions: { code: 'UNKNOWN_CODE', path: ['filter', 'ruleIds', 1] } }]);
  });

  test('are found by team, severity, rule, payer, branch and patient', async () => {
    const all = { status: 'CLEARED', patientId: toGlobalId('Patient', agency.patientId) };
    const [first] = await nodes('findings', 'Finding', 'ruleId severity ownerTeam', all);
    for (const filter of [{ teams: [first.ownerTeam] }, { severities: [first.severity] }, { ruleIds: [first.ruleId] }, { payerId: toGlobalId('Payer', agency.payerId) }, { branchId: toGlobalId('Branch', agency.branchId) }]) {
      expect(await codes({ ...all, ...filter })).not.toEqual([]);
    }
    for (const filter of [{ teams: ['EVV'] }, { severities: ['INFO'] }, { ruleIds: ['AUTH-11'] }, { payerId: toGlobalId('Payer', payerId) }, { branchId: toGlobalId('Branch', branchId) }]) {
      expect(await codes({ ...all, ...filter })).toEqual([]);
    }
  });
});
