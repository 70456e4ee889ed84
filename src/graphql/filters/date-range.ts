import { Field, InputType, Int } from 'type-graphql';

import { checkedDateRange } from '../../base/check.js';
import type { LocalDate as DateText } from '../../base/day.js';
import type { DateRange } from '../../db/queries/lists/conditions.js';
import { LocalDate } from '../scalars.js';
import { MOST_DAYS, type Relative, relativeDaysOf, RelativePeriodEnum, type RelativePeriodName, type Today } from './relative-days.js';

@InputType('DateRange', { description: 'Dates from one to another, both included, or around today. Either end may be left open; of several that are given, all hold.' })
export class DateRangeInput implements Relative {
  @Field(() => LocalDate, { nullable: true, description: 'The first date.' })
  from?: DateText | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last date.' })
  to?: DateText | null;

  @Field(() => RelativePeriodEnum, { nullable: true, description: 'A stretch of time that moves with today. Not together with lastDays and nextDays.' })
  during?: RelativePeriodName | null;

  @Field(() => Int, { nullable: true, description: `From so many days before today, 0 to ${MOST_DAYS}, up to today, or as far as nextDays says.` })
  lastDays?: number | null;

  @Field(() => Int, { nullable: true, description: `Until so many days after today, 0 to ${MOST_DAYS}, from today, or from as early as lastDays says.` })
  nextDays?: number | null;
}

/** @throws Refusal INVALID_RANGE, INVALID_INPUT */
export function datesIn<Field extends string>(filter: { readonly [field in Field]?: DateRangeInput | null } | null | undefined, field: Field, today: Today): DateRange | null {
  const range = filter?.[field];
  if (range == null) return null;
  const { from, to } = range;
  if (from != null && to != null) checkedDateRange(from, to, ['filter', field, 'to']);
  return { from, to, days: relativeDaysOf(range, today, ['filter', field]) };
}
