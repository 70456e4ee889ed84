import { acknowledgeFinding } from '../../../changes/acknowledge-finding.js';
import { assignFinding } from '../../../changes/assign-finding.js';
import { endFindingWaiver } from '../../../changes/end-finding-waiver.js';
import { handOverFinding } from '../../../changes/hand-over-finding.js';
import { waiveFinding } from '../../../changes/waive-finding.js';
import { AssignFindingInputType, FindingInputType, HandOverFindingInputType, WaiveFindingInputType } from '../../inputs/finding-inputs.js';
import { FindingType } from '../../types/finding-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

/** Nobody makes a finding go away but the facts; these say who deals with it. */
export const FINDING_MUTATIONS: readonly MutationDefinition[] = [
  mutation(acknowledgeFinding, { input: FindingInputType, record: FindingType, description: 'Says that someone has seen a finding and deals with it.' }),
  mutation(assignFinding, { input: AssignFindingInputType, record: FindingType, description: 'Gives a finding to a colleague, or to nobody any more.' }),
  mutation(handOverFinding, { input: HandOverFindingInputType, record: FindingType, description: 'Hands a finding over to another team. A reason is required.' }),
  mutation(waiveFinding, { input: WaiveFindingInputType, record: FindingType, description: 'Accepts a finding for a time or for good. It still holds, but is on no work list. A reason is required.' }),
  mutation(endFindingWaiver, { input: FindingInputType, record: FindingType, description: 'Puts a waived finding back on its team\'s list.' }),
];
