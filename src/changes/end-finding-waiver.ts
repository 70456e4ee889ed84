import { Refusal } from '../base/refusal.js';
import { findingChange, type FindingInput } from './finding-changes.js';

/** It is not accepted any longer, and is on its team's list again. */
export const endFindingWaiver = findingChange<FindingInput>('endFindingWaiver', 'WAIVER_ENDED', (finding) => {
  if (finding.waivedAt === null) throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'findingId'], expected: 'a finding that is waived' });
  return { waivedAt: null, waivedBy: null, waivedUntil: null, waiverReason: null };
});
