import { parseFrequency } from '../alignment/frequency.js';
import { notationOf } from '../alignment/words.js';
import { checkedText } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { type OrderKind, recorded } from '../care/order.js';
import type { Discipline } from '../care/service.js';
import { insertRows } from '../db/queries/records.js';
import { OrderRow } from '../db/rows/order-row.js';
import type { PatientChange } from './change.js';

export interface RecordOrderInput {
  readonly id?: string;
  readonly patientId: string;
  readonly kind: OrderKind;
  readonly discipline: Discipline;
  readonly serviceCode?: string | null;
  readonly frequencyText: string;
  readonly startsOn: LocalDate;
  readonly endsOn?: LocalDate | null;
  readonly physicianName: string;
  readonly physicianNpi?: string | null;
  readonly receivedAt?: Date | null;
  /** When it went out for the physician's signature. */
  readonly sentAt?: Date | null;
}

export const recordOrder: PatientChange<RecordOrderInput, OrderRow> = {
  kind: 'recordOrder',
  about: 'PATIENT',
  row: OrderRow,
  patientOf: (input) => ({ of: 'PATIENT', id: input.patientId, path: ['input', 'patientId'] }),
  async apply({ tx, ids, now, patient }, input) {
    // Only a short text is given to the parser.
    const frequencyText = checkedText(input.frequencyText, ['input', 'frequencyText']);
    const reading = parseFrequency(frequencyText);
    if (reading.kind === 'UNREADABLE') {
      throw new Refusal('INVALID_INPUT', { path: ['input', 'frequencyText'], expected: reading.expected });
    }
    if (reading.kind === 'PARSED' && reading.discipline !== null && reading.discipline !== input.discipline) {
      throw new Refusal('INVALID_INPUT', { path: ['input', 'frequencyText'], expected: `a frequency of ${input.discipline}`, found: `one of ${reading.discipline}` });
    }
    const order = recorded(
      {
        agencyId: tx.agencyId,
        id: input.id ?? ids.next(),
        patientId: patient.id,
        kind: input.kind,
        discipline: input.discipline,
        serviceCode: input.serviceCode ?? null,
        frequencyText,
        startsOn: input.startsOn,
        endsOn: input.endsOn ?? null,
        physicianName: input.physicianName,
        physicianNpi: input.physicianNpi ?? null,
        receivedAt: input.receivedAt ?? now,
        sentAt: input.sentAt ?? null,
      },
      reading.kind === 'PARSED' ? reading.frequency : null,
      now,
    );
    await insertRows(tx, OrderRow, [order]);
    // The notation, not the text: a text may say in words why, and the log holds no narrative.
    const frequency = { entity: 'Order', id: order.id, field: 'frequency', before: null, after: order.frequency === null ? null : notationOf(order.frequency) };
    const what = [...fieldChanges('Order', null, order, ['kind', 'discipline', 'startsOn', 'endsOn', 'status']), frequency];
    return { record: order, what, touchedOn: order.startsOn };
  },
};
