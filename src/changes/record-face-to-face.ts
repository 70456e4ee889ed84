import type { LocalDate } from '../base/day.js';
import { fieldChanges } from '../care/change.js';
import { encountered, type PractitionerKind } from '../care/face-to-face.js';
import { insertRows } from '../db/queries/records.js';
import { FaceToFaceRow } from '../db/rows/face-to-face-row.js';
import { type PatientChange, todayOf } from './change.js';

export interface RecordFaceToFaceInput {
  readonly id?: string;
  readonly patientId: string;
  readonly occurredOn: LocalDate;
  readonly practitionerKind: PractitionerKind;
}

export const recordFaceToFace: PatientChange<RecordFaceToFaceInput, FaceToFaceRow> = {
  kind: 'recordFaceToFace',
  about: 'PATIENT',
  row: FaceToFaceRow,
  patientOf: ({ patientId }) => ({ of: 'PATIENT', id: patientId, path: ['input', 'patientId'] }),
  async apply(work, { id, occurredOn, practitionerKind }) {
    const { tx, ids, patient } = work;
    const record = encountered({ agencyId: tx.agencyId, id: id ?? ids.next(), patientId: patient.id, occurredOn, practitionerKind }, todayOf(work));
    await insertRows(tx, FaceToFaceRow, [record]);
    return { record, what: fieldChanges('FaceToFace', null, record, ['occurredOn', 'practitionerKind']), touchedOn: record.occurredOn };
  },
};
