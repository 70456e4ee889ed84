import type { LocalDate } from '../../../base/day.js';
import type { Bind } from '../../statement.js';

/** A condition, unless the filter leaves it open. */
export function given<Value>(value: Value | null | undefined, condition: (value: Value) => string): readonly string[] {
  return value === null || value === undefined ? [] : [condition(value)];
}

/** Both ends included; either may be open. */
export interface DateRange {
  readonly from?: LocalDate | null;
  readonly to?: LocalDate | null;
}

export function within(range: DateRange | null | undefined, column: string, bind: Bind): readonly string[] {
  return [...given(range?.from, (from) => `${column} >= ${bind(from, 'date')}`), ...given(range?.to, (to) => `${column} <= ${bind(to, 'date')}`)];
}

const MOST_WORDS = 10;

/**
 * Every word that was typed begins a word of the columns, so that half a name finds its bearer and a name of
 * several words is found by any of them. What has a meaning in patterns loses it.
 */
export function mentions(search: string | null | undefined, columns: readonly string[], bind: Bind): readonly string[] {
  const words = (search ?? '').split(/[\s,-]+/).filter((word) => word !== '').slice(0, MOST_WORDS);
  const text = `translate(concat(${columns.map((column) => `' ', ${column}`).join(', ')}), '-', ' ')`;
  return words.map((word) => `${text} ilike ${bind(`% ${word.replace(/[\\%_]/g, '\\$&')}%`, 'text')}`);
}
