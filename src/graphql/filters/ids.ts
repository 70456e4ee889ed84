import { Refusal } from '../../base/refusal.js';
import { fromGlobalId } from '../global-id.js';

/** The id of the table that a field of a filter means; null when it is left open. */
export function idIn<Field extends string>(filter: { readonly [field in Field]?: string | null } | null | undefined, field: Field, typeName: string): string | null {
  const globalId = filter?.[field];
  return globalId == null ? null : fromGlobalId(typeName, globalId, ['filter', field]);
}

/** More than anyone picks by hand, and few enough for the database to look up. */
export const MOST_IN_A_SET = 100;

/** @throws Refusal LIMIT_EXCEEDED, INVALID_ID */
export function idsIn<Field extends string>(filter: { readonly [field in Field]?: readonly string[] | null } | null | undefined, field: Field, typeName: string): string[] | null {
  return setIn(filter, field)?.map((id, i) => fromGlobalId(typeName, id, ['filter', field, i])) ?? null;
}

/** @throws Refusal LIMIT_EXCEEDED */
export function setIn<Field extends string, Value = string>(filter: { readonly [field in Field]?: readonly Value[] | null } | null | undefined, field: Field): readonly Value[] | null {
  const some = filter?.[field] ?? null;
  if (some !== null && some.length > MOST_IN_A_SET) throw new Refusal('LIMIT_EXCEEDED', { path: ['filter', field], expected: `at most ${MOST_IN_A_SET}`, found: `${some.length}` });
  return some;
}
