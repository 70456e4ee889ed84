import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getNamedType, type GraphQLInputObjectType, isInputObjectType } from 'graphql';

import { addBranch } from '../../src/changes/add-branch.js';
import { perform } from '../../src/changes/perform.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { contentsOf, openTestWorld, type TestWorld } from '../support/care.js';
import { type Answer, type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';
import { expectNotStale } from '../support/staleness.js';

/** Upserts by those who know no id of ours. */
let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
let other: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
});
afterAll(() => here.close());
beforeEach(async () => {
  here.clock.moveTo('2026-03-02T15:00:00Z');
  agency = await openTestAgency(here.world);
  other = await openTestAgency(here.world);
  for (const { viewer } of [agency, other]) await perform(here.world, addBranch, { name: 'South', timeZone: 'America/Denver' }, { viewer }, [called('branch')]);
});

const called = (value: string): { readonly system: string; readonly value: string } => ({ system: 'https://emr.example', value });

/** What another system holds of one patient, in an order in which everything comes after what it refers to. */
const NIGHT: ReadonlyArray<readonly [name: string, kind: string, record: object]> = [
  ['payer', 'upsertPayer', { name: 'Borealis', kind: 'MEDICAID' }],
  ['staff', 'upsertStaff', { branch: called('branch'), givenName: 'Bo', familyName: 'Ray', disciplines: ['OT'] }],
  ['patient', 'upsertPatient', { branch: called('branch'), mrn: 'MRN-9', givenName: 'Kim', familyName: 'Canary', birthDate: '1944-02-29' }],
  ['coverage', 'upsertCoverage', { patient: called('patient'), payer: called('payer'), memberId: 'M-2', startsOn: '2026-01-01' }],
  ['order', 'upsertOrder', { patient: called('patient'), kind: 'PLAN_OF_CARE', discipline: 'OT', frequencyText: 'OT 1w4', startsOn: '2026-03-01', physicianName: 'Roe' }],
  ['next order', 'upsertOrder', { patient: called('patient'), supersedesOrder: called('order'), kind: 'VERBAL', discipline: 'OT', frequencyText: 'OT 2w4', startsOn: '2026-03-15', physicianName: 'Roe' }],
  ['certification', 'upsertCertification', { patient: called('patient'), kind: 'INITIAL', startsOn: '2026-03-01', endsOn: '2026-04-29' }],
  ['authorization', 'upsertAuthorization', {
    patient: called('patient'), payer: called('payer'), coverage: called('coverage'), number: 'A-9',
    lines: [{ discipline: 'OT', unitDefinition: 'VISIT', authorizedUnits: 8, startsOn: '2026-03-01', endsOn: '2026-04-30', staff: [called('staff')] }],
  }],
  ['visit', 'upsertVisit', { patient: called('patient'), staff: called('staff'), serviceCode: 'G0152', startsAt: '2026-03-17T15:00:00Z', endsAt: '2026-03-17T15:45:00Z' }],
];
const night = (from = NIGHT): object[] => from.map(([name, kind, record]) => ({ [kind]: { identifier: called(name), record } }));

async function sent(changes: readonly object[], { viewerAs }: TestAgency = agency, args = ''): Promise<Data[]> {
  const query = `mutation ($changes: [ChangeInput!]!) { performChanges(changes: $changes${args}) {
    outcome records { id ... on Visit { patient { mrn } staff { familyName } } ... on Authorization { coverage { memberId } payer { name } lines { staff { familyName } } } } refusal { code path }
  } }`;
  return (await graphql.data(viewerAs('INTEGRATOR'), query, { changes })).performChanges;
}

function ask(kind: string, record: object, { args = '', name = '17' } = {}): Promise<Answer> {
  const type = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Input`;
  return graphql.ask(agency.viewerAs('INTEGRATOR'), `mutation ($input: ${type}!) { ${kind}(input: $input${args}) { outcome cursor record { id } } }`, { input: { identifier: called(name), record } });
}

const refusedFor = async (kind: string, record: object): Promise<object> => {
  const { errors } = await ask(kind, record);
  const { code, path }: Data = errors?.[0]?.extensions ?? { path: [] };
  return [code, path.join('.')];
};

const visit = (more: object = {}): object => ({ ...NIGHT.at(-1)?.[2], ...more });

test('what another system holds is recorded by its own names alone, and is left alone when it comes again', async () => {
  const first = await sent(night());
  expect(first.map(({ outcome, refusal }) => outcome ?? refusal)).toEqual(NIGHT.map(() => 'CREATED'));
  expect(first.at(-1).records).toEqual([{ id: expect.any(String), patient: { mrn: 'MRN-9' }, staff: { familyName: 'Ray' } }]);
  expect(first.at(-2).records).toMatchObject([{ coverage: { memberId: 'M-2' }, payer: { name: 'Borealis' }, lines: [{ staff: [{ familyName: 'Ray' }] }] }]);
  expect((await sent(night())).map(({ outcome, refusal }) => outcome ?? refusal)).toEqual(NIGHT.map(() => 'UNCHANGED'));
  await expectNotStale(here, agency);
});

test('the same names in two agencies are two sets of records', async () => {
  const [ours, theirs] = [await sent(night()), await sent(night(), other)];
  expect(theirs.map(({ outcome }) => outcome)).toEqual(NIGHT.map(() => 'CREATED'));
  expect(new Set([...ours, ...theirs].map(({ records }) => records[0].id)).size).toBe(2 * NIGHT.length);
});

test('a name of another agency, of another kind, of nothing, or of two things is not found, and nothing is left', async () => {
  await sent(night(), other);
  const before = await contentsOf(here.owner);
  expect(await refusedFor('upsertVisit', visit())).toEqual(['NOT_FOUND', 'input.record.patient']);
  await sent(night(NIGHT.slice(0, 3)));
  expect(await refusedFor('upsertVisit', visit({ staff: called('patient') }))).toEqual(['NOT_FOUND', 'input.record.staff']);
  const [, , { lines: [line] }] = NIGHT[7] as Data;
  expect(await refusedFor('upsertAuthorization', { patient: called('patient'), payer: called('payer'), lines: [line, { ...line, staff: [called('staff'), called('nobody')] }] })).toEqual(['NOT_FOUND', 'input.record.lines.1.staff.1']);
  await here.owner.query(`update identifiers set content_hash = 'CONTESTED' where agency_id = $1 and value = 'patient'`, [agency.agencyId]);
  expect(await refusedFor('upsertVisit', visit())).toEqual(['NOT_FOUND', 'input.record.patient']);
  const { rows } = await here.owner.query(`select 1 from identifiers where agency_id = $1 and value = '17'`, [agency.agencyId]);
  expect(rows).toEqual([]);
  expect((await contentsOf(here.owner)).visits).toEqual(before.visits);
});

test('what comes before the record that it refers to is refused in its place, and goes when it is sent again', async () => {
  const backwards = [...night()].reverse();
  const refused = (await sent(backwards)).filter(({ outcome }) => outcome === null);
  expect(refused.map(({ refusal }) => [refusal.code, refusal.path.join('.')])).toEqual([
    ['NOT_FOUND', 'changes.0.upsertVisit.record.patient'], ['NOT_FOUND', 'changes.1.upsertAuthorization.record.lines.0.staff.0'], ['NOT_FOUND', 'changes.2.upsertCertification.record.patient'],
    ['NOT_FOUND', 'changes.3.upsertOrder.record.patient'], ['NOT_FOUND', 'changes.4.upsertOrder.record.patient'], ['NOT_FOUND', 'changes.5.upsertCoverage.record.patient'],
  ]);
  expect((await ask('upsertVisit', visit())).data.upsertVisit.outcome).toBe('CREATED');
});

test('a record that someone else is making is not found until it is there, and nobody waits for it', async () => {
  await sent(night(NIGHT.slice(0, 2)));
  const patientId = toGlobalId('Patient', agency.patientId);
  await here.owner.query('begin');
  await here.owner.query('insert into identifiers (agency_id, record_type, system, value, record_id) values ($1, $2, $3, $4, $5)', [agency.agencyId, 'Patient', called('').system, 'patient', agency.patientId]);
  expect(await refusedFor('upsertVisit', visit())).toEqual(['NOT_FOUND', 'input.record.patient']);
  await here.owner.query('commit');
  expect((await ask('upsertVisit', visit())).data.upsertVisit.outcome).toBe('CREATED');
  const { patient: _, ...byId } = visit({ patientId }) as { readonly patient: object };
  expect((await ask('upsertVisit', byId)).data.upsertVisit.outcome).toBe('UNCHANGED');
});

test('an upsert that is tried out finds what it refers to, and leaves nothing', async () => {
  await sent(night(NIGHT.slice(0, 3)));
  const before = await contentsOf(here.owner);
  expect((await sent(night(NIGHT.slice(8)), agency, ', dryRun: true'))[0]).toMatchObject({ outcome: 'CREATED', records: [{ patient: { mrn: 'MRN-9' }, staff: { familyName: 'Ray' } }] });
  expect(await contentsOf(here.owner)).toEqual(before);
});

test('of two that send the same new record with the same names at once, one makes it and the other finds it', async () => {
  await sent(night(NIGHT.slice(0, 3)));
  const both = await Promise.all([ask('upsertVisit', visit()), ask('upsertVisit', visit())]);
  expect(both.map(({ data }) => data.upsertVisit.outcome).sort()).toEqual(['CREATED', 'UNCHANGED']);
});

test('a request that is repeated with its key acts once, also when a name has come to mean something since', async () => {
  await sent(night(NIGHT.slice(0, 3)));
  const args = ', idempotencyKey: "night"';
  const first = await ask('upsertVisit', visit(), { args });
  await here.owner.query(`update identifiers set content_hash = 'CONTESTED' where agency_id = $1 and value = 'patient'`, [agency.agencyId]);
  expect(await ask('upsertVisit', visit(), { args })).toEqual(first);
  expect((await ask('upsertVisit', visit({ staff: null }), { args })).errors?.[0]?.extensions?.['code']).toBe('IDEMPOTENCY_MISMATCH');
});

test('a reference is told by one of its two fields: neither and both are refused, and one may stand for the other', async () => {
  await sent(night());
  const patientId = toGlobalId('Patient', agency.patientId);
  expect(await refusedFor('upsertVisit', visit({ patient: null }))).toEqual(['INVALID_INPUT', 'input.record.patientId']);
  expect(await refusedFor('upsertVisit', visit({ patientId }))).toEqual(['INVALID_INPUT', 'input.record.patient']);
  expect(await refusedFor('upsertVisit', visit({ staffId: toGlobalId('Staff', agency.staffId) }))).toEqual(['INVALID_INPUT', 'input.record.staff']);
  expect(await refusedFor('upsertVisit', visit({ patient: called(' ') }))).toEqual(['INVALID_INPUT', 'input.record.patient.value']);
  expect((await ask('upsertVisit', visit({ patient: null, patientId, staffId: null }))).data.upsertVisit.outcome).toBe('CREATED');
});

test('to say null by either field takes a reference away, and to leave out both leaves it as it is', async () => {
  await sent(night());
  const { staff: _, ...unsaid } = visit() as { readonly staff: object };
  const told = async (record: object): Promise<Data> => (await sent([{ upsertVisit: { identifier: called('visit'), record } }]))[0];
  expect((await told(unsaid)).outcome).toBe('UNCHANGED');
  for (const nobody of [{ staff: null }, { staffId: null }, { staff: null, staffId: null }]) {
    expect(await told({ ...unsaid, ...nobody })).toMatchObject({ outcome: 'UPDATED', records: [{ staff: null }] });
    expect(await told(visit())).toMatchObject({ outcome: 'UPDATED', records: [{ staff: { familyName: 'Ray' } }] });
  }
});

test('what is refused later is told under the name of the field that was sent', async () => {
  await sent(night());
  await sent([{ upsertPatient: { identifier: called('another'), record: { ...NIGHT[2]?.[2], mrn: 'MRN-10' } } }]);
  const moved = async (record: object): Promise<Data> => (await sent([{ upsertVisit: { identifier: called('visit'), record } }]))[0].refusal;
  expect(await moved(visit({ patient: called('another') }))).toEqual({ code: 'INVALID_INPUT', path: ['changes', '0', 'upsertVisit', 'record', 'patient'] });
  expect(await moved(visit({ patient: null, patientId: toGlobalId('Patient', agency.patientId) }))).toEqual({ code: 'INVALID_INPUT', path: ['changes', '0', 'upsertVisit', 'record', 'patientId'] });
});

test('all the names of a request are looked up in one statement, and no more than a thousand', async () => {
  await sent(night(NIGHT.slice(0, 6)));
  const [, , record] = NIGHT[7] as Data;
  const line = (staff: number): object => ({ ...record.lines[0], staff: Array.from({ length: staff }, () => called('staff')) });
  const lookups = (): number => graphql.statements.filter((text) => text.includes('from identifiers i')).length;
  graphql.statements.length = 0;
  expect((await ask('upsertAuthorization', { ...record, lines: [line(1), line(2)] })).errors).toBeUndefined();
  expect(lookups()).toBe(1);
  // With the patient, the payer and the coverage.
  expect((await ask('upsertAuthorization', { ...record, lines: [line(997)] })).errors).toBeUndefined();
  expect(await refusedFor('upsertAuthorization', { ...record, lines: [line(998)] })).toEqual(['LIMIT_EXCEEDED', 'input.record']);
});

test('every id in the record of an upsert has a name beside it that it can stand by', () => {
  const lacking = (type: GraphQLInputObjectType): string[] => {
    const fields = Object.values(type.getFields());
    const alone = fields.filter(({ name, type: held }) => getNamedType(held).name === 'ID' && String(type.getFields()[name.replace(/Ids?$/, '')]?.type) !== String(held).replace('ID', 'IdentifierInput'));
    return [...alone.map(({ name }) => `${type.name}.${name}`), ...fields.map(({ type: held }) => getNamedType(held)).filter(isInputObjectType).flatMap(lacking)];
  };
  const upserts = Object.keys(graphql.schema.getMutationType()?.getFields() ?? {}).filter((name) => name.startsWith('upsert'));
  expect(upserts.length).toBeGreaterThan(6);
  expect(upserts.flatMap((name) => lacking(graphql.schema.getType(`${name.charAt(0).toUpperCase()}${name.slice(1)}Input`) as GraphQLInputObjectType))).toEqual([]);
});
