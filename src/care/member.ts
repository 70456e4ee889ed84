import { checkedMember } from '../base/check.js';
import { Refusal } from '../base/refusal.js';

/** Someone who may use the agency's data: a colleague or a program, as the identity provider names them. */
export interface Member extends Grant {
  readonly agencyId: string;
  readonly id: string;
  /** The identity provider that names them, by the name that it has in this installation. */
  readonly issuer: string;
  /** That provider's id of the colleague, which their tokens carry. */
  readonly subject: string;
  readonly status: MemberStatus;
  readonly version: number;
  /** When access was last given. */
  readonly grantedAt: Date;
  readonly revokedAt: Date | null;
}

/** What someone may do and of which part of the agency they hear. A list that is null leaves nothing out; an empty one leaves out everything. */
export interface Grant {
  readonly role: Role;
  readonly branchIds: readonly string[] | null;
  readonly payerIds: readonly string[] | null;
  /** A caseload. */
  readonly patientIds: readonly string[] | null;
}

export const ROLES = ['CLINICIAN', 'CLINICAL_LEAD', 'SCHEDULER', 'AUTHORIZATION', 'BILLER', 'INTEGRATOR', 'ADMIN', 'CAREGIVER', 'LEADER', 'EXTERNAL_OPERATOR'] as const;
export type Role = (typeof ROLES)[number];

/** What of a scope must be said for roles that are never for the whole agency. */
const LIMITED_BY: Readonly<Partial<Record<Role, ReadonlyArray<'branchIds' | 'payerIds' | 'patientIds'>>>> = {
  CAREGIVER: ['patientIds'],
  EXTERNAL_OPERATOR: ['branchIds', 'payerIds'],
};

/** Whether a role is only ever held for a part of the agency. */
export function isLimited(role: Role): boolean {
  return LIMITED_BY[role] !== undefined;
}

export const MEMBER_STATUSES = ['ACTIVE', 'REVOKED'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** Of each list of a scope: it is looked through for every event that might be delivered. */
export const MOST_IDS_A_LIST = 500;

export function granted(who: Pick<Member, 'agencyId' | 'id' | 'issuer' | 'subject'>, grant: Grant, now: Date): Member {
  return { ...who, ...checkedGrant(grant), status: 'ACTIVE', version: 1, grantedAt: now, revokedAt: null };
}

/** @throws Refusal ALREADY_EXISTS, INVALID_INPUT, UNKNOWN_CODE */
export function grantedAgain(member: Member, grant: Grant, now: Date): Member {
  if (member.status === 'ACTIVE') {
    const remedy = 'Change the access that they have.';
    throw new Refusal('ALREADY_EXISTS', { path: ['input', 'subject'], expected: 'someone who has no access', found: 'a member who has', remedy });
  }
  return { ...member, ...checkedGrant(grant), status: 'ACTIVE', version: member.version + 1, grantedAt: now, revokedAt: null };
}

/** @throws Refusal ILLEGAL_TRANSITION, INVALID_INPUT, UNKNOWN_CODE */
export function regranted(member: Member, grant: Grant): Member {
  expectActive(member);
  return { ...member, ...checkedGrant(grant), version: member.version + 1 };
}

/** @throws Refusal ILLEGAL_TRANSITION */
export function revoked(member: Member, now: Date): Member {
  expectActive(member);
  return { ...member, status: 'REVOKED', version: member.version + 1, revokedAt: now };
}

/** Whether someone could do or hear less than before. Every other role counts as less: none is contained in another. */
export function isNarrower(after: Grant, before: Grant): boolean {
  return (
    after.role !== before.role ||
    losesSome(after.branchIds, before.branchIds) ||
    losesSome(after.payerIds, before.payerIds) ||
    losesSome(after.patientIds, before.patientIds)
  );
}

function losesSome(after: readonly string[] | null, before: readonly string[] | null): boolean {
  if (after === null) return false;
  return before === null || before.some((id) => !after.includes(id));
}

/** Lists are sets: kept in order and without repetition, so that equal scopes are equal lists. */
function checkedGrant({ role, branchIds, payerIds, patientIds }: Grant): Grant {
  checkedMember(role, ROLES, ['input', 'role']);
  for (const field of LIMITED_BY[role] ?? []) {
    if ({ branchIds, payerIds, patientIds }[field] !== null) continue;
    throw new Refusal('INVALID_INPUT', { path: ['input', field], expected: `a list, because ${role} is never for the whole agency`, found: 'none', remedy: 'Name those that they are to deal with.' });
  }
  return {
    role,
    branchIds: checkedList(branchIds, 'branchIds'),
    payerIds: checkedList(payerIds, 'payerIds'),
    patientIds: checkedList(patientIds, 'patientIds'),
  };
}

function checkedList(ids: readonly string[] | null, field: string): readonly string[] | null {
  if (ids === null) return null;
  if (ids.length > MOST_IDS_A_LIST) throw new Refusal('INVALID_INPUT', { path: ['input', field], expected: `at most ${MOST_IDS_A_LIST} ids`, found: `${ids.length}` });
  return [...new Set(ids)].sort();
}

function expectActive({ status }: Member): void {
  if (status === 'ACTIVE') return;
  const remedy = 'Grant them access again, if they are to have it.';
  throw new Refusal('ILLEGAL_TRANSITION', { path: ['input', 'agencyMemberId'], expected: 'a member who has access', found: 'one whose access was revoked', remedy });
}
