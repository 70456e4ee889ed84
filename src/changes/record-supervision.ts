import type { LocalDate } from '../base/day.js';
import { fieldChanges } from '../care/change.js';
import type { Discipline } from '../care/service.js';
import { supervised, type SupervisionKind, type SupervisionMode } from '../care/supervision.js';
import { insertRows, recordById } from '../db/queries/records.js';
import { StaffRow } from '../db/rows/staff-row.js';
import { SupervisionRow } from '../db/rows/supervision-row.js';
import { type PatientChange, todayOf } from './change.js';

export interface RecordSupervisionInput {
  readonly id?: string;
  readonly patientId: string;
  readonly kind: SupervisionKind;
  /** Whose care was supervised or reassessed. */
  readonly discipline: Discipline;
  /** Who supervised. */
  readonly staffId?: string | null;
  /** Which aide was observed. */
  readonly aideStaffId?: string | null;
  readonly performedOn: LocalDate;
  /** ONSITE when left out. */
  readonly mode?: SupervisionMode | null;
}

export const recordSupervision: PatientChange<RecordSupervisionInput, SupervisionRow> = {
  kind: 'recordSupervision',
  about: 'PATIENT',
  row: SupervisionRow,
  patientOf: ({ patientId }) => ({ of: 'PATIENT', id: patientId, path: ['input', 'patientId'] }),
  async apply(work, { id, kind, discipline, staffId, aideStaffId, performedOn, mode }) {
    const { tx, ids, patient } = work;
    if (staffId != null) await recordById(tx, StaffRow, staffId, ['input', 'staffId']);
    if (aideStaffId != null) await recordById(tx, StaffRow, aideStaffId, ['input', 'aideStaffId']);
    const record = supervised(
      {
        agencyId: tx.agencyId,
        id: id ?? ids.next(),
        patientId: patient.id,
        kind,
        discipline,
        staffId: staffId ?? null,
        aideStaffId: aideStaffId ?? null,
        performedOn,
        mode: mode ?? 'ONSITE',
      },
      todayOf(work),
    );
    await insertRows(tx, SupervisionRow, [record]);
    return { record, what: fieldChanges('Supervision', null, record, ['kind', 'discipline', 'staffId', 'aideStaffId', 'performedOn', 'mode']), touchedOn: record.performedOn };
  },
};
