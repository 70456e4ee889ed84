import { checkVersion } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { fieldChanges } from '../care/change.js';
import { discontinued } from '../care/order.js';
import { updateRows } from '../db/queries/records.js';
import { OrderRow } from '../db/rows/order-row.js';
import { type PatientChange, recordOfPatient } from './change.js';

export interface DiscontinueOrderInput {
  readonly orderId: string;
  /** The first day that the order no longer covers. */
  readonly discontinuedOn: LocalDate;
  readonly expectedVersion?: number | null;
}

export const discontinueOrder: PatientChange<DiscontinueOrderInput, OrderRow> = {
  kind: 'discontinueOrder',
  about: 'PATIENT',
  row: OrderRow,
  patientOf: (input) => ({ of: 'RECORD', row: OrderRow, id: input.orderId, path: ['input', 'orderId'] }),
  async apply(work, input) {
    const before = await recordOfPatient(work, OrderRow, input.orderId, ['input', 'orderId']);
    checkVersion(before, input.expectedVersion);
    const record = discontinued(before, input.discontinuedOn);
    await updateRows(work.tx, OrderRow, [record]);
    return { record, what: fieldChanges('Order', before, record, ['status', 'discontinuedOn']), touchedOn: record.startsOn };
  },
};
