import { Field, ID, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { Discipline } from '../../care/service.js';
import type { VisitStatus, VisitType } from '../../care/visit.js';
import type { VisitFilter } from '../../db/queries/lists/visits.js';
import { Shows } from '../classes/shows.js';
import { DisciplineEnum, VisitStatusEnum, VisitTypeEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { identifiable, identifiersIn } from './identified.js';
import { idIn, idsIn, MOST_IN_A_SET } from './ids.js';
import { FindableOfPatientsInput, ofPatientsIn } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';
import { textsIn } from './texts.js';
import { TimeRangeInput, timesIn } from './time-range.js';

@Shows('OPERATIONAL')
@InputType('VisitFilter', { description: 'Which visits to list: those for which everything that is given holds.' })
export class VisitFilterInput extends identifiable(FindableOfPatientsInput) {
  @Shows('COLLEAGUE')
  @Field(() => ID, { nullable: true, description: 'Assigned to this member of the staff.' })
  staffId?: string | null;

  @Shows('COLLEAGUE')
  @Field(() => [ID], { nullable: true, description: `Assigned to any of these members of the staff, at most ${MOST_IN_A_SET}.` })
  staffIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that someone is assigned to, or only those that nobody is.' })
  isAssigned?: boolean | null;

  @Field(() => [VisitStatusEnum], { nullable: true, description: 'In any of these states.' })
  statuses?: VisitStatus[] | null;

  @Field(() => [VisitTypeEnum], { nullable: true, description: 'For any of these purposes.' })
  types?: VisitType[] | null;

  @Field(() => DisciplineEnum, { nullable: true, description: 'Of this discipline.' })
  discipline?: Discipline | null;

  @Field(() => [DisciplineEnum], { nullable: true, description: 'Of any of these disciplines.' })
  disciplines?: Discipline[] | null;

  @Field(() => [String], { nullable: true, description: `Of any of these services, as HCPCS codes, at most ${MOST_IN_A_SET}.` })
  serviceCodes?: string[] | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a date of service between these.' })
  serviceOn?: DateRangeInput | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'Planned to begin between these.' })
  startsAt?: TimeRangeInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that the order allows as the need arises, or only the others.' })
  isAsNeeded?: boolean | null;

  @Shows('AUTHORIZED_CARE')
  @Field(() => Boolean, { nullable: true, description: 'Only those for which the office has chosen a line, or only the others.' })
  isPinned?: boolean | null;

  @Shows('CARE')
  @Field(() => Boolean, { nullable: true, description: 'Only those about which something was written, or only those about which nothing was.' })
  hasNote?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those with an electronic verification, or only those without.' })
  hasEvvRecord?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Measured against this payer: the primary one on the date of service.' })
  payerId?: string | null;

  @Field(() => [ID], { nullable: true, description: `Measured against any of these payers, at most ${MOST_IN_A_SET}.` })
  payerIds?: string[] | null;

  @Shows('AUTHORIZED_CARE')
  @Field(() => ID, { nullable: true, description: 'Drawing on this authorization.' })
  authorizationId?: string | null;

  @Shows('AUTHORIZED_CARE')
  @Field(() => ID, { nullable: true, description: 'Drawing on this line of an authorization.' })
  lineId?: string | null;
}

export const VisitSort = sortInput('Visit', { STARTS_AT: 'When the visit is planned to begin.', SERVICE_ON: 'The date of service.' });

export function visitFilterOf(viewer: Reader, filter: VisitFilterInput | null | undefined, now: Date): VisitFilter {
  const today = todayOf(viewer, filter, now);
  return {
    ...filter,
    ...identifiersIn(filter),
    ...ofPatientsIn(filter),
    staffId: idIn(filter, 'staffId', 'Staff'),
    staffIds: idsIn(filter, 'staffIds', 'Staff'),
    serviceCodes: textsIn(filter, 'serviceCodes'),
    serviceOn: datesIn(filter, 'serviceOn', today),
    startsAt: timesIn(filter, 'startsAt', today),
    payerId: idIn(filter, 'payerId', 'Payer'),
    payerIds: idsIn(filter, 'payerIds', 'Payer'),
    authorizationId: idIn(filter, 'authorizationId', 'Authorization'),
    lineId: idIn(filter, 'lineId', 'AuthorizationLine'),
  };
}
