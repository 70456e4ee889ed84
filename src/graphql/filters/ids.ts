import { fromGlobalId } from '../global-id.js';

/** The id of the table that a field of a filter means; null when it is left open. */
export function idIn<Field extends string>(filter: { readonly [field in Field]?: string | null } | null | undefined, field: Field, typeName: string): string | null {
  const globalId = filter?.[field];
  return globalId == null ? null : fromGlobalId(typeName, globalId, ['filter', field]);
}
