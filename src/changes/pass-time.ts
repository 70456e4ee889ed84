import { PatientRow } from '../db/rows/patient-row.js';
import type { PatientChange } from './change.js';

/**
 * The clock has reached an instant at which a patient's alignment may differ: an authorization ended, a
 * note fell due, or a policy changed. No fact changes; the evaluation that follows every change is all of it.
 */
export const passTime: PatientChange<{ readonly patientId: string }, PatientRow> = {
  kind: 'passTime',
  about: 'PATIENT',
  row: PatientRow,
  isSilentWithoutEffect: true,
  patientOf: ({ patientId }) => ({ of: 'PATIENT', id: patientId, path: ['patientId'] }),
  async apply({ patient: { timeZone: _timeZone, ...record } }) {
    return { record, what: [] };
  },
};
