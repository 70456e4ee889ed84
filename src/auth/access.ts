import { createHash } from 'node:crypto';

import { unreachable } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';
import type { AgencyStatus } from '../care/agency.js';
import { type Grant, isLimited, type Member } from '../care/member.js';
import { namedBy, principalOf } from '../care/principal.js';
import type { TokenRevocation } from '../care/token-revocation.js';
import type { SmartScopes } from './smart-scopes.js';
import { type Emergency, type Limits, type Scope, UNLIMITED } from './scope.js';
import type { ActorRole, Bearer, Role, Viewer } from './viewer.js';

const NOTHING: Scope = { branchIds: [], payerIds: [], patientIds: [], emergencies: [] };

export type Access = GrantedAccess | { readonly state: 'REFUSED'; readonly reason: 'NO_MEMBER' | 'TOKEN_REVOKED' | 'ACCESS_REVOKED' | 'AGENCY_SUSPENDED' };

export interface GrantedAccess {
  readonly state: 'GRANTED';
  readonly role: ActorRole;
  readonly scope: Scope;
  readonly smart: SmartScopes | null;
}

/** What an agency says, at one instant, of those who use it. */
export interface AccessFacts {
  /** Null where no such agency was opened: there is nothing to read and nothing to change. */
  readonly agencyStatus: AgencyStatus | null;
  /** By principal. Whoever is not among them is no member. */
  readonly members: ReadonlyMap<string, KnownMember>;
  readonly revocations: readonly Revocation[];
}

export interface KnownMember extends Grant, Pick<Member, 'issuer' | 'subject' | 'status'> {
  /** What was open when it was asked, or is to be found out to be over since. */
  readonly emergencies: readonly Emergency[];
}

/** Of one token, or of all that someone had by then. */
export type Revocation = Pick<TokenRevocation, 'issuer' | 'subject' | 'tokenId' | 'revokedAt'>;

/**
 * A member's role and scope are what their agency says now, and whoever is none has no access. Only where a token may say
 * its bearer's role, in development, does it hold for those of whom the agency says nothing, and for everything;
 * for nothing, where it is a role that is never for the whole agency.
 *
 * That someone is no member is said before anything is said of the agency: whether there is such an agency, and how it
 * stands, is nothing that a stranger can find out by asking.
 *
 * @param now because the facts may have been known for a while, and an emergency is over to the second
 */
export function accessOf(bearer: Bearer, { agencyStatus, members, revocations }: AccessFacts, now: Date): Access {
  const { role, subject, smart } = bearer;
  // The clock goes on for agencies that are suspended, and the server is nobody's colleague.
  if (role === 'SYSTEM') return { state: 'GRANTED', role, scope: UNLIMITED, smart };
  const member = members.get(subject);
  if (member === undefined ? role === null || !isSaidByToken(bearer) : !isFor(bearer, member)) return { state: 'REFUSED', reason: 'NO_MEMBER' };
  if (agencyStatus === 'SUSPENDED') return { state: 'REFUSED', reason: 'AGENCY_SUSPENDED' };
  if (member?.status === 'REVOKED') return { state: 'REFUSED', reason: 'ACCESS_REVOKED' };
  if (revocations.some((revocation) => concerns(revocation, bearer))) return { state: 'REFUSED', reason: 'TOKEN_REVOKED' };
  if (member === undefined) return { state: 'GRANTED', role: role as ActorRole, scope: isLimited(role as Role) ? NOTHING : UNLIMITED, smart };
  const { branchIds, payerIds, patientIds } = member;
  const emergencies = member.emergencies.filter(({ endsAt }) => now < endsAt);
  return { state: 'GRANTED', role: member.role, scope: { branchIds, payerIds, patientIds, emergencies }, smart };
}

/** Tokens of providers have no say in it, whatever role the viewer whom they made has had since. */
function isSaidByToken({ token }: Bearer): boolean {
  return token === null || token.issuer === 'DEVELOPMENT';
}

/** A provider of programs' tokens cannot make one of them a colleague. */
function isFor({ token }: Bearer, { role }: KnownMember): boolean {
  return token?.issuer !== 'INTEGRATORS' || role === 'INTEGRATOR';
}

function concerns({ issuer, subject, tokenId, revokedAt }: Revocation, bearer: Bearer): boolean {
  if (bearer.token === null || issuer !== namedBy(bearer.subject).issuer) return false;
  if (subject === null) return tokenId === bearer.token.tokenId;
  // Tokens tell the time in seconds: one of the same second may be from before, and counts as such.
  return principalOf({ issuer, subject }) === bearer.subject && bearer.token.issuedAt <= revokedAt;
}

/** @throws Refusal FORBIDDEN, UNAUTHENTICATED */
export function expectGranted(access: Access): GrantedAccess {
  if (access.state === 'GRANTED') return access;
  const { reason } = access;
  switch (reason) {
    case 'NO_MEMBER':
      throw new Refusal('FORBIDDEN', { found: 'nobody who is a member of the agency that the token names', remedy: 'Ask an administrator of the agency for access.' });
    case 'TOKEN_REVOKED':
      throw new Refusal('UNAUTHENTICATED', { found: 'a token that was revoked' });
    case 'ACCESS_REVOKED':
      throw new Refusal('FORBIDDEN', { found: 'access that was revoked', remedy: 'Ask an administrator of the agency for access.' });
    case 'AGENCY_SUSPENDED':
      throw new Refusal('FORBIDDEN', { found: 'an agency that is suspended', remedy: 'Ask whoever operates this server.' });
    default:
      return unreachable(reason);
  }
}

/** The bearer as they are now. @throws Refusal FORBIDDEN, UNAUTHENTICATED */
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

/** The first emergency that opened one of several patients to someone. */
export function emergencyThatOpened(scope: Pick<Scope, 'emergencies'>, patientIds: readonly string[]): Emergency | undefined {
  return scope.emergencies.find(({ patientId }) => patientIds.includes(patientId));
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
export function policyKeyOf({ role, smart, scope: { branchIds, payerIds, patientIds, emergencies } }: Pick<GrantedAccess, 'role' | 'scope' | 'smart'>): string {
  const lists = [branchIds, payerIds, patientIds, emergencies.map(({ id }) => id)].map((ids) => ids && [...new Set(ids)].sort());
  return createHash('sha256').update(JSON.stringify([role, smart, ...lists])).digest('base64url');
}
