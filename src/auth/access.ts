import { createHash } from 'node:crypto';

import { Refusal } from '../base/refusal.js';
import type { AgencyStatus } from '../care/agency.js';
import { type Grant, isLimited, type Member } from '../care/member.js';
import { type Emergency, type Limits, type Scope, UNLIMITED } from './scope.js';
import type { ActorRole, Bearer, Viewer } from './viewer.js';

const NOTHING: Scope = { branchIds: [], payerIds: [], patientIds: [], emergencies: [] };

export type Access = GrantedAccess | { readonly state: 'REFUSED'; readonly reason: 'ACCESS_REVOKED' | 'AGENCY_SUSPENDED' };

export interface GrantedAccess {
  readonly state: 'GRANTED';
  readonly role: ActorRole;
  readonly scope: Scope;
}

/** What an agency says, at one instant, of those who use it. */
export interface AccessFacts {
  /** Null where no such agency was opened: there is nothing to read and nothing to change. */
  readonly agencyStatus: AgencyStatus | null;
  /** By subject. Whoever is not among them is no member. */
  readonly members: ReadonlyMap<string, KnownMember>;
}

export interface KnownMember extends Grant, Pick<Member, 'subject' | 'status'> {
  /** What was open when it was asked, or is to be found out to be over since. */
  readonly emergencies: readonly Emergency[];
}

/**
 * A member's role and scope are what their agency says now. Of whom it says nothing, the token's role holds, for everything;
 * for nothing, where it is a role that is never for the whole agency.
 *
 * @param now because the facts may have been known for a while, and an emergency is over to the second
 */
export function accessOf({ role, subject }: Bearer, { agencyStatus, members }: AccessFacts, now: Date): Access {
  // The clock goes on for agencies that are suspended, and the server is nobody's colleague.
  if (role === 'SYSTEM') return { state: 'GRANTED', role, scope: UNLIMITED };
  if (agencyStatus === 'SUSPENDED') return { state: 'REFUSED', reason: 'AGENCY_SUSPENDED' };
  const member = members.get(subject);
  if (member === undefined) return { state: 'GRANTED', role, scope: isLimited(role) ? NOTHING : UNLIMITED };
  if (member.status === 'REVOKED') return { state: 'REFUSED', reason: 'ACCESS_REVOKED' };
  const { branchIds, payerIds, patientIds } = member;
  const emergencies = member.emergencies.filter(({ endsAt }) => now < endsAt);
  return { state: 'GRANTED', role: member.role, scope: { branchIds, payerIds, patientIds, emergencies } };
}

/** @throws Refusal FORBIDDEN */
export function expectGranted(access: Access): GrantedAccess {
  if (access.state === 'GRANTED') return access;
  throw access.reason === 'ACCESS_REVOKED'
    ? new Refusal('FORBIDDEN', { found: 'access that was revoked', remedy: 'Ask an administrator of the agency for access.' })
    : new Refusal('FORBIDDEN', { found: 'an agency that is suspended', remedy: 'Ask whoever operates this server.' });
}

/** The viewer as they are now. @throws Refusal FORBIDDEN */
export function admitted(bearer: Bearer, access: Access): Viewer {
  const { role, scope } = expectGranted(access);
  return { ...bearer, role, scope };
}

/** What an event concerns. */
export interface Concern {
  readonly patientId: string | null;
  readonly branchId: string | null;
  readonly payerIds: readonly string[];
}

/** Whether someone of this scope may hear of something: because it is within what they were given, or because of an emergency. */
export function permits(scope: Scope, concern: Concern): boolean {
  return isWithin(scope, concern) || emergencyOf(scope, concern.patientId) !== undefined;
}

/** The emergency that opens a patient to someone. */
export function emergencyOf({ emergencies }: Pick<Scope, 'emergencies'>, patientId: string | null): Emergency | undefined {
  return emergencies.find((emergency) => emergency.patientId === patientId);
}

/**
 * Whether something is within what someone was given. What concerns a patient has to be in every list that there is. What
 * concerns the agency as a whole, as a new branch does, is in no caseload and no branch, and everyone hears of it; unless it
 * is about payers, who have to be among theirs.
 */
export function isWithin({ branchIds, payerIds, patientIds }: Limits, { patientId, branchId, payerIds: concerned }: Concern): boolean {
  const isOfPayers = payerIds === null || concerned.some((payerId) => payerIds.includes(payerId));
  if (patientId === null) return isOfPayers || concerned.length === 0;
  return isOfPayers && (patientIds === null || patientIds.includes(patientId)) && (branchIds === null || (branchId !== null && branchIds.includes(branchId)));
}

/** The same for everyone who may hear the same, in whatever order their lists are. Hashed, because lists may be long. */
export function policyKeyOf({ role, scope: { branchIds, payerIds, patientIds, emergencies } }: Pick<GrantedAccess, 'role' | 'scope'>): string {
  const lists = [branchIds, payerIds, patientIds, emergencies.map(({ id }) => id)].map((ids) => ids && [...new Set(ids)].sort());
  return createHash('sha256').update(JSON.stringify([role, ...lists])).digest('base64url');
}
