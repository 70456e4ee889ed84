import { Field, ID, InputType, Int } from 'type-graphql';

import type { PatientStatus } from '../../care/patient.js';
import type { AddCoverageInput } from '../../changes/add-coverage.js';
import type { AdmitPatientInput } from '../../changes/admit-patient.js';
import type { ChangeCoverageInput } from '../../changes/change-coverage.js';
import type { ChangePatientStatusInput } from '../../changes/change-patient-status.js';
import type { UpdateCarePlanInput } from '../../changes/update-care-plan.js';
import type { UpdatePatientInput } from '../../changes/update-patient.js';
import { DateTime, LocalDate } from '../scalars.js';
import { PatientStatusEnum } from '../types/enums.js';
import type { Given } from './given.js';
import { IdentifiedInput } from './identifier-input.js';
import { VersionedInput } from './versioned-input.js';

@InputType('AdmitPatientInput', { description: 'A person whom the agency takes into care.' })
export class AdmitPatientInputType extends IdentifiedInput implements Given<AdmitPatientInput> {
  @Field(() => ID, { description: 'The branch that gives the care.' })
  branchId!: string;

  @Field(() => String, { description: 'Medical record number; no other patient of the agency may have it.' })
  mrn!: string;

  @Field(() => String, { description: 'First name, as it is written on documents.' })
  givenName!: string;

  @Field(() => String, { description: 'Last name, as it is written on documents.' })
  familyName!: string;

  @Field(() => LocalDate, { description: 'Date of birth, by which insurers tell people apart.' })
  birthDate!: string;

  @Field(() => String, { nullable: true, description: 'Social security number, as 123-45-6789, where the patient gave it.' })
  ssn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which care starts or started, once it is known.' })
  startOfCareOn?: string | null;
}

@InputType('UpdatePatientInput', { description: 'Who a patient is and where they belong, put right. What is left out stays as it is.' })
export class UpdatePatientInputType extends VersionedInput implements Given<UpdatePatientInput> {
  @Field(() => ID, { description: 'The patient whose data is to be corrected.' })
  patientId!: string;

  @Field(() => ID, { nullable: true, description: 'The branch that gives the care. Dates of care on record stay as they were counted.' })
  branchId?: string | null;

  @Field(() => String, { nullable: true, description: 'Medical record number; no other patient of the agency may have it.' })
  mrn?: string | null;

  @Field(() => String, { nullable: true, description: 'First name; as it is when left out.' })
  givenName?: string | null;

  @Field(() => String, { nullable: true, description: 'Last name; as it is when left out.' })
  familyName?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day they were born on; as it is when left out.' })
  birthDate?: string | null;

  @Field(() => String, { nullable: true, description: 'Social security number, as 123-45-6789; as it is when left out, and null takes away one that was recorded in error.' })
  ssn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day on which care starts or started; null when it is not known any more.' })
  startOfCareOn?: string | null;
}

@InputType('AddCoverageInput', { description: 'Insurance that pays for a patient\'s care.' })
export class AddCoverageInputType extends IdentifiedInput implements Given<AddCoverageInput> {
  @Field(() => ID, { description: 'Whose care it pays for.' })
  patientId!: string;

  @Field(() => ID, { description: 'Who pays by this coverage.' })
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

@InputType('ChangePatientStatusInput', { description: 'How a patient stands with the agency from a day on, until another status begins.' })
export class ChangePatientStatusInputType extends VersionedInput implements Given<ChangePatientStatusInput> {
  @Field(() => ID, { description: 'The patient whose care begins, pauses or ends.' })
  patientId!: string;

  @Field(() => PatientStatusEnum, { description: 'How the patient stands.' })
  status!: PatientStatus;

  @Field(() => LocalDate, { description: 'The first day of it. A status that was recorded for the same first day is replaced.' })
  startsOn!: string;
}

@InputType('UpdateCarePlanInput', { description: 'A plan of care that was brought up to date with its orders.' })
export class UpdateCarePlanInputType extends VersionedInput implements Given<UpdateCarePlanInput> {
  @Field(() => ID, { description: 'Whose plan it is.' })
  patientId!: string;

  @Field(() => DateTime, { nullable: true, description: 'When that was done; now when left out.' })
  updatedAt?: Date | null;
}

@InputType('ChangeCoverageInput', { description: 'Other dates for a coverage, or another number or rank. What is left out stays as it is.' })
export class ChangeCoverageInputType extends VersionedInput implements Given<ChangeCoverageInput> {
  @Field(() => ID, { description: 'The coverage that is no longer as it was recorded.' })
  coverageId!: string;

  @Field(() => String, { nullable: true, description: 'The number by which the payer knows the patient.' })
  memberId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Which payer comes first: 1 is the primary one. At most one coverage of a rank holds on a day.' })
  rank?: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'The first day covered.' })
  startsOn?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day covered; null when no end is known any more.' })
  endsOn?: string | null;
}
