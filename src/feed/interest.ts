import type { Scope } from '../auth/scope.js';
import type { FindingRow } from '../db/rows/finding-row.js';
import type { AlignmentEvent } from './event.js';

/** Which events a receiver wants, by our own ids and codes. Null lets everything through; what is given must all agree. */
export interface Interest {
  readonly patientIds: readonly string[] | null;
  readonly branchIds: readonly string[] | null;
  readonly payerIds: readonly string[] | null;
  readonly types: readonly string[] | null;
  readonly teams: readonly string[] | null;
  readonly severities: readonly string[] | null;
  readonly rules: readonly string[] | null;
}

export const EVERYTHING: Interest = { patientIds: null, branchIds: null, payerIds: null, types: null, teams: null, severities: null, rules: null };

/** One finding has to be of the team, the severity and the rule: two findings that each are one of these are not. */
export function matches({ patientIds, branchIds, payerIds, types, teams, severities, rules }: Interest, event: AlignmentEvent): boolean {
  const { effect } = event.body;
  return (
    includes(types, event.type) &&
    includes(patientIds, event.patientId) &&
    includes(branchIds, event.branchId) &&
    (payerIds === null || event.payerIds.some((payerId) => payerIds.includes(payerId))) &&
    ((teams === null && severities === null && rules === null) ||
      [...effect.raised, ...effect.cleared, ...effect.changed].some((finding) => findingMatches({ teams, severities, rules }, finding)))
  );
}

/** The team is the one that deals with it: the owner of the rule, unless it was handed over. */
export function findingMatches(
  { teams, severities, rules }: Pick<Interest, 'teams' | 'severities' | 'rules'>,
  { ownerTeam, handlingTeam, severity, ruleId }: Pick<FindingRow, 'ownerTeam' | 'handlingTeam' | 'severity' | 'ruleId'>,
): boolean {
  return includes(teams, handlingTeam ?? ownerTeam) && includes(severities, severity) && includes(rules, ruleId);
}

/** The same interest where only a part of the agency may be seen. */
export function within(interest: Interest, scope: Scope): Interest {
  return {
    ...interest,
    patientIds: both(interest.patientIds, scope.patientIds),
    branchIds: both(interest.branchIds, scope.branchIds),
    payerIds: both(interest.payerIds, scope.payerIds),
  };
}

function both(wished: readonly string[] | null, permitted: readonly string[] | null): readonly string[] | null {
  return wished === null || permitted === null ? (wished ?? permitted) : wished.filter((id) => permitted.includes(id));
}

function includes(values: readonly string[] | null, value: string | null): boolean {
  return values === null || (value !== null && values.includes(value));
}
