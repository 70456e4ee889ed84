import { getNamedType, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';

import { expectMayRead } from '../auth/permissions.js';
import type { Reader } from '../auth/viewer.js';
import type { RowClass } from '../db/rows/row.js';
import { selected } from './plans/selection.js';
import { expectMayReadRows } from './reading-of.js';

/**
 * A token may allow a change and not allow reading what it changes. What the answer of a mutation would show is looked at
 * before the change is made, because a change that was made cannot be refused any more. Roles read what they change.
 *
 * @throws Refusal FORBIDDEN
 */
export function expectMayReadAnswer(viewer: Reader, row: RowClass<unknown>, { schema, fragments, variableValues, returnType, fieldNodes }: GraphQLResolveInfo): void {
  if (viewer.smart === null) return;
  const asked = selected({ schema, fragments, variables: variableValues }, getNamedType(returnType) as GraphQLObjectType, fieldNodes.map(({ selectionSet }) => selectionSet));
  const names = new Set([...asked.values()].flat().map(({ name }) => name.value));
  if (names.has('record')) expectMayReadRows(viewer, row);
  if (names.has('alignment')) expectMayRead(viewer, 'ALIGNMENT');
}
