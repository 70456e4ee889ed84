import { checkVersion } from '../base/check.js';
import { type ReviewDecision, reviewed } from '../care/emergency-access.js';
import { EmergencyAccessRow } from '../db/rows/emergency-access-row.js';
import type { AgencyChange } from './change.js';
import { lockedEmergencyAccess, savedOutcome } from './emergency-changes.js';

export interface ReviewEmergencyAccessInput {
  readonly emergencyAccessId: string;
  readonly decision: ReviewDecision;
  readonly text: string;
  readonly expectedVersion?: number | null;
}

/** A colleague says whether it was justified. Until then whoever took it cannot take another. */
export const reviewEmergencyAccess: AgencyChange<ReviewEmergencyAccessInput, EmergencyAccessRow> = {
  kind: 'reviewEmergencyAccess',
  about: 'AGENCY',
  row: EmergencyAccessRow,
  async apply(work, { emergencyAccessId, decision, text, expectedVersion }) {
    const found = await lockedEmergencyAccess(work, emergencyAccessId);
    const { before } = found;
    checkVersion(before, expectedVersion);
    return savedOutcome(work, found, reviewed(before, { by: work.viewer.subject, decision, text }, work.now));
  },
};
