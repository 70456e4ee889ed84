import { checkedText } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { findingChange, type FindingInput } from './finding-changes.js';

export interface AssignFindingInput extends FindingInput {
  /** The subject of a colleague, as tokens name them; null: nobody any more. */
  readonly assignedTo?: string | null;
}

/** A colleague is to deal with the finding. */
export const assignFinding = findingChange<AssignFindingInput>('assignFinding', 'ASSIGNED', (_finding, { assignedTo }) => {
  if (assignedTo === undefined) throw new Refusal('INVALID_INPUT', { path: ['input', 'assignedTo'], expected: 'a colleague, or null for nobody any more' });
  return { assignedTo: assignedTo === null ? null : checkedText(assignedTo, ['input', 'assignedTo']) };
});
