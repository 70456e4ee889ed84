import { drawOf, measuresOf } from '../alignment/measure.js';
import { policyBookOf } from '../alignment/policy.js';
import { isCounted } from '../alignment/visits.js';
import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import type { MilliUnits } from '../care/service.js';
import { pinnedTo } from '../care/visit.js';
import { patientSnapshot } from '../db/queries/patient-snapshot.js';
import { AuthorizationLineRow } from '../db/rows/authorization-line-row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import { type PatientChange, type PatientWork, recordOfPatient } from './change.js';
import { visitChange, type VisitInput } from './visit-changes.js';

export interface PinVisitInput extends VisitInput {
  /** Null leaves the choice to the allocator again. It must be said: a field left out by oversight undoes no choice. */
  readonly lineId?: string | null;
}

interface MeasuredPin extends PinVisitInput {
  readonly milliUnits: MilliUnits | null;
}

const { applyAll: _inBatches, ...pin } = visitChange<MeasuredPin>('pinVisit', 'PINNED', (visit, { lineId, milliUnits }) =>
  pinnedTo(visit, lineId == null || milliUnits === null ? null : { lineId, milliUnits }),
);

/** The office chooses the line that a visit draws on. What the visit needs of it now is kept, so that it shows when the visit later needs more. */
export const pinVisit: PatientChange<PinVisitInput, VisitRow> = {
  ...pin,
  async apply(work, input) {
    const { lineId } = input;
    if (lineId === undefined) throw new Refusal('INVALID_INPUT', { path: ['input', 'lineId'], expected: 'a line of the patient, or null for none in particular' });
    return pin.apply(work, { ...input, milliUnits: lineId === null ? null : await neededOf(work, input.visitId, lineId) });
  },
};

/** Measured together with the visits that its payer counts together with it, as the evaluation that follows does. */
async function neededOf(work: PatientWork, visitId: string, lineId: string): Promise<MilliUnits> {
  const line = await recordOfPatient(work, AuthorizationLineRow, lineId, ['input', 'lineId']);
  const { serviceOn } = await recordOfPatient(work, VisitRow, visitId, ['input', 'visitId']);
  const { snapshot } = await patientSnapshot(work.tx, work.patient.id, work.now, serviceOn);
  const visits = snapshot.visits.filter((visit) => isCounted(visit) || visit.id === visitId);
  const measure = measuresOf(visits, policyBookOf(snapshot)).get(visitId);
  invariant(measure, 'a snapshot from the day of a visit on has the visit');
  return drawOf(measure, line.unitDefinition);
}
