import { checkVersion } from '../base/check.js';
import { type LocalDate, parseLocalDate } from '../base/day.js';
import { fieldChanges } from '../care/change.js';
import { type PatientStatus, standing } from '../care/patient.js';
import { insertRows, recordById, updateRows } from '../db/queries/records.js';
import { statusPeriodsAround } from '../db/queries/status-periods.js';
import { PatientRow } from '../db/rows/patient-row.js';
import { PatientStatusPeriodRow } from '../db/rows/patient-status-period-row.js';
import type { PatientChange } from './change.js';

export interface ChangePatientStatusInput {
  readonly patientId: string;
  readonly status: PatientStatus;
  /** The first day on which the patient stands so. */
  readonly startsOn: LocalDate;
  readonly expectedVersion?: number | null;
}

/** How a patient stands with the agency from a day on. What was recorded for the same first day was an error, and is replaced. */
export const changePatientStatus: PatientChange<ChangePatientStatusInput, PatientRow> = {
  kind: 'changePatientStatus',
  about: 'PATIENT',
  row: PatientRow,
  patientOf: ({ patientId }) => ({ of: 'PATIENT', id: patientId, path: ['input', 'patientId'] }),
  async apply({ tx, ids, patient }, { status, startsOn, expectedVersion }) {
    const before = await recordById(tx, PatientRow, patient.id, ['input', 'patientId']);
    checkVersion(before, expectedVersion);
    const { sameDay, last } = await statusPeriodsAround(tx, patient.id, parseLocalDate(startsOn));
    const period: PatientStatusPeriodRow = { agencyId: tx.agencyId, id: sameDay?.id ?? ids.next(), patientId: patient.id, status, startsOn };
    await (sameDay === null ? insertRows : updateRows)(tx, PatientStatusPeriodRow, [period]);
    const record = standing(before, last === null || last.startsOn <= startsOn ? status : last.status);
    await updateRows(tx, PatientRow, [record]);
    return {
      record,
      what: [...fieldChanges('PatientStatusPeriod', sameDay, period, ['status', 'startsOn']), ...fieldChanges('Patient', before, record, ['status'])],
      touchedOn: startsOn,
    };
  },
};
