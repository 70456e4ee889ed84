import { Field, InputType } from 'type-graphql';

import { Refusal } from '../../base/refusal.js';
import type { NumberRange } from '../../db/queries/lists/conditions.js';
import { Units } from '../scalars.js';

@InputType('UnitsRange', { description: 'Quantities from one to another, both included. Either end may be left open.' })
export class UnitsRangeInput implements NumberRange {
  @Field(() => Units, { nullable: true, description: 'At least so much.' })
  from?: number | null;

  @Field(() => Units, { nullable: true, description: 'At most so much.' })
  to?: number | null;
}

/** @throws Refusal INVALID_RANGE */
export function unitsIn<Field extends string>(filter: { readonly [field in Field]?: UnitsRangeInput | null } | null | undefined, field: Field): NumberRange | null {
  const range = filter?.[field] ?? null;
  if (range?.from != null && range.to != null && range.to < range.from) throw new Refusal('INVALID_RANGE', { path: ['filter', field, 'to'], expected: 'no less than from' });
  return range;
}
