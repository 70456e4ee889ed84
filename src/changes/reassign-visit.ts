import { Refusal } from '../base/refusal.js';
import { assignedTo } from '../care/visit.js';
import { recordById } from '../db/queries/records.js';
import { StaffRow } from '../db/rows/staff-row.js';
import type { VisitRow } from '../db/rows/visit-row.js';
import type { PatientChange } from './change.js';
import { visitChange, type VisitInput } from './visit-changes.js';

export interface ReassignVisitInput extends VisitInput {
  /** Null: nobody yet. It must be said: a field left out by oversight takes nobody off a visit. */
  readonly staffId?: string | null;
}

const { applyAll: _inBatches, ...reassign } = visitChange<ReassignVisitInput>('reassignVisit', 'REASSIGNED', (visit, { staffId = null }) => assignedTo(visit, staffId));

export const reassignVisit: PatientChange<ReassignVisitInput, VisitRow> = {
  ...reassign,
  async apply(work, input) {
    if (input.staffId === undefined) throw new Refusal('INVALID_INPUT', { path: ['input', 'staffId'], expected: 'a member of staff, or null for nobody yet' });
    if (input.staffId !== null) await recordById(work.tx, StaffRow, input.staffId, ['input', 'staffId']);
    return reassign.apply(work, input);
  },
};
