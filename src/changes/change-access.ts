import { checkVersion } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { regranted, type Role } from '../care/member.js';
import { setAccess } from '../db/queries/members.js';
import { MemberRow } from '../db/rows/member-row.js';
import { type AgencyChange, spokenOf } from './change.js';
import { expectKnownScope, expectNotOwnLoss, lockedMember, type ScopeInput, TOLD_OF_MEMBER } from './member-changes.js';

/** What is left out stays as it is; a list that is null leaves nothing out any more. */
export interface ChangeAccessInput extends ScopeInput {
  readonly agencyMemberId: string;
  readonly role?: Role | null;
  readonly expectedVersion?: number | null;
}

export const changeAccess: AgencyChange<ChangeAccessInput, MemberRow> = {
  kind: 'changeAccess',
  about: 'AGENCY',
  row: MemberRow,
  async apply(work, { agencyMemberId, role, branchIds, payerIds, patientIds, expectedVersion }) {
    const path = ['input', 'agencyMemberId'];
    const before = await lockedMember(work, 'changeAccess', { id: agencyMemberId });
    if (!before) throw new Refusal('NOT_FOUND', { path });
    checkVersion(before, expectedVersion);
    const scope = spokenOf({ branchIds, payerIds, patientIds });
    const record: MemberRow = regranted(before, { ...before, ...scope, role: role ?? before.role });
    expectNotOwnLoss(work, before, before, record, path);
    await expectKnownScope(work, scope);
    await setAccess(work.tx, record);
    return { record, what: fieldChanges('Member', before, record, TOLD_OF_MEMBER) };
  },
};
