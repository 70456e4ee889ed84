import 'reflect-metadata';

import { beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLInputObjectType, type GraphQLObjectType, type GraphQLSchema, getNamedType, isAbstractType, isInputObjectType, isInterfaceType, isIntrospectionType, isNonNullType, isObjectType, parse, type OperationDefinitionNode } from 'graphql';

import { FIELD_CLASSES, mayRead, READING_RULES, RECORD_KINDS } from '../../src/auth/permissions.js';
import { UNLIMITED } from '../../src/auth/scope.js';
import { type Reader, type Role, ROLES } from '../../src/auth/viewer.js';
import { Refusal } from '../../src/base/refusal.js';
import { expectMayAskBy } from '../../src/graphql/classes/asked-by.js';
import { withheld } from '../../src/graphql/classes/hide-fields.js';
import { classOf, kindOf, needsOf } from '../../src/graphql/classes/needs.js';
import { VALUE_CLASSES } from '../../src/graphql/classes/shows.js';
import { classesOf, hiddenIn } from '../../src/graphql/classes/shown.js';
import { buildPlumblineSchema } from '../../src/graphql/schema.js';

const reader = (role: Role): Reader => ({ agencyId: 'an agency', role, scope: UNLIMITED, smart: null });
let schema: GraphQLSchema;
let types: readonly GraphQLObjectType[];
const isRoot = (type: GraphQLObjectType): boolean => [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(type);

beforeAll(async () => {
  schema = await buildPlumblineSchema();
  types = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => (isObjectType(type) || isInterfaceType(type)) && !isIntrospectionType(type));
});

describe('what a field says', () => {
  test('is declared for every field of every type', () => {
    const silent = types.filter((type) => !isRoot(type)).flatMap((type) => Object.values(type.getFields()).filter((field) => classOf(type, field) === undefined).map((field) => `${type.name}.${field.name}`));
    expect(silent).toEqual([]);
  });

  test('is of a class that the table has, and every class that it has is said by some field', () => {
    const said = new Set(types.flatMap((type) => Object.values(type.getFields()).map((field) => needsOf(field).fieldClass)));
    expect([...said].sort()).toEqual([...FIELD_CLASSES].sort());
  });

  test('may be null where some role gets as far as the field and may not read it, and is told to be', () => {
    const wrong: string[] = [];
    for (const role of ROLES) {
      const seen = new Set<GraphQLObjectType>();
      const visit = (type: GraphQLObjectType): void => {
        if (seen.has(type) || !mayRead({ role, smart: null }, kindOf(type) ?? 'OPERATIONAL')) return;
        seen.add(type);
        for (const field of Object.values(type.getFields())) {
          const target = getNamedType(field.type);
          if (withheld(field, { role, smart: null }) === null) (isAbstractType(target) ? schema.getPossibleTypes(target) : [target]).filter(isObjectType).forEach(visit);
          else if (!isRoot(type) && (isNonNullType(field.type) || !/Null for roles that may not read \w/.test(field.description ?? ''))) wrong.push(`${role} ${type.name}.${field.name}`);
        }
      };
      [schema.getQueryType(), schema.getSubscriptionType()].forEach((root) => root && visit(root));
      expect(seen.size).toBeGreaterThan(50);
    }
    expect(wrong).toEqual([]);
  });

  test('every kind of record and every class is read by someone, and by whom is said in words', () => {
    for (const reading of [...RECORD_KINDS, ...FIELD_CLASSES]) {
      expect(READING_RULES[reading].meaning).toMatch(/\.$/);
      expect(READING_RULES[reading].roles.length).toBeGreaterThan(0);
    }
  });
});

describe('asking by a field', () => {
  const filters = (): readonly GraphQLInputObjectType[] => Object.values(schema.getTypeMap()).filter(isInputObjectType).filter(({ name }) => /(Filter|Sort)$/.test(name) && name !== 'WebhookFilterInput');

  test('is declared for every field of every filter and every order', () => {
    expect(filters().length).toBeGreaterThan(30);
    const silent = filters().flatMap((type) => Object.values(type.getFields()).filter((field) => classOf(type, field) === undefined).map((field) => `${type.name}.${field.name}`));
    expect(silent).toEqual([]);
  });

  test('is refused to exactly those roles that may not read what it would tell, wherever the filter or order is taken', () => {
    let refused = 0;
    for (const field of types.flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))) {
      for (const arg of field.args) {
        const type = getNamedType(arg.type);
        if (!isInputObjectType(type) || !filters().includes(type)) continue;
        for (const asked of Object.values(type.getFields())) {
          const byValue = (asked.extensions[VALUE_CLASSES] ?? {}) as Record<string, (typeof FIELD_CLASSES)[number]>;
          for (const value of ['any', ...Object.keys(byValue)]) {
            for (const role of ROLES) {
              const fieldClass = byValue[value] ?? classOf(type, asked) ?? 'OPERATIONAL';
              expect(codeOf(() => expectMayAskBy(reader(role), field, { [arg.name]: { [asked.name]: value } }))).toBe(mayRead({ role, smart: null }, fieldClass) ? null : 'FORBIDDEN');
              refused += Number(!mayRead({ role, smart: null }, fieldClass));
            }
          }
        }
      }
    }
    expect(refused).toBeGreaterThan(100);
  });

  test('a filter that is empty or null in what one may not read is no question about it', () => {
    const field = schema.getQueryType()?.getFields()['patients'];
    expect(() => expectMayAskBy(reader('LEADER'), field as never, { filter: { search: null, branchId: 'any' }, sort: null })).not.toThrow();
  });
});

describe('what is hidden', () => {
  const hidden = (query: string, variables?: Record<string, unknown>, role: (typeof ROLES)[number] = 'LEADER') => hiddenIn({ schema, document: parse(query), variables }, { role, smart: null });

  test('is told by its place in the document, under the names of the answer and through fragments', () => {
    const query = `query { those: patients { nodes { id ...Named ... on Patient { called: familyName } } } } fragment Named on Patient { mrn identifiers { system } status }`;
    expect(hidden(query)).toEqual([
      { path: 'those.nodes.mrn', code: 'FIELD_HIDDEN', fieldClass: 'IDENTITY' },
      { path: 'those.nodes.identifiers', code: 'FIELD_HIDDEN', fieldClass: 'IDENTITY' },
      { path: 'those.nodes.called', code: 'FIELD_HIDDEN', fieldClass: 'IDENTITY' },
    ]);
    expect(hidden(query, undefined, 'ADMIN')).toBeUndefined();
  });

  test('of a record of a kind that one may not read, only the way to it is told', () => {
    expect(hidden('{ visits { nodes { note { status author { familyName } } } } }')).toEqual([{ path: 'visits.nodes.note', code: 'RECORD_HIDDEN', recordKind: 'CLINICAL_RECORD' }]);
  });

  test('depends on directives as the answer does', () => {
    const query = 'query ($named: Boolean = false) { patients { nodes { id mrn @include(if: $named) } } }';
    expect(hidden(query)).toBeUndefined();
    expect(hidden(query, { named: true })).toHaveLength(1);
  });

  test('is told of whatever an interface may turn out to be', () => {
    expect(hidden('query ($id: ID!) { node(id: $id) { id ... on Patient { mrn } ... on Note { status } } }')).toEqual([{ path: 'node.mrn', code: 'FIELD_HIDDEN', fieldClass: 'IDENTITY' }]);
  });

  test('a root that is closed is an error, and not hidden', () => {
    expect(hidden('{ notes { nodes { status } } }')).toBeUndefined();
  });
});

test('the classes that an answer can show are those of its fields that its reader may read, whatever directives say', () => {
  const document = parse('query A($a: Boolean!) { patients { nodes { id mrn @include(if: $a) coverages { memberId payer { name } } visits { nodes { startsAt note { elements { text } } } } } } } query B { viewer { subject } }');
  const [a, b] = document.definitions as OperationDefinitionNode[];
  const of = (role: (typeof ROLES)[number], operation = a as OperationDefinitionNode) => classesOf(schema, document, operation, { role, smart: null });
  expect(of('ADMIN')).toEqual(['CARE_DATES', 'IDENTITY', 'MEMBER_ID', 'NARRATIVE', 'OPERATIONAL']);
  expect(of('SCHEDULER')).toEqual(['CARE_DATES', 'IDENTITY', 'OPERATIONAL']);
  expect(of('LEADER')).toEqual(['CARE_DATES', 'OPERATIONAL']);
  expect(of('ADMIN', b as OperationDefinitionNode)).toEqual(['OPERATIONAL']);
});

test('everyone with a role reads something, and nobody but an administrator who has access', () => {
  const members = schema.getQueryType()?.getFields()['members'];
  for (const role of ROLES) expect([role, withheld(members as never, { role, smart: null })]).toEqual([role, role === 'ADMIN' ? null : 'ACCESS']);
});

function codeOf(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
