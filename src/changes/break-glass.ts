import { isWithin } from '../auth/access.js';
import { checkedText } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { emergencyAccess, type EmergencyRequest } from '../care/emergency-access.js';
import { namedBy, principalOf } from '../care/principal.js';
import { hasUnreviewed } from '../db/queries/emergency-accesses.js';
import { type KnownAs, patientConcern } from '../db/queries/patient-concern.js';
import { insertRows } from '../db/queries/records.js';
import { EmergencyAccessRow } from '../db/rows/emergency-access-row.js';
import type { AgencyChange } from './change.js';
import { emergencyChanges } from './emergency-changes.js';
import { lockedMember } from './member-changes.js';

export interface BreakGlassInput extends EmergencyRequest {
  readonly id?: string;
  readonly patientId?: string | null;
  /** In place of the id, which nobody reads out over a telephone. */
  readonly mrn?: string | null;
}

/**
 * A member takes access to one patient outside their scope, at once and without being asked. The patient is not locked, because
 * an emergency does not wait for whoever is changing them. Only the member is: of two that they take at the same time the later
 * one finds the earlier one unreviewed.
 *
 * Who still owes a review is told so before the patient is looked for, so that nothing can be found out by asking on.
 */
export const breakGlass: AgencyChange<BreakGlassInput, EmergencyAccessRow> = {
  kind: 'breakGlass',
  about: 'AGENCY',
  row: EmergencyAccessRow,
  async apply(work, { id, patientId, mrn, ...request }) {
    const { tx, ids, now, viewer } = work;
    const who = knownAs(patientId ?? null, mrn ?? null);
    const member = await lockedMember(work, 'breakGlass', namedBy(viewer.subject));
    if (!member) throw new Refusal('FORBIDDEN', { expected: 'a member of the agency', found: 'someone whom their token alone admits', remedy: 'Ask an administrator of the agency for access.' });
    if (await hasUnreviewed(tx, viewer.subject)) throw new Refusal('REVIEW_PENDING');

    const path = ['input', 'mrn' in who ? 'mrn' : 'patientId'];
    const concern = await patientConcern(tx, who);
    if (!concern) throw new Refusal('NOT_FOUND', { path });
    const record: EmergencyAccessRow = emergencyAccess({ agencyId: tx.agencyId, id: id ?? ids.next(), patientId: concern.patientId, subject: principalOf(member), role: member.role }, request, now);
    if (isWithin(member, concern)) {
      throw new Refusal('INVALID_INPUT', { path, expected: 'a patient outside your scope', found: 'one within it', remedy: 'Read their records: no emergency access is needed.' });
    }
    await insertRows(tx, EmergencyAccessRow, [record]);
    return { record, what: emergencyChanges(null, record), concerns: concern };
  },
};

/** @throws Refusal INVALID_INPUT */
function knownAs(patientId: string | null, mrn: string | null): KnownAs {
  if (patientId !== null && mrn === null) return { patientId };
  if (mrn !== null && patientId === null) return { mrn: checkedText(mrn, ['input', 'mrn']) };
  throw new Refusal('INVALID_INPUT', { path: ['input', 'patientId'], expected: 'either patientId or mrn', found: patientId === null ? 'neither' : 'both' });
}
