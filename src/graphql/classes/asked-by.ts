import { getNamedType, type GraphQLArgument, type GraphQLField, type GraphQLInputField, type GraphQLInputObjectType, isInputObjectType } from 'graphql';

import { expectMayRead, type FieldClass } from '../../auth/permissions.js';
import type { Reader } from '../../auth/viewer.js';
import { classOf } from './needs.js';
import { VALUE_CLASSES } from './shows.js';

/** Whether a filter or an order that this field takes would tell something that not everyone may know. */
export function asksByClass(field: Pick<GraphQLField<unknown, unknown>, 'args'>): boolean {
  return field.args.some(isClassed);
}

/**
 * Whoever may not see something may not ask by it either: a list that is filtered by names tells names, and one that is
 * sorted by amounts tells amounts.
 *
 * @throws Refusal FORBIDDEN
 */
export function expectMayAskBy(asker: Reader, field: Pick<GraphQLField<unknown, unknown>, 'args'>, args: Readonly<Record<string, unknown>>): void {
  for (const arg of field.args) if (isClassed(arg)) check(asker, getNamedType(arg.type) as GraphQLInputObjectType, args[arg.name], [arg.name]);
}

function isClassed({ type }: GraphQLArgument): boolean {
  const named = getNamedType(type);
  return isInputObjectType(named) && Object.values(named.getFields()).some((field) => !['OPERATIONAL', undefined].includes(classOf(named, field)) || VALUE_CLASSES in field.extensions);
}

function check(asker: Reader, type: GraphQLInputObjectType, given: unknown, path: readonly string[]): void {
  if (typeof given !== 'object' || given === null) return;
  for (const field of Object.values(type.getFields())) {
    const value = (given as Readonly<Record<string, unknown>>)[field.name];
    const asked = value == null ? undefined : askedClass(type, field, value);
    if (asked !== undefined) expectMayRead(asker, asked, [...path, field.name]);
  }
}

function askedClass(type: GraphQLInputObjectType, field: GraphQLInputField, value: unknown): FieldClass | undefined {
  const byValue = field.extensions[VALUE_CLASSES] as Readonly<Partial<Record<string, FieldClass>>> | undefined;
  return byValue?.[String(value)] ?? classOf(type, field);
}
