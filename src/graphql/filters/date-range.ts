import { Field, InputType } from 'type-graphql';

import { checkedDateRange } from '../../base/check.js';
import type { LocalDate as DateText } from '../../base/day.js';
import type { DateRange } from '../../db/queries/lists/conditions.js';
import { LocalDate } from '../scalars.js';

@InputType('DateRange', { description: 'Dates from one to another, both included. Either end may be left open.' })
export class DateRangeInput implements DateRange {
  @Field(() => LocalDate, { nullable: true, description: 'The first date.' })
  from?: DateText | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last date.' })
  to?: DateText | null;
}

/** @throws Refusal INVALID_RANGE */
export function checkedRange(range: DateRange | null | undefined, path: ReadonlyArray<string | number>): void {
  if (range?.from != null && range.to != null) checkedDateRange(range.from, range.to, [...path, 'to']);
}
