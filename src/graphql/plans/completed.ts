import { getNamedType, getNullableType, type GraphQLField, isEnumType, isLeafType, isListType, isNonNullType, isObjectType, type FieldNode, type GraphQLObjectType, type GraphQLOutputType } from 'graphql';

import { invariant } from '../../base/invariant.js';
import type { GraphContext } from '../context.js';
import { type Asking, selected } from './selection.js';

/**
 * Completes a value that a resolver gave, as execution does, where everything is there already: no field of
 * it waits for anything. What would be an error in execution is thrown, and execution is left to say so.
 */
export function completed(asking: Asking, context: GraphContext, type: GraphQLOutputType, nodes: readonly FieldNode[], value: unknown): unknown {
  if (isNonNullType(type)) {
    const inner = completed(asking, context, type.ofType, nodes, value);
    invariant(inner !== null, 'what may not be null is not');
    return inner;
  }
  if (value === null || value === undefined) return null;
  if (isListType(type)) {
    invariant(Array.isArray(value), 'a list is an array');
    return value.map((item: unknown) => completed(asking, context, type.ofType, nodes, item));
  }
  if (isLeafType(type)) return isEnumType(type) ? (type.serialize(value) ?? null) : type.serialize(value);
  invariant(isObjectType(type), 'a value that is worked out is of a known type');
  return Object.fromEntries(
    [...selected(asking, type, nodes.map(({ selectionSet }) => selectionSet))].map(([key, inner]) => [key, fieldOf(asking, context, type, inner, value as Record<string, unknown>)]),
  );
}

function fieldOf(asking: Asking, context: GraphContext, type: GraphQLObjectType, nodes: readonly FieldNode[], parent: Record<string, unknown>): unknown {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename') return type.name;
  const field = type.getFields()[name];
  invariant(field, 'a document that was validated asks for fields that exist');
  return completed(asking, context, field.type, nodes, resolved(field, parent, context));
}

/** Not everything is there that the answer takes: a key that seals numbers is still to be fetched. Execution waits for it, and the next plan has it at hand. */
export class LeftToExecution extends Error {
  override readonly name = 'LeftToExecution';
}

/** Of fields without arguments. */
export function resolved(field: GraphQLField<unknown, unknown>, parent: Record<string, unknown>, context: GraphContext): unknown {
  const value: unknown = field.resolve ? field.resolve(parent, {}, context, undefined as never) : parent[field.name];
  if (value instanceof Promise) {
    // What becomes of it is asked for again by execution.
    value.catch(() => undefined);
    throw new LeftToExecution();
  }
  return value;
}

/** Whether a value of the type can be completed at once: none of its fields takes arguments or leads to other records. */
export function isSelfContained(asking: Asking, type: GraphQLOutputType, nodes: readonly FieldNode[], leadsOn: (type: GraphQLObjectType, field: GraphQLField<unknown, unknown>) => boolean): boolean {
  const named = getNamedType(getNullableType(type));
  if (isLeafType(named)) return true;
  if (!isObjectType(named)) return false;
  return [...selected(asking, named, nodes.map(({ selectionSet }) => selectionSet)).values()].every((inner) => {
    const name = inner[0]?.name.value ?? '';
    const field = named.getFields()[name];
    return name === '__typename' || (field !== undefined && field.args.length === 0 && !leadsOn(named, field) && isSelfContained(asking, field.type, inner, leadsOn));
  });
}
