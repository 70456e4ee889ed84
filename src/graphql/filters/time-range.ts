import { Field, InputType, Int } from 'type-graphql';

import { Refusal } from '../../base/refusal.js';
import type { TimeRange } from '../../db/queries/lists/conditions.js';
import { DateTime } from '../scalars.js';
import { MOST_DAYS, type Relative, relativeDaysOf, RelativePeriodEnum, type RelativePeriodName, type Today } from './relative-days.js';

@InputType('TimeRange', { description: 'Moments from one to just before another, or of the days around today. Either end may be left open; of several that are given, all hold.' })
export class TimeRangeInput implements Relative {
  @Field(() => DateTime, { nullable: true, description: 'At this moment or later.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this moment.' })
  before?: Date | null;

  @Field(() => RelativePeriodEnum, { nullable: true, description: 'A stretch of time that moves with today. Not together with lastDays and nextDays.' })
  during?: RelativePeriodName | null;

  @Field(() => Int, { nullable: true, description: `From the start of the day so many days before today, 0 to ${MOST_DAYS}, up to the end of today, or as far as nextDays says.` })
  lastDays?: number | null;

  @Field(() => Int, { nullable: true, description: `Until the end of the day so many days after today, 0 to ${MOST_DAYS}, from the start of today, or from as early as lastDays says.` })
  nextDays?: number | null;
}

/** @throws Refusal INVALID_RANGE, INVALID_INPUT */
export function timesIn<Field extends string>(filter: { readonly [field in Field]?: TimeRangeInput | null } | null | undefined, field: Field, today: Today): TimeRange | null {
  const range = filter?.[field];
  if (range == null) return null;
  const { from, before } = range;
  if (from != null && before != null && before <= from) throw new Refusal('INVALID_RANGE', { path: ['filter', field, 'before'], expected: 'a moment after from' });
  return { from, before, days: relativeDaysOf(range, today, ['filter', field]) };
}
