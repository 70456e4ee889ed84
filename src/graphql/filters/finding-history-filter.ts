import { Field, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { FindingHistoryFilter } from '../../db/queries/lists/finding-history.js';
import type { FindingHistoryKind } from '../../db/rows/finding-history-row.js';
import { Shows } from '../classes/shows.js';
import { FindingHistoryKindEnum } from '../types/finding-explanation-type.js';
import { ofPatientsIn, OfPatientsInput } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';
import { textIn } from './texts.js';
import { TimeRangeInput, timesIn } from './time-range.js';

@Shows('OPERATIONAL')
@InputType('FindingHistoryFilter', { description: 'Which entries of the history of findings to list: those for which everything that is given holds.' })
export class FindingHistoryFilterInput extends OfPatientsInput {
  @Field(() => [FindingHistoryKindEnum], { nullable: true, description: 'Of any of these kinds.' })
  kinds?: FindingHistoryKind[] | null;

  @Shows('COLLEAGUE')
  @Field(() => String, { nullable: true, description: 'Done by whoever has this subject in their tokens.' })
  actorSubject?: string | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'Recorded between these.' })
  recordedAt?: TimeRangeInput | null;
}

export const FindingHistorySort = sortInput('FindingHistory', { RECORDED_AT: 'When it was recorded.' });

export function findingHistoryFilterOf(viewer: Reader, filter: FindingHistoryFilterInput | null | undefined, now: Date): FindingHistoryFilter {
  const today = todayOf(viewer, filter, now);
  return { ...filter, ...ofPatientsIn(filter), actorSubject: textIn(filter, 'actorSubject'), recordedAt: timesIn(filter, 'recordedAt', today) };
}
