import type { DayNumber, EpochMs } from '../base/day.js';
import type { Cents, MilliUnits } from '../care/service.js';

/** How much it matters: BLOCKER holds the visit or the claim, HIGH is a likely denial. */
export const SEVERITIES = ['BLOCKER', 'HIGH', 'WARNING', 'INFO'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** It holds the visit or the claim, or would very likely be denied: not something to plan into knowingly. */
export function isGrave({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity === 'BLOCKER' || severity === 'HIGH';
}

export const TEAMS = ['CLINICAL', 'SCHEDULING', 'AUTHORIZATION', 'BILLING', 'ORDERS', 'EVV'] as const;
export type Team = (typeof TEAMS)[number];

/** What kind of act makes the finding go away (need S3-25). */
export const RESOLUTIONS = ['CHART_CORRECTION', 'SCHEDULE_CHANGE', 'AUTHORIZATION_ACTION', 'ORDER_ACTION', 'EVV_CORRECTION', 'CLAIM_CORRECTION'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export type EvidenceValue = string | number | boolean | null;

/**
 * A state of affairs that the payer, the physician's order or the record does not support. Derived,
 * never entered: it exists exactly as long as the facts say so.
 */
export interface Finding {
  /** Rule and subject, the same in every evaluation in which the same thing is wrong. */
  readonly key: string;
  /** AUTH-05: permanent. */
  readonly ruleId: string;
  /** UNITS_EXCEEDED: permanent. */
  readonly code: string;
  readonly severity: Severity;
  readonly ownerTeam: Team;
  readonly resolution: Resolution;
  /** The same facts in clinical and in billing words; no names of people in either. */
  readonly clinicalText: string;
  readonly billingText: string;
  /** Adjustment and remark codes to expect if it were billed as it stands. */
  readonly predictedCarc: string | null;
  readonly predictedRarc: string | null;
  /** The numbers and the window the rule used, so that an auditor can repeat it. */
  readonly evidence: Readonly<Record<string, EvidenceValue>>;
  readonly payerId: string | null;
  /** The version of that payer's policy by which it was found; null for the default terms. A later version that finds the same leaves it. */
  readonly policyVersion: number | null;
  readonly visitIds: readonly string[];
  /** What each of these visits would earn, in the same order, so that findings can be added up without counting a visit twice. */
  readonly visitCents: readonly Cents[];
  readonly orderId: string | null;
  readonly authorizationId: string | null;
  readonly lineId: string | null;
  readonly noteId: string | null;
  /** The last date of service it concerns; null when it concerns none. */
  readonly serviceOn: DayNumber | null;
  /** In the unit definition of the line concerned, or of the service code where there is no line. */
  readonly milliUnitsAtRisk: MilliUnits;
  readonly centsAtRisk: Cents;
  /** When it becomes graver, or can no longer be settled in time; null where no clock runs. */
  readonly deadlineAt: EpochMs | null;
}
