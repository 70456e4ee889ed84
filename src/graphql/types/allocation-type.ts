import { Field, Int, ObjectType } from 'type-graphql';

import type { Allocation } from '../../alignment/alignment.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { Units } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { AllocationStateEnum, UnitBasisEnum, UnitRuleKindEnum } from './enums.js';

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('Allocation', { simpleResolvers: true, description: 'What one visit draws from one line of an authorization, and how that was worked out.' })
export class AllocationType implements Omit<Allocation, 'visitId' | 'lineId'> {
  @Field(() => Units, { name: 'units', simple: false, description: 'How much, in units of the line.' })
  milliUnits!: Allocation['milliUnits'];

  @Field(() => AllocationStateEnum, { description: 'In what way it is drawn.' })
  state!: Allocation['state'];

  @Field(() => Int, { description: 'The minutes of the visit itself.' })
  minutes!: Allocation['minutes'];

  @Field(() => UnitBasisEnum, { description: 'Which minutes those are.' })
  basis!: Allocation['basis'];

  @Field(() => UnitRuleKindEnum, { description: 'How they became units.' })
  unitRule!: Allocation['unitRule'];

  @Field(() => Int, { description: 'The minutes that became units: others than those of the visit where the payer counts several visits together.' })
  countedMinutes!: Allocation['countedMinutes'];

  @Field(() => Int, { nullable: true, description: 'The version of the payer\'s policy by which it was worked out; none where the usual terms hold because the payer has no policy for the day. A later version that gives the same leaves it as it is.' })
  policyVersion!: Allocation['policyVersion'];
}

export const AllocationConnection = connectionType('Allocation', AllocationType, 'allocations');
