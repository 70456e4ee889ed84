import type { ActorRole } from '../auth/viewer.js';
import { Refusal } from '../base/refusal.js';

/**
 * For what someone looks at a record or changes it, as HL7's value set PurposeOfUse has it. A claim of whoever asks: it is
 * written down, and opens nothing.
 */
export const PURPOSES = {
  TREAT: 'Treatment: care of the patient.',
  ETREAT: 'Emergency treatment.',
  CAREMGT: 'Care management: care coordinated among those who give it.',
  HPAYMT: 'Payment: what is billed, and what is paid.',
  COVAUTH: 'Authorization of care by a payer.',
  ELIGVER: 'Whether a payer covers the patient.',
  HOPERAT: 'Operations of the agency: planning, quality, its software.',
  PATADMIN: 'Administration of the patient: admission, schedule, demographics.',
  HQUALIMP: 'Improvement of the quality of care.',
  HCOMPL: 'Compliance with rules, and their audit.',
  PATRQT: 'At the request of the patient.',
  FAMRQT: 'At the request of the family.',
  PUBHLTH: 'Public health.',
  HRESCH: 'Research.',
  HLEGAL: 'Legal proceedings.',
  GOV: 'A government programme.',
} as const;
export type Purpose = keyof typeof PURPOSES;

/** What belongs to treatment, payment and operations, of which 45 CFR 164.528 asks for no account. */
const OF_CARE: ReadonlySet<Purpose> = new Set<Purpose>(['TREAT', 'ETREAT', 'CAREMGT', 'HPAYMT', 'COVAUTH', 'ELIGVER', 'HOPERAT', 'PATADMIN', 'HQUALIMP', 'HCOMPL']);

export function isOfCare(purpose: Purpose): boolean {
  return OF_CARE.has(purpose);
}

/** For what each role asks, unless it says otherwise. */
const USUAL: Readonly<Record<ActorRole, Purpose>> = {
  CLINICIAN: 'TREAT',
  CLINICAL_LEAD: 'TREAT',
  SCHEDULER: 'PATADMIN',
  AUTHORIZATION: 'COVAUTH',
  BILLER: 'HPAYMT',
  INTEGRATOR: 'HOPERAT',
  ADMIN: 'HOPERAT',
  SYSTEM: 'HOPERAT',
};

/** @throws Refusal UNKNOWN_CODE */
export function purposeOf(role: ActorRole, stated: unknown): Purpose {
  if (stated === undefined || stated === null || stated === '') return USUAL[role];
  const known = Object.keys(PURPOSES).find((code) => code === stated);
  if (known === undefined) throw new Refusal('UNKNOWN_CODE', { path: ['purpose-of-use'], expected: `one of ${Object.keys(PURPOSES).join(', ')}` });
  return known as Purpose;
}
