import { EVV_ELEMENTS } from './evv.js';
import type { EvvTerms, PayerKind, PayerPolicyTerms, SupervisionTerms } from './payer-policy.js';

/**
 * The terms of a payer of this kind as long as nobody has said more: what holds on a date for which it has no policy,
 * and what a policy means where it leaves something unsaid.
 */
export function defaultTermsOf(kind: PayerKind | null): PayerPolicyTerms {
  if (kind === 'SELF_PAY') return SELF_PAY_TERMS;
  const isCertifying = kind !== null && CERTIFYING.has(kind);
  return {
    ...DEFAULT_TERMS,
    ...(kind !== null && BOUND_TO_DECIDE.has(kind) && { decisionHoursExpedited: 72, decisionDaysStandard: 7 }),
    ...(isCertifying && { isCertificationRequired: true, isFaceToFaceRequired: true, supervision: MEDICARE_SUPERVISION }),
    ...(kind === 'MEDICARE' && { filingLimitDays: 365 }),
    ...(kind === 'MEDICARE_ADVANTAGE' && { transitionDays: 90 }),
  };
}

/** As much of the terms as someone has said. */
export interface StatedTerms extends Partial<Omit<PayerPolicyTerms, 'evv' | 'supervision'>> {
  readonly evv?: Partial<EvvTerms>;
  readonly supervision?: Partial<SupervisionTerms>;
}

/** With what is usual for the kind of payer where nothing was said. A list or table is said as a whole. */
export function completedTerms(stated: StatedTerms, kind: PayerKind): PayerPolicyTerms {
  const usual = defaultTermsOf(kind);
  return { ...usual, ...stated, evv: { ...usual.evv, ...stated.evv }, supervision: { ...usual.supervision, ...stated.supervision } };
}

/** The safest reading: everything needs approval. */
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
  allowedWeekdays: null,
  blackoutDates: [],
  documentation: [],
  timeToleranceMinutes: 15,
  evv: { disciplines: [], matchedElements: EVV_ELEMENTS, toleranceMinutes: 15, maintenanceDays: null },
  supervision: { aideWithSkilledCareDays: null, aideWithoutSkilledCareDays: null, aideObservationMonths: null, therapyReassessmentDays: null, leadDays: 3 },
  isCertificationRequired: false,
  isFaceToFaceRequired: false,
  filingLimitDays: null,
  decisionHoursExpedited: null,
  decisionDaysStandard: null,
  requestNoticeDays: null,
  retroAuthorizationDays: 0,
  transitionDays: 0,
  authorizationNumberFormat: null,
  feeSchedule: {},
};

/** 42 CFR 484.80(h) for aides, 409.44(c) for therapists. */
export const MEDICARE_SUPERVISION: SupervisionTerms = {
  aideWithSkilledCareDays: 14,
  aideWithoutSkilledCareDays: 60,
  aideObservationMonths: 6,
  therapyReassessmentDays: 30,
  leadDays: 3,
};

/** A patient who pays has nobody to ask for an authorization. */
const SELF_PAY_TERMS: PayerPolicyTerms = { ...DEFAULT_TERMS, authorizationRequired: 'NONE' };

/** CMS-0057-F binds these kinds of payers to decide within 72 hours or 7 calendar days from 2026 on. */
const BOUND_TO_DECIDE: ReadonlySet<PayerKind> = new Set(['MEDICARE_ADVANTAGE', 'MEDICAID', 'MEDICAID_MANAGED_CARE']);

/** Original Medicare asks for certification and a face-to-face encounter, and the plans that replace it follow. */
const CERTIFYING: ReadonlySet<PayerKind> = new Set(['MEDICARE', 'MEDICARE_ADVANTAGE']);
