import type { LocalDate } from '../../../base/day.js';
import type { Bind } from '../../statement.js';
import { type RelativeDays, relativeBound } from './relative-days.js';

/** A condition, unless the filter leaves it open. */
export function given<Value>(value: Value | null | undefined, condition: (value: Value) => string): readonly string[] {
  return value === null || value === undefined ? [] : [condition(value)];
}

/** Both ends included; either may be open. Where several ends are given, all of them hold. */
export interface DateRange {
  readonly from?: LocalDate | null;
  readonly to?: LocalDate | null;
  readonly days?: RelativeDays | null;
}

export function within(range: DateRange | null | undefined, column: string, bind: Bind): readonly string[] {
  return [
    ...given(range?.from, (from) => `${column} >= ${bind(from, 'date')}`),
    ...given(range?.to, (to) => `${column} <= ${bind(to, 'date')}`),
    ...given(range?.days, (days) => `${column} >= ${relativeBound(days, days.first, 'date', bind)} and ${column} < ${relativeBound(days, days.last + 1, 'date', bind)}`),
  ];
}

/** The start included, the end not; either may be open. */
export interface TimeRange {
  readonly from?: Date | null;
  readonly before?: Date | null;
  readonly days?: RelativeDays | null;
}

export function during(range: TimeRange | null | undefined, column: string, bind: Bind): readonly string[] {
  return [
    ...given(range?.from, (from) => `${column} >= ${bind(from, 'timestamptz')}`),
    ...given(range?.before, (before) => `${column} < ${bind(before, 'timestamptz')}`),
    ...given(range?.days, (days) => `${column} >= ${relativeBound(days, days.first, 'timestamptz', bind)} and ${column} < ${relativeBound(days, days.last + 1, 'timestamptz', bind)}`),
  ];
}

/** Both ends included; either may be open. */
export interface NumberRange {
  readonly from?: number | null;
  readonly to?: number | null;
}

export function between(range: NumberRange | null | undefined, expression: string, bind: Bind): readonly string[] {
  return [...given(range?.from, (from) => `${expression} >= ${bind(from, 'bigint')}`), ...given(range?.to, (to) => `${expression} <= ${bind(to, 'bigint')}`)];
}

/** The column is this one, and one of these. */
export function among(one: string | null | undefined, some: readonly string[] | null | undefined, column: string, bind: Bind, type: 'uuid' | 'text' = 'uuid'): readonly string[] {
  return [...given(one, (id) => `${column} = ${bind(id, type)}`), ...given(some, (ids) => `${column} = any(${bind(ids, `${type}[]`)})`)];
}

/** A sealed value that is found by its indexes: while keys are being changed it has two, and what looks for it as well. */
export function indexed(indexes: readonly string[] | null | undefined, column: string, bind: Bind): readonly string[] {
  return given(indexes, (some) => {
    const sought = bind(some, 'text[]');
    return `(${column}[1] = any(${sought}) or ${column}[2] = any(${sought}))`;
  });
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
