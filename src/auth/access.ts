import type { ActorRole } from './viewer.js';

/** Which part of an agency someone may hear of. Null: all of it. */
export interface Scope {
  readonly branchIds: readonly string[] | null;
  readonly payerIds: readonly string[] | null;
  readonly patientIds: readonly string[] | null;
}

export const UNLIMITED: Scope = { branchIds: null, payerIds: null, patientIds: null };

export interface GrantedAccess {
  readonly state: 'GRANTED';
  readonly role: ActorRole;
  readonly scope: Scope;
}

export type Access = GrantedAccess | { readonly state: 'REFUSED'; readonly reason: 'ACCESS_REVOKED' | 'AGENCY_SUSPENDED' };

export function permits({ branchIds, payerIds, patientIds }: Scope, about: { readonly patientId: string | null; readonly branchId: string | null; readonly payerIds: readonly string[] }): boolean {
  const { patientId, branchId } = about;
  return (
    (patientIds === null || patientId === null || patientIds.includes(patientId)) &&
    (branchIds === null || branchId === null || branchIds.includes(branchId)) &&
    (payerIds === null || about.payerIds.length === 0 || about.payerIds.some((payerId) => payerIds.includes(payerId)))
  );
}

export function policyKeyOf({ role, scope }: GrantedAccess): string {
  const sorted = (ids: readonly string[] | null): readonly string[] | null => ids && [...ids].sort();
  return JSON.stringify([role, sorted(scope.branchIds), sorted(scope.payerIds), sorted(scope.patientIds)]);
}
