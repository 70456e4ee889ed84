import { beforeAll, expect, test } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';

import { buildPlumblineSchema } from '../../src/graphql/schema.js';
import { canariesAt } from './support/canaries.js';
import { type Heard, leaksTo } from './support/find-leaks.js';

const canaries = canariesAt(['patients.family_name', 'notes.elements']);
const heard: Heard = { side: 'A', role: 'SCHEDULER', caseload: null, answers: [], pushes: [] };

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildPlumblineSchema();
});

test('a word of the other agency is a leak, in the open and encoded', () => {
  const text = `{"x":"${canaries.word('B', 'patients.family_name')}"}`;
  expect(leaksTo(schema, { ...heard, answers: [text] }, canaries)).toEqual(['patients.family_name was answered to SCHEDULER of A, and is of B']);
  expect(leaksTo(schema, { ...heard, pushes: [Buffer.from(text).toString('base64url')] }, canaries)).toEqual(['patients.family_name was pushed to SCHEDULER of A, and is of B']);
});

test('a word that the role may not read is a leak, and for a role that may it is none', () => {
  const answers = [canaries.word('A', 'notes.elements')];
  expect(leaksTo(schema, { ...heard, answers }, canaries)).toEqual(['notes.elements was answered to SCHEDULER of A, whose role may not read it']);
  expect(leaksTo(schema, { ...heard, role: 'CLINICIAN', answers }, canaries)).toEqual([]);
});

test('a word of a patient outside the caseload is a leak, whether it was asked for or came by itself', () => {
  const pushes = [canaries.word('A', 'patients.family_name', 1), canaries.word('A', 'patients.family_name', 2)];
  expect(leaksTo(schema, { ...heard, caseload: [1], pushes }, canaries)).toEqual(['patients.family_name was pushed to SCHEDULER of A, to whose caseload it does not belong']);
  expect(leaksTo(schema, { ...heard, caseload: [1], answers: pushes }, canaries)).toEqual(['patients.family_name was answered to SCHEDULER of A, to whose caseload it does not belong']);
  expect(leaksTo(schema, { ...heard, caseload: [1, 2], pushes }, canaries)).toEqual([]);
});
