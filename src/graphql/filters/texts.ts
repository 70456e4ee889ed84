import { checkedOptionalText, checkedText } from '../../base/check.js';
import { setIn } from './ids.js';

/** As long as the longest of the codes and numbers that records have. */
const LONGEST_CODE = 255;

/** A code or a number that is looked for exactly; null when it is left open. */
export function textIn<Field extends string>(filter: { readonly [field in Field]?: string | null } | null | undefined, field: Field): string | null {
  return checkedOptionalText(filter?.[field], ['filter', field], LONGEST_CODE);
}

export function textsIn<Field extends string>(filter: { readonly [field in Field]?: readonly string[] | null } | null | undefined, field: Field): string[] | null {
  return setIn(filter, field)?.map((text, i) => checkedText(text, ['filter', field, i], LONGEST_CODE)) ?? null;
}
