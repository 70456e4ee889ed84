import { invariant } from '../base/invariant.js';
import { completedTerms, type StatedTerms } from '../care/default-terms.js';
import type { PayerKind, PayerPolicyTerms } from '../care/payer-policy.js';
import { EVV_ELEMENTS } from '../care/evv.js';
import type { PayerKey } from './agencies.js';
import { REQUIREMENTS } from './requirements.js';

export interface DemonstrationPayer {
  readonly name: string;
  readonly kind: PayerKind;
  readonly payerCode: string;
  /** The versions of its policy, each from so many days before the demonstration starts. */
  readonly policies: ReadonlyArray<{ readonly daysAgo: number; readonly terms: PayerPolicyTerms }>;
}

const LONG_AGO = 730;

const FEES = {
  G0151: 4_250, G0152: 4_150, G0153: 4_400, G0155: 3_900, G0156: 1_750, G0157: 3_900, G0299: 4_600, G0300: 3_300,
  S9122: 3_200, S9123: 8_800, T1002: 2_150, T1019: 625,
};

/** Numbers of authorizations in the demonstration all look alike. */
const NUMBER_FORMAT = 'EX-999999';

const { timeIn, timeOut, tasksPerPlan, patientSignature, vitals, intervention, patientResponse, skilledNeed, homeboundReason, goalProgress, objectiveMeasures, planNextVisit } =
  REQUIREMENTS;

const ADVANTAGE: StatedTerms = {
  unitRules: { '*': { kind: 'PER_VISIT', basis: 'CLOCKED' }, G0156: { kind: 'HOME_HEALTH_15', basis: 'CLOCKED' } },
  noteDueHours: 72,
  noteLateHours: 120,
  lateNote: 'WARN',
  documentation: [intervention, patientResponse, { ...homeboundReason, severity: 'WARNING' }, objectiveMeasures, tasksPerPlan],
  filingLimitDays: 180,
  requestNoticeDays: 0,
  authorizationNumberFormat: NUMBER_FORMAT,
  feeSchedule: feesAt(95),
};

/** Six payers that want different things, and none of it in code. */
export const PAYERS: Readonly<Record<PayerKey, DemonstrationPayer>> = {
  MEDICARE: payer('Medicare (example)', 'MEDICARE', 'EX-MCR', [
    {
      daysAgo: LONG_AGO,
      terms: {
        authorizationRequired: 'NONE',
        documentation: [homeboundReason, skilledNeed, intervention, vitals, patientResponse, goalProgress, objectiveMeasures, planNextVisit, tasksPerPlan],
      },
    },
  ]),
  ADVANTAGE: payer('Silver Plains Advantage', 'MEDICARE_ADVANTAGE', 'EX-ADV', [
    { daysAgo: LONG_AGO, terms: ADVANTAGE },
    // Stricter about notes lately, and it wants to hear of renewals earlier.
    {
      daysAgo: 21,
      terms: {
        ...ADVANTAGE,
        noteDueHours: 48,
        noteLateHours: 96,
        lateNote: 'HOLD',
        renewalLeadDays: 21,
        documentation: [intervention, patientResponse, homeboundReason, goalProgress, objectiveMeasures, tasksPerPlan],
      },
    },
  ]),
  MEDICAID: payer('State Medicaid (example)', 'MEDICAID', 'EX-MCD', [
    {
      daysAgo: LONG_AGO,
      terms: {
        authorizationRequired: 'LISTED',
        authorizationDisciplines: ['PCS', 'HHA'],
        unitRules: { '*': { kind: 'WHOLE_QUARTER_HOUR', basis: 'SCHEDULED', banksLeftovers: true } },
        capWeek: 'MON_SUN',
        orderWeek: 'MON_SUN',
        capSemantics: 'WARN',
        noteDueHours: 48,
        noteLateHours: 96,
        lateNote: 'WARN',
        renewalLeadDays: 30,
        documentation: [timeIn, timeOut, tasksPerPlan, patientSignature, intervention],
        evv: { disciplines: ['PCS', 'HHA'], matchedElements: EVV_ELEMENTS, maintenanceDays: 95 },
        supervision: { aideWithSkilledCareDays: 14, aideWithoutSkilledCareDays: 60 },
        filingLimitDays: 365,
        requestNoticeDays: -10,
        retroAuthorizationDays: 30,
        authorizationNumberFormat: NUMBER_FORMAT,
        feeSchedule: feesAt(72),
      },
    },
  ]),
  MANAGED_CARE: payer('Two Rivers Community Plan', 'MEDICAID_MANAGED_CARE', 'EX-MCO', [
    {
      daysAgo: LONG_AGO,
      terms: {
        unitRules: { '*': { kind: 'NEAREST_QUARTER_HOUR', basis: 'CLOCKED' } },
        capWeek: 'SAT_FRI',
        isCosignRequired: true,
        documentation: [timeIn, timeOut, tasksPerPlan, intervention, vitals],
        // It knows where its members live, and does not look at the place.
        evv: { disciplines: ['PCS', 'HHA', 'SN'], matchedElements: ['SERVICE', 'MEMBER', 'DATE', 'STAFF', 'TIME'], toleranceMinutes: 8, maintenanceDays: 30 },
        supervision: { aideWithoutSkilledCareDays: 90, leadDays: 7 },
        filingLimitDays: 95,
        requestNoticeDays: 2,
        retroAuthorizationDays: 5,
        authorizationNumberFormat: NUMBER_FORMAT,
        feeSchedule: feesAt(78),
      },
    },
  ]),
  COMMERCIAL: payer('Lantern Mutual', 'COMMERCIAL', 'EX-COM', [
    {
      daysAgo: LONG_AGO,
      terms: {
        authorizationRequired: 'LISTED',
        authorizationDisciplines: ['PT', 'OT', 'SLP', 'SN'],
        unitRules: { '*': { kind: 'PER_VISIT', basis: 'CLOCKED' }, S9123: { kind: 'TENTH_OF_HOUR', basis: 'CLOCKED' } },
        splitsVisitAcrossLines: true,
        noteDueHours: 72,
        noteLateHours: 168,
        lateNote: 'WARN',
        isOrderSignatureRequired: false,
        allowedWeekdays: [1, 2, 3, 4, 5, 6],
        documentation: [{ ...intervention, severity: 'WARNING' }, patientResponse, goalProgress],
        filingLimitDays: 90,
        // By its contract; no rule of the state binds it.
        decisionHoursExpedited: 72,
        decisionDaysStandard: 15,
        requestNoticeDays: 1,
        authorizationNumberFormat: NUMBER_FORMAT,
        feeSchedule: feesAt(120),
      },
    },
  ]),
  VETERANS: payer('Veterans Community Care (example)', 'VETERANS_AFFAIRS', 'EX-VA', [
    {
      daysAgo: LONG_AGO,
      terms: {
        unitRules: { '*': { kind: 'PER_VISIT', basis: 'CLOCKED', minimumMinutes: 20 }, S9122: { kind: 'WHOLE_HOUR', basis: 'SCHEDULED', banksLeftovers: true } },
        capWeek: 'MON_SUN',
        orderWeek: 'MON_SUN',
        partialFirstWeek: 'PRORATE',
        capSemantics: 'WARN',
        noteDueHours: 48,
        noteLateHours: 120,
        renewalLeadDays: 30,
        documentation: [intervention, { ...planNextVisit, citation: 'Standardized episode of care' }, tasksPerPlan],
        supervision: { aideWithoutSkilledCareDays: 60 },
        filingLimitDays: 180,
        requestNoticeDays: 0,
        authorizationNumberFormat: NUMBER_FORMAT,
        feeSchedule: feesAt(105),
      },
    },
  ]),
};

/** The terms that hold for care so many days before the present. */
export function termsOn(key: PayerKey, daysAgo: number): PayerPolicyTerms {
  const inForce = PAYERS[key].policies.filter((policy) => policy.daysAgo >= daysAgo).at(-1);
  invariant(inForce, 'a payer of the demonstration has terms for all of its care');
  return inForce.terms;
}

function payer(name: string, kind: PayerKind, payerCode: string, policies: ReadonlyArray<{ readonly daysAgo: number; readonly terms: StatedTerms }>): DemonstrationPayer {
  return { name, kind, payerCode, policies: policies.map(({ daysAgo, terms }) => ({ daysAgo, terms: completedTerms({ lateNote: 'HOLD', feeSchedule: FEES, ...terms }, kind) })) };
}

function feesAt(percent: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(FEES).map(([code, cents]) => [code, Math.round((cents * percent) / 100)]));
}
