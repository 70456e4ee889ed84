import { Field, Int, ObjectType } from 'type-graphql';

import type { StatedRequirement } from '../../alignment/documentation.js';
import type { PayerOfVisit } from '../../db/queries/payer-of-day.js';
import type { VisitRow } from '../../db/rows/visit-row.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { ElementStateEnum } from './enums.js';
import { DocumentationRequirementType } from './payer-policy-type.js';

@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('ChecklistItem', { simpleResolvers: true, description: 'One thing that the note of a visit must say, and whether it does.' })
export class ChecklistItemType implements StatedRequirement {
  @Field(() => DocumentationRequirementType, { description: 'What it must say, why, and what helps to say it.' })
  requirement!: StatedRequirement['requirement'];

  @Field(() => ElementStateEnum, { description: 'Whether the note says it so far.' })
  state!: StatedRequirement['state'];
}

/** Its payer is in `resolvers/documentation-checklist-resolver.ts`. */
@TellsOf('CLINICAL_RECORD')
@Shows('CARE')
@ObjectType('DocumentationChecklist', { simpleResolvers: true, description: 'What the note of one visit must say for whoever pays for it.' })
export class DocumentationChecklistType {
  visit!: VisitRow;
  paidBy!: PayerOfVisit | null;

  @Field(() => Int, { nullable: true, description: 'The version of the payer\'s policy on the date of service; none where it has no policy for that date.' })
  policyVersion!: number | null;

  @Field(() => [ChecklistItemType], { description: 'In the order of the policy. Empty when the payer requires nothing in particular.' })
  items!: readonly StatedRequirement[];
}
