import { Field, ID, InputType } from 'type-graphql';

import { checkedRule } from '../../alignment/checked-rule.js';
import type { Resolution, Severity, Team } from '../../alignment/finding.js';
import type { Reader } from '../../auth/viewer.js';
import { Refusal } from '../../base/refusal.js';
import type { FindingFilter } from '../../db/queries/lists/findings.js';
import type { FindingStatus } from '../../db/rows/finding-row.js';
import { Shows } from '../classes/shows.js';
import { Cents, DateTime } from '../scalars.js';
import { FindingStatusEnum, ResolutionEnum, SeverityEnum, TeamEnum } from '../types/enums.js';
import { DateRangeInput, datesIn } from './date-range.js';
import { idIn, idsIn, MOST_IN_A_SET } from './ids.js';
import { OfPatientsInput, ofPatientsIn } from './of-patients.js';
import { todayOf } from './relative-days.js';
import { sortInput } from './sort.js';
import { textIn, textsIn } from './texts.js';
import { TimeRangeInput, timesIn } from './time-range.js';

@Shows('OPERATIONAL')
@InputType('FindingFilter', { description: 'Which findings to list: those for which everything that is given holds.' })
export class FindingFilterInput extends OfPatientsInput {
  @Field(() => ID, { nullable: true, description: 'Measured against this payer.' })
  payerId?: string | null;

  @Field(() => [ID], { nullable: true, description: `Measured against any of these payers, at most ${MOST_IN_A_SET}.` })
  payerIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'About this visit.' })
  visitId?: string | null;

  @Shows('CARE')
  @Field(() => ID, { nullable: true, description: 'About this order.' })
  orderId?: string | null;

  @Shows('AUTHORIZED_CARE')
  @Field(() => ID, { nullable: true, description: 'About this authorization.' })
  authorizationId?: string | null;

  @Shows('AUTHORIZED_CARE')
  @Field(() => ID, { nullable: true, description: 'About this line of an authorization.' })
  lineId?: string | null;

  @Shows('CARE')
  @Field(() => ID, { nullable: true, description: 'About this note.' })
  noteId?: string | null;

  @Field(() => [TeamEnum], { nullable: true, description: 'Dealt with by any of these teams: the owner of the rule, unless it was handed over.' })
  teams?: Team[] | null;

  @Field(() => [SeverityEnum], { nullable: true, description: 'Of any of these severities.' })
  severities?: Severity[] | null;

  @Field(() => [String], { nullable: true, description: 'Found by any of these rules, such as AUTH-05.' })
  ruleIds?: string[] | null;

  @Field(() => [ResolutionEnum], { nullable: true, description: 'That any of these kinds of act makes go away.' })
  resolutions?: Resolution[] | null;

  @Field(() => [String], { nullable: true, description: `For which any of these claim adjustment reason codes is to be expected, at most ${MOST_IN_A_SET}.` })
  predictedCarcs?: string[] | null;

  @Field(() => FindingStatusEnum, { defaultValue: 'OPEN', nullable: true, description: 'Open or cleared; both with an explicit null.' })
  status?: FindingStatus | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that are waived, or only those that are not; both when left out.' })
  isWaived?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that someone has acknowledged, or only those that nobody has.' })
  isAcknowledged?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those given to a colleague, or only those given to nobody.' })
  isAssigned?: boolean | null;

  @Shows('COLLEAGUE')
  @Field(() => String, { nullable: true, description: 'Only those given to this colleague, by the subject of their tokens.' })
  assignedTo?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that have held since before this moment.' })
  openedBefore?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that have held since this moment or later.' })
  openedAfter?: Date | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'That have held since a moment between these.' })
  openedAt?: TimeRangeInput | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'That ceased to hold between these; with status CLEARED or null.' })
  clearedAt?: TimeRangeInput | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those whose deadline is before this moment.' })
  deadlineBefore?: Date | null;

  @Field(() => TimeRangeInput, { nullable: true, description: 'With a deadline between these.' })
  deadlineAt?: TimeRangeInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those for which a clock runs, or only those for which none does.' })
  hasDeadline?: boolean | null;

  @Field(() => DateRangeInput, { nullable: true, description: 'Whose last date of service is between these.' })
  serviceOn?: DateRangeInput | null;

  @Shows('MONEY')
  @Field(() => Cents, { nullable: true, description: 'Only those that put at least so much at risk.' })
  centsAtRiskFrom?: number | null;

  @Shows('MONEY')
  @Field(() => Cents, { nullable: true, description: 'Only those that put at most so much at risk.' })
  centsAtRiskTo?: number | null;
}

export const FindingSort = sortInput('Finding', {
  OPENED_AT: 'Since when it holds.',
  CLEARED_AT: 'When it ceased to hold; what still holds comes last.',
  SEVERITY: 'The gravest first, then since when it holds.',
  MONEY_AT_RISK: 'The amount at risk.',
  DEADLINE: 'The time that is left; what has no deadline comes last.',
  SERVICE_ON: 'The last date of service that it concerns; what concerns none comes last.',
}, { MONEY_AT_RISK: 'MONEY' });

const MOST_RULES = 50;

/** @throws Refusal LIMIT_EXCEEDED */
export function findingFilterOf(viewer: Reader, filter: FindingFilterInput | null | undefined, now: Date): FindingFilter {
  if ((filter?.ruleIds?.length ?? 0) > MOST_RULES) throw new Refusal('LIMIT_EXCEEDED', { path: ['filter', 'ruleIds'], expected: `at most ${MOST_RULES} rules` });
  const today = todayOf(viewer, filter, now);
  return {
    status: 'OPEN',
    ...filter,
    ...ofPatientsIn(filter),
    payerId: idIn(filter, 'payerId', 'Payer'),
    payerIds: idsIn(filter, 'payerIds', 'Payer'),
    visitId: idIn(filter, 'visitId', 'Visit'),
    orderId: idIn(filter, 'orderId', 'Order'),
    authorizationId: idIn(filter, 'authorizationId', 'Authorization'),
    lineId: idIn(filter, 'lineId', 'AuthorizationLine'),
    noteId: idIn(filter, 'noteId', 'Note'),
    ruleIds: filter?.ruleIds?.map((id, i) => checkedRule(id, ['filter', 'ruleIds', i])) ?? null,
    predictedCarcs: textsIn(filter, 'predictedCarcs'),
    assignedTo: textIn(filter, 'assignedTo'),
    openedAt: timesIn(filter, 'openedAt', today),
    clearedAt: timesIn(filter, 'clearedAt', today),
    deadlineAt: timesIn(filter, 'deadlineAt', today),
    serviceOn: datesIn(filter, 'serviceOn', today),
  };
}
