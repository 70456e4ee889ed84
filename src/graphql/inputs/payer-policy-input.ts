import { Field, ID, InputType, Int } from 'type-graphql';

import { Refusal } from '../../base/refusal.js';
import { DEFAULT_TERMS, MEDICARE_SUPERVISION, type StatedTerms } from '../../care/default-terms.js';
import type { DocumentationRequirement, EvvTerms, PayerPolicyTerms, SupervisionTerms, UnitRule } from '../../care/payer-policy.js';
import { serviceOf } from '../../care/service.js';
import type { SetPayerPolicyInput } from '../../changes/set-payer-policy.js';
import { Cents, LocalDate } from '../scalars.js';
import {
  AuthorizationRequirementEnum, CapSemanticsEnum, DisciplineEnum, EvvElementEnum, LateNoteTreatmentEnum, NoteElementKeyEnum, PartialFirstWeekEnum, RequirementSeverityEnum,
  UnitBasisEnum, UnitRuleKindEnum, VisitTypeEnum, WeekDefinitionEnum,
} from '../types/enums.js';
import type { Given } from './given.js';
import { IdentifiedInput } from './identifier-input.js';

@InputType('UnitRuleInput', { description: 'How the payer turns the minutes of a service into units.' })
export class UnitRuleInput {
  @Field(() => String, { description: 'The HCPCS code that the rule is for; * for every code without a rule of its own, which there must be.' })
  code!: string;

  @Field(() => UnitRuleKindEnum, { description: 'How minutes become units.' })
  kind!: UnitRule['kind'];

  @Field(() => UnitBasisEnum, { description: 'Which minutes count.' })
  basis!: UnitRule['basis'];

  @Field(() => Int, { nullable: true, description: 'Only with THRESHOLD: the minutes left over, of fifteen, from which one more unit is earned; 1 to 14.' })
  thresholdMinutes?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only with WHOLE_QUARTER_HOUR and WHOLE_HOUR: minutes that rounding leaves over are kept for the caregiver\'s later visits of the same service in the month. They are lost when left out.',
  })
  banksLeftovers?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Only with PER_VISIT and PER_DIEM: a visit of fewer minutes earns nothing; 1 to 1440. Any visit earns its unit when left out.' })
  minimumMinutes?: number | null;
}

@InputType('FeeInput', { description: 'What the payer pays for one unit of a service.' })
export class FeeInput {
  @Field(() => String, { description: 'The HCPCS code.' })
  code!: string;

  @Field(() => Cents, { description: 'For one unit of the code\'s own unit definition.' })
  cents!: number;
}

@InputType('DocumentationRequirementInput', {
  description: 'One thing that the payer wants notes to say. A general requirement may have a stricter one for some services beside it; the same element twice for the same ones is refused.',
})
export class DocumentationRequirementInput {
  @Field(() => NoteElementKeyEnum, { description: 'The element of the note.' })
  element!: DocumentationRequirement['element'];

  @Field(() => [DisciplineEnum], { defaultValue: [], description: 'The disciplines whose notes must say it; all when left out or empty.' })
  disciplines!: DocumentationRequirement['disciplines'];

  @Field(() => [String], { defaultValue: [], description: 'The HCPCS codes whose notes must say it; all when left out or empty.' })
  serviceCodes!: DocumentationRequirement['serviceCodes'];

  @Field(() => [VisitTypeEnum], { defaultValue: [], description: 'The types of visit whose notes must say it; all when left out or empty.' })
  visitTypes!: DocumentationRequirement['visitTypes'];

  @Field(() => RequirementSeverityEnum, { description: 'What it means when a note does not say it.' })
  severity!: DocumentationRequirement['severity'];

  @Field(() => String, { description: 'Why it matters, in words that follow "because", for the clinician who reads it; at most 200 characters.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'Where the payer or a regulation says so; at most 300 characters.' })
  citation?: string | null;

  @Field(() => String, { nullable: true, description: 'A text with gaps to fill in; at most 2000 characters.' })
  template?: string | null;

  @Field(() => String, { nullable: true, description: 'A text that suffices, about an invented patient; at most 2000 characters.' })
  example?: string | null;

  @Field(() => String, { nullable: true, description: 'What makes a text sufficient; at most 2000 characters.' })
  guidance?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'Texts that say too little when they are all there is, such as "continue with plan"; at most 50. Case, punctuation and spaces do not matter.' })
  vaguePhrases!: DocumentationRequirement['vaguePhrases'];
}

@InputType('EvvTermsInput', { description: 'What the payer or its state wants of electronic visit verification (EVV). What is left out is as usual.' })
export class EvvTermsInput {
  @Field(() => [DisciplineEnum], { nullable: true, description: 'The disciplines whose visits must be verified; none when left out or empty.' })
  disciplines?: EvvTerms['disciplines'] | null;

  @Field(() => [EvvElementEnum], { nullable: true, description: 'Which parts of the record must agree with the visit; all six when left out.' })
  matchedElements?: EvvTerms['matchedElements'] | null;

  @Field(() => Int, { nullable: true, description: `By how many minutes recorded and worked times may differ, 0 to 240; ${DEFAULT_TERMS.evv.toleranceMinutes} when left out.` })
  toleranceMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Days after the date of service within which a record may still be corrected, 1 to 366; at any time when left out or null.' })
  maintenanceDays?: number | null;
}

const MEDICARES = 'for Medicare and Medicare Advantage';

@InputType('SupervisionTermsInput', { description: 'How often the payer wants aides supervised and therapy reassessed. Null says that it does not ask for it; what is left out is as usual.' })
export class SupervisionTermsInput {
  @Field(() => Int, {
    nullable: true,
    description: `Days from one supervision of an aide to the next while the patient gets skilled care, 1 to 366; ${MEDICARE_SUPERVISION.aideWithSkilledCareDays} ${MEDICARES} when left out, otherwise none.`,
  })
  aideWithSkilledCareDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `The same while the patient gets no skilled care, 1 to 366; ${MEDICARE_SUPERVISION.aideWithoutSkilledCareDays} ${MEDICARES} when left out, otherwise none.`,
  })
  aideWithoutSkilledCareDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Months within which each aide of a patient without skilled care is watched at work, 1 to 24; ${MEDICARE_SUPERVISION.aideObservationMonths} ${MEDICARES} when left out, otherwise none.`,
  })
  aideObservationMonths?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Days from one reassessment by a qualified therapist of each discipline to the next, 1 to 366; ${MEDICARE_SUPERVISION.therapyReassessmentDays} ${MEDICARES} when left out, otherwise none.`,
  })
  therapyReassessmentDays?: number | null;

  @Field(() => Int, { nullable: true, description: `How many days before it is due it becomes a finding, 0 to 60; ${DEFAULT_TERMS.supervision.leadDays} when left out.` })
  leadDays?: number | null;
}

@InputType('PayerPolicyTermsInput', {
  description: 'What the payer requires and how it counts. Say only what differs: what is left out is as usual for the kind of payer. A list that is given is the whole list.',
})
export class PayerPolicyTermsInput {
  @Field(() => AuthorizationRequirementEnum, { nullable: true, description: 'Which services need an authorization; all when left out, and none when the patient pays.' })
  authorizationRequired?: PayerPolicyTerms['authorizationRequired'] | null;

  @Field(() => [DisciplineEnum], { nullable: true, description: 'With LISTED: the disciplines that need an authorization, at least one.' })
  authorizationDisciplines?: PayerPolicyTerms['authorizationDisciplines'] | null;

  @Field(() => [UnitRuleInput], {
    nullable: true,
    description: 'How minutes become units: for every code, and for single codes where they differ. When left out, the home-health rule on the minutes worked for all.',
  })
  unitRules?: UnitRuleInput[] | null;

  @Field(() => WeekDefinitionEnum, { nullable: true, description: 'The week of the payer\'s weekly caps; Sunday to Saturday when left out.' })
  capWeek?: PayerPolicyTerms['capWeek'] | null;

  @Field(() => WeekDefinitionEnum, { nullable: true, description: 'The week in which ordered visits are counted for this payer\'s patients; Sunday to Saturday when left out.' })
  orderWeek?: PayerPolicyTerms['orderWeek'] | null;

  @Field(() => PartialFirstWeekEnum, { nullable: true, description: 'What an order allows in the week it starts in; the whole week\'s visits when left out.' })
  partialFirstWeek?: PayerPolicyTerms['partialFirstWeek'] | null;

  @Field(() => CapSemanticsEnum, { nullable: true, description: 'What happens to a visit beyond a cap; it is held when left out.' })
  capSemantics?: PayerPolicyTerms['capSemantics'] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether one visit may draw on two lines when the first runs out; not when left out.' })
  splitsVisitAcrossLines?: boolean | null;

  @Field(() => Int, { nullable: true, description: `Hours after the end of a visit from which a missing note is a finding, 0 to 8760; ${DEFAULT_TERMS.noteDueHours} when left out.` })
  noteDueHours?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Hours after the end of a visit from which a note counts as late; not fewer than those until it is due, at most 8760. ${DEFAULT_TERMS.noteLateHours} when left out.`,
  })
  noteLateHours?: number | null;

  @Field(() => LateNoteTreatmentEnum, { nullable: true, description: 'What a late note does to its visit; it is a warning when left out.' })
  lateNote?: PayerPolicyTerms['lateNote'] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether notes need a second signature; not when left out.' })
  isCosignRequired?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether orders must be signed and dated before the visits they support are billed; they must when left out.' })
  isOrderSignatureRequired?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: `Days before the end of an authorization from which its coming end is a finding, when visits are planned after it; 0 to 365, ${DEFAULT_TERMS.renewalLeadDays} when left out.`,
  })
  renewalLeadDays?: number | null;

  @Field(() => [Int], { nullable: true, description: 'The only days of the week on which it pays for visits, 0 for Sunday to 6 for Saturday; all of them when left out or null.' })
  allowedWeekdays?: number[] | null;

  @Field(() => [LocalDate], { nullable: true, description: 'Dates on which it pays for no visit, at most 366; none when left out.' })
  blackoutDates?: string[] | null;

  @Field(() => [DocumentationRequirementInput], { nullable: true, description: 'What notes must say, at most 100 requirements; none when left out. See documentationChecklist.' })
  documentation?: DocumentationRequirementInput[] | null;

  @Field(() => Int, { nullable: true, description: `By how many minutes the times in a note may differ from those worked, 0 to 240; ${DEFAULT_TERMS.timeToleranceMinutes} when left out.` })
  timeToleranceMinutes?: number | null;

  @Field(() => EvvTermsInput, { nullable: true, description: 'Electronic visit verification; not asked for when left out.' })
  evv?: EvvTermsInput | null;

  @Field(() => SupervisionTermsInput, { nullable: true, description: `Supervision of aides and reassessment of therapy; as the regulations say ${MEDICARES} when left out, otherwise not asked for.` })
  supervision?: SupervisionTermsInput | null;

  @Field(() => Boolean, { nullable: true, description: `Whether certification periods, recertification and their assessments are required; they are ${MEDICARES} when left out.` })
  isCertificationRequired?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `Whether a face-to-face encounter is required; it is ${MEDICARES} when left out.` })
  isFaceToFaceRequired?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Days from the date of service within which a claim must be in, 1 to 1830; 365 for Medicare when left out, otherwise not known. Null when it is not known.' })
  filingLimitDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Hours within which the payer must decide an expedited request, 1 to 8760 and no longer than a standard one; 72 for Medicare Advantage and Medicaid when left out, otherwise none. Null when nothing binds it.',
  })
  decisionHoursExpedited?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Calendar days within which the payer must decide a standard request, 1 to 365; 7 for Medicare Advantage and Medicaid when left out, otherwise none. Null when nothing binds it.',
  })
  decisionDaysStandard?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days before the first date of care by which a request must be in; negative: so many days after it. From -90 to 90; at any time when left out or null.',
  })
  requestNoticeDays?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many days back the payer authorizes care that was given before it was asked, 0 to 366; none when left out.' })
  retroAuthorizationDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many days after a coverage begins the payer honours authorizations of the one before, 0 to 366; 90 for Medicare Advantage when left out, otherwise none.',
  })
  transitionDays?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The form of its authorization numbers: 9 stands for a digit, A for a letter, X for either, all else for itself; at most 40 characters. Any form when left out or null.',
  })
  authorizationNumberFormat?: string | null;

  @Field(() => [FeeInput], { nullable: true, description: 'What the payer pays, as far as it is known; nothing is known when left out.' })
  feeSchedule?: FeeInput[] | null;
}

@InputType('SetPayerPolicyInput', { description: 'What a payer requires from a date on. The version before ends the day before, so that versions leave no gap and never overlap.' })
export class SetPayerPolicyInputType extends IdentifiedInput {
  @Field(() => ID, { description: 'The payer whose requirements these are.' })
  payerId!: string;

  @Field(() => LocalDate, { description: 'The first date of care it holds for; after the first date of the latest version.' })
  effectiveFrom!: string;

  @Field(() => PayerPolicyTermsInput, { description: 'What is required; nothing is taken over from the version before.' })
  terms!: PayerPolicyTermsInput;
}

/** Lists, because GraphQL has no maps; the terms find rules and fees by code. */
export function withStatedTerms({ terms, ...input }: SetPayerPolicyInputType): Given<SetPayerPolicyInput> {
  const { unitRules, feeSchedule, documentation, evv, supervision, ...others } = terms;
  return {
    ...input,
    terms: {
      ...stated(others),
      ...(unitRules != null && { unitRules: byCode(unitRules, unitRule, 'unitRules', EVERY_OTHER) }),
      ...(feeSchedule != null && { feeSchedule: byCode(feeSchedule, ({ cents }) => cents, 'feeSchedule') }),
      ...(documentation != null && { documentation: documentation.map(requirement) }),
      ...(evv != null && { evv: stated(evv) }),
      ...(supervision != null && { supervision: stated(supervision) }),
    },
  };
}

const EVERY_OTHER = '*';

function unitRule({ kind, basis, thresholdMinutes, banksLeftovers, minimumMinutes }: UnitRuleInput): UnitRule {
  return {
    kind,
    basis,
    ...(thresholdMinutes != null && { thresholdMinutes }),
    ...(banksLeftovers === true && { banksLeftovers }),
    ...(minimumMinutes != null && { minimumMinutes }),
  };
}

function requirement({ citation, template, example, guidance, ...rest }: DocumentationRequirementInput): DocumentationRequirement {
  return { ...rest, citation: citation ?? null, template: template ?? null, example: example ?? null, guidance: guidance ?? null };
}

/** @throws Refusal UNKNOWN_CODE, or INVALID_INPUT when a code is there twice. Here, while its place in the list is still known. */
function byCode<Item extends { readonly code: string }, Held>(items: readonly Item[], heldOf: (item: Item) => Held, list: string, wildcard?: string): Record<string, Held> {
  const found = new Map<string, Held>();
  for (const [i, item] of items.entries()) {
    const path = ['input', 'terms', list, i, 'code'];
    if (item.code !== wildcard) serviceOf(item.code, path);
    if (found.has(item.code)) throw new Refusal('INVALID_INPUT', { path, expected: 'each code once' });
    found.set(item.code, heldOf(item));
  }
  return Object.fromEntries(found);
}

/** Terms for which null says something: that there is no such limit. For all others it is as good as leaving them out. */
const MAY_BE_NONE: ReadonlySet<string> = new Set([
  'allowedWeekdays', 'filingLimitDays', 'decisionHoursExpedited', 'decisionDaysStandard', 'requestNoticeDays', 'authorizationNumberFormat', 'maintenanceDays',
  'aideWithSkilledCareDays', 'aideWithoutSkilledCareDays', 'aideObservationMonths', 'therapyReassessmentDays',
] satisfies ReadonlyArray<NullableNames<PayerPolicyTerms> | NullableNames<EvvTerms> | NullableNames<SupervisionTerms>>);

type NullableNames<Terms> = { [Name in keyof Terms]-?: null extends Terms[Name] ? Name : never }[keyof Terms];

type Said<Fields> = { readonly [Name in keyof Fields]?: Name extends NullableNames<StatedTerms & EvvTerms & SupervisionTerms> ? Exclude<Fields[Name], undefined> : NonNullable<Fields[Name]> };

function stated<Fields extends object>(fields: Fields): Said<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== undefined && (value !== null || MAY_BE_NONE.has(name)))) as Said<Fields>;
}
