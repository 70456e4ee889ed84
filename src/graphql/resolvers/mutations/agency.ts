import { addBranch } from '../../../changes/add-branch.js';
import { addPayer } from '../../../changes/add-payer.js';
import { addStaff } from '../../../changes/add-staff.js';
import { setPayerPolicy } from '../../../changes/set-payer-policy.js';
import { AddBranchInputType, AddPayerInputType, AddStaffInputType } from '../../inputs/agency-inputs.js';
import { SetPayerPolicyInputType, withTermsByCode } from '../../inputs/payer-policy-input.js';
import { BranchType } from '../../types/branch-type.js';
import { PayerPolicyType } from '../../types/payer-policy-type.js';
import { PayerType } from '../../types/payer-type.js';
import { StaffType } from '../../types/staff-type.js';
import { mutation } from './mutation.js';

/** Changes that concern the agency and no single patient. */
export const AGENCY_MUTATIONS: readonly Function[] = [
  mutation(addBranch, { input: AddBranchInputType, record: BranchType, description: 'Opens a branch.' }),
  mutation(addStaff, { input: AddStaffInputType, record: StaffType, description: 'Adds someone to the staff.' }),
  mutation(addPayer, { input: AddPayerInputType, record: PayerType, description: 'Adds a payer. Until a policy is set, everything it pays for needs its approval.' }),
  mutation(setPayerPolicy, {
    input: SetPayerPolicyInputType,
    read: withTermsByCode,
    record: PayerPolicyType,
    description: 'Sets what a payer requires from a date on. Its patients are looked at again one by one, within moments; each event says what it means for one of them.',
  }),
];
