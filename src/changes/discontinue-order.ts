import type { LocalDate } from '../base/day.js';
import { discontinued } from '../care/order.js';
import { orderChange, type OrderInput } from './order-changes.js';

export interface DiscontinueOrderInput extends OrderInput {
  /** The first day that the order no longer covers. */
  readonly discontinuedOn: LocalDate;
}

/** The order ended before its time. */
export const discontinueOrder = orderChange<DiscontinueOrderInput>('discontinueOrder', ['status', 'discontinuedOn'], (order, { discontinuedOn }) => discontinued(order, discontinuedOn));
