import type { LocalDate } from '../base/day.js';
import type { EvvElement } from './evv.js';
import type { NoteElementKey } from './note.js';
import type { Cents, Discipline } from './service.js';
import type { VisitType } from './visit.js';

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

/** Which minutes count: planned ones; those worked once they are known; those on the claim once it is out. */
export const UNIT_BASES = ['SCHEDULED', 'CLOCKED', 'BILLED'] as const;
export type UnitBasis = (typeof UNIT_BASES)[number];

export interface UnitRule {
  readonly kind: UnitRuleKind;
  readonly basis: UnitBasis;
  /** Only for THRESHOLD: the remainder in minutes, of 15, from which one more unit is earned. */
  readonly thresholdMinutes?: number;
  /** Only for WHOLE_QUARTER_HOUR and WHOLE_HOUR: what rounding leaves over is kept for the caregiver's later visits of the same service in the month. */
  readonly banksLeftovers?: boolean;
  /** Only for PER_VISIT and PER_DIEM: a shorter visit earns nothing. */
  readonly minimumMinutes?: number;
}

/** One thing that notes have to say for this payer, and all that helps its author to say it. */
export interface DocumentationRequirement {
  readonly element: NoteElementKey;
  /** Empty: every discipline. */
  readonly disciplines: readonly Discipline[];
  /** Empty: every code. */
  readonly serviceCodes: readonly string[];
  /** Empty: every type of visit. */
  readonly visitTypes: readonly VisitType[];
  readonly severity: 'BLOCKER' | 'WARNING';
  /** Why it matters, in a few words that follow "because". */
  readonly reason: string;
  readonly citation: string | null;
  readonly template: string | null;
  readonly example: string | null;
  readonly guidance: string | null;
  /** Texts that say too little when they are all there is, such as "continue with plan". */
  readonly vaguePhrases: readonly string[];
}

/** Electronic visit verification, as the payer or its state wants it. */
export interface EvvTerms {
  /** Disciplines whose visits must be verified. */
  readonly disciplines: readonly Discipline[];
  readonly matchedElements: readonly EvvElement[];
  /** By how many minutes recorded and worked times may differ. */
  readonly toleranceMinutes: number;
  /** Days after the date of service within which a record may still be corrected; null: no such window. */
  readonly maintenanceDays: number | null;
}

/** Clocks of supervision in days; null where the payer has none. */
export interface SupervisionTerms {
  readonly aideWithSkilledCareDays: number | null;
  readonly aideWithoutSkilledCareDays: number | null;
  /** Direct observation of each aide of a patient without skilled care. */
  readonly aideObservationMonths: number | null;
  readonly therapyReassessmentDays: number | null;
  /** How many days before it is due a supervision becomes a finding. */
  readonly leadDays: number;
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
  /** Days of the week on which the payer pays for visits, 0 is Sunday; null: all. */
  readonly allowedWeekdays: readonly number[] | null;
  /** Dates on which it pays for none. */
  readonly blackoutDates: readonly LocalDate[];
  readonly documentation: readonly DocumentationRequirement[];
  /** By how many minutes the times in a note may differ from those worked. */
  readonly timeToleranceMinutes: number;
  readonly evv: EvvTerms;
  readonly supervision: SupervisionTerms;
  /** Certification periods, recertification and their assessments are required. */
  readonly isCertificationRequired: boolean;
  readonly isFaceToFaceRequired: boolean;
  /** Days from the date of service within which a claim must be in; null: not known. */
  readonly filingLimitDays: number | null;
  /** The payer's clocks for its decisions; null where none binds it. */
  readonly decisionHoursExpedited: number | null;
  readonly decisionDaysStandard: number | null;
  /** How many days before the first date of care a request must be in; negative: so many days after. Null: any time. */
  readonly requestNoticeDays: number | null;
  /** How many days back the payer authorizes care that was given before the request. */
  readonly retroAuthorizationDays: number;
  /** For how many days after a coverage begins it honours the authorizations of the payer before. */
  readonly transitionDays: number;
  /** The form of its authorization numbers: 9 is a digit, A a letter, X either, all else itself. Null: any. */
  readonly authorizationNumberFormat: string | null;
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
