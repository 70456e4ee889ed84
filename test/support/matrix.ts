import { createSourceEventStream, execute, getNamedType, getOperationAST, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isAbstractType, isLeafType, isNonNullType, isObjectType, parse } from 'graphql';

import { UNLIMITED } from '../../src/auth/scope.js';
import { mayRead } from '../../src/auth/permissions.js';
import type { Viewer } from '../../src/auth/viewer.js';
import { eventsBetween, streamState } from '../../src/feed/read.js';
import { withheld } from '../../src/graphql/classes/hide-fields.js';
import { kindOf } from '../../src/graphql/classes/needs.js';
import { type Hidden, hiddenIn } from '../../src/graphql/classes/shown.js';
import { openContext } from '../../src/graphql/context.js';
import { StreamRequest } from '../../src/graphql/stream-request.js';
import type { Data, TestGraphQL } from './graphql.js';

/** One step to an object: a field with its arguments, or which of the types that it may be of it is. */
type Step = FieldStep | { readonly kind: 'TYPE'; readonly type: GraphQLObjectType; readonly text: string };

interface FieldStep {
  readonly kind: 'FIELD';
  readonly field: GraphQLField<unknown, unknown>;
  readonly text: string;
}

/** A way from a root to objects of a type. */
export interface Way {
  readonly operation: 'query' | 'subscription';
  readonly type: GraphQLObjectType;
  readonly steps: readonly Step[];
}

/** What someone was answered at the end of a way: each object that there was, by the names of its fields. */
export interface Seen {
  readonly objects: readonly Data[];
  readonly codes: readonly unknown[];
  readonly hidden: readonly Hidden[];
}

/** The arguments with which a field is asked for, as they stand in a document: one for each that shows something else. */
export type ArgumentsOf = (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>) => readonly string[];

const MOST_WAYS = 24;
const LONGEST_WAY = 9;

/** The shortest ways to each type, found from the schema alone. */
export function waysOf(schema: GraphQLSchema, argumentsOf: ArgumentsOf): ReadonlyMap<string, readonly Way[]> {
  const found = new Map<string, Way[]>();
  const waiting: Way[] = [];
  for (const [operation, type] of [['query', schema.getQueryType()], ['subscription', schema.getSubscriptionType()]] as const) if (type) waiting.push({ operation, type, steps: [] });
  for (let way = waiting.shift(); way !== undefined; way = waiting.shift()) {
    const { operation, type, steps } = way;
    if (steps.length >= LONGEST_WAY) continue;
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      if (isLeafType(target) || steps.some((taken) => taken.kind === 'FIELD' && taken.field === field)) continue;
      for (const given of argumentsOf(type, field)) {
        const step = { kind: 'FIELD', field, text: `${field.name}${given}` } as const;
        for (const one of isAbstractType(target) ? schema.getPossibleTypes(target) : [target]) {
          const known = found.get(one.name) ?? [];
          if (!isObjectType(one) || known.length >= MOST_WAYS) continue;
          const next: Way = { operation, type: one, steps: [...steps, step, ...(one === target ? [] : [{ kind: 'TYPE', type: one, text: `... on ${one.name}` } as const])] };
          found.set(one.name, [...known, next]);
          waiting.push(next);
        }
      }
    }
  }
  return found;
}

/** The first step of a way that is closed to someone; null where they get to its end. */
export function closedAt({ steps }: Pick<Way, 'steps'>, viewer: Pick<Viewer, 'role' | 'smart'>): Step | null {
  return steps.find((step) => (step.kind === 'FIELD' ? withheld(step.field, viewer) !== null : !mayRead(viewer, kindOf(step.type) ?? 'OPERATIONAL'))) ?? null;
}

/** Where in an answer a way ends. */
export function keysOf(steps: Way['steps']): readonly string[] {
  return steps.flatMap((step) => (step.kind === 'FIELD' ? [step.field.name] : []));
}

/** Asks for fields of the objects at the end of a way. */
export async function seen(graphql: TestGraphQL, viewer: Viewer, { operation, type, steps }: Way, fields: ReadonlyArray<GraphQLField<unknown, unknown>>, argumentsOf: ArgumentsOf): Promise<Seen> {
  const selection = fields.map((field) => `${field.name}${argumentsOf(type, field)[0] ?? ''}${isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'}`).join(' ');
  const query = `${operation} ${steps.reduceRight((inner, { text }) => `{ ${text} ${inner} }`, `{ __typename ${selection} }`)}`;
  const answers = operation === 'query' ? [await graphql.ask(viewer, query)] : await messages(graphql, viewer, query);
  return {
    objects: answers.flatMap(({ data }) => objectsIn(data, keysOf(steps))).filter(({ __typename }: Data) => __typename === type.name),
    codes: answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.['code'])),
    hidden: answers[0]?.extensions?.hidden ?? [],
  };
}

type StreamAnswer = Awaited<ReturnType<TestGraphQL['ask']>>;

/** What a subscriber would be told at the start, of everything in the log, and where the log ends. */
async function messages({ schema, parts }: TestGraphQL, viewer: Viewer, query: string): Promise<StreamAnswer[]> {
  const document = parse(query);
  const context = openContext(parts, viewer);
  try {
    const source = await createSourceEventStream({ schema, document, contextValue: context });
    if (!(source instanceof StreamRequest)) return [{ errors: (source as { readonly errors: readonly Data[] }).errors.map(({ originalError }) => ({ message: '', extensions: { code: originalError.code } })) }];
    const { asked } = source;
    const started = await asked.start(context, UNLIMITED);
    const { head, floor, epoch } = await context.read(streamState);
    const events = (await context.read((tx) => eventsBetween(tx, floor, head))).filter((event) => asked.isAbout(event));
    const position = { epoch, seq: head };
    const roots = [
      started.root,
      ...events.map((event) => asked.root(context, { kind: 'EVENT', event, position, previous: position })),
      asked.root(context, { kind: 'RESYNC_REQUIRED', reason: 'PURGED', position }),
    ];
    const hidden = getOperationAST(document) ? hiddenIn({ schema, document }, viewer) : undefined;
    return await Promise.all(roots.map(async (rootValue): Promise<StreamAnswer> => {
      const { data } = await execute({ schema, document, contextValue: context, rootValue });
      return { data: JSON.parse(JSON.stringify(data)) as Data, ...(hidden && { extensions: { hidden } }) };
    }));
  } finally {
    await context.close();
  }
}

function objectsIn(data: Data, keys: readonly string[]): Data[] {
  const [key, ...rest] = keys;
  if (data === null || data === undefined) return [];
  if (Array.isArray(data)) return data.flatMap((one: Data) => objectsIn(one, keys));
  return key === undefined ? [data] : objectsIn(data[key], rest);
}

export function needsArguments({ args }: GraphQLField<unknown, unknown>): boolean {
  return args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
}
