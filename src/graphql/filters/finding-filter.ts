import { Field, ID, InputType } from 'type-graphql';

import { checkedRule } from '../../alignment/checked-rule.js';
import type { Severity, Team } from '../../alignment/finding.js';
import { expectMayRead } from '../../auth/permissions.js';
import type { Reader } from '../../auth/viewer.js';
import { Refusal } from '../../base/refusal.js';
import type { FindingFilter } from '../../db/queries/lists/findings.js';
import type { FindingStatus } from '../../db/rows/finding-row.js';
import { Cents, DateTime } from '../scalars.js';
import { FindingStatusEnum, SeverityEnum, TeamEnum } from '../types/enums.js';
import { idIn } from './ids.js';
import { sortInput } from './sort.js';

@InputType('FindingFilter', { description: 'Which findings to list: those for which everything that is given holds.' })
export class FindingFilterInput implements FindingFilter {
  @Field(() => ID, { nullable: true, description: 'Of this patient.' })
  patientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of patients of this branch.' })
  branchId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Measured against this payer.' })
  payerId?: string | null;

  @Field(() => [TeamEnum], { nullable: true, description: 'Dealt with by any of these teams: the owner of the rule, unless it was handed over.' })
  teams?: Team[] | null;

  @Field(() => [SeverityEnum], { nullable: true, description: 'Of any of these severities.' })
  severities?: Severity[] | null;

  @Field(() => [String], { nullable: true, description: 'Found by any of these rules, such as AUTH-05.' })
  ruleIds?: string[] | null;

  @Field(() => FindingStatusEnum, { defaultValue: 'OPEN', nullable: true, description: 'Open or cleared; both with an explicit null.' })
  status?: FindingStatus | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that are waived, or only those that are not; both when left out.' })
  isWaived?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those that someone has acknowledged, or only those that nobody has.' })
  isAcknowledged?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Only those given to this colleague, by the subject of their tokens.' })
  assignedTo?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that have held since before this moment.' })
  openedBefore?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those that have held since this moment or later.' })
  openedAfter?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those whose deadline is before this moment.' })
  deadlineBefore?: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those for which a clock runs, or only those for which none does.' })
  hasDeadline?: boolean | null;

  @Field(() => Cents, { nullable: true, description: 'Only those that put at least so much at risk. Only for roles that may read amounts.' })
  centsAtRiskFrom?: number | null;
}

export const FindingSort = sortInput('Finding', {
  OPENED_AT: 'Since when it holds.',
  SEVERITY: 'The gravest first, then since when it holds.',
  MONEY_AT_RISK: 'The amount at risk. Only for roles that may read amounts.',
  DEADLINE: 'The time that is left; what has no deadline comes last.',
});

const MOST_RULES = 50;

/** @throws Refusal LIMIT_EXCEEDED, FORBIDDEN: a filter by amounts tells amounts. */
export function findingFilterOf(viewer: Reader, filter: FindingFilterInput | null | undefined): FindingFilter {
  if (filter?.centsAtRiskFrom != null) expectMayRead(viewer, 'MONEY');
  if ((filter?.ruleIds?.length ?? 0) > MOST_RULES) throw new Refusal('LIMIT_EXCEEDED', { path: ['filter', 'ruleIds'], expected: `at most ${MOST_RULES} rules` });
  return {
    status: 'OPEN',
    ...filter,
    patientId: idIn(filter, 'patientId', 'Patient'),
    branchId: idIn(filter, 'branchId', 'Branch'),
    payerId: idIn(filter, 'payerId', 'Payer'),
    ruleIds: filter?.ruleIds?.map((id, i) => checkedRule(id, ['filter', 'ruleIds', i])) ?? null,
  };
}
