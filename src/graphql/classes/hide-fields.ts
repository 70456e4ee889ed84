import { type GraphQLField, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema, isAbstractType, isInterfaceType, isIntrospectionType, isNonNullType, isObjectType, getNamedType } from 'graphql';

import { expectMayRead, mayChange, mayRead, type Reading, type Entitled } from '../../auth/permissions.js';
import { type Reader, ROLES } from '../../auth/viewer.js';
import { Refusal } from '../../base/refusal.js';
import type { ChangeKind } from '../../care/change.js';
import type { GraphContext } from '../context.js';
import { asksByClass, expectMayAskBy } from './asked-by.js';
import { MADE_BY } from './made-by.js';
import { kindOf, needsOf, setNeeds } from './needs.js';

type Field = GraphQLField<unknown, unknown>;
type Resolve = GraphQLFieldResolver<unknown, unknown>;

/**
 * The one place where the table of permissions meets the schema. Each field that not everyone may see is wrapped once, when
 * the schema is built; a field that some may not see although they get as far as its object may be null, and says for whom.
 * Roots are refused, because a question to which there can be no answer is better not asked: a list that is FORBIDDEN
 * says so, and a record of a kind that one may not read is one that is not there.
 */
export function hideFields(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap()).filter((type) => (isObjectType(type) || isInterfaceType(type)) && !isIntrospectionType(type)) as GraphQLObjectType[];
  for (const type of types) for (const field of Object.values(type.getFields())) setNeeds(type, field);
  for (const role of ROLES) for (const type of reachable(schema, { role, smart: null })) for (const field of fieldsOf(type)) if (withheld(field, { role, smart: null }) !== null) mayBeNull(schema, type, field);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of types.filter(isObjectType)) for (const field of fieldsOf(type)) guard(field, roots.includes(type));
}

/** The first thing that a field needs and this reader may not read. */
export function withheld(field: Field, asker: Entitled): Reading | null {
  const { readings } = needsOf(field);
  // Asked of every field of every record.
  for (const reading of readings) if (!mayRead(asker, reading)) return reading;
  return null;
}

function guard(field: Field, isRoot: boolean): void {
  const needs = needsOf(field).readings.length > 0;
  const asks = asksByClass(field);
  if (!needs && !asks) return;
  const checked = (inner: Resolve): Resolve => (source, args, context, info) => {
    const { viewer } = context as GraphContext;
    const reading = needs ? withheld(field, viewer) : null;
    if (reading !== null) return isRoot ? refuse(field, viewer, reading) : hide(field, viewer, reading);
    if (asks) expectMayAskBy(viewer, field, args as Readonly<Record<string, unknown>>);
    return inner(source, args, context, info);
  };
  if (field.subscribe) field.subscribe = checked(field.subscribe);
  else field.resolve = checked(field.resolve ?? propertyOf(field.name));
}

/** What is never null for any role, and is withheld from a program whose token allows less than its role, is refused. */
function hide(field: Field, asker: Reader, reading: Reading): null {
  if (isNonNullType(field.type)) expectMayRead(asker, reading);
  return null;
}

function refuse(field: Field, asker: Reader, reading: Reading): never {
  const type = getNamedType(field.type);
  if (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node')) throw new Refusal('NOT_FOUND', { path: ['id'] });
  expectMayRead(asker, reading);
  throw new Refusal('FORBIDDEN');
}

/** As execution reads a field that has no resolver. */
function propertyOf(name: string): Resolve {
  return (source, args, context, info) => {
    const parent = source as Record<string, unknown>;
    const value = parent[name];
    return typeof value === 'function' ? (parent as Record<string, Resolve>)[name]?.(args as never, context as never, info as never, undefined as never) : value;
  };
}

/** The types of which someone can come to hold an object. */
function reachable(schema: GraphQLSchema, asker: Entitled): ReadonlySet<GraphQLObjectType> {
  const found = new Set<GraphQLObjectType>();
  const visit = (type: GraphQLObjectType): void => {
    const kind = kindOf(type);
    if (found.has(type) || (kind !== null && !mayRead(asker, kind))) return;
    found.add(type);
    for (const field of fieldsOf(type)) {
      if (withheld(field, asker) !== null || !mayMake(field, asker)) continue;
      const target = getNamedType(field.type);
      if (isAbstractType(target)) schema.getPossibleTypes(target).forEach(visit);
      if (isObjectType(target)) visit(target);
    }
  };
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) if (root) visit(root);
  return found;
}

function mayMake(field: Field, asker: Entitled): boolean {
  const kind = field.extensions[MADE_BY] as ChangeKind | undefined;
  return kind === undefined || mayChange(asker, kind);
}

function mayBeNull(schema: GraphQLSchema, type: GraphQLObjectType, field: Field): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  if (roots.includes(type)) return;
  const needed = needsOf(field).readings.filter((reading) => ROLES.some((role) => !mayRead({ role, smart: null }, reading)));
  const told = `Null for roles that may not read ${needed.join(' and ')}.`;
  if (!field.description?.endsWith(told)) field.description = `${field.description} ${told}`;
  if (isNonNullType(field.type)) field.type = field.type.ofType;
  for (const face of type.getInterfaces()) {
    const promised = face.getFields()[field.name];
    if (promised && isNonNullType(promised.type)) promised.type = promised.type.ofType;
  }
}

function fieldsOf(type: GraphQLObjectType): Field[] {
  return Object.values(type.getFields());
}
