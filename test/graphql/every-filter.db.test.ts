import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  getNamedType, getNullableType, type GraphQLEnumType, type GraphQLInputObjectType, type GraphQLInputType, isEnumType, isInputObjectType, isListType, isObjectType, isRequiredInputField,
} from 'graphql';

import { toGlobalId } from '../../src/graphql/global-id.js';
import { openTestAgency, type TestAgency } from '../support/agency.js';
import { openTestWorld, type TestWorld } from '../support/care.js';
import { type Data, openTestGraphQL, type TestGraphQL } from '../support/graphql.js';

/** Every list with every condition and every order that the schema offers, asked of the database. */
let here: TestWorld;
let graphql: TestGraphQL;
let agency: TestAgency;
let other: TestAgency;

beforeAll(async () => {
  here = await openTestWorld();
  graphql = await openTestGraphQL(here.world);
  agency = await openTestAgency(here.world);
  other = await openTestAgency(here.world);
});
afterAll(() => here.close());

const LISTS = [
  'auditTrail', 'authorizationDecisions', 'authorizationLines', 'authorizations', 'branches', 'certifications', 'coverages', 'emergencyAccesses', 'evvRecords', 'findingHistory', 'findings', 'members', 'notes', 'orders', 'patients', 'payers',
  'scheduleChanges', 'staff', 'supervisions', 'visits', 'deadlines', 'emergencyAccessesToReview', 'expiringAuthorizations', 'unsignedOrders', 'visitsBeyondAuthorization', 'visitsWaitingForDecision',
] as const;

test('the lists are all of them', () => {
  const fields = Object.values(graphql.schema.getQueryType()?.getFields() ?? {});
  const filtered = fields.filter(({ type, args }) => getNamedType(type).name.endsWith('Connection') && args.some(({ name }) => name === 'filter')).map(({ name }) => name);
  expect([...LISTS].sort()).toEqual(filtered.sort());
});

const ask = async (list: string, filter: object, sort?: object): Promise<{ readonly totalCount: number; readonly nodes: Data[] }> => {
  const field = graphql.schema.getQueryType()?.getFields()[list];
  const typeOf = (name: string): string => String(field?.args.find((argument) => argument.name === name)?.type);
  const node = graphql.schema.getType(getNamedType(field?.type ?? null)?.name.replace(/Connection$/, '') ?? '');
  const key = isObjectType(node) && node.getFields()['id'] ? 'id' : 'kind';
  const sorted = sort ? { variable: `, $sort: ${typeOf('sort')}`, argument: ', sort: $sort' } : { variable: '', argument: '' };
  const query = `query ($filter: ${typeOf('filter')}${sorted.variable}) { ${list}(first: 100, filter: $filter${sorted.argument}) { totalCount nodes { ${list === 'findingHistory' ? 'kind' : key} } } }`;
  return (await graphql.data(agency.viewerAs('ADMIN'), query, { filter, ...(sort && { sort }) }))[list];
};

describe.each(LISTS)('%s', (list) => {
  const inputOf = (name: string): GraphQLInputObjectType => {
    const argument = graphql.schema.getQueryType()?.getFields()[list]?.args.find((one) => one.name === name);
    return getNullableType(argument?.type) as GraphQLInputObjectType;
  };

  test('with any one condition shows as many as it counts, and no more than without', async () => {
    const all = await ask(list, { ...(inputOf('filter').getFields()['status'] && { status: null }) });
    expect(all.nodes).toHaveLength(all.totalCount);
    for (const field of Object.values(inputOf('filter').getFields())) {
      for (const value of valuesFor(field.name, field.type)) {
        const { nodes, totalCount } = await ask(list, { ...(inputOf('filter').getFields()['status'] && { status: null }), [field.name]: value });
        expect({ condition: field.name, shown: nodes.length }).toEqual({ condition: field.name, shown: totalCount });
        expect(totalCount).toBeLessThanOrEqual(all.totalCount);
      }
    }
  });

  test('asks the database something else for every condition, so that none is passed over', async () => {
    const texts = async (filter: object): Promise<string> => {
      graphql.statements.length = 0;
      await ask(list, { ...(inputOf('filter').getFields()['status'] && { status: null }), ...filter });
      return graphql.statements.join('\n');
    };
    const plain = await texts({});
    for (const field of Object.values(inputOf('filter').getFields())) {
      for (const value of valuesFor(field.name, field.type)) expect([field.name, value, await texts({ [field.name]: value })]).not.toEqual([field.name, value, plain]);
    }
  });

  test('with a condition that is left open shows all', async () => {
    const open = Object.fromEntries(Object.keys(inputOf('filter').getFields()).map((name) => [name, null]));
    expect(await ask(list, open)).toEqual(await ask(list, { ...('status' in open && { status: null }) }));
  });

  test('in any order, from either end, shows the same records', async () => {
    const field = graphql.schema.getQueryType()?.getFields()[list];
    const orders = field?.args.some(({ name }) => name === 'sort') ? (getNullableType(inputOf('sort').getFields()['by']?.type) as GraphQLEnumType).getValues().map(({ name }) => name) : [];
    const unsorted = JSON.stringify((await ask(list, {})).nodes.map((node) => JSON.stringify(node)).sort());
    for (const by of orders) {
      const [up, down] = [await ask(list, {}, { by, direction: 'ASC' }), await ask(list, {}, { by, direction: 'DESC' })];
      expect(up.nodes).toEqual([...down.nodes].reverse());
      expect(JSON.stringify(up.nodes.map((node) => JSON.stringify(node)).sort())).toBe(unsorted);
    }
  });

  test('shows nothing of another agency\'s patient, payer, branch or staff', async () => {
    for (const [name, type, id] of [['patientId', 'Patient', other.patientId], ['payerId', 'Payer', other.payerId], ['branchId', 'Branch', other.branchId], ['staffId', 'Staff', other.staffId]] as const) {
      for (const [condition, value] of [[name, toGlobalId(type, id)], [`${name}s`, [toGlobalId(type, id)]]] as const) {
        const known = inputOf('filter').getFields()[condition] !== undefined;
        expect(known ? await ask(list, { [condition]: value }) : { totalCount: 0, nodes: [] }).toEqual({ totalCount: 0, nodes: [] });
      }
    }
  });
});

/** Something that the agency has, and something that nobody has. */
function valuesFor(name: string, type: GraphQLInputType): unknown[] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return valuesFor(name.replace(/ies$/, 'y').replace(/s$/, ''), nullable.ofType).map((value) => [value]);
  if (isEnumType(nullable)) return nullable.getValues().slice(0, 2).map((value) => value.name);
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const required = Object.fromEntries(fields.filter(isRequiredInputField).map((field) => [field.name, valuesFor(field.name, field.type)[0]]));
    return fields.flatMap((field) => valuesFor(field.name, field.type).map((value) => ({ ...required, [field.name]: value })));
  }
  const ids: Readonly<Record<string, string>> = {
    patientId: toGlobalId('Patient', agency.patientId), branchId: toGlobalId('Branch', agency.branchId), payerId: toGlobalId('Payer', agency.payerId), staffId: toGlobalId('Staff', agency.staffId),
    aideId: toGlobalId('Staff', agency.staffId), authorId: toGlobalId('Staff', agency.staffId), visitId: toGlobalId('Visit', agency.visitIds[0]), orderId: toGlobalId('Order', agency.orderId),
    noteId: toGlobalId('Note', agency.noteId), coverageId: toGlobalId('Coverage', agency.coverageId), authorizationId: toGlobalId('Authorization', agency.authorizationId),
    lineId: toGlobalId('AuthorizationLine', agency.lineId), emergencyAccessId: toGlobalId('EmergencyAccess', agency.patientId),
  };
  switch (getNamedType(nullable).name) {
    case 'ID':
      return [ids[name]];
    case 'Boolean':
      return [true, false];
    case 'LocalDate':
      return ['2026-03-04'];
    case 'DateTime':
      return ['2026-03-02T15:00:00Z'];
    case 'Int':
    case 'Cents':
    case 'Units':
      return [0, 100];
    case 'String':
      return [name === 'ruleId' ? 'AUTH-05' : name === 'search' ? 'Doe' : name === 'physicianNpi' ? '1234567893' : 'M1'];
    default:
      throw new Error(`No value for ${name}`);
  }
}
