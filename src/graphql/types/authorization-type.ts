import { Field, Int, ObjectType } from 'type-graphql';

import type { Authorization } from '../../care/authorization.js';
import { DateTime } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { NodeType } from './node-type.js';

@ObjectType('Authorization', { implements: NodeType, simpleResolvers: true, description: 'A payer\'s answer, or the question still waiting for one, about care it will pay for.' })
export class AuthorizationType implements Pick<Authorization, 'number' | 'requestedAt' | 'decidedAt' | 'cancelledAt' | 'version'> {
  @Field(() => String, { nullable: true, description: 'The payer\'s certification number; none until one is given.' })
  number!: Authorization['number'];

  @Field(() => DateTime, { nullable: true, description: 'When the payer was asked.' })
  requestedAt!: Authorization['requestedAt'];

  @Field(() => DateTime, { nullable: true, description: 'When the payer decided.' })
  decidedAt!: Authorization['decidedAt'];

  @Field(() => DateTime, { nullable: true, description: 'When it was withdrawn as a whole; nothing may be drawn on it since.' })
  cancelledAt!: Authorization['cancelledAt'];

  @Field(() => Int, { description: 'Rises with every change to this record; pass it as expectedVersion to change only what you have seen.' })
  version!: Authorization['version'];
}

export const AuthorizationConnection = connectionType('Authorization', AuthorizationType, 'authorizations');
