import { Field, ObjectType } from 'type-graphql';

import type { ScheduleChange, VisitSlot } from '../../care/visit.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime, LocalDate } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { ChangeCauseEnum, RoleEnum, ScheduleChangeKindEnum, VisitStatusEnum } from './enums.js';
import { NodeType } from './node-type.js';

@TellsOf('SCHEDULE')
@Shows('CARE_DATES')
@ObjectType('VisitSlot', { simpleResolvers: true, description: 'A visit as it stood in the schedule at one moment.' })
export class VisitSlotType implements Omit<VisitSlot, 'staffId'> {
  @Field(() => DateTime, { description: 'When it was planned to begin.' })
  startsAt!: VisitSlot['startsAt'];

  @Field(() => DateTime, { description: 'When it was planned to end.' })
  endsAt!: VisitSlot['endsAt'];

  @Field(() => LocalDate, { description: 'The date of service.' })
  serviceOn!: VisitSlot['serviceOn'];

  @Field(() => VisitStatusEnum, { description: 'What had become of it.' })
  status!: VisitSlot['status'];

  @Field(() => String, { description: 'HCPCS code of the service.' })
  serviceCode!: VisitSlot['serviceCode'];
}

type ScheduleChangeFields = 'kind' | 'before' | 'after' | 'cause' | 'reason' | 'actorSubject' | 'actorRole' | 'occurredAt' | 'recordedAt';

@TellsOf('SCHEDULE')
@Shows('CARE_DATES')
@ObjectType('ScheduleChange', { implements: NodeType, simpleResolvers: true, description: 'Something that was done to a visit. Kept for ever as it was written.' })
export class ScheduleChangeType implements Pick<ScheduleChange, ScheduleChangeFields> {
  @Field(() => ScheduleChangeKindEnum, { description: 'What was done.' })
  kind!: ScheduleChange['kind'];

  @Field(() => VisitSlotType, { nullable: true, description: 'The visit before; none when it was new.' })
  before!: ScheduleChange['before'];

  @Field(() => VisitSlotType, { description: 'The visit after.' })
  after!: ScheduleChange['after'];

  @Field(() => ChangeCauseEnum, { description: 'Why, as a code.' })
  cause!: ScheduleChange['cause'];

  @Shows('REASON')
  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever did it.' })
  reason!: ScheduleChange['reason'];

  @Shows('COLLEAGUE')
  @Field(() => String, { description: 'Who did it: the subject of the token.' })
  actorSubject!: ScheduleChange['actorSubject'];

  @Shows('OPERATIONAL')
  @Field(() => RoleEnum, { description: 'In which role somebody did that to the visit.' })
  actorRole!: ScheduleChange['actorRole'];

  @Field(() => DateTime, { description: 'When it happened in the world.' })
  occurredAt!: ScheduleChange['occurredAt'];

  @Field(() => DateTime, { description: 'When this server learned of it.' })
  recordedAt!: ScheduleChange['recordedAt'];
}

export const ScheduleChangeConnection = connectionType('ScheduleChange', ScheduleChangeType, 'schedule changes');
