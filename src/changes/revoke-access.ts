import { checkVersion } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { fieldChanges } from '../care/change.js';
import { revoked } from '../care/member.js';
import { setAccess } from '../db/queries/members.js';
import { MemberRow } from '../db/rows/member-row.js';
import type { AgencyChange } from './change.js';
import { expectNotOwnLoss, lockedMember, TOLD_OF_MEMBER } from './member-changes.js';

export interface RevokeAccessInput {
  readonly agencyMemberId: string;
  readonly expectedVersion?: number | null;
}

/** Whatever their token says, they can do nothing any more. What they did stays in their name. */
export const revokeAccess: AgencyChange<RevokeAccessInput, MemberRow> = {
  kind: 'revokeAccess',
  about: 'AGENCY',
  row: MemberRow,
  async apply(work, { agencyMemberId, expectedVersion }) {
    const path = ['input', 'agencyMemberId'];
    const before = await lockedMember(work, 'revokeAccess', { id: agencyMemberId });
    if (!before) throw new Refusal('NOT_FOUND', { path });
    checkVersion(before, expectedVersion);
    expectNotOwnLoss(work, before, before, null, path);
    const record: MemberRow = revoked(before, work.now);
    await setAccess(work.tx, record);
    return { record, what: fieldChanges('Member', before, record, TOLD_OF_MEMBER) };
  },
};
