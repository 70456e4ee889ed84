import { Field, Int, ObjectType } from 'type-graphql';

import type { Coverage } from '../../care/coverage.js';
import { LocalDate } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { NodeType } from './node-type.js';

@ObjectType('Coverage', { implements: NodeType, simpleResolvers: true, description: 'A payer\'s promise to pay for a patient\'s care between two dates.' })
export class CoverageType implements Pick<Coverage, 'rank' | 'startsOn' | 'endsOn' | 'version'> {
  @Field(() => Int, { description: '1 is the primary payer, whose authorization care is measured against.' })
  rank!: Coverage['rank'];

  @Field(() => LocalDate, { description: 'The first covered day.' })
  startsOn!: Coverage['startsOn'];

  @Field(() => LocalDate, { nullable: true, description: 'The last covered day; none while it is open.' })
  endsOn!: Coverage['endsOn'];

  @Field(() => Int, { description: 'Rises with every change to this record.' })
  version!: Coverage['version'];
}

export const CoverageConnection = connectionType('Coverage', CoverageType, 'coverages');
