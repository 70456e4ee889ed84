import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';

import { recordEvv } from '../../src/changes/record-evv.js';
import { perform } from '../../src/changes/perform.js';
import { scheduleVisit } from '../../src/changes/schedule-visit.js';
import { toGlobalId } from '../../src/graphql/global-id.js';
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

test('every kind of record whose input takes names tells them', () => {
  const types = graphql.schema.getTypeMap();
  const withNames = Object.values(graphql.schema.getMutationType()?.getFields() ?? {}).filter(({ args }) =>
    args.some(({ type }) => 'getFields' in Object(types[String(type).replace('!', '')]) && 'identifiers' in (types[String(type).replace('!', '')] as Data).getFields()));
  const silent = withNames.filter(({ type }) => !('identifiers' in ((types[String(type).replace('!', '')] as Data).getFields().record.type.ofType as Data).getFields()));
  expect(withNames.length).toBeGreaterThan(10);
  expect(silent.map(({ name }) => name)).toEqual([]);
});
