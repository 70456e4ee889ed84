import { fieldChanges } from '../care/change.js';
import { occurrencesOf, type Recurrence } from '../care/recurrence.js';
import { checkPlannedTimes, staffSlotsOf } from '../care/visit.js';
import { reviveRow, type RowClass } from '../db/rows/row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import type { PatientChange } from './change.js';
import { insertPlanned, plannedVisit, type ScheduleVisitInput } from './schedule-visit.js';

export interface ScheduleVisitSeriesInput extends ScheduleVisitInput {
  /** Ids of the visits, in order, where the caller must know them beforehand. */
  readonly visitIds?: readonly string[];
  readonly recurrence: Recurrence;
}

/** Not stored by itself: visits of one act of scheduling share the id of their series. */
export interface VisitSeries {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly visits: readonly VisitRow[];
}

/** A whole series is one change: it is evaluated once, and all of it stands or none. */
export const scheduleVisitSeries: PatientChange<ScheduleVisitSeriesInput, VisitSeries> = {
  kind: 'scheduleVisitSeries',
  about: 'PATIENT',
  row: VisitRow as RowClass<unknown> as RowClass<VisitSeries>,
  revive: (kept) => ({ ...kept, visits: kept.visits.map((visit) => reviveRow(VisitRow, { ...visit })) }),
  patientOf: (input) => ({ of: 'PATIENT', id: input.patientId, path: ['input', 'patientId'] }),
  async apply(work, input) {
    const { tx, ids, now, patient } = work;
    checkPlannedTimes(input, now);
    const seriesId = input.id ?? ids.next();
    const visits = occurrencesOf(input, input.recurrence, patient.timeZone).map((times, i) =>
      plannedVisit(work, { ...input, ...times }, { id: input.visitIds?.[i] ?? ids.next(), seriesId }),
    );
    await insertPlanned(work, input, visits);
    return {
      record: { agencyId: tx.agencyId, id: seriesId, patientId: patient.id, visits },
      what: visits.flatMap((visit) => fieldChanges('Visit', null, visit, ['serviceCode', 'startsAt', 'endsAt', 'staffId'])),
      touchedOn: visits[0]?.serviceOn ?? null,
      slots: staffSlotsOf(visits),
    };
  },
};
