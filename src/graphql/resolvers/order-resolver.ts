import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { demandOf } from '../../alignment/frequency.js';
import { orderList } from '../../db/queries/lists/orders.js';
import { OrderRow } from '../../db/rows/order-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { type Connection, connection, PageArgs, type Sort } from '../connection.js';
import type { GraphContext } from '../context.js';
import { one, oneOrNone } from '../edges.js';
import { OrderFilterInput, orderFilterOf, OrderSort } from '../filters/order-filter.js';
import { OrderConnection, OrderDemandType, OrderType } from '../types/order-type.js';
import { PatientType } from '../types/patient-type.js';

@Resolver(() => OrderType)
export class OrderResolver {
  @Query(() => OrderConnection, { description: 'Physicians\' orders, however far each has come.' })
  async orders(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => OrderFilterInput, { nullable: true, description: 'Which of them; all when left out.' }) filter: OrderFilterInput | null,
    @Arg('sort', () => OrderSort, { nullable: true, description: 'The one received last first, when left out.' }) sort: Sort | null,
  ): Promise<Connection<OrderRow>> {
    return connection(context, { list: orderList, filter: orderFilterOf(filter), sort: sort ?? { by: 'RECEIVED_AT', direction: 'DESC' }, page });
  }

  @FieldResolver(() => PatientType, { description: 'Whose care the physician ordered.' })
  async patient(@Root() { patientId }: OrderRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }

  @FieldResolver(() => OrderType, { nullable: true, description: 'The order that it replaces from its start on; none when it replaces none.' })
  async supersedes(@Root() { supersedesOrderId }: OrderRow, @Ctx() { loaders }: GraphContext): Promise<OrderRow | null> {
    return oneOrNone(loaders.record(OrderRow), supersedesOrderId);
  }

  @FieldResolver(() => OrderDemandType, { nullable: true, description: 'How many visits it asks for; none when its frequency was not understood.' })
  demand(@Root() { frequency }: OrderRow): OrderDemandType | null {
    return frequency && demandOf(frequency);
  }
}
