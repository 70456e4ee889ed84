import type { LocalDate } from '../base/day.js';
import { followedUp, type OrderUrgency } from '../care/order.js';
import { spokenOf } from './change.js';
import { orderChange, type OrderInput } from './order-changes.js';

/** What is left out stays as it is; null takes away what an order need not have. */
export interface UpdateOrderInput extends OrderInput {
  readonly physicianName?: string | null;
  readonly physicianNpi?: string | null;
  readonly sentAt?: Date | null;
  readonly urgency?: OrderUrgency | null;
  readonly mustBeSeenBy?: LocalDate | null;
  readonly diagnosisCodes?: readonly string[] | null;
}

/** Who ordered and how it is followed up, put right. */
export const updateOrder = orderChange<UpdateOrderInput>(
  'updateOrder',
  ['status', 'sentAt', 'urgency', 'mustBeSeenBy', 'diagnosisCodes', 'version'],
  (order, { physicianName, physicianNpi, sentAt, urgency, mustBeSeenBy, diagnosisCodes }, { now }) =>
    followedUp(
      order,
      {
        ...order,
        ...spokenOf({ physicianNpi, sentAt, mustBeSeenBy }),
        physicianName: physicianName ?? order.physicianName,
        urgency: urgency ?? order.urgency,
        diagnosisCodes: diagnosisCodes ?? order.diagnosisCodes,
      },
      now,
    ),
);
