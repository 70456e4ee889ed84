import { Refusal } from '../base/refusal.js';
import { invariant } from '../base/invariant.js';
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

/** @throws Refusal NOT_FOUND */
export async function lockedEmergencyAccess({ tx }: Work, id: string): Promise<EmergencyAccessRow> {
  const record = await lockEmergencyAccess(tx, id);
  if (!record) throw new Refusal('NOT_FOUND', { path: ['input', 'emergencyAccessId'] });
  return record;
}

export async function savedOutcome({ tx }: Work, before: EmergencyAccessRow, record: EmergencyAccessRow): Promise<Applied<EmergencyAccessRow>> {
  await setEmergencyOutcome(tx, record);
  const concerns = await patientConcern(tx, record);
  invariant(concerns, 'an emergency access names a patient of the agency');
  return { record, what: emergencyChanges(before, record), concerns };
}
