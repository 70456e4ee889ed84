import type { Reader } from '../../auth/viewer.js';
import { checkedInteger } from '../../base/check.js';
import { Refusal } from '../../base/refusal.js';
import type { RelativeDays, RelativePeriod } from '../../db/queries/lists/relative-days.js';
import { enumOf } from '../types/enums.js';
import { idIn, idsIn } from './ids.js';

export const RELATIVE_PERIODS = ['TODAY', 'YESTERDAY', 'TOMORROW', 'THIS_WEEK', 'LAST_WEEK', 'NEXT_WEEK', 'THIS_MONTH', 'LAST_MONTH', 'NEXT_MONTH'] as const;
export type RelativePeriodName = (typeof RELATIVE_PERIODS)[number];

export const RelativePeriodEnum = enumOf<RelativePeriodName>(
  'RelativePeriod',
  RELATIVE_PERIODS,
  'A stretch of time that moves with today: the date at the branch that the filter names, and at the agency\'s first branch when it names none.',
  {
    TODAY: 'Today.',
    YESTERDAY: 'Yesterday.',
    TOMORROW: 'Tomorrow.',
    THIS_WEEK: 'The week that today is in, from Sunday to Saturday.',
    LAST_WEEK: 'The week before this one.',
    NEXT_WEEK: 'The week after this one.',
    THIS_MONTH: 'The calendar month that today is in.',
    LAST_MONTH: 'The month before this one.',
    NEXT_MONTH: 'The month after this one.',
  },
);

/** Further than that, a date says it better. */
export const MOST_DAYS = 3660;

export interface Relative {
  readonly during?: RelativePeriodName | null;
  readonly lastDays?: number | null;
  readonly nextDays?: number | null;
}

/** From where and when a filter is asked; what it takes to know what "today" is. */
export type Today = Pick<RelativeDays, 'now' | 'agencyId' | 'branchId'>;

/** Where it is today for a filter: at the branch that it names, as long as it names one. */
export function todayOf(viewer: Reader, filter: { readonly branchId?: string | null; readonly branchIds?: readonly string[] | null } | null | undefined, now: Date): Today {
  const some = idsIn(filter, 'branchIds', 'Branch');
  return { now, agencyId: viewer.agencyId, branchId: idIn(filter, 'branchId', 'Branch') ?? (some?.length === 1 ? (some[0] ?? null) : null) };
}

/** @throws Refusal INVALID_INPUT */
export function relativeDaysOf({ during, lastDays, nextDays }: Relative, today: Today, path: ReadonlyArray<string | number>): RelativeDays | null {
  const isCounted = lastDays != null || nextDays != null;
  if (during != null) {
    if (isCounted) throw new Refusal('INVALID_INPUT', { path: [...path, 'during'], expected: 'either during or lastDays and nextDays' });
    return { ...today, ...STRETCHES[during] };
  }
  if (!isCounted) return null;
  const days = (count: number | null | undefined, field: string): number => (count == null ? 0 : checkedInteger(count, [...path, field], { from: 0, to: MOST_DAYS }));
  return { ...today, period: 'DAY', first: -days(lastDays, 'lastDays'), last: days(nextDays, 'nextDays') };
}

const STRETCHES: Readonly<Record<RelativePeriodName, { readonly period: RelativePeriod; readonly first: number; readonly last: number }>> = {
  TODAY: { period: 'DAY', first: 0, last: 0 },
  YESTERDAY: { period: 'DAY', first: -1, last: -1 },
  TOMORROW: { period: 'DAY', first: 1, last: 1 },
  THIS_WEEK: { period: 'WEEK', first: 0, last: 0 },
  LAST_WEEK: { period: 'WEEK', first: -1, last: -1 },
  NEXT_WEEK: { period: 'WEEK', first: 1, last: 1 },
  THIS_MONTH: { period: 'MONTH', first: 0, last: 0 },
  LAST_MONTH: { period: 'MONTH', first: -1, last: -1 },
  NEXT_MONTH: { period: 'MONTH', first: 1, last: 1 },
};
