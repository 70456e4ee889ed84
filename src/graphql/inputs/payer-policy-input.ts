import { Field, ID, InputType, Int } from 'type-graphql';

import { Refusal } from '../../base/refusal.js';
import type { PayerPolicyTerms, UnitRule } from '../../care/payer-policy.js';
import type { SetPayerPolicyInput } from '../../changes/set-payer-policy.js';
import { Cents, LocalDate } from '../scalars.js';
import {
  AuthorizationRequirementEnum, CapSemanticsEnum, DisciplineEnum, LateNoteTreatmentEnum, PartialFirstWeekEnum, UnitBasisEnum, UnitRuleKindEnum, WeekDefinitionEnum,
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

  @Field(() => Int, { nullable: true, description: 'Only with THRESHOLD: the minutes left over, of fifteen, from which one more unit is earned.' })
  thresholdMinutes?: number | null;
}

@InputType('FeeInput', { description: 'What the payer pays for one unit of a service.' })
export class FeeInput {
  @Field(() => String, { description: 'The HCPCS code.' })
  code!: string;

  @Field(() => Cents, { description: 'For one unit of the code\'s own unit definition.' })
  cents!: number;
}

@InputType('PayerPolicyTermsInput', { description: 'What the payer requires and how it counts.' })
export class PayerPolicyTermsInput implements Omit<PayerPolicyTerms, 'unitRules' | 'feeSchedule'> {
  @Field(() => AuthorizationRequirementEnum, { description: 'Which services need an authorization.' })
  authorizationRequired!: PayerPolicyTerms['authorizationRequired'];

  @Field(() => [DisciplineEnum], { defaultValue: [], description: 'With LISTED: the disciplines that need an authorization.' })
  authorizationDisciplines!: PayerPolicyTerms['authorizationDisciplines'];

  @Field(() => [UnitRuleInput], { description: 'How minutes become units: for every code, and for single codes where they differ.' })
  unitRules!: UnitRuleInput[];

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

  @Field(() => Int, { description: 'Hours after the end of a visit from which a note counts as late; not fewer than those until it is due.' })
  noteLateHours!: PayerPolicyTerms['noteLateHours'];

  @Field(() => LateNoteTreatmentEnum, { description: 'What a late note does to its visit.' })
  lateNote!: PayerPolicyTerms['lateNote'];

  @Field(() => Boolean, { description: 'Whether notes need a second signature.' })
  isCosignRequired!: PayerPolicyTerms['isCosignRequired'];

  @Field(() => Boolean, { description: 'Whether orders must be signed and dated before the visits they support are billed.' })
  isOrderSignatureRequired!: PayerPolicyTerms['isOrderSignatureRequired'];

  @Field(() => Int, { description: 'Days before the end of an authorization from which its coming end is a finding, when visits are planned after it.' })
  renewalLeadDays!: PayerPolicyTerms['renewalLeadDays'];

  @Field(() => [FeeInput], { defaultValue: [], description: 'What the payer pays, as far as it is known.' })
  feeSchedule!: FeeInput[];
}

@InputType('SetPayerPolicyInput', { description: 'What a payer requires from a date on. The version before ends the day before.' })
export class SetPayerPolicyInputType extends IdentifiedInput {
  @Field(() => ID, { description: 'The payer.' })
  payerId!: string;

  @Field(() => LocalDate, { description: 'The first date of care it holds for; after the first date of the latest version.' })
  effectiveFrom!: string;

  @Field(() => PayerPolicyTermsInput, { description: 'All that is required; nothing is taken over from the version before.' })
  terms!: PayerPolicyTermsInput;
}

/** Lists, because GraphQL has no maps; the terms find rules and fees by code. */
export function withTermsByCode({ terms, ...input }: SetPayerPolicyInputType): Given<SetPayerPolicyInput> {
  const rules = terms.unitRules.map(({ code, kind, basis, thresholdMinutes }) => ({ code, held: { kind, basis, ...(thresholdMinutes != null && { thresholdMinutes }) } }));
  const fees = terms.feeSchedule.map(({ code, cents }) => ({ code, held: cents }));
  return { ...input, terms: { ...terms, unitRules: byCode(rules, 'unitRules'), feeSchedule: byCode(fees, 'feeSchedule') } };
}

/** @throws Refusal INVALID_INPUT when a code is there twice. */
function byCode<Held>(entries: ReadonlyArray<{ readonly code: string; readonly held: Held }>, list: string): Record<string, Held> {
  const found = new Map<string, Held>();
  for (const [i, { code, held }] of entries.entries()) {
    if (found.has(code)) throw new Refusal('INVALID_INPUT', { path: ['input', 'terms', list, i, 'code'], expected: 'each code once' });
    found.set(code, held);
  }
  return Object.fromEntries(found);
}
