import { Field, ID, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { ChangeCause, ScheduleChangeKind } from '../../care/visit.js';
import type { ScheduleChangeFilter } from '../../db/queries/lists/schedule-changes.js';
import { Shows } from '../classes/shows.js';
import { ChangeCauseEnum, ScheduleChangeKindEnum } from '../types/enums.js';
import { idIn } from './ids.js';
import { ofPatientsIn, OfPatientsInput } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';
import { textIn } from './texts.js';
import { TimeRangeInput, timesIn } from './time-range.js';

@Shows('OPERATIONAL')
@InputType('ScheduleChangeFilter', { description: 'Which schedule changes to list: those for which everything that is given holds.' })
export class ScheduleChangeFilterInput extends OfPatientsInput {
  @Field(() => ID, { nullable: true, description: 'Of this visit.' })
  visitId?: string | null;

  @Field(() => [ScheduleChangeKindEnum], { nullable: true, description: 'Of any of these kinds.' })
  kinds?: ScheduleChangeKind[] | null;

  @Field(() => [ChangeCauseEnum], { nullable: true, description: 'For any of these causes.' })
  causes?: ChangeCause[] | null;

  @Shows('COLLEAGUE')
  @Field(() => String, { nullable: true, description: 'Made by whoever has this subject in their tokens.' })
  actorSubject?: string | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'That happened between these.' })
  occurredAt?: TimeRangeInput | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'Recorded between these.' })
  recordedAt?: TimeRangeInput | null;
}

export const ScheduleChangeSort = sortInput('ScheduleChange', { RECORDED: 'When the change was recorded.', OCCURRED_AT: 'When it happened.' });

export function scheduleChangeFilterOf(viewer: Reader, filter: ScheduleChangeFilterInput | null | undefined, now: Date): ScheduleChangeFilter {
  const today = todayOf(viewer, filter, now);
  return {
    ...filter,
    ...ofPatientsIn(filter),
    visitId: idIn(filter, 'visitId', 'Visit'),
    actorSubject: textIn(filter, 'actorSubject'),
    occurredAt: timesIn(filter, 'occurredAt', today),
    recordedAt: timesIn(filter, 'recordedAt', today),
  };
}
