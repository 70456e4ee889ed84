import { Field, ObjectType } from 'type-graphql';

import type { LocalDate as DateText } from '../../base/day.js';
import type { PatientRow } from '../../db/rows/patient-row.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime, LocalDate } from '../scalars.js';
import { PatientType } from './patient-type.js';

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('PatientSnapshot', {
  simpleResolvers: true,
  description: 'How things stand for one patient, all of one moment. The numbers are the same for every role; only wording and amounts of money may be hidden.',
})
export class PatientSnapshotType {
  @Field(() => PatientType, { description: 'Whose care is looked at.' })
  patient!: PatientRow;

  @Field(() => String, { description: 'The place of this moment in the log of events. Subscribe after it, and nothing that happens later is missed or told twice.' })
  asOf!: string;

  @Field(() => LocalDate, { description: 'The date at the patient\'s branch.' })
  today!: DateText;

  @Field(() => DateTime, { nullable: true, description: 'When the findings will next be looked at even if nothing is changed, because a date or deadline is reached; none when nothing is pending.' })
  nextChangeAt!: Date | null;
}
