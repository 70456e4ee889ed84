import { Field, ObjectType } from 'type-graphql';

import type { AuthorizationDecision } from '../../care/authorization.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime, LocalDate, Units } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { ReviewDecisionEnum } from './enums.js';
import { NodeType } from './node-type.js';

type DecisionFields = 'decision' | 'decisionReason' | 'authorizedMilliUnits' | 'startsOn' | 'endsOn' | 'recordedAt';

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('AuthorizationDecision', { implements: NodeType, simpleResolvers: true, description: 'What the payer had said of a line before it said something else.' })
export class AuthorizationDecisionType implements Pick<AuthorizationDecision, DecisionFields> {
  @Field(() => ReviewDecisionEnum, { description: 'What it had decided.' })
  decision!: AuthorizationDecision['decision'];

  @Field(() => String, { nullable: true, description: 'Why, when it had not approved what was asked.' })
  decisionReason!: AuthorizationDecision['decisionReason'];

  @Field(() => Units, { name: 'authorizedUnits', simple: false, description: 'How much it had authorized, in units of the line.' })
  authorizedMilliUnits!: AuthorizationDecision['authorizedMilliUnits'];

  @Field(() => LocalDate, { description: 'The first date of care that was covered.' })
  startsOn!: AuthorizationDecision['startsOn'];

  @Field(() => LocalDate, { description: 'The last date of care that was covered.' })
  endsOn!: AuthorizationDecision['endsOn'];

  @Field(() => DateTime, { description: 'When what the payer said next was recorded, so that this no longer held.' })
  recordedAt!: AuthorizationDecision['recordedAt'];
}

export const AuthorizationDecisionConnection = connectionType('AuthorizationDecision', AuthorizationDecisionType, 'earlier decisions');
