import type { EpochMs } from '../base/day.js';
import type { UnitBasis, UnitRuleKind } from '../care/payer-policy.js';
import type { MilliUnits } from '../care/service.js';
import type { Finding } from './finding.js';

export const ALLOCATION_STATES = ['RESERVED', 'RESERVED_PENDING', 'USED', 'BILLED', 'PAID', 'RELEASED'] as const;
export type AllocationState = (typeof ALLOCATION_STATES)[number];

/** What a visit draws from a line, in the line's unit definition, and how that was worked out. RELEASED: what a visit that did not take place would have drawn. */
export interface Allocation {
  readonly visitId: string;
  readonly lineId: string;
  readonly milliUnits: MilliUnits;
  readonly state: AllocationState;
  readonly minutes: number;
  readonly basis: UnitBasis;
  readonly unitRule: UnitRuleKind;
  /** The minutes that the rule was given: others than those of the visit where a day is pooled or leftovers are banked. */
  readonly countedMinutes: number;
  /** The version of the payer's policy by which it was worked out; null for the default terms. A later version that gives the same leaves it. */
  readonly policyVersion: number | null;
}

/**
 * What a line still allows: remaining = authorized - reserved - used - billed - paid. Visits held against an
 * undecided line are counted in reservedPending, and what visits that did not take place have set free in released.
 * Remaining is never negative: a visit that does not fit draws nothing and is a finding instead.
 */
export interface LineBalance {
  readonly lineId: string;
  readonly authorizedMilliUnits: MilliUnits;
  readonly reservedMilliUnits: MilliUnits;
  readonly reservedPendingMilliUnits: MilliUnits;
  readonly usedMilliUnits: MilliUnits;
  readonly billedMilliUnits: MilliUnits;
  readonly paidMilliUnits: MilliUnits;
  readonly releasedMilliUnits: MilliUnits;
  readonly remainingMilliUnits: MilliUnits;
}

/** The answer of one evaluation: everything that follows from a patient's facts at an instant. */
export interface Alignment {
  /** Ordered by key. */
  readonly findings: readonly Finding[];
  /** Ordered by visit, then line. */
  readonly allocations: readonly Allocation[];
  /** Ordered by line; every line of the snapshot has one. */
  readonly balances: readonly LineBalance[];
  /** The next instant at which the answer could differ with no new fact; null when never. */
  readonly nextChangeAt: EpochMs | null;
}

/** What one change did: the difference between the stored answer and the new one. */
export interface AlignmentDifference {
  readonly raised: readonly Finding[];
  readonly cleared: readonly Finding[];
  /** Same key, other content: the new one. */
  readonly changed: readonly Finding[];
  readonly balances: readonly BalanceMove[];
  readonly affectedVisitIds: readonly string[];
}

export interface BalanceMove {
  readonly lineId: string;
  readonly before: LineBalance | null;
  /** Null when the line is gone. */
  readonly after: LineBalance | null;
}
