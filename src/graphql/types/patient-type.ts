import { Field, Int, ObjectType } from 'type-graphql';

import type { Patient } from '../../care/patient.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime, LocalDate } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { PatientStatusEnum } from './enums.js';
import { NodeType } from './node-type.js';

@TellsOf('PATIENTS')
@Shows('IDENTITY')
@ObjectType('Patient', { implements: NodeType, simpleResolvers: true, description: 'Someone who receives care at home.' })
export class PatientType implements Pick<Patient, 'mrn' | 'givenName' | 'familyName' | 'birthDate' | 'status' | 'startOfCareOn' | 'carePlanUpdatedAt' | 'version'> {
  @Field(() => String, { description: 'Medical record number, unique in the agency.' })
  mrn!: Patient['mrn'];

  @Field(() => String, { description: 'First name, as insurers know it.' })
  givenName!: Patient['givenName'];

  @Field(() => String, { description: 'Last name, as insurers know it.' })
  familyName!: Patient['familyName'];

  @Field(() => LocalDate, { nullable: true, description: 'Date of birth; none where the patient was imported from a document that does not tell it.' })
  birthDate!: Patient['birthDate'];

  @Shows('OPERATIONAL')
  @Field(() => PatientStatusEnum, { description: 'Where the patient stands with the agency, as of the period that starts last.' })
  status!: Patient['status'];

  @Shows('CARE')
  @Field(() => LocalDate, { nullable: true, description: 'The first day of care; none before it is known.' })
  startOfCareOn!: Patient['startOfCareOn'];

  @Shows('CARE')
  @Field(() => DateTime, { nullable: true, description: 'When the plan of care was last brought up to date with its orders; none when that was never recorded.' })
  carePlanUpdatedAt!: Patient['carePlanUpdatedAt'];

  @Shows('OPERATIONAL')
  @Field(() => Int, { description: 'Rises with every change to this record; pass it as expectedVersion to change only what you have seen.' })
  version!: Patient['version'];
}

export const PatientConnection = connectionType('Patient', PatientType, 'patients');
