import { Field, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { ReviewDecision } from '../../care/authorization.js';
import type { AuthorizationDecisionFilter } from '../../db/queries/lists/authorization-decisions.js';
import { Shows } from '../classes/shows.js';
import { ReviewDecisionEnum } from '../types/enums.js';
import { ofPatientsIn, OfPatientsInput } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';
import { TimeRangeInput, timesIn } from './time-range.js';

@Shows('OPERATIONAL')
@InputType('AuthorizationDecisionFilter', { description: 'Which earlier decisions of payers to list: those for which everything that is given holds.' })
export class AuthorizationDecisionFilterInput extends OfPatientsInput {
  @Field(() => [ReviewDecisionEnum], { nullable: true, description: 'Decided in any of these ways.' })
  decisions?: ReviewDecision[] | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'Replaced by another between these.' })
  recordedAt?: TimeRangeInput | null;
}

export const AuthorizationDecisionSort = sortInput('AuthorizationDecision', { RECORDED_AT: 'When the decision that replaced it was recorded.' });

export function authorizationDecisionFilterOf(viewer: Reader, filter: AuthorizationDecisionFilterInput | null | undefined, now: Date): AuthorizationDecisionFilter {
  const today = todayOf(viewer, filter, now);
  return { ...filter, ...ofPatientsIn(filter), recordedAt: timesIn(filter, 'recordedAt', today) };
}
