import 'reflect-metadata';

import { beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, buildSchema, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isObjectType, isSpecifiedScalarType } from 'graphql';

import { buildPlumblineSchema } from '../../src/graphql/schema.js';

/** Whether what the schema says of itself would help somebody who plans visits for a living. */
interface Described {
  readonly kind: 'TYPE' | 'FIELD' | 'ARGUMENT' | 'VALUE';
  readonly at: string;
  /** Of what it is a part: itself for a type. */
  readonly owner: string;
  readonly name: string;
  readonly text: string;
  readonly deprecated: string | null;
}

let described: readonly Described[];
beforeAll(async () => {
  described = describedIn(await buildPlumblineSchema());
});

function describedIn(schema: GraphQLSchema): Described[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
  return types.flatMap((type) => {
    const part = (kind: Described['kind'], owner: string, { name, description, deprecationReason }: Part): Described => ({ kind, at: `${owner}.${name}`, owner, name, text: description ?? '', deprecated: deprecationReason ?? null });
    const self: Described = { kind: 'TYPE', at: type.name, owner: type.name, name: type.name, text: type.description ?? '', deprecated: null };
    if (isEnumType(type)) return [self, ...type.getValues().map((value) => part('VALUE', type.name, value))];
    if (isInputObjectType(type)) return [self, ...Object.values(type.getFields()).map((field) => part('FIELD', type.name, field))];
    if (!isObjectType(type) && !isInterfaceType(type)) return [self];
    const fields = Object.values(type.getFields());
    return [self, ...fields.map((field) => part('FIELD', type.name, field)), ...fields.flatMap((field) => field.args.map((arg) => part('ARGUMENT', `${type.name}.${field.name}`, arg)))];
  });
}

interface Part {
  readonly name: string;
  readonly description?: string | null;
  readonly deprecationReason?: string | null;
}

const ROOTS = ['Query', 'Mutation', 'Subscription'];
/** Words that carry nothing by themselves. */
const EMPTY = new Set('a an the of to in on for by at as is are was it its this that what which who whose or and s id ids did'.split(' '));

function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !EMPTY.has(word))
    .map((word) => word.replace(/s$/, ''));
}

/** With nothing in it that the name did not say. */
function onlyRepeats({ name, text }: Described): boolean {
  const named = new Set(wordsOf(name));
  return wordsOf(text).every((word) => named.has(word));
}

const SENTENCE = /^Since \d{4}-\d{2}-\d{2}: .+\. Goes away after \d{4}-\d{2}-\d{2}\.$/;

/** Null when it says since when, what to use instead, and until when, in that order. */
function complaintAbout(reason: string): string | null {
  if (!SENTENCE.test(reason)) return 'is to read: Since YYYY-MM-DD: use X. Goes away after YYYY-MM-DD.';
  const [since, until] = [...reason.matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([date]) => date);
  return (since ?? '') < (until ?? '') ? null : 'goes away before it is deprecated';
}

describe('what the schema says of itself', () => {
  test('everything has a description', () => {
    expect(described.length).toBeGreaterThan(2_000);
    expect(described.filter(({ text, name }) => text === '' && !ROOTS.includes(name)).map(({ at }) => at)).toEqual([]);
  });

  test('no description only repeats the name', () => {
    // A value may be just what it is called, as FAX is; and a field of a filter what it compares, as "Of this patient" is.
    const speaking = described.filter(({ kind, owner, name }) => kind !== 'VALUE' && !owner.endsWith('Filter') && !ROOTS.includes(name));
    const repeated = speaking.filter(onlyRepeats);
    expect(repeated.map(({ at, text }) => `${at}: ${text}`)).toEqual([]);
  });

  test('nothing but a value is described in fewer than three words', () => {
    const short = described.filter(({ kind, text, name }) => kind !== 'VALUE' && !ROOTS.includes(name) && text.split(/\s+/).length < 3);
    expect(short.map(({ at, text }) => `${at}: ${text}`)).toEqual([]);
  });

  test('no two types are described alike, nor two parts of one', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const { kind, at, owner, text } of described.filter(({ name }) => !ROOTS.includes(name))) {
      const key = kind === 'TYPE' ? text : `${owner} ${text}`;
      const before = seen.get(key);
      if (before !== undefined) twice.push(`${before} and ${at}: ${text}`);
      seen.set(key, at);
    }
    expect(twice).toEqual([]);
  });

  test('what is deprecated says since when, what to use instead, and when it goes away', () => {
    const bad = described.flatMap(({ at, deprecated }) => {
      const complaint = deprecated === null ? null : complaintAbout(deprecated);
      return complaint === null ? [] : [`${at} ${complaint}`];
    });
    expect(bad).toEqual([]);
  });

  test('a reason without its dates, or with the wrong ones, is noticed', () => {
    const reasons = ['Use b.', 'Since 2026-11-01: use b.', 'Since 2026-11-01: use b. Goes away after 2026-05-01.', 'Since 2026-11-01: use b. Goes away after 2027-05-01.'];
    const schema = buildSchema(`type Query { ${reasons.map((reason, i) => `a${i}: Int @deprecated(reason: "${reason}")`).join(' ')} }`);
    const found = describedIn(schema).flatMap(({ deprecated }) => (deprecated === null ? [] : [complaintAbout(deprecated)]));
    expect(found).toEqual([expect.stringContaining('is to read'), expect.stringContaining('is to read'), 'goes away before it is deprecated', null]);
  });
});
