import type { DayNumber } from '../base/day.js';
import { contains } from '../base/day.js';
import { unreachable } from '../base/invariant.js';
import { defaultTermsOf } from '../care/default-terms.js';
import type { PayerPolicyTerms, UnitRule } from '../care/payer-policy.js';
import type { Cents, Discipline } from '../care/service.js';
import { groupBy } from './grouping.js';
import type { CoverageFact, PatientSnapshot, PolicyFact } from './snapshot.js';

/** The terms that hold for a payer on a day, and where they come from. */
export interface PolicyInForce {
  readonly payerId: string | null;
  readonly payerName: string | null;
  /** Null where the payer has no policy for the day and the default terms hold. */
  readonly version: number | null;
  readonly terms: PayerPolicyTerms;
  /** The first day from which this payer has covered the patient without a break; null where no coverage is on record, or no day was asked for. */
  readonly coveredSince: DayNumber | null;
}

/** Whom care on a day is measured against. */
export interface PolicyBook {
  /** The policy of a payer on a day; the default terms of its kind when it has none. */
  policyOn(payerId: string | null, day: DayNumber): PolicyInForce;
  /**
   * The policy that care on a day is measured against: of the payer of the primary coverage. Where no coverage is on
   * record for the day, of the payer of the patient's nearest authorization, because authorizations are often known
   * before the coverage is typed in and visits under them must not go unmeasured. Where there is neither the patient
   * pays, and nobody's approval is needed.
   */
  policyOfDay(day: DayNumber): PolicyInForce;
}

/** Answers are remembered per day, because a patient has many visits on few days. */
export function policyBookOf(snapshot: PatientSnapshot): PolicyBook {
  const versions = groupBy(snapshot.policies, (policy) => policy.payerId);
  const payers = new Map(snapshot.payers.map((payer) => [payer.id, payer]));
  const ofDay = new Map<DayNumber, PolicyInForce>();

  function policyOn(payerId: string | null, day: DayNumber): PolicyInForce {
    const payer = payerId === null ? undefined : payers.get(payerId);
    const known = payerId === null ? [] : (versions.get(payerId) ?? []);
    let inForce: PolicyFact | null = null;
    for (const policy of known) {
      const holds = contains({ startsOn: policy.effectiveFrom, endsOn: policy.effectiveTo }, day);
      if (holds && (inForce === null || supersedes(policy, inForce))) inForce = policy;
    }
    return {
      payerId,
      payerName: payer?.name ?? null,
      version: inForce?.version ?? null,
      terms: inForce?.terms ?? defaultTermsOf(payer?.kind ?? null),
      coveredSince: null,
    };
  }

  return {
    policyOn,
    policyOfDay(day) {
      const remembered = ofDay.get(day);
      if (remembered !== undefined) return remembered;
      const coverage = primaryCoverageOn(snapshot.coverages, day);
      const policy = { ...policyOn(coverage?.payerId ?? payerOfNearestAuthorization(snapshot, day), day), coveredSince: coverage === null ? null : coveredSince(coverage, snapshot.coverages) };
      ofDay.set(day, policy);
      return policy;
    },
  };
}

/** A coverage that follows on another of the same payer is the same one renewed. */
function coveredSince({ payerId, startsOn }: CoverageFact, coverages: readonly CoverageFact[]): DayNumber {
  const earlier = coverages.find((one) => one.payerId === payerId && one.startsOn < startsOn && (one.endsOn === null || one.endsOn >= startsOn - 1));
  return earlier === undefined ? startsOn : coveredSince(earlier, coverages);
}

/** The active coverage of the lowest rank; of equals the one that began later, then by id. */
export function primaryCoverageOn(coverages: readonly CoverageFact[], day: DayNumber): CoverageFact | null {
  let primary: CoverageFact | null = null;
  for (const coverage of coverages) {
    if (contains(coverage, day) && (primary === null || precedes(coverage, primary))) primary = coverage;
  }
  return primary;
}

export function requiresAuthorization(terms: PayerPolicyTerms, discipline: Discipline): boolean {
  switch (terms.authorizationRequired) {
    case 'ALL':
      return true;
    case 'NONE':
      return false;
    case 'LISTED':
      return terms.authorizationDisciplines.includes(discipline);
    default:
      return unreachable(terms.authorizationRequired);
  }
}

const FALLBACK_UNIT_RULE: UnitRule = { kind: 'HOME_HEALTH_15', basis: 'CLOCKED' };

/** The rule of the code, else the one for every other code. */
export function unitRuleFor(terms: PayerPolicyTerms, serviceCode: string): UnitRule {
  const rules = terms.unitRules;
  if (Object.hasOwn(rules, serviceCode)) return rules[serviceCode] ?? FALLBACK_UNIT_RULE;
  return rules['*'] ?? FALLBACK_UNIT_RULE;
}

/** The fee for one unit of the code's own unit definition; 0 where the payer's fees are not known. */
export function feeFor(terms: PayerPolicyTerms, serviceCode: string): Cents {
  return Object.hasOwn(terms.feeSchedule, serviceCode) ? (terms.feeSchedule[serviceCode] ?? 0) : 0;
}

/** Versions number the policies of a payer; the id only keeps the choice the same where facts are inconsistent. */
function supersedes(a: PolicyFact, b: PolicyFact): boolean {
  return a.version === b.version ? a.id > b.id : a.version > b.version;
}

function precedes(a: CoverageFact, b: CoverageFact): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  if (a.startsOn !== b.startsOn) return a.startsOn > b.startsOn;
  return a.id < b.id;
}

function payerOfNearestAuthorization(snapshot: PatientSnapshot, day: DayNumber): string | null {
  let nearest: { payerId: string; distance: number; lineId: string } | null = null;
  for (const authorization of snapshot.authorizations) {
    if (authorization.isCancelled) continue;
    for (const line of authorization.lines) {
      const distance = Math.max(line.startsOn - day, day - line.endsOn, 0);
      const isNearer = nearest === null || distance < nearest.distance || (distance === nearest.distance && line.id < nearest.lineId);
      if (isNearer) nearest = { payerId: authorization.payerId, distance, lineId: line.id };
    }
  }
  return nearest?.payerId ?? null;
}
