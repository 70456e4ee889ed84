import { Field, ID, InputType, Int } from 'type-graphql';

import type { AddCoverageInput } from '../../changes/add-coverage.js';
import type { AdmitPatientInput } from '../../changes/admit-patient.js';
import { LocalDate } from '../scalars.js';
import type { Given } from './given.js';
import { IdentifiedInput } from './identifier-input.js';

@InputType('AdmitPatientInput', { description: 'A person whom the agency takes into care.' })
export class AdmitPatientInputType extends IdentifiedInput implements Given<AdmitPatientInput> {
  @Field(() => ID, { description: 'The branch that gives the care.' })
  branchId!: string;

  @Field(() => String, { description: 'Medical record number; no other patient of the agency may have it.' })
  mrn!: string;

  @Field(() => String, { description: 'Given name.' })
  givenName!: string;

  @Field(() => String, { description: 'Family name.' })
  familyName!: string;

  @Field(() => LocalDate, { description: 'Date of birth.' })
  birthDate!: string;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which care starts or started, once it is known.' })
  startOfCareOn?: string | null;
}

@InputType('AddCoverageInput', { description: 'Insurance that pays for a patient\'s care.' })
export class AddCoverageInputType extends IdentifiedInput implements Given<AddCoverageInput> {
  @Field(() => ID, { description: 'Whose care it pays for.' })
  patientId!: string;

  @Field(() => ID, { description: 'Who pays.' })
  payerId!: string;

  @Field(() => String, { description: 'The number by which the payer knows the patient.' })
  memberId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Which payer comes first: 1 (also when left out) is the primary one, against whose authorizations care is measured. At most one coverage of a rank holds on a day.',
  })
  rank?: number | null;

  @Field(() => LocalDate, { description: 'The first day covered.' })
  startsOn!: string;

  @Field(() => LocalDate, { nullable: true, description: 'The last day covered; none when no end is known.' })
  endsOn?: string | null;
}
