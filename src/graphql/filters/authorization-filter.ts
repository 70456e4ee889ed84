import { Field, ID, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { LocalDate as DateText } from '../../base/day.js';
import type { RequestChannel, RequestType, RequestUrgency, ReviewDecision } from '../../care/authorization.js';
import type { AuthorizationFilter } from '../../db/queries/lists/authorizations.js';
import { Shows } from '../classes/shows.js';
import { LocalDate } from '../scalars.js';
import { RequestChannelEnum, RequestTypeEnum, RequestUrgencyEnum, ReviewDecisionEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { identifiable, identifiersIn } from './identified.js';
import { idIn, idsIn, MOST_IN_A_SET } from './ids.js';
import { FindableOfPatientsInput, ofPatientsIn } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';
import { textIn } from './texts.js';
import { TimeRangeInput, timesIn } from './time-range.js';

@Shows('OPERATIONAL')
@InputType('AuthorizationFilter', { description: 'Which authorizations to list: those for which everything that is given holds.' })
export class AuthorizationFilterInput extends identifiable(FindableOfPatientsInput) {
  @Field(() => ID, { nullable: true, description: 'Of this payer.' })
  payerId?: string | null;

  @Field(() => [ID], { nullable: true, description: `Of any of these payers, at most ${MOST_IN_A_SET}.` })
  payerIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Asked for under this coverage.' })
  coverageId?: string | null;

  @Field(() => String, { nullable: true, description: 'With exactly this certification number.' })
  number?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those with a certification number, or only those without.' })
  hasNumber?: boolean | null;

  @Field(() => [RequestTypeEnum], { nullable: true, description: 'Asked for in any of these ways.' })
  requestTypes?: RequestType[] | null;

  @Field(() => [RequestUrgencyEnum], { nullable: true, description: 'Asked for in any of these urgencies.' })
  urgencies?: RequestUrgency[] | null;

  @Field(() => [RequestChannelEnum], { nullable: true, description: 'Asked for through any of these channels.' })
  channels?: RequestChannel[] | null;

  @Field(() => [ReviewDecisionEnum], { nullable: true, description: 'With a line that was decided in any of these ways.' })
  decisions?: ReviewDecision[] | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'Asked for between these.' })
  requestedAt?: TimeRangeInput | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'Decided between these.' })
  decidedAt?: TimeRangeInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that were cancelled, or only those that were not.' })
  isCancelled?: boolean | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a line whose last day is between these.' })
  endsOn?: DateRangeInput | null;

  @Field(() => LocalDate, { nullable: true, description: 'Not cancelled, and with a line that covers this date.' })
  activeOn?: DateText | null;
}

export const AuthorizationSort = sortInput('Authorization', {
  RECORDED: 'When the authorization was recorded.',
  NUMBER: 'The certification number; what has none comes last.',
  REQUESTED_AT: 'When it was asked for; what was not comes last.',
});

export function authorizationFilterOf(viewer: Reader, filter: AuthorizationFilterInput | null | undefined, now: Date): AuthorizationFilter {
  const today = todayOf(viewer, filter, now);
  return {
    ...filter,
    ...identifiersIn(filter),
    ...ofPatientsIn(filter),
    payerId: idIn(filter, 'payerId', 'Payer'),
    payerIds: idsIn(filter, 'payerIds', 'Payer'),
    coverageId: idIn(filter, 'coverageId', 'Coverage'),
    number: textIn(filter, 'number'),
    requestedAt: timesIn(filter, 'requestedAt', today),
    decidedAt: timesIn(filter, 'decidedAt', today),
    endsOn: datesIn(filter, 'endsOn', today),
  };
}
