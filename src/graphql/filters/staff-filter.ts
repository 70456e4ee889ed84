import { Field, ID, InputType } from 'type-graphql';

import type { Discipline } from '../../care/service.js';
import type { StaffFilter } from '../../db/queries/lists/staff.js';
import { DisciplineEnum } from '../types/enums.js';
import { idIn } from './ids.js';
import { searchIn } from './search.js';
import { sortInput } from './sort.js';

@InputType('StaffFilter', { description: 'Which members of the staff to list: those for whom everything that is given holds.' })
export class StaffFilterInput implements StaffFilter {
  @Field(() => ID, { nullable: true, description: 'Of this branch.' })
  branchId?: string | null;

  @Field(() => DisciplineEnum, { nullable: true, description: 'Who give care of this discipline.' })
  discipline?: Discipline | null;

  @Field(() => String, { nullable: true, description: 'Every word begins a word of the name.' })
  search?: string | null;
}

export const StaffSort = sortInput('Staff', { NAME: 'Last name, then first name.' });

export function staffFilterOf(filter: StaffFilterInput | null | undefined): StaffFilter {
  return { ...filter, branchId: idIn(filter, 'branchId', 'Branch'), search: searchIn(filter) };
}
