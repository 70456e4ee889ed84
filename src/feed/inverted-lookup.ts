import type { Scope } from '../auth/scope.js';
import type { AlignmentEvent } from './event.js';
import type { Interest } from './interest.js';

/**
 * Finds who may be interested in an event without asking everyone. Each entry stands under the values of its narrowest
 * condition only; whether the others agree is asked of those that are found. So a node with ten thousand
 * dashboards, each about one patient, looks at a few of them for an event.
 */
export class InvertedLookup<Entry> {
  readonly #entries = new Map<string, Set<Entry>>();

  add(entry: Entry, terms: readonly string[]): void {
    for (const term of terms) {
      const entries = this.#entries.get(term) ?? new Set();
      entries.add(entry);
      this.#entries.set(term, entries);
    }
  }

  remove(entry: Entry, terms: readonly string[]): void {
    for (const term of terms) {
      const entries = this.#entries.get(term);
      entries?.delete(entry);
      if (entries?.size === 0) this.#entries.delete(term);
    }
  }

  candidates(event: AlignmentEvent): Set<Entry> {
    const found = new Set<Entry>();
    for (const term of termsOfEvent(event)) {
      for (const entry of this.#entries.get(term) ?? []) found.add(entry);
    }
    return found;
  }
}

const EVERYTHING = 'everything';
const WITHOUT_PATIENT = 'no patient';

/** From the narrowest kind of condition to the widest. */
export function termsOf({ patientIds, branchIds, payerIds, rules, types, teams, severities }: Interest, scope: Scope): readonly string[] {
  const conditions: ReadonlyArray<readonly [string, readonly string[] | null]> = [
    ['patient', patientIds ?? scope.patientIds], ['rule', rules], ['type', types], ['branch', branchIds ?? scope.branchIds], ['payer', payerIds], ['team', teams], ['severity', severities],
  ];
  const [kind, values] = conditions.find(([, listed]) => listed !== null) ?? [];
  if (kind === undefined || !values) return [EVERYTHING];
  // An event of the agency as a whole has no patient, and is hidden by neither scope.
  const isScope = (kind === 'patient' && patientIds === null) || (kind === 'branch' && branchIds === null);
  const besides = isScope ? [WITHOUT_PATIENT, ...scope.emergencies.map(({ patientId }) => `patient ${patientId}`)] : [];
  return [...values.map((value) => `${kind} ${value}`), ...besides];
}

function termsOfEvent({ type, patientId, branchId, payerIds, body: { effect } }: AlignmentEvent): Set<string> {
  const terms = new Set([EVERYTHING, `type ${type}`, patientId === null ? WITHOUT_PATIENT : `patient ${patientId}`]);
  if (branchId !== null) terms.add(`branch ${branchId}`);
  for (const payerId of payerIds) terms.add(`payer ${payerId}`);
  for (const findings of [effect.raised, effect.cleared, effect.changed]) {
    for (const { ruleId, ownerTeam, handlingTeam, severity } of findings) {
      terms.add(`rule ${ruleId}`).add(`team ${handlingTeam ?? ownerTeam}`).add(`severity ${severity}`);
    }
  }
  return terms;
}
