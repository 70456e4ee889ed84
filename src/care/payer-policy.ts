import { checkedInteger } from '../base/check.js';
import type { LocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { type Cents, type Discipline, serviceOf } from './service.js';

export const PAYER_KINDS = ['MEDICARE', 'MEDICARE_ADVANTAGE', 'MEDICAID', 'MEDICAID_MANAGED_CARE', 'COMMERCIAL', 'VETERANS_AFFAIRS', 'SELF_PAY'] as const;
export type PayerKind = (typeof PAYER_KINDS)[number];

export interface Payer {
  readonly agencyId: string;
  readonly id: string;
  readonly name: string;
  readonly kind: PayerKind;
  /** The identifier that claims carry for this payer. */
  readonly payerCode: string | null;
}

/** How minutes become units (domain 1.5). `THRESHOLD` rounds up once the remainder reaches its minutes. */
export const UNIT_RULE_KINDS = [
  'HOME_HEALTH_15',
  'PART_B_8_MINUTE',
  'CPT_MIDPOINT',
  'WHOLE_QUARTER_HOUR',
  'NEAREST_QUARTER_HOUR',
  'WHOLE_HOUR',
  'TENTH_OF_HOUR',
  'THRESHOLD',
  'PER_VISIT',
  'PER_DIEM',
] as const;
export type UnitRuleKind = (typeof UNIT_RULE_KINDS)[number];

/** Which minutes count: planned ones, or those worked once they are known. */
export const UNIT_BASES = ['SCHEDULED', 'CLOCKED'] as const;
export type UnitBasis = (typeof UNIT_BASES)[number];

export interface UnitRule {
  readonly kind: UnitRuleKind;
  readonly basis: UnitBasis;
  /** Only for THRESHOLD: the remainder in minutes, of 15, from which one more unit is earned. */
  readonly thresholdMinutes?: number;
}

export const WEEK_DEFINITIONS = ['SUN_SAT', 'MON_SUN', 'SAT_FRI', 'ROLLING_FROM_ANCHOR'] as const;
export type WeekDefinition = (typeof WEEK_DEFINITIONS)[number];

export const PARTIAL_FIRST_WEEKS = ['FULL', 'PRORATE'] as const;
export type PartialFirstWeek = (typeof PARTIAL_FIRST_WEEKS)[number];

export const LATE_NOTE_TREATMENTS = ['WARN', 'HOLD'] as const;
export type LateNoteTreatment = (typeof LATE_NOTE_TREATMENTS)[number];

export const CAP_SEMANTICS = ['BLOCK', 'WARN'] as const;
export type CapSemantics = (typeof CAP_SEMANTICS)[number];

/** Everything that differs between payers is here, as data with a date, and nowhere in code. */
export interface PayerPolicyTerms {
  /** Which services need an authorization: all, none, or those of these disciplines. */
  readonly authorizationRequired: 'ALL' | 'NONE' | 'LISTED';
  /** Read only with LISTED. */
  readonly authorizationDisciplines: readonly Discipline[];
  /** By service code; `*` for every other code. */
  readonly unitRules: Readonly<Record<string, UnitRule>>;
  /** The week of the payer's weekly caps. */
  readonly capWeek: WeekDefinition;
  /** The week in which ordered frequencies are counted for this payer's patients. */
  readonly orderWeek: WeekDefinition;
  readonly partialFirstWeek: PartialFirstWeek;
  /** Whether passing a cap holds the visit or only warns. */
  readonly capSemantics: CapSemantics;
  /** May one visit draw on two lines when the first runs out? */
  readonly splitsVisitAcrossLines: boolean;
  /** Hours after the visit's end: from then a missing note is a finding. */
  readonly noteDueHours: number;
  /** Hours after the visit's end: from then a missing or unsigned note holds the visit, where lateNote is HOLD. */
  readonly noteLateHours: number;
  readonly lateNote: LateNoteTreatment;
  readonly isCosignRequired: boolean;
  /** Orders must be signed and dated before the visits they support are billed. */
  readonly isOrderSignatureRequired: boolean;
  /** Days before a line ends from which its coming end is a finding, when visits are planned after it. */
  readonly renewalLeadDays: number;
  /** Cents for one unit of the code's own unit definition. */
  readonly feeSchedule: Readonly<Record<string, Cents>>;
}

export interface PayerPolicy {
  readonly agencyId: string;
  readonly id: string;
  readonly payerId: string;
  /** 1, 2, 3 ... within the payer. */
  readonly version: number;
  readonly effectiveFrom: LocalDate;
  /** Null while no later version ends it. */
  readonly effectiveTo: LocalDate | null;
  readonly terms: PayerPolicyTerms;
}

/** The safest reading, used for a date on which a payer has no policy: everything needs approval. */
export const DEFAULT_TERMS: PayerPolicyTerms = {
  authorizationRequired: 'ALL',
  authorizationDisciplines: [],
  unitRules: { '*': { kind: 'HOME_HEALTH_15', basis: 'CLOCKED' } },
  capWeek: 'SUN_SAT',
  orderWeek: 'SUN_SAT',
  partialFirstWeek: 'FULL',
  capSemantics: 'BLOCK',
  splitsVisitAcrossLines: false,
  noteDueHours: 24,
  noteLateHours: 72,
  lateNote: 'WARN',
  isCosignRequired: false,
  isOrderSignatureRequired: true,
  renewalLeadDays: 14,
  feeSchedule: {},
};

/** A patient who pays has nobody to ask for an authorization. */
export const SELF_PAY_TERMS: PayerPolicyTerms = { ...DEFAULT_TERMS, authorizationRequired: 'NONE' };

/** @throws Refusal with the path of the term that makes no sense; rules and fees are counted in the order in which they were given. */
export function checkedTerms(terms: PayerPolicyTerms, path: ReadonlyArray<string | number>): PayerPolicyTerms {
  for (const [i, [code, rule]] of Object.entries(terms.unitRules).entries()) {
    const at = [...path, 'unitRules', i];
    if (code !== '*') serviceOf(code, [...at, 'code']);
    if ((rule.kind === 'THRESHOLD') !== (rule.thresholdMinutes !== undefined)) {
      throw new Refusal('INVALID_INPUT', { path: [...at, 'thresholdMinutes'], expected: 'thresholdMinutes exactly when the kind is THRESHOLD' });
    }
    if (rule.thresholdMinutes !== undefined) checkedInteger(rule.thresholdMinutes, [...at, 'thresholdMinutes'], { from: 1, to: 14 });
  }
  if (!terms.unitRules['*']) throw new Refusal('INVALID_INPUT', { path: [...path, 'unitRules'], expected: 'a rule for every other code, under *' });
  for (const [i, [code, cents]] of Object.entries(terms.feeSchedule).entries()) {
    serviceOf(code, [...path, 'feeSchedule', i, 'code']);
    checkedInteger(cents, [...path, 'feeSchedule', i, 'cents'], { from: 0, to: 100_000_000 });
  }
  checkedInteger(terms.noteDueHours, [...path, 'noteDueHours'], { from: 0, to: 8760 });
  checkedInteger(terms.noteLateHours, [...path, 'noteLateHours'], { from: terms.noteDueHours, to: 8760 });
  checkedInteger(terms.renewalLeadDays, [...path, 'renewalLeadDays'], { from: 0, to: 365 });
  return terms;
}
