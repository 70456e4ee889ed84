import { checkVersion } from '../base/check.js';
import { dateOf, type LocalDate, localDayAt } from '../base/day.js';
import { fieldChanges } from '../care/change.js';
import { signed } from '../care/order.js';
import { updateRows } from '../db/queries/records.js';
import { OrderRow } from '../db/rows/order-row.js';
import { type PatientChange, recordOfPatient } from './change.js';

export interface SignOrderInput {
  readonly orderId: string;
  /** The date that the physician wrote beside the signature. */
  readonly signatureDate: LocalDate;
  readonly expectedVersion?: number | null;
}

/** The physician's order came back signed and dated. */
export const signOrder: PatientChange<SignOrderInput, OrderRow> = {
  kind: 'signOrder',
  about: 'PATIENT',
  row: OrderRow,
  patientOf: (input) => ({ of: 'RECORD', row: OrderRow, id: input.orderId, path: ['input', 'orderId'] }),
  async apply(work, input) {
    const before = await recordOfPatient(work, OrderRow, input.orderId, ['input', 'orderId']);
    checkVersion(before, input.expectedVersion);
    const record = signed(before, input.signatureDate, dateOf(localDayAt(work.now.getTime(), work.patient.timeZone)), work.now);
    await updateRows(work.tx, OrderRow, [record]);
    return { record, what: fieldChanges('Order', before, record, ['status', 'signedAt', 'signatureDate']), touchedOn: record.startsOn };
  },
};
