import 'reflect-metadata';

import { beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, getNullableType, type GraphQLField, isListType } from 'graphql';

import { formatError } from '../../src/graphql/errors.js';
import { openAllowances } from '../../src/graphql/limits/allowances.js';
import { openDocuments } from '../../src/graphql/limits/documents.js';
import { type Gate, type GateParts, type GateRequest, openGate } from '../../src/graphql/limits/gate.js';
import {
  MAX_ALIASES, MAX_DEPTH, MAX_DIRECTIVES, MAX_DOCUMENT_CHARACTERS, MAX_FIELDS, MAX_INPUT_DEPTH, MAX_INPUT_ITEMS, MAX_INPUT_VALUES, MAX_POINTS, MAX_REPEATS, MAX_ROOT_FIELDS, MAX_TOKENS,
} from '../../src/graphql/limits/limits.js';
import { buildPlumblineSchema } from '../../src/graphql/schema.js';
import { collectingLog } from '../support/graphql.js';
import { viewerOf } from '../support/viewers.js';

let schema: Awaited<ReturnType<typeof buildPlumblineSchema>>;
let gate: Gate;
beforeAll(async () => {
  schema = await buildPlumblineSchema();
  gate = gateOf({});
});

const viewer = viewerOf('018f4a5e-0000-7000-8000-000000000001', 'BILLER', 'someone');
const told: Array<number | string> = [];

function gateOf(parts: Partial<GateParts>, documents: Partial<Parameters<typeof openDocuments>[1]> = {}): Gate {
  return openGate({
    documents: openDocuments(schema, { showsSchema: true, trusted: new Map(), ...documents }),
    adHocClients: null,
    allowances: openAllowances(null, () => 0),
    telemetry: { admitted: (points) => told.push(points), refused: (code) => told.push(code) },
    ...parts,
  });
}

const admit = (request: Partial<GateRequest>, through: Gate = gate): ReturnType<Gate['admit']> => through.admit({ session: { viewer, clientId: null }, ...request });

interface Refused {
  readonly code: unknown;
  readonly expected: unknown;
  readonly found?: unknown;
}

const refusalsOf = (admission: ReturnType<Gate['admit']>): Refused[] =>
  ('errors' in admission ? admission.errors : []).map((error) => {
    const { code, expected, found } = formatError(error, collectingLog([])).extensions;
    return { code, expected, found };
  });
const refusals = (query: string, variables: Record<string, unknown> = {}): Refused[] => refusalsOf(admit({ query, variables }));
const points = (query: string, variables: Record<string, unknown> = {}): number => {
  const admission = admit({ query, variables });
  if ('errors' in admission) throw new Error(admission.errors.map(({ message }) => message).join(' '));
  return admission.cost.requested;
};
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

  test(`may have ${MAX_FIELDS} fields, those of its fragments included, and no more`, () => {
    // Two fields of the operation's own, and ten of the fragment at each place.
    const spread = (times: number, more = ''): string => `{ viewer { ${'...Ten '.repeat(times)} } second: viewer { role } ${more} } fragment Ten on Viewer { ${Array.from({ length: MAX_REPEATS }, () => 'role').join(' ')} }`;
    const times = (MAX_FIELDS - 10) / 10;
    expect(refusals(spread(times, 'third: viewer { role subject role subject role }'))).toEqual([]);
    expect(refusals(spread(times, 'third: viewer { role subject role subject role subject role subject }'))).toEqual(tooMany(MAX_FIELDS, 'fields', MAX_FIELDS + 2));
  });

  test(`may name one field ${MAX_REPEATS} times in a selection, and no more often`, () => {
    expect(refusals(`{ viewer { ${'role '.repeat(MAX_REPEATS)} } }`)).toEqual([]);
    expect(refusals(`{ viewer { ${'role '.repeat(MAX_REPEATS + 1)} } }`)).toEqual(tooMany(MAX_REPEATS, 'repetitions of a field in one selection', MAX_REPEATS + 1));
  });

  test(`may have ${MAX_ROOT_FIELDS} fields at the top, and no more`, () => {
    const roots = (repeated: number): string => `{ ${'viewer { role } '.repeat(repeated)} ...A ...B ...C } ${['A', 'B', 'C'].map((name) => `fragment ${name} on Query { ${'viewer { role } '.repeat(10)} }`).join(' ')}`;
    expect(refusals(roots(MAX_ROOT_FIELDS - 30))).toEqual([]);
    expect(refusals(roots(MAX_ROOT_FIELDS - 31).replace('...A', 'payers { totalCount } branches { totalCount } ...A'))).toEqual(tooMany(MAX_ROOT_FIELDS, 'fields at the top', MAX_ROOT_FIELDS + 1));
  });

  test(`may have ${MAX_DIRECTIVES} directives, and no more`, () => {
    const directed = (count: number): string => `{ viewer { ${Array.from({ length: count }, (_, i) => `${i % 2 === 0 ? 'role' : 'subject'} @include(if: true)`).join(' ')} agency { name @skip(if: false) } } }`;
    expect(refusals(directed(MAX_DIRECTIVES - 1))).toEqual([]);
    expect(refusals(directed(MAX_DIRECTIVES))).toEqual(tooMany(MAX_DIRECTIVES, 'directives', MAX_DIRECTIVES + 1));
  });

  test(`may have ${MAX_TOKENS} tokens, and no more`, () => {
    const tokens = (count: number): string => `{ viewer(${'a:1 '.repeat(count)}) { role } }`;
    expect(refusals(tokens(MAX_TOKENS))).toEqual([{ code: 'LIMIT_EXCEEDED', expected: `at most ${MAX_TOKENS} tokens in a document`, found: 'more' }]);
    expect(refusals(tokens(MAX_TOKENS / 6)).map(({ code }) => code)).not.toContain('LIMIT_EXCEEDED');
  });

  test(`may have ${MAX_DOCUMENT_CHARACTERS} characters, and no more`, () => {
    const long = (characters: number): string => '{ viewer { role } }'.padEnd(characters);
    expect(refusals(long(MAX_DOCUMENT_CHARACTERS))).toEqual([]);
    expect(refusals(long(MAX_DOCUMENT_CHARACTERS + 1))).toEqual(tooMany(MAX_DOCUMENT_CHARACTERS, 'characters in a document', MAX_DOCUMENT_CHARACTERS + 1));
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
  });

  test('that asks about the schema passes only where the schema is shown', () => {
    const production = gateOf({}, { showsSchema: false });
    expect(refusalsOf(admit({ query: getIntrospectionQuery() }, production)).map(({ code }) => code)).toContain('GRAPHQL_VALIDATION_FAILED');
    const messageOf = (through: Gate): string => {
      const admission = admit({ query: '{ viewr { role } }' }, through);
      return 'errors' in admission ? (admission.errors[0]?.message ?? '') : '';
    };
    expect(messageOf(gate)).toContain('Did you mean "viewer"');
    expect(messageOf(production)).toBe('Cannot query field "viewr" on type "Query".');
  });

  test('of several operations runs the one that is named', () => {
    const query = 'query A { viewer { role } } query B { payers(first: 3) { nodes { id } } }';
    expect(refusals(query)).toMatchObject([{ code: 'OPERATION_RESOLUTION_FAILURE' }]);
    expect(refusalsOf(admit({ query, operationName: 'C' }))).toMatchObject([{ code: 'OPERATION_RESOLUTION_FAILURE' }]);
    expect(admit({ query, operationName: 'B' })).toMatchObject({ operation: { name: { value: 'B' } }, cost: { requested: 4 } });
  });

  test('must be valid besides', () => {
    expect(refusals('{ nothing }')).toMatchObject([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
  });
});

describe('a request costs', () => {
  test('a point, and a point for each record that the answer would hold if every list were full', () => {
    expect(points('{ viewer { role } }')).toBe(1);
    expect(points('{ patients(first: 100) { nodes { id } } }')).toBe(101);
    expect(points('{ patients(first: 100) { nodes { visits(last: 100) { nodes { id note { status } } } } } }')).toBe(1 + 100 * (1 + 100 * 2));
  });

  test('what pages of the usual size hold, where no size is given', () => {
    expect(points('{ patients { nodes { visits { nodes { id } } } } }')).toBe(1 + 20 * (1 + 20));
    expect(points('query ($n: Int) { patients(first: $n) { nodes { id } } }')).toBe(21);
    expect(points('query ($n: Int) { patients(first: $n) { nodes { id } } }', { n: null })).toBe(21);
    expect(points('{ patients(first: 0) { nodes { id } } }')).toBe(1);
  });

  test('what its variables say, and their defaults where they say nothing', () => {
    const query = 'query ($n: Int = 7, $m: Int) { patients(first: $n) { nodes { visits(last: $m) { nodes { id } } } } }';
    expect(points(query, { n: 3, m: 5 })).toBe(1 + 3 * (1 + 5));
    expect(points(query, { m: 5 })).toBe(1 + 7 * (1 + 5));
  });

  test('as much as the list of ids that it names is long', () => {
    expect(points('{ nodes(ids: ["a", "b"]) { id } }')).toBe(3);
    expect(points('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 40 }, () => 'x') })).toBe(41);
  });

  test('nothing for what its variables leave out', () => {
    const query = 'query ($deep: Boolean!) { patients(first: 10) { nodes { id visits(first: 10) @include(if: $deep) { nodes { id } } orders @skip(if: $deep) { id } } } }';
    expect(points(query, { deep: true })).toBe(1 + 10 * (1 + 10));
    expect(points(query, { deep: false })).toBe(1 + 10 * (1 + 3));
  });

  test('more for what makes the server work: counting a list, a change, supposing changes', () => {
    expect(points('{ payers(first: 1) { totalCount } }')).toBe(1 + 1 * (0 + 10));
    expect(points('mutation { addPayer(input: { name: "P", kind: COMMERCIAL }) { cursor } }')).toBe(11);
    expect(points('query ($changes: [WhatIfChangeInput!]!) { whatIf(changes: $changes) { visitCount } }', { changes: [{}, {}, {}] })).toBe(31);
  });

  test('the same for each thing on a page, whether it is a record or not, and once for an edge and its record', () => {
    expect(points('{ patients(first: 10) { nodes { timeline(first: 50) { nodes { kind } } } } }')).toBe(1 + 10 * (1 + 50));
    expect(points('{ patients(first: 10) { nodes { allocations(first: 50) { edges { cursor node { state } } } } } }')).toBe(1 + 10 * (1 + 50));
    expect(points('{ patients(first: 10) { edges { node { id } } } }')).toBe(11);
    expect(points('{ patients(first: 10) { edges { cursor } } }')).toBe(11);
  });

  test('as many answers as it names things to be done or looked up', () => {
    const lookUp = 'query ($names: [IdentifierInput!]!) { recordsByIdentifiers(kind: PATIENT, identifiers: $names) { id ... on Patient { visits(first: 100) { nodes { id } } } } }';
    expect(points(lookUp, { names: Array.from({ length: 50 }, () => ({ system: 's', value: 'v' })) })).toBe(1 + 50 * (1 + 100));
    const change = 'mutation ($changes: [ChangeInput!]!) { performChanges(changes: $changes) { records { id } } }';
    expect(points(change, { changes: Array.from({ length: 50 }, () => ({})) })).toBe(1 + 50 * 10 + 50 * 3);
  });

  test('more for numbers that add up a whole list, however few they are', () => {
    const isFew = ({ type, args }: GraphQLField<unknown, unknown>): boolean => isListType(getNullableType(type)) && args.every((arg) => !isListType(getNullableType(arg.type)));
    const sums = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(isFew).map(({ name }) => name);
    expect(sums).toEqual(expect.arrayContaining(['authorizationCounts', 'exposure', 'findingCounts', 'findingTrend', 'visitCounts']));
    for (const name of sums) expect([name, points(`{ ${name} { __typename } }`)]).toEqual([name, 201]);
    expect(points('{ patients(first: 2) { nodes { findingsAsOf(at: "2026-01-01T00:00:00Z") { code } } } }')).toBe(1 + 2 * (1 + 10));
  });

  test(`at most ${MAX_POINTS} points`, () => {
    const query = '{ patients(first: 100) { nodes { visits(first: 100) { nodes { scheduleChanges { visit { id } } } } } } }';
    expect(refusals(query)).toEqual(tooMany(MAX_POINTS, 'points', 1 + 100 * (1 + 100 * (1 + 3 * 2))));
    const sized = query.replace('first: 100', 'first: $n').replace('{', 'query ($n: Int) {');
    const most = Math.floor((MAX_POINTS - 1) / 701);
    expect(points(sized, { n: most })).toBe(1 + most * 701);
    expect(refusals(sized, { n: most + 1 })).toEqual(tooMany(MAX_POINTS, 'points', 1 + (most + 1) * 701));
  });

  test('is not asked of a page that is larger than pages are', () => {
    const tooLarge = tooMany(100, 'records a page', 1_000_000);
    expect(refusals('{ patients(first: 1000000) { nodes { id } } }')).toEqual(tooLarge);
    expect(refusals('query ($n: Int) { patients(last: $n) { nodes { id } } }', { n: 1_000_000 })).toEqual(tooLarge);
    expect(refusals('query ($n: Int = 1000000) { patients(first: $n) { nodes { id } } }')).toEqual(tooLarge);
    expect(points('{ patients(first: 100) { nodes { id } } }')).toBe(101);
  });

  test('the same again when it is asked again', () => {
    const query = 'query Again ($n: Int) { payers(first: $n) { nodes { id } } }';
    const [first, second] = [admit({ query, variables: { n: 2 } }), admit({ query, variables: { n: 5 } })];
    expect([first, second]).toMatchObject([{ cost: { requested: 3, limit: MAX_POINTS } }, { cost: { requested: 6 } }]);
    expect((first as { document: unknown }).document).toBe((second as { document: unknown }).document);
  });
});

describe('variables may hold', () => {
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
  const ids = (length: number): string[] => Array.from({ length }, () => 'x');

  test(`lists of ${MAX_INPUT_ITEMS}, and no longer ones`, () => {
    expect(refusals(query, { ids: ids(MAX_INPUT_ITEMS) })).toEqual([]);
    expect(refusals(query, { ids: ids(MAX_INPUT_ITEMS + 1) })).toEqual(tooMany(MAX_INPUT_ITEMS, 'items in a list of the variables', MAX_INPUT_ITEMS + 1));
  });

  test(`${MAX_INPUT_VALUES} values, and no more`, () => {
    // Each list is a value as well, and so is the list of them and what it stands in.
    const lists = (count: number): Record<string, unknown> => ({ ids: ids(1), more: Array.from({ length: count }, () => ids(99)) });
    expect(refusals(query, lists(199))).toEqual([]);
    expect(refusals(query, lists(200))).toMatchObject([{ code: 'LIMIT_EXCEEDED', expected: `at most ${MAX_INPUT_VALUES} values in the variables` }]);
  });

  test(`lists and objects ${MAX_INPUT_DEPTH} deep, and no deeper`, () => {
    const nested = (depth: number): unknown => (depth === 0 ? 1 : { inner: nested(depth - 1) });
    expect(refusals(query, { ids: [], more: nested(MAX_INPUT_DEPTH) })).toEqual([]);
    expect(refusals(query, { ids: [], more: nested(MAX_INPUT_DEPTH + 1) })).toMatchObject([{ code: 'LIMIT_EXCEEDED', found: `${MAX_INPUT_DEPTH + 1}` }]);
  });
});

test('what the gate lets through and refuses is counted, and by nothing but points and codes', () => {
  told.length = 0;
  admit({ query: '{ viewer { role } }' });
  admit({ query: '{ nothing }' });
  admit({ query: '{ patients(first: 1000) { nodes { id } } }' });
  admit({ documentId: '0'.repeat(64) });
  expect(told).toEqual([1, 'INVALID_DOCUMENT', 'LIMIT_EXCEEDED', 'PERSISTED_QUERY_NOT_FOUND']);
});
