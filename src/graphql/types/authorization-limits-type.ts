import { Field, Int, ObjectType } from 'type-graphql';

import type { AuthorizationLimits, CapLimits, CapWindowLimits, LineLimits, TypicalVisit } from '../../alignment/limits.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { LocalDate, Units } from '../scalars.js';
import { CapPeriodEnum, DisciplineEnum, ReviewDecisionEnum, UnitDefinitionEnum } from './enums.js';
import { LineBalanceType } from './line-balance-type.js';
import { ProposalType } from './proposal-type.js';

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('CapWindowLimits', { simpleResolvers: true, description: 'One stretch of days in which a cap counts, and what it still allows.' })
export class CapWindowLimitsType implements CapWindowLimits {
  @Field(() => LocalDate, { description: 'The first day.' })
  from!: CapWindowLimits['from'];

  @Field(() => LocalDate, { description: 'The last day.' })
  to!: CapWindowLimits['to'];

  @Field(() => Units, { name: 'reservedUnits', simple: false, description: 'Kept for planned visits.' })
  reservedMilliUnits!: CapWindowLimits['reservedMilliUnits'];

  @Field(() => Units, { name: 'reservedPendingUnits', simple: false, description: 'Kept for planned visits while the payer has not decided.' })
  reservedPendingMilliUnits!: CapWindowLimits['reservedPendingMilliUnits'];

  @Field(() => Units, { name: 'usedUnits', simple: false, description: 'Drawn by visits that took place and are not billed yet.' })
  usedMilliUnits!: CapWindowLimits['usedMilliUnits'];

  @Field(() => Units, { name: 'billedUnits', simple: false, description: 'Drawn by visits that were billed and are not paid for yet.' })
  billedMilliUnits!: CapWindowLimits['billedMilliUnits'];

  @Field(() => Units, { name: 'paidUnits', simple: false, description: 'Drawn by visits that were paid for.' })
  paidMilliUnits!: CapWindowLimits['paidMilliUnits'];

  @Field(() => Units, { name: 'remainingUnits', simple: false, description: 'What is left in it.' })
  remainingMilliUnits!: CapWindowLimits['remainingMilliUnits'];
}

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('CapLimits', { simpleResolvers: true, description: 'A cap of a line, in each of its windows that the dates in question touch.' })
export class CapLimitsType implements Omit<CapLimits, 'capId'> {
  @Field(() => CapPeriodEnum, { description: 'The stretch of time within which it counts.' })
  period!: CapLimits['period'];

  @Field(() => Int, { nullable: true, description: 'Only with ROLLING_DAYS: how many days.' })
  rollingDays!: CapLimits['rollingDays'];

  @Field(() => Units, { name: 'limitUnits', simple: false, description: 'How much it allows in each window.' })
  limitMilliUnits!: CapLimits['limitMilliUnits'];

  @Field(() => [CapWindowLimitsType], { description: 'Its windows, in order of time, whole even where they reach beyond the dates in question. None for a cap on each visit.' })
  windows!: CapLimits['windows'];
}

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('TypicalVisit', { simpleResolvers: true, description: 'How many visits of the given length a line still takes.' })
export class TypicalVisitType implements TypicalVisit {
  @Field(() => Int, { description: 'The length in question, in minutes.' })
  minutes!: TypicalVisit['minutes'];

  @Field(() => Units, { name: 'units', simple: false, description: 'What one such visit draws.' })
  milliUnits!: TypicalVisit['milliUnits'];

  @Field(() => Int, { nullable: true, description: 'How many more the line takes within the dates in question, quantity and caps together. None when any number fits, because such a visit draws nothing or the payer has stated no quantity yet.' })
  visitsThatStillFit!: TypicalVisit['visitsThatStillFit'];

  @Field(() => LocalDate, { nullable: true, description: 'The last of the dates in question on which one more fits; none when it fits on none.' })
  lastDateThatFits!: TypicalVisit['lastDateThatFits'];
}

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('LineLimits', { simpleResolvers: true, description: 'What one line of an authorization still allows.' })
export class LineLimitsType implements Omit<LineLimits, 'lineId' | 'authorizationId' | 'payerId'> {
  @Field(() => String, { nullable: true, description: 'The payer\'s certification number; none until one is given.' })
  authorizationNumber!: LineLimits['authorizationNumber'];

  @Field(() => DisciplineEnum, { description: 'The discipline whose visits may draw on it.' })
  discipline!: LineLimits['discipline'];

  @Field(() => String, { nullable: true, description: 'The service it is for; none when it is for every service of the discipline.' })
  serviceCode!: LineLimits['serviceCode'];

  @Field(() => [String], { description: 'Modifiers that a service must carry to be covered.' })
  modifiers!: LineLimits['modifiers'];

  @Field(() => UnitDefinitionEnum, { description: 'What one unit of the line is.' })
  unitDefinition!: LineLimits['unitDefinition'];

  @Field(() => ReviewDecisionEnum, { description: 'What the payer decided.' })
  decision!: LineLimits['decision'];

  @Field(() => Boolean, { description: 'Whether visits may be planned on it: the payer approved it, or has yet to decide and they would wait.' })
  isOpen!: LineLimits['isOpen'];

  @Field(() => LocalDate, { description: 'The first date of care it covers.' })
  startsOn!: LineLimits['startsOn'];

  @Field(() => LocalDate, { description: 'The last date of care it covers.' })
  endsOn!: LineLimits['endsOn'];

  @Field(() => LineBalanceType, { description: 'What it allows as a whole.' })
  balance!: LineLimits['balance'];

  @Field(() => [CapLimitsType], { description: 'Its caps, and what each of their windows still allows.' })
  caps!: LineLimits['caps'];

  @Field(() => TypicalVisitType, { nullable: true, description: 'How many visits of the given length still fit; none when no length was given.' })
  typicalVisit!: LineLimits['typicalVisit'];
}

@TellsOf('AUTHORIZATIONS')
@Shows('AUTHORIZED_CARE')
@ObjectType('AuthorizationLimits', { simpleResolvers: true, description: 'What a patient\'s authorizations still allow between two dates, for someone who is about to plan visits.' })
export class AuthorizationLimitsType implements AuthorizationLimits {
  @Field(() => LocalDate, { description: 'The first of the dates in question.' })
  from!: AuthorizationLimits['from'];

  @Field(() => LocalDate, { description: 'The last of them.' })
  to!: AuthorizationLimits['to'];

  @Field(() => Boolean, { description: 'Whether the payer wants to authorize such a service on any of the dates.' })
  isAuthorizationRequired!: AuthorizationLimits['isAuthorizationRequired'];

  @Field(() => [LineLimitsType], { description: 'The lines for such a service that cover any of the dates, in the order in which visits draw on them.' })
  lines!: AuthorizationLimits['lines'];

  @Field(() => ProposalType, { nullable: true, description: 'What would become of the visits that were proposed; none when none were.' })
  proposal!: ProposalType | null;
}
