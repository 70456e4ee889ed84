import { Field, ID, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { EvvStatus } from '../../care/evv.js';
import type { EvvRecordFilter } from '../../db/queries/lists/evv-records.js';
import { Shows } from '../classes/shows.js';
import { EvvStatusEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { identifiable, identifiersIn } from './identified.js';
import { idIn } from './ids.js';
import { ofPatientsIn, OfPatientsInput } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';

@Shows('OPERATIONAL')
@InputType('EvvRecordFilter', { description: 'Which electronic verifications to list: those for which everything that is given holds.' })
export class EvvRecordFilterInput extends identifiable(OfPatientsInput) {
  @Shows('COLLEAGUE')
  @Field(() => ID, { nullable: true, description: 'Recorded of this member of the staff.' })
  staffId?: string | null;

  @Field(() => [EvvStatusEnum], { nullable: true, description: 'In any of these states.' })
  statuses?: EvvStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that someone has edited by hand, or only the others.' })
  isManuallyEdited?: boolean | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Of visits with a date of service between these.' })
  serviceOn?: DateRangeInput | null;
}

export const EvvRecordSort = sortInput('EvvRecord', { RECORDED: 'When the verification was first recorded.' });

export function evvRecordFilterOf(viewer: Reader, filter: EvvRecordFilterInput | null | undefined, now: Date): EvvRecordFilter {
  const today = todayOf(viewer, filter, now);
  return { ...filter, ...identifiersIn(filter), ...ofPatientsIn(filter), staffId: idIn(filter, 'staffId', 'Staff'), serviceOn: datesIn(filter, 'serviceOn', today) };
}
