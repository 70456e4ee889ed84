import { Field, ID, InputType } from 'type-graphql';

import type { Discipline } from '../../care/service.js';
import type { VisitStatus } from '../../care/visit.js';
import type { VisitFilter } from '../../db/queries/lists/visits.js';
import { DisciplineEnum, VisitStatusEnum } from '../types/enums.js';
import { checkedRange, DateRangeInput } from './date-range.js';
import { idIn } from './ids.js';
import { sortInput } from './sort.js';

@InputType('VisitFilter', { description: 'Which visits to list: those for which everything that is given holds.' })
export class VisitFilterInput implements VisitFilter {
  @Field(() => ID, { nullable: true, description: 'Of this patient.' })
  patientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Assigned to this member of the staff.' })
  staffId?: string | null;

  @Field(() => [VisitStatusEnum], { nullable: true, description: 'In any of these states.' })
  statuses?: VisitStatus[] | null;

  @Field(() => DisciplineEnum, { nullable: true, description: 'Of this discipline.' })
  discipline?: Discipline | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a date of service between these.' })
  serviceOn?: DateRangeInput | null;

  @Field(() => ID, { nullable: true, description: 'Of patients of this branch.' })
  branchId?: string | null;
}

export const VisitSort = sortInput('Visit', { STARTS_AT: 'When the visit is planned to begin.', SERVICE_ON: 'The date of service.' });

export function visitFilterOf(filter: VisitFilterInput | null | undefined): VisitFilter {
  checkedRange(filter?.serviceOn, ['filter', 'serviceOn']);
  return { ...filter, patientId: idIn(filter, 'patientId', 'Patient'), staffId: idIn(filter, 'staffId', 'Staff'), branchId: idIn(filter, 'branchId', 'Branch') };
}
