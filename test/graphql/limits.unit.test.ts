import 'reflect-metadata';

import { beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, type GraphQLSchema, parse, validate } from 'graphql';

import { formatError } from '../../src/graphql/errors.js';
import { MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES, MAX_FIELDS, MAX_RECORDS, MAX_TOKENS, validationRules } from '../../src/graphql/limits.js';
import { buildPlumblineSchema } from '../../src/graphql/schema.js';
import { collectingLog } from '../support/graphql.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildPlumblineSchema();
});

interface Refused {
  readonly code: unknown;
  readonly expected: unknown;
  readonly found?: unknown;
}

const refusals = (query: string): Refused[] =>
  validate(schema, parse(query), validationRules).map((error) => {
    const { code, expected, found } = formatError(error, collectingLog([])).extensions;
    return { code, expected, found };
  });
const tooMany = (most: number, what: string, found: number): Refused[] => [{ code: 'LIMIT_EXCEEDED', expected: `at most ${most} ${what}`, found: `${found}` }];

describe('a document', () => {
  test(`may be ${MAX_DEPTH} levels deep, and no deeper`, () => {
    // A schedule change, its visit, that visit's schedule changes, and so on, each a level deeper.
    const chain = (levels: number): string => {
      let inner = 'id';
      for (let level = levels - 2; level > 0; level -= 1) inner = `${level % 2 === 1 ? 'visit' : 'scheduleChanges'} { ${inner} }`;
      return `{ node(id: "x") { ... on ScheduleChange { ${inner} } } }`;
    };
    expect(refusals(chain(MAX_DEPTH))).toEqual([]);
    expect(refusals(chain(MAX_DEPTH + 1))).toEqual(tooMany(MAX_DEPTH, 'levels of fields', MAX_DEPTH + 1));
  });

  test('is as deep as its fragments make it', () => {
    const fragments = Array.from({ length: 8 }, (_, i) => `fragment F${i} on ${i % 2 === 0 ? 'Visit' : 'ScheduleChange'} { ${i % 2 === 0 ? 'scheduleChanges' : 'visit'} { ${i === 7 ? 'id' : `...F${i + 1}`} } }`);
    expect(refusals(`{ visits { nodes { ...F0 } } } ${fragments.join(' ')}`)).toEqual([]);
    const more = [...fragments.slice(0, 7), 'fragment F7 on ScheduleChange { visit { patient { branch { name } } } }'];
    expect(refusals(`{ visits { nodes { ...F0 } } } ${more.join(' ')}`)).toEqual(tooMany(MAX_DEPTH, 'levels of fields', MAX_DEPTH + 1));
  });

  test(`may have ${MAX_ALIASES} aliases, and no more`, () => {
    const aliases = (count: number): string => `{ ${Array.from({ length: count }, (_, i) => `a${i}: viewer { role }`).join(' ')} }`;
    expect(refusals(aliases(MAX_ALIASES))).toEqual([]);
    expect(refusals(aliases(MAX_ALIASES + 1))).toEqual(tooMany(MAX_ALIASES, 'aliases', MAX_ALIASES + 1));
  });

  test('may not hide aliases in __typename or in fragments', () => {
    const typenames = Array.from({ length: MAX_ALIASES + 1 }, (_, i) => `a${i}: __typename`).join(' ');
    expect(refusals(`{ ${typenames} }`)).toEqual(tooMany(MAX_ALIASES, 'aliases', MAX_ALIASES + 1));
    const half = Array.from({ length: MAX_ALIASES / 2 }, (_, i) => `a${i}: role`).join(' ');
    expect(refusals(`{ viewer { ...H } } fragment H on Viewer { ${half} }`)).toEqual([]);
    expect(refusals(`{ viewer { ...H } again: viewer { ...H } } fragment H on Viewer { ${half} }`)).toEqual(tooMany(MAX_ALIASES, 'aliases', MAX_ALIASES + 1));
  });

  test(`may repeat fields ${MAX_FIELDS} times, and no more`, () => {
    expect(refusals(`{ viewer { ${'role '.repeat(MAX_FIELDS - 1)} } }`)).toEqual([]);
    expect(refusals(`{ viewer { ${'role '.repeat(MAX_FIELDS)} } }`)).toEqual(tooMany(MAX_FIELDS, 'fields', MAX_FIELDS + 1));
  });

  test(`may have ${MAX_DIRECTIVES} directives, and no more`, () => {
    const directed = (count: number): string => `{ viewer { ${'role @include(if: true) '.repeat(count)} } }`;
    expect(refusals(directed(MAX_DIRECTIVES))).toEqual([]);
    expect(refusals(directed(MAX_DIRECTIVES + 1))).toEqual(tooMany(MAX_DIRECTIVES, 'directives', MAX_DIRECTIVES + 1));
  });

  test('may ask for a hundred visits of a hundred patients', () => {
    expect(refusals('{ patients(first: 100) { nodes { visits(last: 100) { nodes { id note { status } } } } } }')).toEqual([]);
  });

  test(`may not ask for more than ${MAX_RECORDS} records`, () => {
    expect(refusals('{ patients(first: 100) { nodes { visits(first: 100) { nodes { scheduleChanges { visit { id } } } } } } }')).toEqual(tooMany(MAX_RECORDS, 'records, if every list were full', 100 * (1 + 100 * (1 + 3 * 2))));
  });

  test('counts a variable as the most that it may hold, and a list of ids by its length', () => {
    const within = (size: string, ids: string): string =>
      `query ($n: Int, $ids: [ID!]!) { nodes(ids: ${ids}) { ... on Patient { visits(first: ${size}) { nodes { scheduleChanges { visit { id } } } } } } a: visits(first: $n) { nodes { id } } b: nodes(ids: $ids) { id } }`;
    expect(refusals(within('100', '["x", "y"]'))).toEqual([]);
    expect(refusals(within('$n', '$ids'))).toHaveLength(1);
  });

  test('counts a page without a size as the usual twenty', () => {
    expect(refusals('{ patients { nodes { visits { nodes { scheduleChanges { visit { id } } } } } } }')).toEqual([]);
  });

  test('is checked quickly, however its fragments repeat each other', () => {
    const bomb = Array.from({ length: 60 }, (_, i) => `fragment F${i} on Visit { patient { visits(first: 100) { nodes { ...F${i + 1} } } } ...F${i + 1} }`);
    const found = refusals(`{ visits(first: 100) { nodes { ...F0 } } } ${bomb.join(' ')} fragment F60 on Visit { id }`);
    expect(found.map(({ code }) => code)).toContain('LIMIT_EXCEEDED');
  });

  test('whose fragments contain themselves is refused for that', () => {
    expect(refusals('{ visits { nodes { ...A } } } fragment A on Visit { patient { ...B } } fragment B on Patient { visits { nodes { ...A } } }')).toEqual([
      { code: 'GRAPHQL_VALIDATION_FAILED', expected: undefined, found: undefined },
    ]);
  });

  test('of the tools that developers use passes', () => {
    expect(refusals(getIntrospectionQuery())).toEqual([]);
    expect(() => parse(getIntrospectionQuery(), { maxTokens: MAX_TOKENS })).not.toThrow();
  });

  test('must be valid besides', () => {
    expect(refusals('{ nothing }')).toMatchObject([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
  });
});
