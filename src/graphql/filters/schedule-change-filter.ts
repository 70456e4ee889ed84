import { Field, ID, InputType } from 'type-graphql';

import type { ScheduleChangeKind } from '../../care/visit.js';
import type { ScheduleChangeFilter } from '../../db/queries/lists/schedule-changes.js';
import { ScheduleChangeKindEnum } from '../types/enums.js';
import { idIn } from './ids.js';
import { sortInput } from './sort.js';

@InputType('ScheduleChangeFilter', { description: 'Which schedule changes to list: those for which everything that is given holds.' })
export class ScheduleChangeFilterInput implements ScheduleChangeFilter {
  @Field(() => ID, { nullable: true, description: 'Of this patient\'s visits.' })
  patientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this visit.' })
  visitId?: string | null;

  @Field(() => [ScheduleChangeKindEnum], { nullable: true, description: 'Of any of these kinds.' })
  kinds?: ScheduleChangeKind[] | null;
}

export const ScheduleChangeSort = sortInput('ScheduleChange', { RECORDED: 'When the change was recorded.' });

export function scheduleChangeFilterOf(filter: ScheduleChangeFilterInput | null | undefined): ScheduleChangeFilter {
  return { ...filter, patientId: idIn(filter, 'patientId', 'Patient'), visitId: idIn(filter, 'visitId', 'Visit') };
}
