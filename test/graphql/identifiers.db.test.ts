import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';

import { recordEvv } from '../../src/changes/record-evv.js';
import { perform } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { fromGlobalId, toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, therapyOn, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

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
});

const SYSTEM = 'https://emr.example/visits';
const BY_IDENTIFIER = `query ($kind: RecordKind!, $system: String!, $value: String!) {
  recordByIdentifier(kind: $kind, system: $system, value: $value) { id ... on Visit { identifiers { system value } } }
}`;

async function named(value: string, { viewer, patientId }: TestAgency = agency): Promise<string> {
  const { record } = await perform(here.world, scheduleVisit, { patientId, ...therapyOn('2026-03-17') }, { viewer }, [{ system: SYSTEM, value }]);
  return record.id;
}

async function found(value: string, { viewer }: TestAgency = agency, kind = 'VISIT'): Promise<Data> {
  return (await graphql.data(viewer, BY_IDENTIFIER, { kind, system: SYSTEM, value })).recordByIdentifier;
}

test('a record is found by the name that another system gives to it, and tells the name', async () => {
  const id = toGlobalId('Visit', await named('V-1'));
  expect(await found('V-1')).toEqual({ id, identifiers: [{ system: SYSTEM, value: 'V-1' }] });
  expect(await found('V-2')).toBeNull();
  expect(await found('V-1', agency, 'ORDER')).toBeNull();
});

test('the same name in two agencies is two records', async () => {
  const [here1, there] = [await named('V-1', agency), await named('V-1', other)];
  expect((await found('V-1', agency)).id).toBe(toGlobalId('Visit', here1));
  expect((await found('V-1', other)).id).toBe(toGlobalId('Visit', there));
});

test('a name that another record of the kind bears is refused, and tells nothing of that record', async () => {
  await named('V-1');
  await expect(named('V-1')).rejects.toMatchObject({ code: 'ALREADY_EXISTS', details: { path: ['input', 'identifiers'] } });
});

test('the verification of a visit keeps its names when it is told of again, and takes none of another\'s', async () => {
  const [first, second] = agency.visitIds;
  const tell = (visitId: string, value: string) => perform(here.world, recordEvv, { visitId, status: 'RECEIVED' }, agency, [{ system: 'urn:evv', value }]);
  await tell(first, 'E-1');
  await tell(first, 'E-1');
  await expect(tell(second, 'E-1')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  const { recordByIdentifier } = await graphql.data(agency.viewer, BY_IDENTIFIER.replace('... on Visit', '... on EvvRecord'), { kind: 'EVV_RECORD', system: 'urn:evv', value: 'E-1' });
  expect(recordByIdentifier.identifiers).toEqual([{ system: 'urn:evv', value: 'E-1' }]);
});

test('many names are looked up in one statement, in the order asked for', async () => {
  const ids = [await named('V-1'), await named('V-2')].map((id) => toGlobalId('Visit', id));
  graphql.statements.length = 0;
  const { recordsByIdentifiers } = await graphql.data(
    agency.viewer,
    'query ($identifiers: [IdentifierInput!]!) { recordsByIdentifiers(kind: VISIT, identifiers: $identifiers) { id ... on Visit { identifiers { value } } } }',
    { identifiers: ['V-2', 'V-3', 'V-1'].map((value) => ({ system: SYSTEM, value })) },
  );
  expect(recordsByIdentifiers.map((one: Data) => one?.id ?? null)).toEqual([ids[1], null, ids[0]]);
  expect(graphql.statements.filter((text) => text.includes('identifiers'))).toHaveLength(2);
});

test('a name that is no text, and more names than one request may, are refused', async () => {
  const { errors } = await graphql.ask(agency.viewer, BY_IDENTIFIER, { kind: 'VISIT', system: SYSTEM, value: '\u0000' });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', path: ['value'] });
  const many = Array.from({ length: 101 }, (_, i) => ({ system: SYSTEM, value: `${i}` }));
  const answer = await graphql.ask(agency.viewer, 'query ($many: [IdentifierInput!]!) { recordsByIdentifiers(kind: VISIT, identifiers: $many) { id } }', { many });
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', path: ['identifiers'] });
});

/** The lists that can be narrowed to what other systems name, and the types of their records. */
function narrowedLists(): ReadonlyArray<readonly [list: string, type: string]> {
  const types = graphql.schema.getTypeMap();
  return Object.entries(graphql.schema.getQueryType()?.getFields() ?? {}).flatMap(([list, { args, type }]) => {
    const filter = types[`${getNamedType(type).name.replace(/Connection$/, '')}Filter`] as Data;
    return args.some(({ name }) => name === 'filter') && filter?.getFields().identifiers ? [[list, getNamedType(type).name.replace(/Connection$/, '')] as const] : [];
  });
}

async function listed(list: string, type: string, filter: object, { viewer }: TestAgency = agency): Promise<string[]> {
  const page = (await graphql.data(viewer, `query ($filter: ${type}Filter) { ${list}(filter: $filter, first: 100) { totalCount nodes { id } } }`, { filter }))[list];
  expect(page.totalCount).toBe(page.nodes.length);
  return page.nodes.map(({ id }: Data) => id);
}

const givenName = (type: string, id: string, value: string, contentHash: string | null = null): Promise<unknown> =>
  here.owner.query('insert into identifiers values ($1, $2, $3, $4, $5, $6)', [agency.agencyId, type, SYSTEM, value, fromGlobalId(type, id, []), contentHash]);

test('every list of records that other systems name shows those of a name, or of several, and of no other agency', async () => {
  await perform(here.world, recordEvv, { visitId: agency.visitIds[0], status: 'RECEIVED' }, agency);
  const name = (value: string): object => ({ system: SYSTEM, value });
  const shown = new Set<string>();
  for (const [list, type] of narrowedLists()) {
    const [id] = await listed(list, type, {});
    if (id === undefined) continue;
    if (!shown.has(type)) await givenName(type, id, 'E-1');
    shown.add(type);
    const all = [{ identifier: name('E-1') }, { identifiers: [name('E-1'), name('E-2'), name('E-1')] }, { identifier: name('E-1'), identifiers: [name('E-1')] }];
    for (const filter of all) expect([list, await listed(list, type, filter)]).toEqual([list, [id]]);
    for (const filter of [{ identifier: name('E-2') }, { identifier: { system: 'urn:other', value: 'E-1' } }, { identifiers: [] }, { identifier: name('E-1'), identifiers: [name('E-2')] }]) {
      expect([list, await listed(list, type, filter)]).toEqual([list, []]);
    }
    expect([list, await listed(list, type, all[0] as object, other)]).toEqual([list, []]);
  }
  expect([...shown].sort()).toEqual(['Authorization', 'Branch', 'Coverage', 'EvvRecord', 'Note', 'Order', 'Patient', 'Payer', 'Staff', 'Visit']);
});

test('every kind of record that tells its names and has a list can be listed by them', () => {
  const types = Object.values(graphql.schema.getTypeMap());
  const telling = types.filter((type) => isObjectType(type) && type.getFields()['identifiers'] && graphql.schema.getType(`${type.name}Filter`)).map(({ name }) => name);
  expect([...new Set(narrowedLists().map(([, type]) => type))].sort()).toEqual(telling.sort());
});

test('a list of one patient\'s records is narrowed to a name as the whole list is, and a name that was used for two finds none', async () => {
  const query = 'query ($id: ID!, $filter: VisitFilter) { patient(id: $id) { visits(filter: $filter) { totalCount nodes { id } } } visitCounts(by: MONTH, filter: $filter) { visits } }';
  const ask = async (filter: object): Promise<Data> => graphql.data(agency.viewer, query, { id: toGlobalId('Patient', agency.patientId), filter });
  const id = toGlobalId('Visit', await named('V-1'));
  expect(await ask({ identifier: { system: SYSTEM, value: 'V-1' } })).toEqual({ patient: { visits: { totalCount: 1, nodes: [{ id }] } }, visitCounts: [{ visits: 1 }] });
  await givenName('Visit', id, 'V-2', 'CONTESTED');
  expect((await ask({ identifier: { system: SYSTEM, value: 'V-2' } })).patient.visits.nodes).toEqual([]);
});

test('more than a hundred names in a filter, and a name that is none, are refused where they stand', async () => {
  const refused = async (filter: object): Promise<Data> =>
    (await graphql.ask(agency.viewer, 'query ($filter: VisitFilter) { visits(filter: $filter) { totalCount } }', { filter })).errors?.[0]?.extensions;
  const names = (count: number): object[] => Array.from({ length: count }, (_, i) => ({ system: SYSTEM, value: `${i}` }));
  expect(await refused({ identifiers: names(100) })).toBeUndefined();
  expect(await refused({ identifiers: names(101) })).toMatchObject({ code: 'LIMIT_EXCEEDED', path: ['filter', 'identifiers'] });
  expect(await refused({ identifiers: [{ system: SYSTEM, value: ' ' }] })).toMatchObject({ code: 'INVALID_INPUT', path: ['filter', 'identifiers', 0, 'value'] });
  expect(await refused({ identifier: { system: '', value: 'V-1' } })).toMatchObject({ code: 'INVALID_INPUT', path: ['filter', 'identifier', 'system'] });
});

test('every kind of record whose input takes names tells them', () => {
  const types = graphql.schema.getTypeMap();
  const withNames = Object.values(graphql.schema.getMutationType()?.getFields() ?? {}).filter(({ args }) =>
    args.some(({ type }) => 'getFields' in Object(types[String(type).replace('!', '')]) && 'identifiers' in (types[String(type).replace('!', '')] as Data).getFields()));
  const silent = withNames.filter(({ type }) => !('identifiers' in ((types[String(type).replace('!', '')] as Data).getFields().record.type.ofType as Data).getFields()));
  expect(withNames.length).toBeGreaterThan(10);
  expect(silent.map(({ name }) => name)).toEqual([]);
});
