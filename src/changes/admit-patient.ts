import { dateOf, type LocalDate, localDayAt } from '../base/day.js';
import { fieldChanges } from '../care/change.js';
import { admitted } from '../care/patient.js';
import { checkedSsn } from '../care/ssn.js';
import { insertRows, recordById } from '../db/queries/records.js';
import { PATIENT_SSN } from '../db/queries/sealed-columns.js';
import { BranchRow } from '../db/rows/branch-row.js';
import { PatientRow } from '../db/rows/patient-row.js';
import type { AdmittingChange } from './change.js';

export interface AdmitPatientInput {
  readonly id?: string;
  readonly branchId: string;
  readonly mrn: string;
  readonly givenName: string;
  readonly familyName: string;
  /** Left out only where another system sends a patient without one. */
  readonly birthDate?: LocalDate | null;
  readonly ssn?: string | null;
  readonly startOfCareOn?: LocalDate | null;
  /** DECEASED only where another system's record of a patient who has died is taken over. */
  readonly status?: 'ACTIVE' | 'DECEASED';
}

export const admitPatient: AdmittingChange<AdmitPatientInput, PatientRow> = {
  kind: 'admitPatient',
  about: 'NEW_PATIENT',
  row: PatientRow,
  async apply({ tx, ids, secrets, now }, input) {
    const branch = await recordById(tx, BranchRow, input.branchId, ['input', 'branchId']);
    const today = dateOf(localDayAt(now.getTime(), branch.timeZone));
    const { birthDate = null, startOfCareOn = null } = input;
    const id = input.id ?? ids.next();
    const ssn = input.ssn == null ? null : await secrets.seal(PATIENT_SSN, id, checkedSsn(input.ssn));
    const record = admitted({ ...input, agencyId: tx.agencyId, id, birthDate, ssn: ssn?.text ?? null, ssnIndex: ssn?.index ?? [], startOfCareOn }, today);
    await insertRows(tx, PatientRow, [record]);
    return { record, what: fieldChanges('Patient', null, record, ['status', 'branchId', 'startOfCareOn']) };
  },
};
