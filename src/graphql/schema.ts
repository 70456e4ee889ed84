import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, type PubSub } from 'type-graphql';

import { BrokenInvariant } from '../base/invariant.js';
import { hideFields } from './classes/hide-fields.js';
import { toGlobalId } from './global-id.js';
import { RESOLVERS } from './resolvers/all.js';

/**
 * The schema is made from the resolvers that `all.ts` lists. No middleware wraps its fields: one would cost
 * ten times what the fields themselves do. What not everyone may see is guarded by a plain function around its resolver. Inputs are checked where they are understood, in `care/`.
 */
export async function buildPlumblineSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({ resolvers: RESOLVERS, validate: false, pubSub: NO_PUB_SUB });
  encodeIds(schema);
  describeRoots(schema);
  hideFields(schema);
  return schema;
}

/** The builder makes the roots itself, and has no place for what is said of them. */
function describeRoots(schema: GraphQLSchema): void {
  const about = [
    [schema.getQueryType(), 'What can be asked. Everything is of the agency of the one who asks.'],
    [schema.getMutationType(), 'What can be changed. Each change is kept together with all that follows from it, or not at all; with dryRun it shows what would follow and keeps nothing.'],
    [schema.getSubscriptionType(), 'What can be listened to. Each stream goes on from a cursor without losing or repeating anything, and all of them read the same log.'],
  ] as const;
  for (const [root, description] of about) if (root) root.description = description;
}

/** The builder wants one as soon as there is a subscription. Ours reads the log, where nothing is lost, and never asks it. */
const NO_PUB_SUB: PubSub = {
  publish() {
    throw new BrokenInvariant('events are published by the log');
  },
  subscribe() {
    throw new BrokenInvariant('subscribers follow the log');
  },
};

/** As it is committed under `schema/`. */
export async function printedSchema(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await buildPlumblineSchema()))}\n`;
}

/** Records carry the ids of their tables; callers see the opaque ones, whichever resolver the record came from. */
function encodeIds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === 'Node')) continue;
    const field = type.getFields()['id'];
    if (field) field.resolve = globalIdOf;
  }
}

const globalIdOf: GraphQLFieldResolver<{ readonly id: string }, unknown> = ({ id }, _args, _context, { parentType }) => toGlobalId(parentType.name, id);
