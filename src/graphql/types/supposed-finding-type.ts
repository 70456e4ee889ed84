import { Field, ObjectType } from 'type-graphql';

import type { Finding } from '../../alignment/finding.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { SeverityEnum, TeamEnum } from './enums.js';

/** What would be found. It has no id and no history, because it is not the case. */
@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('SupposedFinding', { simpleResolvers: true, description: 'Something that would not be supported.' })
export class SupposedFindingType implements Pick<Finding, 'ruleId' | 'code' | 'severity' | 'ownerTeam' | 'clinicalText' | 'predictedCarc'> {
  @Field(() => String, { description: 'The rule that would find it, such as AUTH-05.' })
  ruleId!: Finding['ruleId'];

  @Field(() => String, { description: 'The state of affairs, such as UNITS_EXCEEDED.' })
  code!: Finding['code'];

  @Field(() => SeverityEnum, { description: 'How much it would matter.' })
  severity!: Finding['severity'];

  @Field(() => TeamEnum, { description: 'The team that could make it go away.' })
  ownerTeam!: Finding['ownerTeam'];

  @Shows('CARE')
  @Field(() => String, { description: 'What would be wrong, in the words of clinicians.' })
  clinicalText!: Finding['clinicalText'];

  @Field(() => String, { nullable: true, description: 'The adjustment reason code (CARC) to expect if it were billed so.' })
  predictedCarc!: Finding['predictedCarc'];
}
