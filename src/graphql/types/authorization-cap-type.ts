import { Field, Int, ObjectType } from 'type-graphql';

import type { AuthorizationCap } from '../../care/authorization.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { Units } from '../scalars.js';
import { CapPeriodEnum } from './enums.js';
import { NodeType } from './node-type.js';

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('AuthorizationCap', { implements: NodeType, simpleResolvers: true, description: 'A limit on how much of a line may be drawn within a stretch of time.' })
export class AuthorizationCapType implements Pick<AuthorizationCap, 'period' | 'rollingDays' | 'milliUnits'> {
  @Field(() => CapPeriodEnum, { description: 'The stretch of time.' })
  period!: AuthorizationCap['period'];

  @Field(() => Int, { nullable: true, description: 'Only with ROLLING_DAYS: how many days.' })
  rollingDays!: AuthorizationCap['rollingDays'];

  @Field(() => Units, { name: 'units', simple: false, description: 'How much, in units of the line.' })
  milliUnits!: AuthorizationCap['milliUnits'];
}
