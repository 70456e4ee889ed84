import { Field, ID, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { ReviewDecision } from '../../care/authorization.js';
import type { Discipline } from '../../care/service.js';
import type { AuthorizationLineFilter } from '../../db/queries/lists/authorization-lines.js';
import { Shows } from '../classes/shows.js';
import { DisciplineEnum, ReviewDecisionEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { idIn, idsIn, MOST_IN_A_SET } from './ids.js';
import { FindableOfPatientsInput, ofPatientsIn } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';
import { textsIn } from './texts.js';
import { unitsIn, UnitsRangeInput } from './units-range.js';

@Shows('OPERATIONAL')
@InputType('AuthorizationLineFilter', { description: 'Which lines of authorizations to list: those for which everything that is given holds.' })
export class AuthorizationLineFilterInput extends FindableOfPatientsInput {
  @Field(() => ID, { nullable: true, description: 'Of this payer.' })
  payerId?: string | null;

  @Field(() => [ID], { nullable: true, description: `Of any of these payers, at most ${MOST_IN_A_SET}.` })
  payerIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this authorization.' })
  authorizationId?: string | null;

  @Field(() => DisciplineEnum, { nullable: true, description: 'For this discipline.' })
  discipline?: Discipline | null;

  @Field(() => [DisciplineEnum], { nullable: true, description: 'For any of these disciplines.' })
  disciplines?: Discipline[] | null;

  @Field(() => [String], { nullable: true, description: `For any of these services, as HCPCS codes, at most ${MOST_IN_A_SET}.` })
  serviceCodes?: string[] | null;

  @Field(() => [ReviewDecisionEnum], { nullable: true, description: 'Decided in any of these ways.' })
  decisions?: ReviewDecision[] | null;

  @Shows('COLLEAGUE')
  @Field(() => ID, { nullable: true, description: 'Covering only certain members of the staff, of whom this is one.' })
  staffId?: string | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a first day between these.' })
  startsOn?: DateRangeInput | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a last day between these.' })
  endsOn?: DateRangeInput | null;

  @Field(() => UnitsRangeInput, { nullable: true, description: 'With so many units left; a line that is no longer counted has none to compare.' })
  remainingUnits?: UnitsRangeInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that the payer has certified and nobody has cancelled, or only the others.' })
  isCertified?: boolean | null;
}

export const AuthorizationLineSort = sortInput('AuthorizationLine', { ENDS_ON: 'The last day it covers.', STARTS_ON: 'The first day it covers.' });

export function authorizationLineFilterOf(viewer: Reader, filter: AuthorizationLineFilterInput | null | undefined, now: Date): AuthorizationLineFilter {
  const today = todayOf(viewer, filter, now);
  const { remainingUnits: _, ...rest } = filter ?? {};
  return {
    ...rest,
    ...ofPatientsIn(filter),
    payerId: idIn(filter, 'payerId', 'Payer'),
    payerIds: idsIn(filter, 'payerIds', 'Payer'),
    authorizationId: idIn(filter, 'authorizationId', 'Authorization'),
    serviceCodes: textsIn(filter, 'serviceCodes'),
    staffId: idIn(filter, 'staffId', 'Staff'),
    startsOn: datesIn(filter, 'startsOn', today),
    endsOn: datesIn(filter, 'endsOn', today),
    remainingMilliUnits: unitsIn(filter, 'remainingUnits'),
  };
}
