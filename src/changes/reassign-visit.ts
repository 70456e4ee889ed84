import { assignedTo } from '../care/visit.js';
import { recordById } from '../db/queries/records.js';
import { StaffRow } from '../db/rows/staff-row.js';
import type { VisitRow } from '../db/rows/visit-row.js';
import type { PatientChange } from './change.js';
import { visitChange, type VisitInput } from './visit-changes.js';

export interface ReassignVisitInput extends VisitInput {
  /** Null: nobody yet. */
  readonly staffId: string | null;
}

const { applyAll: _inBatches, ...reassign } = visitChange<ReassignVisitInput>('reassignVisit', 'REASSIGNED', (visit, { staffId }) => assignedTo(visit, staffId));

export const reassignVisit: PatientChange<ReassignVisitInput, VisitRow> = {
  ...reassign,
  async apply(work, input) {
    if (input.staffId !== null) await recordById(work.tx, StaffRow, input.staffId, ['input', 'staffId']);
    return reassign.apply(work, input);
  },
};
