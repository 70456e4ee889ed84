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

/** One finding has to be of the team, the severity and the rule: two findings that each are one of these are not. */
export function matches({ patientIds, branchIds, payerIds, types, teams, severities, rules }: Interest, event: AlignmentEvent): boolean {
  const { effect } = event.body;
  return (
    includes(types, event.type) &&
    includes(patientIds, event.patientId) &&
    includes(branchIds, event.branchId) &&
    (payerIds === null || event.payerIds.some((payerId) => payerIds.includes(payerId))) &&
    ((teams === null && severities === null && rules === null) ||
      [...effect.raised, ...effect.cleared, ...effect.changed].some(
        ({ ownerTeam, severity, ruleId }) => includes(teams, ownerTeam) && includes(severities, severity) && includes(rules, ruleId),
      ))
  );
}

function includes(values: readonly string[] | null, value: string | null): boolean {
  return values === null || (value !== null && values.includes(value));
}
