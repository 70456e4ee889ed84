import { fieldChanges } from '../care/change.js';
import { type Grant, granted, grantedAgain, type Role } from '../care/member.js';
import { checkedName } from '../care/principal.js';
import { setAccess } from '../db/queries/members.js';
import { insertRows } from '../db/queries/records.js';
import { MemberRow } from '../db/rows/member-row.js';
import type { AgencyChange } from './change.js';
import { expectKnownScope, expectNotOwnLoss, lockedMember, type ScopeInput, TOLD_OF_MEMBER } from './member-changes.js';

export interface GrantAccessInput extends ScopeInput {
  readonly id?: string;
  /** The identity provider that names them; the main one unless the caller says otherwise. */
  readonly issuer?: string | null;
  /** That provider's id of the colleague. */
  readonly subject: string;
  readonly role: Role;
}

/** Someone gets access for the first time, or again after it was revoked: as the same member, so that the history is one. */
export const grantAccess: AgencyChange<GrantAccessInput, MemberRow> = {
  kind: 'grantAccess',
  about: 'AGENCY',
  row: MemberRow,
  async apply(work, { role, branchIds = null, payerIds = null, patientIds = null, ...input }) {
    const { tx, ids, now } = work;
    const named = checkedName(input.issuer, input.subject);
    const grant: Grant = { role, branchIds, payerIds, patientIds };
    const before = (await lockedMember(work, 'grantAccess', named)) ?? null;
    const record: MemberRow = before === null ? granted({ agencyId: tx.agencyId, id: input.id ?? ids.next(), ...named }, grant, now) : grantedAgain(before, grant, now);
    expectNotOwnLoss(work, named, before, record, ['input', 'subject']);
    await expectKnownScope(work, grant);
    if (before === null) await insertRows(tx, MemberRow, [record]);
    else await setAccess(tx, record);
    return { record, what: fieldChanges('Member', before, record, TOLD_OF_MEMBER) };
  },
};
