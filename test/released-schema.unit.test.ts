import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { CriticalityLevel, diff, DiffRule } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const committed = (file: string): string => readFileSync(join(import.meta.dirname, '..', 'schema', file), 'utf8');

/**
 * What would break a client that was written against the released schema. What was released as deprecated may go; what a
 * client need not notice, or notices only if it looks closely, such as a new value of an enum, may come.
 */
async function breaches(released: string, next: string): Promise<string[]> {
  const changes = await diff(buildSchema(released), buildSchema(next), [DiffRule.suppressRemovalOfDeprecatedField, DiffRule.simplifyChanges]);
  return changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking).map(({ message }) => message);
}

test('schema/schema.graphql serves every client of schema/released.graphql', async () => {
  expect(await breaches(committed('released.graphql'), committed('schema.graphql'))).toEqual([]);
});

describe('a client of a released schema', () => {
  const RELEASED = `
    enum Colour { RED GREEN @deprecated(reason: "Unused.") }
    input Wish { name: String, size: Int @deprecated(reason: "Unused.") }
    type Query { seen(id: ID, wish: Wish): Colour, old: Int @deprecated(reason: "Ask seen."), kept: Int! }`;

  test.each([
    ['a field is removed', 'kept: Int!', '', "Field 'kept' was removed from object type 'Query'"],
    ['a field may be absent that never was', 'kept: Int!', 'kept: Int', "Field 'Query.kept' changed type from 'Int!' to 'Int'"],
    ['a field is of another type', 'kept: Int!', 'kept: String!', "Field 'Query.kept' changed type from 'Int!' to 'String!'"],
    ['an argument is removed', 'seen(id: ID, wish: Wish)', 'seen(wish: Wish)', "Argument 'id: ID' was removed from field 'Query.seen'"],
    ['an argument is wanted that was not', 'seen(id: ID,', 'seen(id: ID!,', "Type for argument 'id' on field 'Query.seen' changed from 'ID' to 'ID!'"],
    ['a new argument is wanted', 'kept: Int!', 'kept(on: Int!): Int!', "Argument 'on: Int!' added to field 'Query.kept'"],
    ['an input wants a new field', 'name: String', 'name: String, why: String!', "Input field 'why' of type 'String!' was added to input object type 'Wish'"],
    ['a value is removed', 'RED', '', "Enum value 'RED' was removed from enum 'Colour'"],
  ])('is broken when %s', async (_name, before, after, message) => {
    const next = RELEASED.replace(before, after);
    expect(next).not.toBe(RELEASED);
    expect(await breaches(RELEASED, next)).toEqual([message]);
  });

  test.each([
    ['a field is added', 'kept: Int!', 'kept: Int!, more: Int'],
    ['an argument is added that may be left out', 'kept: Int!', 'kept(on: Int): Int!'],
    ['a value is added', 'RED', 'RED BLUE'],
    ['a field will never be absent again', 'seen(id: ID, wish: Wish): Colour', 'seen(id: ID, wish: Wish): Colour!'],
    ['a field is deprecated', 'kept: Int!', 'kept: Int! @deprecated(reason: "Ask seen.")'],
    ['a field goes that was deprecated', 'old: Int @deprecated(reason: "Ask seen."),', ''],
    ['a value goes that was deprecated', 'GREEN @deprecated(reason: "Unused.")', ''],
    ['a field of an input goes that was deprecated', ', size: Int @deprecated(reason: "Unused.")', ''],
  ])('goes on when %s', async (_name, before, after) => {
    const next = RELEASED.replace(before, after);
    expect(next).not.toBe(RELEASED);
    expect(await breaches(RELEASED, next)).toEqual([]);
  });
});
