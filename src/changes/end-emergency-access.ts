import { mayRead } from '../auth/permissions.js';
import type { Viewer } from '../auth/viewer.js';
import { checkVersion } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { type EmergencyAccess, ended } from '../care/emergency-access.js';
import { EmergencyAccessRow } from '../db/rows/emergency-access-row.js';
import type { AgencyChange } from './change.js';
import { lockedEmergencyAccess, savedOutcome } from './emergency-changes.js';

export interface EndEmergencyAccessInput {
  readonly emergencyAccessId: string;
  readonly expectedVersion?: number | null;
}

/** Before its time: by whoever took it, who is done, or by an administrator. */
export const endEmergencyAccess: AgencyChange<EndEmergencyAccessInput, EmergencyAccessRow> = {
  kind: 'endEmergencyAccess',
  about: 'AGENCY',
  row: EmergencyAccessRow,
  async apply(work, { emergencyAccessId, expectedVersion }) {
    const found = await lockedEmergencyAccess(work, emergencyAccessId);
    const { before } = found;
    expectMayEnd(work.viewer, before);
    checkVersion(before, expectedVersion);
    return savedOutcome(work, found, ended(before, work.viewer.subject, work.now));
  },
};

/** @throws Refusal FORBIDDEN; NOT_FOUND where they may not know of it either */
function expectMayEnd(viewer: Viewer, { subject }: EmergencyAccess): void {
  if (viewer.subject === subject || viewer.role === 'ADMIN') return;
  const path = ['input', 'emergencyAccessId'];
  if (!mayRead(viewer, 'EMERGENCIES')) throw new Refusal('NOT_FOUND', { path });
  throw new Refusal('FORBIDDEN', { path, expected: 'your own emergency access', found: 'that of a colleague', remedy: 'Ask an administrator to end it, or reject it in your review: that ends it too.' });
}
