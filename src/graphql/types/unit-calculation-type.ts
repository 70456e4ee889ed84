import { Field, Int, ObjectType } from 'type-graphql';

import type { UnitCalculation } from '../../alignment/unit-calculation.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { Units } from '../scalars.js';
import { UnitBasisEnum, UnitRuleKindEnum } from './enums.js';

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('UnitCalculation', { simpleResolvers: true, description: 'How the minutes of a visit became the units that it draws, step by step.' })
export class UnitCalculationType implements UnitCalculation {
  @Field(() => Int, { description: 'The minutes of the visit itself.' })
  minutes!: UnitCalculation['minutes'];

  @Field(() => Int, { description: 'The minutes that became units: others than those of the visit where the payer counts several visits together.' })
  countedMinutes!: UnitCalculation['countedMinutes'];

  @Field(() => UnitBasisEnum, { description: 'Which minutes those are.' })
  basis!: UnitCalculation['basis'];

  @Field(() => UnitRuleKindEnum, { description: 'How they became units.' })
  rule!: UnitCalculation['rule'];

  @Field(() => Int, { nullable: true, description: 'The version of the payer\'s policy by which it was worked out; none where the usual terms hold because the payer has no policy for the day. A later version that gives the same leaves it as it is.' })
  policyVersion!: UnitCalculation['policyVersion'];

  @Field(() => Units, { name: 'units', simple: false, description: 'How much, in units of the line.' })
  milliUnits!: UnitCalculation['milliUnits'];

  @Field(() => [String], { description: 'Each step in words, from the minutes of the visit to what the line gives.' })
  steps!: UnitCalculation['steps'];
}
