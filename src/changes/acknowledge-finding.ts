import { findingChange, type FindingInput } from './finding-changes.js';

/** Someone has seen the finding and is dealing with it. */
export const acknowledgeFinding = findingChange<FindingInput>('acknowledgeFinding', 'ACKNOWLEDGED', (_finding, _input, { now, viewer }) => ({
  acknowledgedAt: now,
  acknowledgedBy: viewer.subject,
}));
