import { Field, ID, InputType } from 'type-graphql';

import type { Severity, Team } from '../../alignment/finding.js';
import type { EventType } from '../../care/change.js';
import { checkedInterest, type WantedEvents } from '../../feed/checked-interest.js';
import type { Interest } from '../../feed/interest.js';
import { Shows } from '../classes/shows.js';
import { EventTypeEnum, SeverityEnum, TeamEnum } from '../types/enums.js';
import { type Given, taken } from './given.js';

@Shows('OPERATIONAL')
@InputType('AlignmentFilter', { description: 'Which changes to be told of. A field left out lets everything through; fields together must all agree.' })
export class AlignmentFilter implements Given<WantedEvents> {
  @Field(() => [ID], { nullable: true, description: 'Only of these patients.' })
  patientIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only of patients of these branches.' })
  branchIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only what concerns one of these payers.' })
  payerIds?: string[] | null;

  @Field(() => [EventTypeEnum], { nullable: true, description: 'Only these kinds of change.' })
  types?: EventType[] | null;

  @Field(() => [TeamEnum], { nullable: true, description: 'Only with an effect on a finding of one of these teams.' })
  teams?: Team[] | null;

  @Field(() => [SeverityEnum], { nullable: true, description: 'Only with an effect on a finding that matters this much.' })
  severities?: Severity[] | null;

  @Field(() => [String], { nullable: true, description: 'Only with an effect on a finding of one of these rules, as AUTH-05.' })
  rules?: string[] | null;
}

/**
 * The filter with our own ids, made once and asked for every event.
 *
 * @throws Refusal INVALID_ID, UNKNOWN_CODE, LIMIT_EXCEEDED
 */
export function interestOf(filter: AlignmentFilter | null | undefined): Interest {
  return checkedInterest(taken<WantedEvents>(filter ?? {}, ['filter']), ['filter']);
}
