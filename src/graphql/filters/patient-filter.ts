import { Field, ID, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { LocalDate as DateText } from '../../base/day.js';
import type { PatientStatus } from '../../care/patient.js';
import type { PatientFilter } from '../../db/queries/lists/patients.js';
import { PATIENT_SSN } from '../../db/queries/sealed-columns.js';
import type { Sought } from '../connection.js';
import { LocalDate } from '../scalars.js';
import { PatientStatusEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { identifiable, identifiersIn } from './identified.js';
import { idIn, idsIn, MOST_IN_A_SET } from './ids.js';
import { todayOf } from './relative-days.js';
import { searchIn } from './search.js';
import { sortInput } from './sort.js';
import { textIn, textsIn } from './texts.js';

@InputType('PatientFilter', { description: 'Which patients to list: those for whom everything that is given holds.' })
export class PatientFilterInput extends identifiable(Object) {
  @Field(() => ID, { nullable: true, description: 'Of this branch.' })
  branchId?: string | null;

  @Field(() => [ID], { nullable: true, description: `Of any of these branches, at most ${MOST_IN_A_SET}.` })
  branchIds?: string[] | null;

  @Field(() => [PatientStatusEnum], { nullable: true, description: 'In any of these states.' })
  statuses?: PatientStatus[] | null;

  @Field(() => [String], { nullable: true, description: `With any of these medical record numbers, exactly, at most ${MOST_IN_A_SET}.` })
  mrns?: string[] | null;

  @Field(() => String, { nullable: true, description: 'With exactly this social security number, with or without the marks between its digits.' })
  ssn?: string | null;

  @Field(() => String, { nullable: true, description: 'Every word begins a word of the name or the medical record number.' })
  search?: string | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Born between these.' })
  birthDate?: DateRangeInput | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Whose care began between these.' })
  startOfCareOn?: DateRangeInput | null;

  @Field(() => ID, { nullable: true, description: 'Ever covered by this payer, or on the date that coveredOn names.' })
  payerId?: string | null;

  @Field(() => [ID], { nullable: true, description: `Covered by any of these payers, at most ${MOST_IN_A_SET}.` })
  payerIds?: string[] | null;

  @Field(() => LocalDate, { nullable: true, description: 'Covered on this date.' })
  coveredOn?: DateText | null;

  @Field(() => ID, { nullable: true, description: 'Who have or had a visit by this member of the staff.' })
  staffId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'With open findings, or without.' })
  hasOpenFindings?: boolean | null;
}

export function patientsSoughtIn(filter: PatientFilterInput | null | undefined): ReadonlyArray<Sought<PatientFilter>> {
  const text = textIn(filter, 'ssn');
  return text === null ? [] : [{ field: 'ssn', kind: PATIENT_SSN.kind, text }];
}

export const PatientSort = sortInput('Patient', {
  NAME: 'Last name, then first name.',
  MRN: 'Medical record number.',
  ADMITTED: 'When the patient was first recorded.',
  START_OF_CARE_ON: 'The first day of care; those whose care has not begun come last.',
});

export function patientFilterOf(viewer: Reader, filter: PatientFilterInput | null | undefined, now: Date): PatientFilter {
  const today = todayOf(viewer, filter, now);
  return {
    ...filter,
    ...identifiersIn(filter),
    branchId: idIn(filter, 'branchId', 'Branch'),
    branchIds: idsIn(filter, 'branchIds', 'Branch'),
    mrns: textsIn(filter, 'mrns'),
    ssn: filter?.ssn == null ? null : [],
    search: searchIn(filter),
    birthDate: datesIn(filter, 'birthDate', today),
    startOfCareOn: datesIn(filter, 'startOfCareOn', today),
    payerId: idIn(filter, 'payerId', 'Payer'),
    payerIds: idsIn(filter, 'payerIds', 'Payer'),
    staffId: idIn(filter, 'staffId', 'Staff'),
  };
}
