import { type Concern, permits } from '../auth/access.js';
import { Refusal } from '../base/refusal.js';
import { type FieldChange, fieldChanges } from '../care/change.js';
import type { EmergencyAccess } from '../care/emergency-access.js';
import { lockEmergencyAccess, setEmergencyOutcome } from '../db/queries/emergency-accesses.js';
import { patientConcern } from '../db/queries/patient-concern.js';
import type { EmergencyAccessRow } from '../db/rows/emergency-access-row.js';
import type { Applied, Work } from './change.js';

/** What the log tells: codes and times. What was said about the patient stays with the record. */
export function emergencyChanges(before: EmergencyAccess | null, after: EmergencyAccess): FieldChange[] {
  return fieldChanges('EmergencyAccess', before, after, ['subject', 'role', 'reasonCode', 'endsAt', 'endedAt', 'endedBy', 'reviewStatus', 'reviewedBy']);
}

export interface FoundEmergency {
  readonly before: EmergencyAccessRow;
  /** Into which scopes its patient falls. */
  readonly concerns: Concern;
}

/**
 * One that the viewer took, or whose patient is within their scope. Another is as unknown as another agency's.
 *
 * @throws Refusal NOT_FOUND
 */
export async function lockedEmergencyAccess({ tx, viewer }: Work, id: string): Promise<FoundEmergency> {
  const before = await lockEmergencyAccess(tx, id);
  const concerns = before && (await patientConcern(tx, before));
  if (!before || !concerns || (before.subject !== viewer.subject && !permits(viewer.scope, concerns))) throw new Refusal('NOT_FOUND', { path: ['input', 'emergencyAccessId'] });
  return { before, concerns };
}

export async function savedOutcome({ tx }: Work, { before, concerns }: FoundEmergency, record: EmergencyAccessRow): Promise<Applied<EmergencyAccessRow>> {
  await setEmergencyOutcome(tx, record);
  return { record, what: emergencyChanges(before, record), concerns };
}
