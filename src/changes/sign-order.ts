import type { LocalDate } from '../base/day.js';
import { signed } from '../care/order.js';
import { todayOf } from './change.js';
import { orderChange, type OrderInput } from './order-changes.js';

export interface SignOrderInput extends OrderInput {
  /** The date that the physician wrote beside the signature. */
  readonly signatureDate: LocalDate;
}

/** The physician's order came back signed and dated. */
export const signOrder = orderChange<SignOrderInput>('signOrder', ['status', 'signedAt', 'signatureDate'], (order, { signatureDate }, work) =>
  signed(order, signatureDate, todayOf(work), work.now),
);
