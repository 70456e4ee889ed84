import { Field, ID, Int, ObjectType } from 'type-graphql';

import type { Visit } from '../../care/visit.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime, LocalDate, Units } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { DisciplineEnum, VisitStatusEnum, VisitTypeEnum } from './enums.js';
import { NodeType } from './node-type.js';

type VisitFields =
  | 'discipline' | 'serviceCode' | 'modifiers' | 'startsAt' | 'endsAt' | 'serviceOn' | 'actualStartsAt' | 'actualEndsAt' | 'status' | 'seriesId' | 'isAsNeeded' | 'type'
  | 'placeOfService' | 'pinnedMilliUnits' | 'physicianNotifiedAt' | 'billedAt' | 'billedMinutes' | 'version';

@TellsOf('SCHEDULE')
@Shows('CARE_DATES')
@ObjectType('Visit', { implements: NodeType, simpleResolvers: true, description: 'One planned or made visit to a patient\'s home.' })
export class VisitType implements Pick<Visit, VisitFields> {
  @Field(() => DisciplineEnum, { description: 'The discipline of the service.' })
  discipline!: Visit['discipline'];

  @Field(() => String, { description: 'HCPCS code of the service.' })
  serviceCode!: Visit['serviceCode'];

  @Field(() => [String], { description: 'Two-character modifiers that go on the claim with the code.' })
  modifiers!: Visit['modifiers'];

  @Field(() => DateTime, { description: 'When it is planned to begin.' })
  startsAt!: Visit['startsAt'];

  @Field(() => DateTime, { description: 'When it is planned to end.' })
  endsAt!: Visit['endsAt'];

  @Field(() => LocalDate, { description: 'The date of service: the date on which it begins, where the branch is.' })
  serviceOn!: Visit['serviceOn'];

  @Field(() => DateTime, { nullable: true, description: 'When it really began.' })
  actualStartsAt!: Visit['actualStartsAt'];

  @Field(() => DateTime, { nullable: true, description: 'When it really ended.' })
  actualEndsAt!: Visit['actualEndsAt'];

  @Field(() => VisitStatusEnum, { description: 'What has become of it.' })
  status!: Visit['status'];

  @Field(() => ID, { nullable: true, description: 'Shared by visits that were planned together as a series.' })
  seriesId!: Visit['seriesId'];

  @Field(() => Boolean, { description: 'Whether it is one of the visits that the order allows as the need arises.' })
  isAsNeeded!: Visit['isAsNeeded'];

  @Field(() => VisitTypeEnum, { description: 'The occasion: an ordinary visit, an evaluation, a discharge and so on.' })
  type!: Visit['type'];

  @Field(() => String, { description: 'Where it takes place, as a CMS place of service code of two digits: 12 is the home.' })
  placeOfService!: Visit['placeOfService'];

  @Shows('AUTHORIZED_CARE')
  @Field(() => Units, { name: 'pinnedUnits', simple: false, nullable: true, description: 'What it needed of the line that was chosen for it when that was chosen, in units of the line; none where none was chosen.' })
  pinnedMilliUnits!: Visit['pinnedMilliUnits'];

  @Shows('CARE')
  @Field(() => DateTime, { nullable: true, description: 'When the physician was told that it did not take place.' })
  physicianNotifiedAt!: Visit['physicianNotifiedAt'];

  @Field(() => DateTime, { nullable: true, description: 'When it was last billed.' })
  billedAt!: Visit['billedAt'];

  @Field(() => Int, { nullable: true, description: 'The minutes that the claim states, where they are not those worked.' })
  billedMinutes!: Visit['billedMinutes'];

  @Shows('OPERATIONAL')
  @Field(() => Int, { description: 'Rises with every change to this record; pass it as expectedVersion to change only what you have seen.' })
  version!: Visit['version'];
}

export const VisitConnection = connectionType('Visit', VisitType, 'visits');
