import { Field, ID, InputType } from 'type-graphql';

import type { EvvStatus } from '../../care/evv.js';
import type { RecordEvvInput } from '../../changes/record-evv.js';
import { DateTime, LocalDate } from '../scalars.js';
import { EvvStatusEnum } from '../types/enums.js';
import type { Given } from './given.js';
import { IdentifierInput } from './identifier-input.js';
import { VersionedInput } from './versioned-input.js';

@InputType('RecordEvvInput', {
  description: 'The electronic verification of a visit, or what has become of it since. What is left out stays as it was recorded before; null says that the device recorded none.',
})
export class RecordEvvInputType extends VersionedInput implements Given<RecordEvvInput> {
  @Field(() => ID, { description: 'The visit. It has one verification.' })
  visitId!: string;

  @Field(() => EvvStatusEnum, { description: 'How far the verification is.' })
  status!: EvvStatus;

  @Field(() => String, { nullable: true, description: 'HCPCS code of the service.' })
  serviceCode?: string | null;

  @Field(() => String, { nullable: true, description: 'The patient\'s number with the payer.' })
  memberId?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The date of service.' })
  serviceOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it was recorded, in the words or coordinates of the device.' })
  location?: string | null;

  @Field(() => ID, { nullable: true, description: 'Who made the visit.' })
  staffId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the visit began.' })
  startsAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the visit ended.' })
  endsAt?: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether someone has edited it by hand; as before when left out, at first false.' })
  isManuallyEdited?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Why it was edited by hand, as the aggregator\'s code.' })
  reasonCode?: string | null;

  @Field(() => [IdentifierInput], { nullable: true, description: 'Names that other systems give to the verification, at most 20. It keeps those that it bears already.' })
  identifiers?: IdentifierInput[] | null;
}
