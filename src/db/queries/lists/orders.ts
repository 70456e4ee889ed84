import type { OrderStatus } from '../../../care/order.js';
import type { Discipline } from '../../../care/service.js';
import { OrderRow } from '../../rows/order-row.js';
import type { List } from '../page.js';
import { given } from './conditions.js';

export interface OrderFilter {
  readonly patientId?: string | null;
  readonly discipline?: Discipline | null;
  readonly statuses?: readonly OrderStatus[] | null;
  /** Still waiting for a signature with its date. */
  readonly isUnsigned?: boolean | null;
}

export const orderList: List<OrderRow, OrderFilter, 'RECEIVED_AT' | 'STARTS_ON'> = {
  name: 'orders',
  row: OrderRow,
  orders: {
    RECEIVED_AT: [{ sql: 't.received_at', type: 'timestamptz' }],
    STARTS_ON: [{ sql: 't.starts_on', type: 'date' }],
  },
  where: ({ patientId, discipline, statuses, isUnsigned }, bind) => [
    ...given(patientId, (id) => `t.patient_id = ${bind(id, 'uuid')}`),
    ...given(discipline, (one) => `t.discipline = ${bind(one, 'text')}`),
    ...given(statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
    ...given(isUnsigned, (is) => `(t.status in ('VERBAL_RECEIVED', 'SENT_FOR_SIGNATURE', 'RETURNED_UNSIGNED')) = ${bind(is, 'boolean')}`),
  ],
};
