import { Field, Int, ObjectType } from 'type-graphql';

import type { EmergencyAccess, ReviewStatus } from '../../care/emergency-access.js';
import { DateTime } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { EmergencyReasonEnum, ReviewStatusEnum } from './emergency-enums.js';
import { RoleEnum } from './enums.js';
import { NodeType } from './node-type.js';

/** Its patient, whether it is open, and its review are in `resolvers/emergency-access-resolver.ts`. */
@ObjectType('EmergencyAccess', {
  implements: NodeType,
  simpleResolvers: true,
  description: 'Access that someone took to one patient outside their scope, in an emergency and for an hour at most. Administrators and clinical leads hear of it at once, and one of them reviews it.',
})
export class EmergencyAccessType implements Pick<EmergencyAccess, 'subject' | 'role' | 'reasonCode' | 'reason' | 'grantedAt' | 'endsAt' | 'endedAt' | 'endedBy' | 'version'> {
  @Field(() => String, { description: 'Who took it, as the identity provider names them.' })
  subject!: EmergencyAccess['subject'];

  @Field(() => RoleEnum, { description: 'What they were to the agency then.' })
  role!: EmergencyAccess['role'];

  @Field(() => EmergencyReasonEnum, { description: 'What kind of emergency it was.' })
  reasonCode!: EmergencyAccess['reasonCode'];

  @Field(() => String, { description: 'What happened, in their words.' })
  reason!: EmergencyAccess['reason'];

  @Field(() => DateTime, { description: 'When they took it.' })
  grantedAt!: EmergencyAccess['grantedAt'];

  @Field(() => DateTime, { description: 'When its time is up: from this instant on it opens nothing.' })
  endsAt!: EmergencyAccess['endsAt'];

  @Field(() => DateTime, { nullable: true, description: 'When it was ended before its time; none when it was not.' })
  endedAt!: EmergencyAccess['endedAt'];

  @Field(() => String, { nullable: true, description: 'Who ended it before its time.' })
  endedBy!: EmergencyAccess['endedBy'];

  @Field(() => Int, { description: 'Counts what was done with it.' })
  version!: EmergencyAccess['version'];
}

@ObjectType('EmergencyReview', { simpleResolvers: true, description: 'What a colleague made of an emergency access. It is due from the start.' })
export class EmergencyReviewType {
  @Field(() => ReviewStatusEnum, { description: 'What was decided.' })
  status!: ReviewStatus;

  @Field(() => DateTime, { description: 'By when it has to be decided.' })
  dueAt!: Date;

  @Field(() => Boolean, { description: 'Whether it was not decided by then.' })
  isOverdue!: boolean;

  @Field(() => String, { nullable: true, description: 'Who decided, as the identity provider names them.' })
  by!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was decided.' })
  at!: Date | null;

  @Field(() => String, { nullable: true, description: 'What they looked at and how they came to it.' })
  text!: string | null;
}

export const EmergencyAccessConnection = connectionType('EmergencyAccess', EmergencyAccessType, 'emergency accesses');
