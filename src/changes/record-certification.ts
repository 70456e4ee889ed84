import type { LocalDate } from '../base/day.js';
import { certified, type CertificationKind } from '../care/certification.js';
import { fieldChanges } from '../care/change.js';
import { insertRows } from '../db/queries/records.js';
import { CertificationRow } from '../db/rows/certification-row.js';
import { type PatientChange, todayOf } from './change.js';

export interface RecordCertificationInput {
  readonly id?: string;
  readonly patientId: string;
  readonly kind: CertificationKind;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  /** The date beside the physician's signature, once it is there. */
  readonly certifiedOn?: LocalDate | null;
  /** When the comprehensive assessment for the period was made. */
  readonly assessedOn?: LocalDate | null;
}

export const recordCertification: PatientChange<RecordCertificationInput, CertificationRow> = {
  kind: 'recordCertification',
  about: 'PATIENT',
  row: CertificationRow,
  patientOf: ({ patientId }) => ({ of: 'PATIENT', id: patientId, path: ['input', 'patientId'] }),
  async apply(work, { id, kind, startsOn, endsOn, certifiedOn, assessedOn }) {
    const { tx, ids, patient } = work;
    const record = certified(
      { agencyId: tx.agencyId, id: id ?? ids.next(), patientId: patient.id, kind, startsOn, endsOn, certifiedOn: certifiedOn ?? null, assessedOn: assessedOn ?? null, version: 1 },
      todayOf(work),
    );
    await insertRows(tx, CertificationRow, [record]);
    return { record, what: fieldChanges('Certification', null, record, ['kind', 'startsOn', 'endsOn', 'certifiedOn', 'assessedOn']), touchedOn: record.startsOn };
  },
};
