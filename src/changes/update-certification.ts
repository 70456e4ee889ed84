import { checkVersion } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { certified } from '../care/certification.js';
import { fieldChanges } from '../care/change.js';
import { updateRows } from '../db/queries/records.js';
import { CertificationRow } from '../db/rows/certification-row.js';
import { type PatientChange, recordOfPatient, spokenOf, todayOf } from './change.js';

/** What is left out stays as it is; null takes a date away that was recorded in error. */
export interface UpdateCertificationInput {
  readonly certificationId: string;
  readonly certifiedOn?: LocalDate | null;
  readonly assessedOn?: LocalDate | null;
  readonly endsOn?: LocalDate | null;
  readonly expectedVersion?: number | null;
}

/** The physician signed, the patient was assessed, or the period ended before its time. */
export const updateCertification: PatientChange<UpdateCertificationInput, CertificationRow> = {
  kind: 'updateCertification',
  about: 'PATIENT',
  row: CertificationRow,
  patientOf: ({ certificationId }) => ({ of: 'RECORD', row: CertificationRow, id: certificationId, path: ['input', 'certificationId'] }),
  async apply(work, { certificationId, certifiedOn, assessedOn, endsOn, expectedVersion }) {
    const before = await recordOfPatient(work, CertificationRow, certificationId, ['input', 'certificationId']);
    checkVersion(before, expectedVersion);
    const record = certified({ ...before, ...spokenOf({ certifiedOn, assessedOn }), endsOn: endsOn ?? before.endsOn, version: before.version + 1 }, todayOf(work));
    await updateRows(work.tx, CertificationRow, [record]);
    return { record, what: fieldChanges('Certification', before, record, ['certifiedOn', 'assessedOn', 'endsOn']), touchedOn: record.startsOn };
  },
};
