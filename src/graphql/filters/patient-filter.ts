import { Field, ID, InputType } from 'type-graphql';

import type { PatientStatus } from '../../care/patient.js';
import type { PatientFilter } from '../../db/queries/lists/patients.js';
import { PatientStatusEnum } from '../types/enums.js';
import { idIn } from './ids.js';
import { searchIn } from './search.js';
import { sortInput } from './sort.js';

@InputType('PatientFilter', { description: 'Which patients to list: those for whom everything that is given holds.' })
export class PatientFilterInput implements PatientFilter {
  @Field(() => ID, { nullable: true, description: 'Of this branch.' })
  branchId?: string | null;

  @Field(() => [PatientStatusEnum], { nullable: true, description: 'In any of these states.' })
  statuses?: PatientStatus[] | null;

  @Field(() => String, { nullable: true, description: 'Every word begins a word of the name or the medical record number.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Ever covered by this payer.' })
  payerId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'With open findings, or without.' })
  hasOpenFindings?: boolean | null;
}

export const PatientSort = sortInput('Patient', { NAME: 'Last name, then first name.', MRN: 'Medical record number.', ADMITTED: 'When the patient was first recorded.' });

export function patientFilterOf(filter: PatientFilterInput | null | undefined): PatientFilter {
  return {
    ...filter,
    branchId: idIn(filter, 'branchId', 'Branch'),
    payerId: idIn(filter, 'payerId', 'Payer'),
    search: searchIn(filter),
  };
}
