import { Field, ID, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { Discipline } from '../../care/service.js';
import type { StaffFilter } from '../../db/queries/lists/staff.js';
import { Shows } from '../classes/shows.js';
import { DisciplineEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { identifiable, identifiersIn } from './identified.js';
import { idIn, idsIn, MOST_IN_A_SET } from './ids.js';
import { todayOf } from './relative-days.js';
import { searchIn } from './search.js';
import { sortInput } from './sort.js';

@Shows('COLLEAGUE')
@InputType('StaffFilter', { description: 'Which members of the staff to list: those for whom everything that is given holds.' })
export class StaffFilterInput extends identifiable(Object) {
  @Field(() => ID, { nullable: true, description: 'Of this branch.' })
  branchId?: string | null;

  @Field(() => [ID], { nullable: true, description: `Of any of these branches, at most ${MOST_IN_A_SET}.` })
  branchIds?: string[] | null;

  @Field(() => DisciplineEnum, { nullable: true, description: 'Who give care of this discipline.' })
  discipline?: Discipline | null;

  @Field(() => [DisciplineEnum], { nullable: true, description: 'Who give care of any of these disciplines.' })
  disciplines?: Discipline[] | null;

  @Field(() => String, { nullable: true, description: 'Every word begins a word of the name, or the National Provider Identifier.' })
  search?: string | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Whose credential is valid until a day between these.' })
  credentialExpiresOn?: DateRangeInput | null;
}

export const StaffSort = sortInput('Staff', {
  NAME: 'Last name, then first name.',
  CREDENTIAL_EXPIRES_ON: 'The last day on which the credential is valid; those of whom none is known come last.',
});

export function staffFilterOf(viewer: Reader, filter: StaffFilterInput | null | undefined, now: Date): StaffFilter {
  const today = todayOf(viewer, filter, now);
  return {
    ...filter,
    ...identifiersIn(filter),
    branchId: idIn(filter, 'branchId', 'Branch'),
    branchIds: idsIn(filter, 'branchIds', 'Branch'),
    search: searchIn(filter),
    credentialExpiresOn: datesIn(filter, 'credentialExpiresOn', today),
  };
}
