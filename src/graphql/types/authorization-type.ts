import { Field, Int, ObjectType } from 'type-graphql';

import type { Authorization } from '../../care/authorization.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { RequestChannelEnum, RequestTypeEnum, RequestUrgencyEnum } from './enums.js';
import { NodeType } from './node-type.js';

type AuthorizationFields = 'number' | 'requestedAt' | 'decidedAt' | 'cancelledAt' | 'requestType' | 'urgency' | 'channel' | 'diagnosisCodes' | 'version';

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('Authorization', { implements: NodeType, simpleResolvers: true, description: 'A payer\'s answer, or the question still waiting for one, about care it will pay for.' })
export class AuthorizationType implements Pick<Authorization, AuthorizationFields> {
  @Field(() => String, { nullable: true, description: 'The payer\'s certification number; none until one is given.' })
  number!: Authorization['number'];

  @Field(() => DateTime, { nullable: true, description: 'When the payer was asked.' })
  requestedAt!: Authorization['requestedAt'];

  @Field(() => DateTime, { nullable: true, description: 'When the payer decided.' })
  decidedAt!: Authorization['decidedAt'];

  @Field(() => DateTime, { nullable: true, description: 'When it was withdrawn as a whole; nothing may be drawn on it since.' })
  cancelledAt!: Authorization['cancelledAt'];

  @Field(() => RequestTypeEnum, { description: 'What the payer was asked for.' })
  requestType!: Authorization['requestType'];

  @Field(() => RequestUrgencyEnum, { description: 'How soon the payer was asked to decide.' })
  urgency!: Authorization['urgency'];

  @Field(() => RequestChannelEnum, { nullable: true, description: 'By which way the payer was asked; none when it was not said.' })
  channel!: Authorization['channel'];

  @Shows('CLINICAL_CODE')
  @Field(() => [String], { description: 'The ICD-10-CM codes that the payer was told, the primary one first.' })
  diagnosisCodes!: Authorization['diagnosisCodes'];

  @Shows('OPERATIONAL')
  @Field(() => Int, { description: 'Rises with every change to this record; pass it as expectedVersion to change only what you have seen.' })
  version!: Authorization['version'];
}

export const AuthorizationConnection = connectionType('Authorization', AuthorizationType, 'authorizations');
