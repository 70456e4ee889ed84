import { addBranch } from '../../../changes/add-branch.js';
import { addPayer } from '../../../changes/add-payer.js';
import { addStaff } from '../../../changes/add-staff.js';
import { setPayerPolicy } from '../../../changes/set-payer-policy.js';
import { updatePayer } from '../../../changes/update-payer.js';
import { updateStaff } from '../../../changes/update-staff.js';
import { AddBranchInputType, AddPayerInputType, AddStaffInputType, UpdatePayerInputType, UpdateStaffInputType } from '../../inputs/agency-inputs.js';
import { SetPayerPolicyInputType, withStatedTerms } from '../../inputs/payer-policy-input.js';
import { BranchType } from '../../types/branch-type.js';
import { PayerPolicyType } from '../../types/payer-policy-type.js';
import { PayerType } from '../../types/payer-type.js';
import { StaffType } from '../../types/staff-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

/** Changes that concern the agency and no single patient. */
export const AGENCY_MUTATIONS: readonly MutationDefinition[] = [
  mutation(addBranch, { input: AddBranchInputType, record: BranchType, description: 'Opens a branch.' }),
  mutation(addStaff, { input: AddStaffInputType, record: StaffType, description: 'Adds someone to the staff.' }),
  mutation(updateStaff, {
    input: UpdateStaffInputType,
    record: StaffType,
    description: 'Puts right who someone is, what they may give, or until when. Their patients are looked at again one by one, within moments; each event says what it means for one of them.',
  }),
  mutation(addPayer, { input: AddPayerInputType, record: PayerType, description: 'Adds a payer. Until a policy is set, everything it pays for needs its approval.' }),
  mutation(updatePayer, {
    input: UpdatePayerInputType,
    record: PayerType,
    description: 'Puts right what a payer is called or is. Its patients are looked at again one by one, within moments, when it is of another kind.',
  }),
  mutation(setPayerPolicy, {
    input: SetPayerPolicyInputType,
    read: withStatedTerms,
    record: PayerPolicyType,
    description:
      'Sets what a payer requires from a date on. The effect names the visits that are measured by it, at most the first 1000 of them; the event counts them all. ' +
      'Ask with dryRun to see them before it is published. Their patients are looked at again one by one, within moments; each event says what it means for one of them.',
  }),
];
