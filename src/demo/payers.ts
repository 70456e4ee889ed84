import { invariant } from '../base/invariant.js';
import { DEFAULT_TERMS, type PayerKind, type PayerPolicyTerms } from '../care/payer-policy.js';
import type { PayerKey } from './agencies.js';

export interface DemonstrationPayer {
  readonly name: string;
  readonly kind: PayerKind;
  readonly payerCode: string;
  /** The versions of its policy, each from so many days before the demonstration starts. */
  readonly policies: ReadonlyArray<{ readonly daysAgo: number; readonly terms: PayerPolicyTerms }>;
}

const LONG_AGO = 730;

const FEES = {
  G0151: 4_250, G0152: 4_150, G0153: 4_400, G0155: 3_900, G0156: 1_750, G0299: 4_600, G0300: 3_300,
  S9122: 3_200, S9123: 8_800, T1002: 2_150, T1019: 625,
};

/** What the others differ from. Two kinds of week, of units, of notes and of caps appear below. */
const COMMON: PayerPolicyTerms = { ...DEFAULT_TERMS, lateNote: 'HOLD', feeSchedule: FEES };

const ADVANTAGE: PayerPolicyTerms = {
  ...COMMON,
  unitRules: { '*': { kind: 'PER_VISIT', basis: 'CLOCKED' }, G0156: { kind: 'HOME_HEALTH_15', basis: 'CLOCKED' } },
  noteDueHours: 72,
  noteLateHours: 120,
  lateNote: 'WARN',
};

/** Six payers that want different things, and none of it in code. */
export const PAYERS: Readonly<Record<PayerKey, DemonstrationPayer>> = {
  MEDICARE: {
    name: 'Medicare (example)',
    kind: 'MEDICARE',
    payerCode: 'EX-MCR',
    policies: [{ daysAgo: LONG_AGO, terms: { ...COMMON, authorizationRequired: 'NONE' } }],
  },
  ADVANTAGE: {
    name: 'Silver Plains Advantage',
    kind: 'MEDICARE_ADVANTAGE',
    payerCode: 'EX-ADV',
    policies: [
      { daysAgo: LONG_AGO, terms: ADVANTAGE },
      // Stricter about notes lately, and it wants to hear of renewals earlier.
      { daysAgo: 21, terms: { ...ADVANTAGE, noteDueHours: 48, noteLateHours: 96, lateNote: 'HOLD', renewalLeadDays: 21 } },
    ],
  },
  MEDICAID: {
    name: 'State Medicaid (example)',
    kind: 'MEDICAID',
    payerCode: 'EX-MCD',
    policies: [
      {
        daysAgo: LONG_AGO,
        terms: {
          ...COMMON,
          authorizationRequired: 'LISTED',
          authorizationDisciplines: ['PCS', 'HHA'],
          unitRules: { '*': { kind: 'WHOLE_QUARTER_HOUR', basis: 'SCHEDULED' } },
          capWeek: 'MON_SUN',
          orderWeek: 'MON_SUN',
          capSemantics: 'WARN',
          noteDueHours: 48,
          noteLateHours: 96,
          lateNote: 'WARN',
          renewalLeadDays: 30,
        },
      },
    ],
  },
  MANAGED_CARE: {
    name: 'Two Rivers Community Plan',
    kind: 'MEDICAID_MANAGED_CARE',
    payerCode: 'EX-MCO',
    policies: [
      {
        daysAgo: LONG_AGO,
        terms: {
          ...COMMON,
          unitRules: { '*': { kind: 'NEAREST_QUARTER_HOUR', basis: 'CLOCKED' } },
          capWeek: 'SAT_FRI',
          isCosignRequired: true,
        },
      },
    ],
  },
  COMMERCIAL: {
    name: 'Lantern Mutual',
    kind: 'COMMERCIAL',
    payerCode: 'EX-COM',
    policies: [
      {
        daysAgo: LONG_AGO,
        terms: {
          ...COMMON,
          authorizationRequired: 'LISTED',
          authorizationDisciplines: ['PT', 'OT', 'SLP', 'SN'],
          unitRules: { '*': { kind: 'PER_VISIT', basis: 'CLOCKED' }, S9123: { kind: 'TENTH_OF_HOUR', basis: 'CLOCKED' } },
          splitsVisitAcrossLines: true,
          noteDueHours: 72,
          noteLateHours: 168,
          lateNote: 'WARN',
          isOrderSignatureRequired: false,
        },
      },
    ],
  },
  VETERANS: {
    name: 'Veterans Community Care (example)',
    kind: 'VETERANS_AFFAIRS',
    payerCode: 'EX-VA',
    policies: [
      {
        daysAgo: LONG_AGO,
        terms: {
          ...COMMON,
          unitRules: { '*': { kind: 'PER_VISIT', basis: 'CLOCKED' }, S9122: { kind: 'WHOLE_HOUR', basis: 'SCHEDULED' } },
          capWeek: 'MON_SUN',
          orderWeek: 'MON_SUN',
          partialFirstWeek: 'PRORATE',
          capSemantics: 'WARN',
          noteDueHours: 48,
          noteLateHours: 120,
          renewalLeadDays: 30,
        },
      },
    ],
  },
};

/** The terms that hold for care so many days before the present. */
export function termsOn(key: PayerKey, daysAgo: number): PayerPolicyTerms {
  const inForce = PAYERS[key].policies.filter((policy) => policy.daysAgo >= daysAgo).at(-1);
  invariant(inForce, 'a payer of the demonstration has terms for all of its care');
  return inForce.terms;
}
