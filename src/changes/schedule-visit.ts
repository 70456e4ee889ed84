import { fieldChanges } from '../care/change.js';
import { planVisit } from '../care/visit.js';
import { recordById } from '../db/queries/records.js';
import { insertVisits } from '../db/queries/save-visits.js';
import { StaffRow } from '../db/rows/staff-row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import type { PatientChange, PatientWork } from './change.js';
import { scheduleChange } from './visit-changes.js';

export interface ScheduleVisitInput {
  readonly id?: string;
  readonly patientId: string;
  readonly serviceCode: string;
  readonly modifiers?: readonly string[] | null;
  readonly staffId?: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** A visit under the PRN part of an order. */
  readonly isAsNeeded?: boolean | null;
}

export const scheduleVisit: PatientChange<ScheduleVisitInput, VisitRow> = {
  kind: 'scheduleVisit',
  about: 'PATIENT',
  row: VisitRow,
  patientOf: (input) => ({ of: 'PATIENT', id: input.patientId, path: ['input', 'patientId'] }),
  async apply(work, input) {
    const record = plannedVisit(work, input, { id: input.id ?? work.ids.next(), seriesId: null });
    await insertPlanned(work, input, [record]);
    return { record, what: fieldChanges('Visit', null, record, ['serviceCode', 'startsAt', 'endsAt', 'serviceOn', 'staffId', 'status']), touchedOn: record.serviceOn };
  },
};

export function plannedVisit({ tx, now, patient }: PatientWork, input: ScheduleVisitInput, its: { readonly id: string; readonly seriesId: string | null }): VisitRow {
  const { serviceCode, modifiers, staffId, startsAt, endsAt, isAsNeeded } = input;
  return planVisit(
    {
      ...its,
      agencyId: tx.agencyId,
      patientId: patient.id,
      serviceCode,
      modifiers: modifiers ?? [],
      staffId: staffId ?? null,
      startsAt,
      endsAt,
      isAsNeeded: isAsNeeded ?? false,
    },
    patient.timeZone,
    now,
  ) as VisitRow;
}

export async function insertPlanned(work: PatientWork, { staffId }: ScheduleVisitInput, visits: readonly VisitRow[]): Promise<void> {
  if (staffId != null) await recordById(work.tx, StaffRow, staffId, ['input', 'staffId']);
  await insertVisits(work.tx, visits, visits.map((visit) => scheduleChange(work, 'CREATED', null, visit)));
}
