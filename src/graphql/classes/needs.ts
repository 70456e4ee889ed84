import { getNamedType, type GraphQLField, type GraphQLInputField, type GraphQLInputObjectType, type GraphQLInterfaceType, type GraphQLNamedType, type GraphQLObjectType, isInputObjectType, isLeafType, isObjectType } from 'graphql';

import type { FieldClass, Reading, RecordKind } from '../../auth/permissions.js';
import { FIELD_CLASS, RECORD_KIND } from './shows.js';

type Field = GraphQLField<unknown, unknown>;

const NEEDS = 'needs';

/** What one has to be allowed to read in order to be shown a field: the kind of record that it leads to, and what it says itself. */
export interface Needs {
  readonly fieldClass: FieldClass;
  readonly kind: RecordKind | null;
  /** Those of them that some may not read. */
  readonly readings: readonly Reading[];
}

/** Worked out once, when the schema is built. */
export function needsOf(field: Field): Needs {
  return field.extensions[NEEDS] as Needs;
}

export function setNeeds(type: GraphQLObjectType | GraphQLInterfaceType, field: Field): Needs {
  const fieldClass = classOf(type, field) ?? 'OPERATIONAL';
  const kind = (field.extensions[RECORD_KIND] as RecordKind | undefined) ?? kindOf(getNamedType(field.type));
  const needs = { fieldClass, kind, readings: [...(kind === null ? [] : [kind]), ...(fieldClass === 'OPERATIONAL' ? [] : [fieldClass])] };
  field.extensions = { ...field.extensions, [NEEDS]: needs };
  return needs;
}

/** Undefined where it is not declared. An id names a record and says nothing of it. */
export function classOf(type: GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType, field: Field | GraphQLInputField): FieldClass | undefined {
  const own = field.extensions[FIELD_CLASS] as FieldClass | undefined;
  const ofType = type.extensions[FIELD_CLASS] as FieldClass | undefined;
  if (own !== undefined || ofType === undefined) return own;
  const named = getNamedType(field.type);
  return field.name === 'id' || !(isLeafType(named) || isInputObjectType(named)) ? 'OPERATIONAL' : ofType;
}

/** A page is of the kind of its records. */
export function kindOf(type: GraphQLNamedType): RecordKind | null {
  if (!isObjectType(type)) return null;
  const nodes = type.getFields()['nodes'];
  return (type.extensions[RECORD_KIND] as RecordKind | undefined) ?? (nodes ? kindOf(getNamedType(nodes.type)) : null);
}
