import { Field, Int, ObjectType } from 'type-graphql';

import type { EvvRecord } from '../../care/evv.js';
import { DateTime, LocalDate } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { EvvStatusEnum } from './enums.js';
import { NodeType } from './node-type.js';

type EvvFields = 'serviceCode' | 'serviceOn' | 'location' | 'startsAt' | 'endsAt' | 'status' | 'isManuallyEdited' | 'reasonCode' | 'version';

@ObjectType('EvvRecord', { implements: NodeType, simpleResolvers: true, description: 'The electronic verification of a visit: what the clock-in and clock-out recorded.' })
export class EvvRecordType implements Pick<EvvRecord, EvvFields> {
  @Field(() => String, { nullable: true, description: 'HCPCS code of the service; none when none was recorded, as with every part of it.' })
  serviceCode!: EvvRecord['serviceCode'];

  @Field(() => LocalDate, { nullable: true, description: 'The date of service.' })
  serviceOn!: EvvRecord['serviceOn'];

  @Field(() => String, { nullable: true, description: 'Where it was recorded, in the words or coordinates of the device.' })
  location!: EvvRecord['location'];

  @Field(() => DateTime, { nullable: true, description: 'When the visit began.' })
  startsAt!: EvvRecord['startsAt'];

  @Field(() => DateTime, { nullable: true, description: 'When the visit ended.' })
  endsAt!: EvvRecord['endsAt'];

  @Field(() => EvvStatusEnum, { description: 'How far it is.' })
  status!: EvvRecord['status'];

  @Field(() => Boolean, { description: 'Whether someone has edited it by hand.' })
  isManuallyEdited!: EvvRecord['isManuallyEdited'];

  @Field(() => String, { nullable: true, description: 'Why it was edited by hand, as the aggregator\'s code.' })
  reasonCode!: EvvRecord['reasonCode'];

  @Field(() => Int, { description: 'Rises with every change to this record; pass it as expectedVersion to change only what you have seen.' })
  version!: EvvRecord['version'];
}

export const EvvRecordConnection = connectionType('EvvRecord', EvvRecordType, 'electronic verifications');
