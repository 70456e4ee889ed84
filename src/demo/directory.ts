import { dateOf, localDayAt } from '../base/day.js';
import type { Ids } from '../base/ports.js';
import { addBranch } from '../changes/add-branch.js';
import { addPayer } from '../changes/add-payer.js';
import { addStaff, type AddStaffInput } from '../changes/add-staff.js';
import { openAgency } from '../changes/open-agency.js';
import { type Step, step } from '../changes/step.js';
import { setPayerPolicy } from '../changes/set-payer-policy.js';
import type { DemonstrationAgency, DemonstrationBranch, PayerKey } from './agencies.js';
import { PAYERS } from './payers.js';
import { type Position, POSITIONS, staffName } from './people.js';

/** Where care is given, who gives it and who pays. */
export interface Directory {
  readonly branches: readonly BranchEntry[];
  readonly payerIds: Readonly<Partial<Record<PayerKey, string>>>;
}

export interface BranchEntry extends DemonstrationBranch {
  readonly id: string;
  readonly staff: readonly StaffEntry[];
}

export interface StaffEntry extends Position {
  readonly id: string;
}

export function directoryOf(agency: DemonstrationAgency, ids: Ids): Directory {
  return {
    branches: agency.branches.map((branch) => ({
      ...branch,
      id: ids.next(),
      staff: POSITIONS.map((position) => ({ id: ids.next(), ...position })),
    })),
    payerIds: Object.fromEntries(agency.payers.map((key) => [key, ids.next()])),
  };
}

/** The changes that set an agency up, before its first patient. */
export function settingUp(agency: DemonstrationAgency, directory: Directory, now: Date): Step[] {
  return [
    step(openAgency, { slug: agency.slug, name: agency.name }),
    ...directory.branches.map(({ id, name, timeZone }) => step(addBranch, { id, name, timeZone })),
    ...directory.branches.flatMap((branch, b) => branch.staff.map(({ id }, p) => step(addStaff, staffInput(branch.id, id, b * POSITIONS.length + p)))),
    ...agency.payers.flatMap((key) => payerSteps(key, directory.payerIds[key], now)),
  ];
}

function staffInput(branchId: string, id: string, number: number): AddStaffInput {
  const { disciplines, credential } = POSITIONS[number % POSITIONS.length] as (typeof POSITIONS)[number];
  return { id, branchId, ...staffName(number + 1), disciplines, credential };
}

function payerSteps(key: PayerKey, payerId: string | undefined, now: Date): Step[] {
  if (payerId === undefined) return [];
  const { name, kind, payerCode, policies } = PAYERS[key];
  const today = localDayAt(now.getTime(), 'UTC');
  return [
    step(addPayer, { id: payerId, name, kind, payerCode }),
    ...policies.map(({ daysAgo, terms }) => step(setPayerPolicy, { payerId, effectiveFrom: dateOf(today - daysAgo), terms })),
  ];
}
