import type { LocalDate } from '../../../base/day.js';
import type { OrderKind, OrderStatus, OrderUrgency } from '../../../care/order.js';
import type { Discipline } from '../../../care/service.js';
import { OrderRow } from '../../rows/order-row.js';
import type { List } from '../page.js';
import { among, type DateRange, during, given, type TimeRange, within } from './conditions.js';
import { type Identified, identified } from './identified.js';
import { type Findable, foundOpen, type OfPatients, ofPatients } from './of-patients.js';

export interface OrderFilter extends OfPatients, Findable, Identified {
  readonly discipline?: Discipline | null;
  readonly disciplines?: readonly Discipline[] | null;
  readonly serviceCodes?: readonly string[] | null;
  readonly kinds?: readonly OrderKind[] | null;
  readonly statuses?: readonly OrderStatus[] | null;
  readonly urgencies?: readonly OrderUrgency[] | null;
  readonly physicianNpi?: string | null;
  readonly startsOn?: DateRange | null;
  readonly endsOn?: DateRange | null;
  readonly mustBeSeenBy?: DateRange | null;
  readonly receivedAt?: TimeRange | null;
  readonly signedAt?: TimeRange | null;
  /** It covers care on this date. */
  readonly activeOn?: LocalDate | null;
  /** The frequency was understood. */
  readonly isUnderstood?: boolean | null;
  /** Still waiting for a signature with its date. */
  readonly isUnsigned?: boolean | null;
}

export const orderList: List<OrderRow, OrderFilter, 'RECEIVED_AT' | 'STARTS_ON' | 'ENDS_ON' | 'MUST_BE_SEEN_BY'> = {
  name: 'orders',
  row: OrderRow,
  orders: {
    RECEIVED_AT: [{ sql: 't.received_at', type: 'timestamptz' }],
    STARTS_ON: [{ sql: 't.starts_on', type: 'date' }],
    // What has no such date comes after everything that has one.
    ENDS_ON: [{ sql: `coalesce(t.ends_on, date '9999-12-31')`, type: 'date' }],
    MUST_BE_SEEN_BY: [{ sql: `coalesce(t.must_be_seen_by, date '9999-12-31')`, type: 'date' }],
  },
  where: (filter, bind) => [
    ...ofPatients(filter, bind, ['t.physician_name', 't.physician_npi']),
    ...identified(filter, OrderRow, bind),
    ...among(filter.discipline, filter.disciplines, 't.discipline', bind, 'text'),
    ...given(filter.serviceCodes, (some) => `t.service_code = any(${bind(some, 'text[]')})`),
    ...given(filter.kinds, (some) => `t.kind = any(${bind(some, 'text[]')})`),
    ...given(filter.statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
    ...given(filter.urgencies, (some) => `t.urgency = any(${bind(some, 'text[]')})`),
    ...given(filter.physicianNpi, (npi) => `t.physician_npi = ${bind(npi, 'text')}`),
    ...within(filter.startsOn, 't.starts_on', bind),
    ...within(filter.endsOn, 't.ends_on', bind),
    ...within(filter.mustBeSeenBy, 't.must_be_seen_by', bind),
    ...during(filter.receivedAt, 't.received_at', bind),
    ...during(filter.signedAt, 't.signed_at', bind),
    ...given(filter.activeOn, (date) => {
      const day = bind(date, 'date');
      return `t.starts_on <= ${day} and (t.ends_on is null or t.ends_on >= ${day}) and (t.discontinued_on is null or t.discontinued_on > ${day})`;
    }),
    ...given(filter.isUnderstood, (is) => `(t.frequency is not null) = ${bind(is, 'boolean')}`),
    ...given(filter.isUnsigned, (is) => `(t.status in ('VERBAL_RECEIVED', 'SENT_FOR_SIGNATURE', 'RETURNED_UNSIGNED')) = ${bind(is, 'boolean')}`),
    ...foundOpen(filter.hasOpenFindings, 'f.order_id = t.id'),
  ],
};
