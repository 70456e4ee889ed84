import { Field, ID, Int, ObjectType } from 'type-graphql';

import type { Proposal, ProposedOccurrence } from '../../alignment/proposal.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { toGlobalId } from '../global-id.js';
import { DateTime, LocalDate } from '../scalars.js';
import { SupposedFindingType } from './supposed-finding-type.js';

@TellsOf('ALIGNMENT')
@Shows('CARE_DATES')
@ObjectType('ProposedOccurrence', { simpleResolvers: true, description: 'What would become of one of the proposed visits.' })
export class ProposedOccurrenceType implements Omit<ProposedOccurrence, 'allocations'> {
  @Field(() => LocalDate, { description: 'Its date of service.' })
  serviceOn!: ProposedOccurrence['serviceOn'];

  @Field(() => DateTime, { description: 'When it would start.' })
  startsAt!: ProposedOccurrence['startsAt'];

  @Field(() => DateTime, { description: 'When it would end.' })
  endsAt!: ProposedOccurrence['endsAt'];

  @Field(() => Boolean, { description: 'Whether it is supported: nothing that would hold it or likely be denied.' })
  fits!: ProposedOccurrence['fits'];

  @Field(() => [SupposedFindingType], { description: 'All that would be found about it, the gravest first.' })
  findings!: ProposedOccurrence['findings'];
}

@TellsOf('ALIGNMENT')
@Shows('CARE_DATES')
@ObjectType('Proposal', { simpleResolvers: true, description: 'What would become of visits that someone thinks of planning. Nothing is kept.' })
export class ProposalType implements Omit<Proposal, 'displacedVisitIds'> {
  @Field(() => [ProposedOccurrenceType], { description: 'Each of them, in order.' })
  occurrences!: Proposal['occurrences'];

  @Field(() => Int, { description: 'How many of them fit.' })
  fitting!: Proposal['fitting'];

  @Field(() => LocalDate, { nullable: true, description: 'The last date on which one of them fits; none when none does.' })
  lastDateThatFits!: Proposal['lastDateThatFits'];

  @Field(() => ProposedOccurrenceType, { nullable: true, description: 'The first of them that does not fit; none when all do.' })
  firstThatDoesNotFit!: Proposal['firstThatDoesNotFit'];

  @Field(() => [ID], { description: 'Visits that are planned already and would no longer be supported.' })
  displacedVisitIds!: readonly string[];
}

export function proposalTypeOf({ displacedVisitIds, ...proposal }: Proposal): ProposalType {
  return { ...proposal, displacedVisitIds: displacedVisitIds.map((id) => toGlobalId('Visit', id)) };
}
