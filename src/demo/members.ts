import { developmentSubject } from '../auth/development-token.js';
import { grantAccess } from '../changes/grant-access.js';
import { type Step, step } from '../changes/step.js';
import type { Case } from './casebook.js';
import type { Directory } from './directory.js';

const CASELOAD = 10;

/** Whoever tries the tokens of roles that are never for the whole agency sees a part of it, and not nothing. */
export function membersOf({ branches: [branch], payerIds }: Directory, cases: readonly Case[]): Step[] {
  if (branch === undefined) return [];
  const here = cases.filter((one) => one.branch.id === branch.id);
  return [
    step(grantAccess, { subject: developmentSubject('CAREGIVER'), role: 'CAREGIVER', patientIds: here.slice(0, CASELOAD).map(({ admission }) => admission.id) }),
    step(grantAccess, { subject: developmentSubject('EXTERNAL_OPERATOR'), role: 'EXTERNAL_OPERATOR', branchIds: [branch.id], payerIds: Object.values(payerIds).slice(0, 1) }),
  ];
}
