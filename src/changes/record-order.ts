import { parseFrequency } from '../alignment/frequency.js';
import { notationOf } from '../alignment/words.js';
import { checkedText } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { type FieldChange, fieldChanges } from '../care/change.js';
import { type OrderKind, type OrderUrgency, recorded, superseded } from '../care/order.js';
import type { Discipline } from '../care/service.js';
import { insertRows, updateRows } from '../db/queries/records.js';
import { OrderRow } from '../db/rows/order-row.js';
import { type PatientChange, type PatientWork, recordOfPatient } from './change.js';

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
  readonly urgency?: OrderUrgency | null;
  /** The last date for the first visit. */
  readonly mustBeSeenBy?: LocalDate | null;
  readonly diagnosisCodes?: readonly string[] | null;
  /** The order that this one replaces from its start on. */
  readonly supersedesOrderId?: string | null;
}

export const recordOrder: PatientChange<RecordOrderInput, OrderRow> = {
  kind: 'recordOrder',
  about: 'PATIENT',
  row: OrderRow,
  patientOf: (input) => ({ of: 'PATIENT', id: input.patientId, path: ['input', 'patientId'] }),
  async apply(work, input) {
    const { tx, ids, now, patient } = work;
    // Only a short text is given to the parser. One that it cannot read is kept as it was received, and is a finding.
    const frequencyText = checkedText(input.frequencyText, ['input', 'frequencyText']);
    const reading = parseFrequency(frequencyText);
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
        urgency: input.urgency ?? 'ROUTINE',
        mustBeSeenBy: input.mustBeSeenBy ?? null,
        diagnosisCodes: input.diagnosisCodes ?? [],
        supersedesOrderId: input.supersedesOrderId ?? null,
      },
      reading.kind === 'PARSED' ? reading.frequency : null,
      now,
    );
    const replaced = await replacedBy(work, order);
    await insertRows(tx, OrderRow, [order]);
    // The notation, not the text: a text may say in words why, and the log holds no narrative.
    const frequency = { entity: 'Order', id: order.id, field: 'frequency', before: null, after: order.frequency === null ? null : notationOf(order.frequency) };
    const what = [...fieldChanges('Order', null, order, ['kind', 'discipline', 'startsOn', 'endsOn', 'status', 'urgency', 'mustBeSeenBy', 'supersedesOrderId']), frequency, ...replaced];
    return { record: order, what, touchedOn: order.startsOn };
  },
};

/** What becomes of the order that another one replaces. */
async function replacedBy(work: PatientWork, { supersedesOrderId, startsOn, discipline }: OrderRow): Promise<FieldChange[]> {
  if (supersedesOrderId === null) return [];
  const path = ['input', 'supersedesOrderId'];
  const before = await recordOfPatient(work, OrderRow, supersedesOrderId, path);
  if (before.discipline !== discipline) throw new Refusal('INVALID_INPUT', { path, expected: `an order of ${discipline}`, found: `one of ${before.discipline}` });
  const after = superseded(before, startsOn, path) as OrderRow;
  await updateRows(work.tx, OrderRow, [after]);
  return fieldChanges('Order', before, after, ['status', 'discontinuedOn']);
}
