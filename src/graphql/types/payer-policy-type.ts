import { Field, Int, ObjectType } from 'type-graphql';

import type { DocumentationRequirement, EvvTerms, PayerPolicy, PayerPolicyTerms, SupervisionTerms, UnitRule } from '../../care/payer-policy.js';
import type { Cents as CentsAmount } from '../../care/service.js';
import { Shows } from '../classes/shows.js';
import { Cents, LocalDate } from '../scalars.js';
import {
  AuthorizationRequirementEnum, CapSemanticsEnum, DisciplineEnum, EvvElementEnum, LateNoteTreatmentEnum, NoteElementKeyEnum, PartialFirstWeekEnum, RequirementSeverityEnum,
  UnitBasisEnum, UnitRuleKindEnum, VisitTypeEnum, WeekDefinitionEnum,
} from './enums.js';
import { NodeType } from './node-type.js';

@Shows('OPERATIONAL')
@ObjectType('UnitRule', { simpleResolvers: true, description: 'How a payer turns the minutes of a service into units.' })
export class UnitRuleType implements Omit<UnitRule, 'thresholdMinutes' | 'minimumMinutes'> {
  @Field(() => String, { description: 'The service code that the rule is for; * for every code without a rule of its own.' })
  code!: string;

  @Field(() => UnitRuleKindEnum, { description: 'How minutes become units.' })
  kind!: UnitRule['kind'];

  @Field(() => UnitBasisEnum, { description: 'Which minutes count.' })
  basis!: UnitRule['basis'];

  @Field(() => Int, { nullable: true, description: 'Only with THRESHOLD: the minutes left over, of fifteen, from which one more unit is earned.' })
  thresholdMinutes!: number | null;

  @Field(() => Boolean, { description: 'Whether minutes that rounding leaves over are kept for the caregiver\'s later visits of the same service in the month.' })
  banksLeftovers!: boolean;

  @Field(() => Int, { nullable: true, description: 'The minutes below which a visit earns nothing; none when any visit earns its unit.' })
  minimumMinutes!: number | null;
}

@Shows('MONEY')
@ObjectType('Fee', { simpleResolvers: true, description: 'What a payer pays for one unit of a service.' })
export class FeeType {
  @Field(() => String, { description: 'The service code.' })
  code!: string;

  @Field(() => Cents, { description: 'For one unit of the code\'s own unit definition.' })
  cents!: CentsAmount;
}

@Shows('OPERATIONAL')
@ObjectType('DocumentationRequirement', { simpleResolvers: true, description: 'One thing that a payer wants notes to say, and what helps to say it.' })
export class DocumentationRequirementType implements DocumentationRequirement {
  @Field(() => NoteElementKeyEnum, { description: 'The element of the note.' })
  element!: DocumentationRequirement['element'];

  @Field(() => [DisciplineEnum], { description: 'The disciplines whose notes must say it; empty when all must.' })
  disciplines!: DocumentationRequirement['disciplines'];

  @Field(() => [String], { description: 'The service codes whose notes must say it; empty when all must.' })
  serviceCodes!: DocumentationRequirement['serviceCodes'];

  @Field(() => [VisitTypeEnum], { description: 'The types of visit whose notes must say it; empty when all must.' })
  visitTypes!: DocumentationRequirement['visitTypes'];

  @Field(() => RequirementSeverityEnum, { description: 'What it means when a note does not say it.' })
  severity!: DocumentationRequirement['severity'];

  @Field(() => String, { description: 'Why it matters, in words that follow "because".' })
  reason!: DocumentationRequirement['reason'];

  @Field(() => String, { nullable: true, description: 'Where the payer or a regulation says so.' })
  citation!: DocumentationRequirement['citation'];

  @Field(() => String, { nullable: true, description: 'A text with gaps to fill in.' })
  template!: DocumentationRequirement['template'];

  @Field(() => String, { nullable: true, description: 'A text that suffices, about an invented patient.' })
  example!: DocumentationRequirement['example'];

  @Field(() => String, { nullable: true, description: 'What makes a text sufficient.' })
  guidance!: DocumentationRequirement['guidance'];

  @Field(() => [String], { description: 'Texts that say too little when they are all there is.' })
  vaguePhrases!: DocumentationRequirement['vaguePhrases'];
}

@Shows('OPERATIONAL')
@ObjectType('EvvTerms', { simpleResolvers: true, description: 'What a payer or its state wants of electronic visit verification.' })
export class EvvTermsType implements EvvTerms {
  @Field(() => [DisciplineEnum], { description: 'The disciplines whose visits must be verified; empty when none need be.' })
  disciplines!: EvvTerms['disciplines'];

  @Field(() => [EvvElementEnum], { description: 'Which parts of the record must agree with the visit.' })
  matchedElements!: EvvTerms['matchedElements'];

  @Field(() => Int, { description: 'By how many minutes recorded and worked times may differ.' })
  toleranceMinutes!: EvvTerms['toleranceMinutes'];

  @Field(() => Int, { nullable: true, description: 'Days after the date of service within which a record may still be corrected; none when it may be at any time.' })
  maintenanceDays!: EvvTerms['maintenanceDays'];
}

@Shows('OPERATIONAL')
@ObjectType('SupervisionTerms', { simpleResolvers: true, description: 'How often a payer wants aides supervised and therapy reassessed. Null where it does not ask for it.' })
export class SupervisionTermsType implements SupervisionTerms {
  @Field(() => Int, { nullable: true, description: 'Days from one supervision of an aide to the next while the patient gets skilled care.' })
  aideWithSkilledCareDays!: SupervisionTerms['aideWithSkilledCareDays'];

  @Field(() => Int, { nullable: true, description: 'The same while the patient gets no skilled care.' })
  aideWithoutSkilledCareDays!: SupervisionTerms['aideWithoutSkilledCareDays'];

  @Field(() => Int, { nullable: true, description: 'Months within which each aide of a patient without skilled care is watched at work.' })
  aideObservationMonths!: SupervisionTerms['aideObservationMonths'];

  @Field(() => Int, { nullable: true, description: 'Days from one reassessment by a qualified therapist of each discipline to the next.' })
  therapyReassessmentDays!: SupervisionTerms['therapyReassessmentDays'];

  @Field(() => Int, { description: 'How many days before it is due it becomes a finding.' })
  leadDays!: SupervisionTerms['leadDays'];
}

@Shows('OPERATIONAL')
@ObjectType('PayerPolicyTerms', { simpleResolvers: true, description: 'What a payer requires and how it counts. Everything that differs between payers is here.' })
export class PayerPolicyTermsType implements Omit<PayerPolicyTerms, 'unitRules' | 'feeSchedule'> {
  @Field(() => AuthorizationRequirementEnum, { description: 'Which services need an authorization.' })
  authorizationRequired!: PayerPolicyTerms['authorizationRequired'];

  @Field(() => [DisciplineEnum], { description: 'With LISTED: the disciplines that need an authorization.' })
  authorizationDisciplines!: PayerPolicyTerms['authorizationDisciplines'];

  @Field(() => WeekDefinitionEnum, { description: 'The week of the payer\'s weekly caps.' })
  capWeek!: PayerPolicyTerms['capWeek'];

  @Field(() => WeekDefinitionEnum, { description: 'The week in which ordered visits are counted for this payer\'s patients.' })
  orderWeek!: PayerPolicyTerms['orderWeek'];

  @Field(() => PartialFirstWeekEnum, { description: 'What an order allows in the week it starts in.' })
  partialFirstWeek!: PayerPolicyTerms['partialFirstWeek'];

  @Field(() => CapSemanticsEnum, { description: 'What happens to a visit beyond a cap.' })
  capSemantics!: PayerPolicyTerms['capSemantics'];

  @Field(() => Boolean, { description: 'Whether one visit may draw on two lines when the first runs out.' })
  splitsVisitAcrossLines!: PayerPolicyTerms['splitsVisitAcrossLines'];

  @Field(() => Int, { description: 'Hours after the end of a visit from which a missing note is a finding.' })
  noteDueHours!: PayerPolicyTerms['noteDueHours'];

  @Field(() => Int, { description: 'Hours after the end of a visit from which a note counts as late.' })
  noteLateHours!: PayerPolicyTerms['noteLateHours'];

  @Field(() => LateNoteTreatmentEnum, { description: 'What a late note does to its visit.' })
  lateNote!: PayerPolicyTerms['lateNote'];

  @Field(() => Boolean, { description: 'Whether notes need a second signature.' })
  isCosignRequired!: PayerPolicyTerms['isCosignRequired'];

  @Field(() => Boolean, { description: 'Whether orders must be signed and dated before the visits they support are billed.' })
  isOrderSignatureRequired!: PayerPolicyTerms['isOrderSignatureRequired'];

  @Field(() => Int, { description: 'Days before the end of an authorization from which its coming end is a finding, when visits are planned after it.' })
  renewalLeadDays!: PayerPolicyTerms['renewalLeadDays'];

  @Field(() => [Int], { nullable: true, description: 'The only days of the week on which it pays for visits, 0 for Sunday to 6 for Saturday; none when it pays on all of them.' })
  allowedWeekdays!: PayerPolicyTerms['allowedWeekdays'];

  @Field(() => [LocalDate], { description: 'Dates on which it pays for no visit.' })
  blackoutDates!: PayerPolicyTerms['blackoutDates'];

  @Field(() => [DocumentationRequirementType], { description: 'What notes must say. See documentationChecklist for those of one visit.' })
  documentation!: PayerPolicyTerms['documentation'];

  @Field(() => Int, { description: 'By how many minutes the times in a note may differ from those worked.' })
  timeToleranceMinutes!: PayerPolicyTerms['timeToleranceMinutes'];

  @Field(() => EvvTermsType, { description: 'Electronic visit verification.' })
  evv!: PayerPolicyTerms['evv'];

  @Field(() => SupervisionTermsType, { description: 'Supervision of aides and reassessment of therapy.' })
  supervision!: PayerPolicyTerms['supervision'];

  @Field(() => Boolean, { description: 'Whether certification periods, recertification and their assessments are required.' })
  isCertificationRequired!: PayerPolicyTerms['isCertificationRequired'];

  @Field(() => Boolean, { description: 'Whether a face-to-face encounter is required.' })
  isFaceToFaceRequired!: PayerPolicyTerms['isFaceToFaceRequired'];

  @Field(() => Int, { nullable: true, description: 'Days from the date of service within which a claim must be in; none when that is not known.' })
  filingLimitDays!: PayerPolicyTerms['filingLimitDays'];

  @Field(() => Int, { nullable: true, description: 'Hours within which the payer must decide an expedited request; none when nothing binds it.' })
  decisionHoursExpedited!: PayerPolicyTerms['decisionHoursExpedited'];

  @Field(() => Int, { nullable: true, description: 'Calendar days within which the payer must decide a standard request; none when nothing binds it.' })
  decisionDaysStandard!: PayerPolicyTerms['decisionDaysStandard'];

  @Field(() => Int, { nullable: true, description: 'Days before the first date of care by which a request must be in; negative: so many days after it. None when it may come at any time.' })
  requestNoticeDays!: PayerPolicyTerms['requestNoticeDays'];

  @Field(() => Int, { description: 'How many days back the payer authorizes care that was given before it was asked.' })
  retroAuthorizationDays!: PayerPolicyTerms['retroAuthorizationDays'];

  @Field(() => Int, { description: 'For how many days after a coverage begins the payer honours authorizations of the one before.' })
  transitionDays!: PayerPolicyTerms['transitionDays'];

  @Field(() => String, { nullable: true, description: 'The form of its authorization numbers: 9 stands for a digit, A for a letter, X for either, all else for itself. None when any will do.' })
  authorizationNumberFormat!: PayerPolicyTerms['authorizationNumberFormat'];
}

@Shows('OPERATIONAL')
@ObjectType('PayerPolicy', { implements: NodeType, simpleResolvers: true, description: 'One version of what a payer requires, with the dates of care it holds for.' })
export class PayerPolicyType implements Pick<PayerPolicy, 'version' | 'effectiveFrom' | 'effectiveTo' | 'terms'> {
  @Field(() => Int, { description: '1, 2, 3 and so on within the payer.' })
  version!: PayerPolicy['version'];

  @Field(() => LocalDate, { description: 'The first date of care it holds for.' })
  effectiveFrom!: PayerPolicy['effectiveFrom'];

  @Field(() => LocalDate, { nullable: true, description: 'The last date of care it holds for; none while no later version ends it.' })
  effectiveTo!: PayerPolicy['effectiveTo'];

  @Field(() => PayerPolicyTermsType, { description: 'What is required.' })
  terms!: PayerPolicy['terms'];
}
