import { beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';

import { buildPlumblineSchema } from '../../src/graphql/schema.js';
import { complaintsOfErrors, complaintsOfResult, complaintsOfText } from './support/judge.js';

/** A fuzzer that never complains has to be shown to be able to. */
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildPlumblineSchema();
});

const error = (code: string, message = 'A sentence.'): object => ({ message, extensions: { code, remedy: 'Do something else.' } });

describe('the fuzzer complains', () => {
  test.each([
    ['of a fault of ours', [error('INTERNAL')]],
    ['of a code that is in no table', [error('OOPS')]],
    ['of an error without a code', [{ message: 'A sentence.' }]],
    ['of an error that does not say what to do', [{ message: 'A sentence.', extensions: { code: 'NOT_FOUND' } }]],
    ['of a stack', [error('NOT_FOUND', 'TypeError: x\n    at Object.resolve (file:///app/dist/src/graphql/errors.js:12:3)')]],
    ['of words of the database', [error('INVALID_INPUT', 'duplicate key value violates unique constraint "patients_mrn_unique"')]],
    ['of no errors where there should be some', []],
  ])('%s', (_what, errors) => {
    expect(complaintsOfErrors(errors)).not.toEqual([]);
  });

  test.each([
    ['that lacks what was asked for', '{ viewer { role } }', { viewer: {} }],
    ['that holds what was not asked for', '{ viewer { role } }', { viewer: { role: 'ADMIN', subject: 'x' } }],
    ['with a word that is not of its enumeration', '{ viewer { role } }', { viewer: { role: 'KING' } }],
    ['with null where there is always something', '{ viewer { role } }', { viewer: null }],
    ['with one where a list is', '{ branches { nodes { id } } }', { branches: { nodes: { id: 'x' } } }],
    ['with a number for a text', '{ branches { nodes { id } } }', { branches: { nodes: [{ id: 7 }] } }],
    ['to a document that is not valid', '{ nothing }', { nothing: 1 }],
  ])('of an answer %s', (_what, query, data) => {
    expect(complaintsOfResult(schema, { data }, { query, operationName: null, variables: {} })).not.toEqual([]);
  });

  test('of neither data nor errors', () => {
    expect(complaintsOfResult(schema, {}, null)).not.toEqual([]);
    expect(complaintsOfResult(schema, { data: null }, null)).not.toEqual([]);
  });
});

test('it has nothing to say of what is as it should be', () => {
  const asked = { query: 'query ($all: Boolean!) { me: viewer { role subject @include(if: $all) ...A } } fragment A on Viewer { __typename }', operationName: null, variables: { all: false } };
  expect(complaintsOfResult(schema, { data: { me: { role: 'ADMIN', __typename: 'Viewer' } } }, asked)).toEqual([]);
  expect(complaintsOfErrors([error('NOT_FOUND'), error('GRAPHQL_PARSE_FAILED')])).toEqual([]);
  expect(complaintsOfText('ok')).toEqual([]);
});
