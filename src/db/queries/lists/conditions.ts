import type { LocalDate } from '../../../base/day.js';
import type { Bind } from '../page.js';

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

const MOST_WORDS = 5;

/** Patterns for words that begin something; what has a meaning in patterns loses it. */
export function wordsOf(search: string | null | undefined): readonly string[] {
  const words = (search ?? '').split(/[\s,]+/).filter((word) => word !== '');
  return words.slice(0, MOST_WORDS).map((word) => `${word.replace(/[\\%_]/g, '\\$&')}%`);
}
