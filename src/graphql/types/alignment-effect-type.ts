import { Field, ObjectType } from 'type-graphql';

import type { BalanceMove } from '../../alignment/alignment.js';
import { LineBalanceType } from './line-balance-type.js';

/** Its line is in `resolvers/alignment-effect-resolver.ts`. */
@ObjectType('BalanceMove', { simpleResolvers: true, description: 'What one line of an authorization allowed before a change and what it allows after it.' })
export class BalanceMoveType implements Omit<BalanceMove, 'lineId'> {
  @Field(() => LineBalanceType, { nullable: true, description: 'Before; none when the line is new.' })
  before!: BalanceMove['before'];

  @Field(() => LineBalanceType, { nullable: true, description: 'After; none when the line is gone.' })
  after!: BalanceMove['after'];
}

/** Of a mutation that was just performed, or of an event as the log kept it. Its fields are in the resolver. */
@ObjectType('AlignmentEffect', {
  simpleResolvers: true,
  description: 'What a change does to the agreement of ordered, planned, delivered and documented care with what the payer authorized.',
})
export class AlignmentEffectType {}
