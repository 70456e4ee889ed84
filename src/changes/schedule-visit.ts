import { fieldChanges } from '../care/change.js';
import { HOME, planVisit, staffSlotsOf, type VisitType } from '../care/visit.js';
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
  /** ROUTINE when left out. */
  readonly type?: VisitType | null;
  /** CMS place of service code; the home when left out. */
  readonly placeOfService?: string | null;
}

export const scheduleVisit: PatientChange<ScheduleVisitInput, VisitRow> = {
  kind: 'scheduleVisit',
  about: 'PATIENT',
  row: VisitRow,
  patientOf: (input) => ({ of: 'PATIENT', id: input.patientId, path: ['input', 'patientId'] }),
  async apply(work, input) {
    const record = plannedVisit(work, input, { id: input.id ?? work.ids.next(), seriesId: null });
    await insertPlanned(work, input, [record]);
    const what = fieldChanges('Visit', null, record, ['serviceCode', 'startsAt', 'endsAt', 'serviceOn', 'staffId', 'status']);
    return { record, what, touchedOn: record.serviceOn, slots: staffSlotsOf([record]) };
  },
};

export function plannedVisit({ tx, now, patient }: PatientWork, input: ScheduleVisitInput, its: { readonly id: string; readonly seriesId: string | null }): VisitRow {
  const { serviceCode, modifiers, staffId, startsAt, endsAt, isAsNeeded, type, placeOfService } = input;
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
      type: type ?? 'ROUTINE',
      placeOfService: placeOfService ?? HOME,
    },
    patient.timeZone,
    now,
  ) as VisitRow;
}

export async function insertPlanned(work: PatientWork, { staffId }: ScheduleVisitInput, visits: readonly VisitRow[]): Promise<void> {
  if (staffId != null) await recordById(work.tx, StaffRow, staffId, ['input', 'staffId']);
  await insertVisits(work.tx, visits, visits.map((visit) => scheduleChange(work, 'CREATED', null, visit)));
}
