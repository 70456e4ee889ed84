import { expectMayRead, type Reading } from '../auth/permissions.js';
import type { Viewer } from '../auth/viewer.js';
import { AllocationRow } from '../db/rows/allocation-row.js';
import { AuthorizationCapRow } from '../db/rows/authorization-cap-row.js';
import { AuthorizationLineRow } from '../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../db/rows/authorization-row.js';
import { CoverageRow } from '../db/rows/coverage-row.js';
import { FindingRow } from '../db/rows/finding-row.js';
import { LineBalanceRow } from '../db/rows/line-balance-row.js';
import { NoteRow } from '../db/rows/note-row.js';
import { OrderRow } from '../db/rows/order-row.js';
import { PatientRow } from '../db/rows/patient-row.js';
import type { RowClass } from '../db/rows/row.js';
import { ScheduleChangeRow } from '../db/rows/schedule-change-row.js';
import { VisitRow } from '../db/rows/visit-row.js';

/** To which part of the record each table belongs. What is not here, branches and payers say, everyone in the agency may know. */
const READING_OF: ReadonlyMap<RowClass<unknown>, Reading> = new Map<RowClass<unknown>, Reading>([
  [PatientRow, 'PATIENTS'],
  [CoverageRow, 'PATIENTS'],
  [OrderRow, 'CLINICAL_RECORD'],
  [NoteRow, 'CLINICAL_RECORD'],
  [AuthorizationRow, 'AUTHORIZATIONS'],
  [AuthorizationLineRow, 'AUTHORIZATIONS'],
  [AuthorizationCapRow, 'AUTHORIZATIONS'],
  [VisitRow, 'SCHEDULE'],
  [ScheduleChangeRow, 'SCHEDULE'],
  [FindingRow, 'ALIGNMENT'],
  [AllocationRow, 'ALIGNMENT'],
  [LineBalanceRow, 'ALIGNMENT'],
]);

/**
 * Asked wherever records are read, on edges as well as at the start, so that no path leads around it.
 *
 * @throws Refusal FORBIDDEN
 */
export function expectMayReadRows(viewer: Viewer, row: RowClass<unknown>): void {
  const reading = READING_OF.get(row);
  if (reading) expectMayRead(viewer, reading);
}
