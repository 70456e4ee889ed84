import { Field, Int, ObjectType } from 'type-graphql';

import type { PayerPolicy, PayerPolicyTerms, UnitRule } from '../../care/payer-policy.js';
import type { Cents as CentsAmount } from '../../care/service.js';
import { Cents, LocalDate } from '../scalars.js';
import {
  AuthorizationRequirementEnum, CapSemanticsEnum, DisciplineEnum, LateNoteTreatmentEnum, PartialFirstWeekEnum, UnitBasisEnum, UnitRuleKindEnum, WeekDefinitionEnum,
} from './enums.js';
import { NodeType } from './node-type.js';

@ObjectType('UnitRule', { simpleResolvers: true, description: 'How a payer turns the minutes of a service into units.' })
export class UnitRuleType implements Omit<UnitRule, 'thresholdMinutes'> {
  @Field(() => String, { description: 'The service code that the rule is for; * for every code without a rule of its own.' })
  code!: string;

  @Field(() => UnitRuleKindEnum, { description: 'How minutes become units.' })
  kind!: UnitRule['kind'];

  @Field(() => UnitBasisEnum, { description: 'Which minutes count.' })
  basis!: UnitRule['basis'];

  @Field(() => Int, { nullable: true, description: 'Only with THRESHOLD: the minutes left over, of fifteen, from which one more unit is earned.' })
  thresholdMinutes!: number | null;
}

@ObjectType('Fee', { simpleResolvers: true, description: 'What a payer pays for one unit of a service.' })
export class FeeType {
  @Field(() => String, { description: 'The service code.' })
  code!: string;

  @Field(() => Cents, { description: 'For one unit of the code\'s own unit definition.' })
  cents!: CentsAmount;
}

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
}

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
