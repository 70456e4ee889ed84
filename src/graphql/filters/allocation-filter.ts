import { Field, InputType } from 'type-graphql';

import type { AllocationState } from '../../alignment/alignment.js';
import type { Reader } from '../../auth/viewer.js';
import type { AllocationFilter } from '../../db/queries/lists/allocations.js';
import { Shows } from '../classes/shows.js';
import { AllocationStateEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { OfPatientsInput, ofPatientsIn } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';

@Shows('OPERATIONAL')
@InputType('AllocationFilter', { description: 'Which allocations to list: those for which everything that is given holds.' })
export class AllocationFilterInput extends OfPatientsInput {
  @Field(() => [AllocationStateEnum], { nullable: true, description: 'In any of these ways.' })
  states?: AllocationState[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'By visits with a date of service between these.' })
  serviceOn?: DateRangeInput | null;
}

export const AllocationSort = sortInput('Allocation', { VISIT: 'When the visit was recorded.' });

export function allocationFilterOf(viewer: Reader, filter: AllocationFilterInput | null | undefined, now: Date): AllocationFilter {
  const today = todayOf(viewer, filter, now);
  return { ...filter, ...ofPatientsIn(filter), serviceOn: datesIn(filter, 'serviceOn', today) };
}
