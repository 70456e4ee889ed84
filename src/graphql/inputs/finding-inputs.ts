import { Field, ID, InputType } from 'type-graphql';

import type { Team } from '../../alignment/finding.js';
import type { AssignFindingInput } from '../../changes/assign-finding.js';
import type { FindingInput } from '../../changes/finding-changes.js';
import type { HandOverFindingInput } from '../../changes/hand-over-finding.js';
import type { WaiveFindingInput } from '../../changes/waive-finding.js';
import { LocalDate } from '../scalars.js';
import { TeamEnum } from '../types/enums.js';
import type { Given } from './given.js';

@InputType('FindingInput', { description: 'An open finding that someone deals with.' })
export class FindingInputType implements Given<FindingInput> {
  @Field(() => ID, { description: 'The finding that is dealt with.' })
  findingId!: string;
}

@InputType('AssignFindingInput', { description: 'Who is to deal with a finding.' })
export class AssignFindingInputType extends FindingInputType implements Given<AssignFindingInput> {
  @Field(() => String, { nullable: true, description: 'A colleague, by the subject of their tokens (see viewer), or null for nobody any more. It must be said.' })
  assignedTo?: string | null;
}

@InputType('HandOverFindingInput', { description: 'Which other team is to deal with a finding.' })
export class HandOverFindingInputType extends FindingInputType implements Given<HandOverFindingInput> {
  @Field(() => TeamEnum, { description: 'The team that is to deal with it from now on.' })
  team!: Team;
}

@InputType('WaiveFindingInput', { description: 'A finding that the agency accepts, for a time or for good.' })
export class WaiveFindingInputType extends FindingInputType implements Given<WaiveFindingInput> {
  @Field(() => LocalDate, { nullable: true, description: 'The last date of the waiver, at most 366 days from now; for good when left out, as for what cannot be cured.' })
  until?: string | null;
}
