import { Field, ID, InputType } from 'type-graphql';

import type { OrderStatus } from '../../care/order.js';
import type { Discipline } from '../../care/service.js';
import type { OrderFilter } from '../../db/queries/lists/orders.js';
import { DisciplineEnum, OrderStatusEnum } from '../types/enums.js';
import { idIn } from './ids.js';
import { sortInput } from './sort.js';

@InputType('OrderFilter', { description: 'Which orders to list: those for which everything that is given holds.' })
export class OrderFilterInput implements OrderFilter {
  @Field(() => ID, { nullable: true, description: 'Of this patient.' })
  patientId?: string | null;

  @Field(() => DisciplineEnum, { nullable: true, description: 'For this discipline.' })
  discipline?: Discipline | null;

  @Field(() => [OrderStatusEnum], { nullable: true, description: 'In any of these states.' })
  statuses?: OrderStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: still waiting for a signature. False: not waiting for one.' })
  isUnsigned?: boolean | null;
}

export const OrderSort = sortInput('Order', { RECEIVED_AT: 'When the order reached the agency.', STARTS_ON: 'The first day it covers.' });

export function orderFilterOf(filter: OrderFilterInput | null | undefined): OrderFilter {
  return { ...filter, patientId: idIn(filter, 'patientId', 'Patient') };
}
