import { Field, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import type { LocalDate as DateText } from '../../base/day.js';
import type { OrderKind, OrderStatus, OrderUrgency } from '../../care/order.js';
import type { Discipline } from '../../care/service.js';
import type { OrderFilter } from '../../db/queries/lists/orders.js';
import { Shows } from '../classes/shows.js';
import { LocalDate } from '../scalars.js';
import { DisciplineEnum, OrderKindEnum, OrderStatusEnum, OrderUrgencyEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { identifiable, identifiersIn } from './identified.js';
import { MOST_IN_A_SET } from './ids.js';
import { FindableOfPatientsInput, ofPatientsIn } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';
import { textIn, textsIn } from './texts.js';
import { TimeRangeInput, timesIn } from './time-range.js';

@Shows('OPERATIONAL')
@InputType('OrderFilter', { description: 'Which orders to list: those for which everything that is given holds.' })
export class OrderFilterInput extends identifiable(FindableOfPatientsInput) {
  @Field(() => DisciplineEnum, { nullable: true, description: 'For this discipline.' })
  discipline?: Discipline | null;

  @Field(() => [DisciplineEnum], { nullable: true, description: 'For any of these disciplines.' })
  disciplines?: Discipline[] | null;

  @Field(() => [String], { nullable: true, description: `For any of these services, as HCPCS codes, at most ${MOST_IN_A_SET}.` })
  serviceCodes?: string[] | null;

  @Field(() => [OrderKindEnum], { nullable: true, description: 'Of any of these kinds.' })
  kinds?: OrderKind[] | null;

  @Field(() => [OrderStatusEnum], { nullable: true, description: 'In any of these states.' })
  statuses?: OrderStatus[] | null;

  @Field(() => [OrderUrgencyEnum], { nullable: true, description: 'Of any of these urgencies.' })
  urgencies?: OrderUrgency[] | null;

  @Field(() => String, { nullable: true, description: 'Given by the physician with this National Provider Identifier.' })
  physicianNpi?: string | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a first day between these.' })
  startsOn?: DateRangeInput | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a last day between these; one that is open has none.' })
  endsOn?: DateRangeInput | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'With a last date for the first visit between these.' })
  mustBeSeenBy?: DateRangeInput | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'Received between these.' })
  receivedAt?: TimeRangeInput | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'Whose signature reached the agency between these.' })
  signedAt?: TimeRangeInput | null;

  @Field(() => LocalDate, { nullable: true, description: 'Covering care on this date.' })
  activeOn?: DateText | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those whose frequency was understood, or only those whose was not.' })
  isUnderstood?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True: still waiting for a signature. False: not waiting for one.' })
  isUnsigned?: boolean | null;
}

export const OrderSort = sortInput('Order', {
  RECEIVED_AT: 'When the order reached the agency.',
  STARTS_ON: 'The first day it covers.',
  ENDS_ON: 'The last day it covers; what is open comes last.',
  MUST_BE_SEEN_BY: 'The last date for the first visit; what sets none comes last.',
});

export function orderFilterOf(viewer: Reader, filter: OrderFilterInput | null | undefined, now: Date): OrderFilter {
  const today = todayOf(viewer, filter, now);
  return {
    ...filter,
    ...identifiersIn(filter),
    ...ofPatientsIn(filter),
    serviceCodes: textsIn(filter, 'serviceCodes'),
    physicianNpi: textIn(filter, 'physicianNpi'),
    startsOn: datesIn(filter, 'startsOn', today),
    endsOn: datesIn(filter, 'endsOn', today),
    mustBeSeenBy: datesIn(filter, 'mustBeSeenBy', today),
    receivedAt: timesIn(filter, 'receivedAt', today),
    signedAt: timesIn(filter, 'signedAt', today),
  };
}
