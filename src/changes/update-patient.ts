import { checkVersion } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { fieldChanges } from '../care/change.js';
import { corrected } from '../care/patient.js';
import { checkedSsn } from '../care/ssn.js';
import { recordById, updateRows } from '../db/queries/records.js';
import { PATIENT_SSN } from '../db/queries/sealed-columns.js';
import { BranchRow } from '../db/rows/branch-row.js';
import { PatientRow } from '../db/rows/patient-row.js';
import { type PatientChange, type PatientWork, todayOf } from './change.js';

/** What is left out stays as it is, and so does what a patient always has; null takes a start of care away that was recorded in error. */
export interface UpdatePatientInput {
  readonly patientId: string;
  readonly branchId?: string | null;
  readonly mrn?: string | null;
  readonly givenName?: string | null;
  readonly familyName?: string | null;
  readonly birthDate?: LocalDate | null;
  /** Null takes away one that was recorded in error. */
  readonly ssn?: string | null;
  readonly startOfCareOn?: LocalDate | null;
  readonly expectedVersion?: number | null;
}

/** Who the patient is and where they belong, put right. */
export const updatePatient: PatientChange<UpdatePatientInput, PatientRow> = {
  kind: 'updatePatient',
  about: 'PATIENT',
  row: PatientRow,
  patientOf: ({ patientId }) => ({ of: 'PATIENT', id: patientId, path: ['input', 'patientId'] }),
  async apply(work, { branchId, mrn, givenName, familyName, birthDate, ssn, startOfCareOn, expectedVersion }) {
    const { tx, patient } = work;
    const before = await recordById(tx, PatientRow, patient.id, ['input', 'patientId']);
    checkVersion(before, expectedVersion);
    if (branchId != null) await recordById(tx, BranchRow, branchId, ['input', 'branchId']);
    const particulars = {
      branchId: branchId ?? before.branchId,
      mrn: mrn ?? before.mrn,
      givenName: givenName ?? before.givenName,
      familyName: familyName ?? before.familyName,
      birthDate: birthDate ?? before.birthDate,
      ...(await sealedSsn(work, ssn)),
      startOfCareOn: startOfCareOn === undefined ? before.startOfCareOn : startOfCareOn,
    };
    const record = corrected(before, particulars, todayOf(work));
    await updateRows(tx, PatientRow, [record]);
    // Who the patient is, is no part of what the log tells; that it was changed, the version tells.
    return { record, what: fieldChanges('Patient', before, record, ['branchId', 'startOfCareOn', 'version']) };
  },
};

/** Nothing where nothing was said of it. */
async function sealedSsn({ secrets, patient }: PatientWork, ssn: string | null | undefined): Promise<Partial<Pick<PatientRow, 'ssn' | 'ssnIndex'>>> {
  if (ssn === undefined) return {};
  if (ssn === null) return { ssn: null, ssnIndex: [] };
  const { text, index } = await secrets.seal(PATIENT_SSN, patient.id, checkedSsn(ssn));
  return { ssn: text, ssnIndex: index };
}
