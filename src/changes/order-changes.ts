import { checkVersion } from '../base/check.js';
import { type ChangeKind, fieldChanges } from '../care/change.js';
import type { Order } from '../care/order.js';
import { updateRows } from '../db/queries/records.js';
import { OrderRow } from '../db/rows/order-row.js';
import { type PatientChange, type PatientWork, recordOfPatient } from './change.js';

/** What every change to an existing order is told. */
export interface OrderInput {
  readonly orderId: string;
  readonly expectedVersion?: number | null;
}

/** A change to an existing order: reads it, lets `decide` say what becomes of it, and saves that. */
export function orderChange<Input extends OrderInput>(
  kind: ChangeKind,
  fields: ReadonlyArray<keyof OrderRow & string>,
  decide: (order: Order, input: Input, work: PatientWork) => Order,
): PatientChange<Input, OrderRow> {
  return {
    kind,
    about: 'PATIENT',
    row: OrderRow,
    patientOf: ({ orderId }) => ({ of: 'RECORD', row: OrderRow, id: orderId, path: ['input', 'orderId'] }),
    async apply(work, input) {
      const before = await recordOfPatient(work, OrderRow, input.orderId, ['input', 'orderId']);
      checkVersion(before, input.expectedVersion);
      const record = decide(before, input, work);
      await updateRows(work.tx, OrderRow, [record]);
      return { record, what: fieldChanges('Order', before, record, fields), touchedOn: record.startsOn };
    },
  };
}
