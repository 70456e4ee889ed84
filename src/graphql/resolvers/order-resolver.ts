import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { demandOf } from '../../alignment/frequency.js';
import { MOST_CHILDREN, ordersSuperseding } from '../../db/queries/children.js';
import { OrderRow } from '../../db/rows/order-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import type { GraphContext } from '../context.js';
import { one, oneOrNone } from '../edges.js';
import { fromRow, ReadAs, toChildren, toOne } from '../plans/read-as.js';
import { OrderDemandType, OrderType } from '../types/order-type.js';
import { PatientType } from '../types/patient-type.js';

@Resolver(() => OrderType)
export class OrderResolver {
  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { description: 'Whose care the physician ordered.' })
  async patient(@Root() { patientId }: OrderRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow> {
    return one(loaders.record(PatientRow), patientId);
  }

  @ReadAs(toOne(OrderRow, 'supersedesOrderId'))
  @FieldResolver(() => OrderType, { nullable: true, description: 'The order that it replaces from its start on; none when it replaces none.' })
  async supersedes(@Root() { supersedesOrderId }: OrderRow, @Ctx() { loaders }: GraphContext): Promise<OrderRow | null> {
    return oneOrNone(loaders.record(OrderRow), supersedesOrderId);
  }

  @ReadAs(toChildren(ordersSuperseding))
  @FieldResolver(() => [OrderType], { description: `The orders that replace it from their start on, the one received last first; at most ${MOST_CHILDREN}.` })
  async supersededBy(@Root() { id }: OrderRow, @Ctx() { loaders }: GraphContext): Promise<readonly OrderRow[]> {
    return loaders.children(ordersSuperseding).load(id);
  }

  @ReadAs(fromRow('frequency'))
  @FieldResolver(() => OrderDemandType, { nullable: true, description: 'How many visits it asks for; none when its frequency was not understood.' })
  demand(@Root() { frequency }: OrderRow): OrderDemandType | null {
    return frequency && demandOf(frequency);
  }
}
