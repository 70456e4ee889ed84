import { discontinueOrder } from '../../../changes/discontinue-order.js';
import { recordOrder } from '../../../changes/record-order.js';
import { signOrder } from '../../../changes/sign-order.js';
import { updateOrder } from '../../../changes/update-order.js';
import { DiscontinueOrderInputType, RecordOrderInputType, SignOrderInputType, UpdateOrderInputType } from '../../inputs/order-inputs.js';
import { OrderType } from '../../types/order-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

export const ORDER_MUTATIONS: readonly MutationDefinition[] = [
  mutation(recordOrder, { input: RecordOrderInputType, record: OrderType, description: 'Records a physician\'s order as it was received. It supports visits from then on, and claims once it is signed.' }),
  mutation(updateOrder, { input: UpdateOrderInputType, record: OrderType, description: 'Puts right who ordered and how the order is followed up. What is ordered stays.' }),
  mutation(signOrder, { input: SignOrderInputType, record: OrderType, description: 'Records that an order came back signed and dated.' }),
  mutation(discontinueOrder, { input: DiscontinueOrderInputType, record: OrderType, description: 'Ends an order before its time.' }),
];
