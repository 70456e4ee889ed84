import { Refusal } from '../base/refusal.js';
import { accessOf, admitted } from '../auth/access.js';
import { expectMayChange } from '../auth/permissions.js';
import { UNLIMITED } from '../auth/scope.js';
import type { ChangeKind } from '../care/change.js';
import { type Grant, isNarrower, type Member } from '../care/member.js';
import { type Named, namedBy, principalOf } from '../care/principal.js';
import { lockMembers } from '../db/queries/members.js';
import { recordsByIds } from '../db/queries/records.js';
import { BranchRow } from '../db/rows/branch-row.js';
import type { MemberRow } from '../db/rows/member-row.js';
import { PatientRow } from '../db/rows/patient-row.js';
import { PayerRow } from '../db/rows/payer-row.js';
import type { RowClass } from '../db/rows/row.js';
import type { Work } from './change.js';

/** A scope as callers write it: null, or left out of a new one, leaves nothing out. */
export interface ScopeInput {
  readonly branchIds?: readonly string[] | null;
  readonly payerIds?: readonly string[] | null;
  readonly patientIds?: readonly string[] | null;
}

/** What the event tells of a member. */
export const TOLD_OF_MEMBER: ReadonlyArray<keyof Member & string> = ['issuer', 'subject', 'role', 'branchIds', 'payerIds', 'patientIds', 'status'];

/**
 * The member whom a change of access concerns, locked together with whoever makes it. Their own access is looked at again
 * under the lock: of two administrators who send each other away, the later one has already been sent away.
 *
 * @throws Refusal FORBIDDEN
 */
export async function lockedMember({ tx, viewer, now }: Work, kind: ChangeKind, who: Named | { readonly id: string }): Promise<MemberRow | undefined> {
  const asker = namedBy(viewer.subject);
  const asked = 'id' in who ? { named: [asker], ids: [who.id] } : { named: [asker, who], ids: [] };
  const members = await lockMembers(tx, asked);
  const access = accessOf(viewer, { agencyStatus: 'ACTIVE', members: new Map(members.map((member) => [principalOf(member), { ...member, emergencies: [] }])), revocations: [] }, now);
  expectMayChange(admitted(viewer, access), kind);
  return members.find((member) => ('id' in who ? member.id === who.id : principalOf(member) === principalOf(who)));
}

/**
 * Nobody takes from themselves what only they may be able to give back.
 *
 * @throws Refusal ILLEGAL_TRANSITION
 */
export function expectNotOwnLoss({ viewer }: Work, member: Named, before: Grant | null, after: Grant | null, path: ReadonlyArray<string | number>): void {
  if (principalOf(member) !== viewer.subject || viewer.role === 'SYSTEM') return;
  if (after !== null && !isNarrower(after, before ?? { role: viewer.role, ...UNLIMITED })) return;
  throw new Refusal('ILLEGAL_TRANSITION', { path, expected: 'the access of a colleague', found: 'your own access, which would become less', remedy: 'Ask another administrator to do it.' });
}

/**
 * Every record that a scope names is one of the agency's.
 *
 * @throws Refusal NOT_FOUND
 */
export async function expectKnownScope({ tx }: Work, { branchIds, payerIds, patientIds }: ScopeInput): Promise<void> {
  const expectAll = async (row: RowClass<{ readonly id: string }>, field: string, ids: readonly string[] | null | undefined): Promise<void> => {
    if (ids == null || ids.length === 0) return;
    const known = new Set((await recordsByIds(tx, row, ids)).map(({ id }) => id));
    const unknown = ids.findIndex((id) => !known.has(id));
    if (unknown >= 0) throw new Refusal('NOT_FOUND', { path: ['input', field, unknown] });
  };
  await expectAll(BranchRow, 'branchIds', branchIds);
  await expectAll(PayerRow, 'payerIds', payerIds);
  await expectAll(PatientRow, 'patientIds', patientIds);
}
