import { Field, ID, InputType } from 'type-graphql';

import type { Findable, OfPatients } from '../../db/queries/lists/of-patients.js';
import { idIn, idsIn, MOST_IN_A_SET } from './ids.js';
import { searchIn } from './search.js';

/** What the filters of all lists of records of patients have in common. Never served as a type of its own. */
@InputType('OfPatients', { description: 'Whose records to list.' })
export class OfPatientsInput implements OfPatients {
  @Field(() => ID, { nullable: true, description: 'Of this patient.' })
  patientId?: string | null;

  @Field(() => [ID], { nullable: true, description: `Of any of these patients, at most ${MOST_IN_A_SET}.` })
  patientIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Of patients of this branch.' })
  branchId?: string | null;

  @Field(() => [ID], { nullable: true, description: `Of patients of any of these branches, at most ${MOST_IN_A_SET}.` })
  branchIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Every word begins a word of the patient\'s name or medical record number, or of the numbers and names on the record: the authorization\'s, the physician\'s.',
  })
  search?: string | null;
}

/** The same for records that findings can name. */
@InputType('FindableOfPatients', { description: 'Whose records to list.' })
export class FindableOfPatientsInput extends OfPatientsInput implements Findable {
  @Field(() => Boolean, { nullable: true, description: 'Only what an open finding names, or only what none does.' })
  hasOpenFindings?: boolean | null;
}

/** @throws Refusal INVALID_ID, INVALID_INPUT, LIMIT_EXCEEDED */
export function ofPatientsIn(filter: OfPatientsInput | null | undefined): OfPatients {
  return {
    patientId: idIn(filter, 'patientId', 'Patient'),
    patientIds: idsIn(filter, 'patientIds', 'Patient'),
    branchId: idIn(filter, 'branchId', 'Branch'),
    branchIds: idsIn(filter, 'branchIds', 'Branch'),
    search: searchIn(filter),
  };
}
