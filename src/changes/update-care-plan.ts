import { checkedOptionalPast, checkVersion } from '../base/check.js';
import { fieldChanges } from '../care/change.js';
import { replanned } from '../care/patient.js';
import { recordById, updateRows } from '../db/queries/records.js';
import { PatientRow } from '../db/rows/patient-row.js';
import type { PatientChange } from './change.js';

export interface UpdateCarePlanInput {
  readonly patientId: string;
  /** When that was done, if it was before now. */
  readonly updatedAt?: Date | null;
  readonly expectedVersion?: number | null;
}

/** The plan of care was brought up to date with the patient's orders. */
export const updateCarePlan: PatientChange<UpdateCarePlanInput, PatientRow> = {
  kind: 'updateCarePlan',
  about: 'PATIENT',
  row: PatientRow,
  patientOf: ({ patientId }) => ({ of: 'PATIENT', id: patientId, path: ['input', 'patientId'] }),
  async apply({ tx, now, why, patient }, { updatedAt, expectedVersion }) {
    const before = await recordById(tx, PatientRow, patient.id, ['input', 'patientId']);
    checkVersion(before, expectedVersion);
    const record = replanned(before, checkedOptionalPast(updatedAt, now, ['input', 'updatedAt']) ?? why.occurredAt);
    await updateRows(tx, PatientRow, [record]);
    return { record, what: fieldChanges('Patient', before, record, ['carePlanUpdatedAt']) };
  },
};
