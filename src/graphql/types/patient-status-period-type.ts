import { Field, ObjectType } from 'type-graphql';

import type { PatientStatusPeriod } from '../../care/patient.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { LocalDate } from '../scalars.js';
import { PatientStatusEnum } from './enums.js';
import { NodeType } from './node-type.js';

@TellsOf('PATIENTS')
@Shows('CARE_DATES')
@ObjectType('PatientStatusPeriod', { implements: NodeType, simpleResolvers: true, description: 'From when a patient stands with the agency in a way. It lasts until the next one starts.' })
export class PatientStatusPeriodType implements Pick<PatientStatusPeriod, 'status' | 'startsOn'> {
  @Field(() => PatientStatusEnum, { description: 'In which way.' })
  status!: PatientStatusPeriod['status'];

  @Field(() => LocalDate, { description: 'The first day.' })
  startsOn!: PatientStatusPeriod['startsOn'];
}
