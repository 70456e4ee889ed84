import { Field, ID, InputType } from 'type-graphql';

import type { Discipline } from '../../care/service.js';
import type { SupervisionKind, SupervisionMode } from '../../care/supervision.js';
import type { RecordSupervisionInput } from '../../changes/record-supervision.js';
import { LocalDate } from '../scalars.js';
import { DisciplineEnum, SupervisionKindEnum, SupervisionModeEnum } from '../types/enums.js';
import type { Given } from './given.js';
import { IdentifiedInput } from './identifier-input.js';

@InputType('RecordSupervisionInput', { description: 'A supervision of an aide, or a reassessment by a therapist, that has been done.' })
export class RecordSupervisionInputType extends IdentifiedInput implements Given<RecordSupervisionInput> {
  @Field(() => ID, { description: 'Whose care it concerns.' })
  patientId!: string;

  @Field(() => SupervisionKindEnum, { description: 'What was done.' })
  kind!: SupervisionKind;

  @Field(() => DisciplineEnum, { description: 'Whose care was supervised or reassessed: HHA or PCS for aides; PT, OT or SLP for therapies.' })
  discipline!: Discipline;

  @Field(() => ID, { nullable: true, description: 'Who did it, if that is known.' })
  staffId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Which aide was observed, where it was one in particular.' })
  aideStaffId?: string | null;

  @Field(() => LocalDate, { description: 'The date on which it was done.' })
  performedOn!: string;

  @Field(() => SupervisionModeEnum, { nullable: true, description: 'Where it was done from; ONSITE when left out. Only AIDE_SUPERVISION may be VIRTUAL.' })
  mode?: SupervisionMode | null;
}
