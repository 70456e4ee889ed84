import { Field, ID, InputType } from 'type-graphql';

import type { Severity, Team } from '../../alignment/finding.js';
import { Refusal } from '../../base/refusal.js';
import type { FindingFilter } from '../../db/queries/lists/findings.js';
import type { FindingStatus } from '../../db/rows/finding-row.js';
import { FindingStatusEnum, SeverityEnum, TeamEnum } from '../types/enums.js';
import { idIn } from './ids.js';
import { checkedRule } from './rules.js';
import { sortInput } from './sort.js';

@InputType('FindingFilter', { description: 'Which findings to list: those for which everything that is given holds.' })
export class FindingFilterInput implements FindingFilter {
  @Field(() => ID, { nullable: true, description: 'Of this patient.' })
  patientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of patients of this branch.' })
  branchId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Measured against this payer.' })
  payerId?: string | null;

  @Field(() => [TeamEnum], { nullable: true, description: 'Owned by any of these teams.' })
  teams?: Team[] | null;

  @Field(() => [SeverityEnum], { nullable: true, description: 'Of any of these severities.' })
  severities?: Severity[] | null;

  @Field(() => [String], { nullable: true, description: 'Found by any of these rules, such as AUTH-05.' })
  ruleIds?: string[] | null;

  @Field(() => FindingStatusEnum, { defaultValue: 'OPEN', nullable: true, description: 'Open or cleared; both with an explicit null.' })
  status?: FindingStatus | null;
}

export const FindingSort = sortInput('Finding', {
  OPENED_AT: 'Since when it holds.',
  SEVERITY: 'The gravest first, then since when it holds.',
  MONEY_AT_RISK: 'The amount at risk. Only for roles that may read amounts.',
});

const MOST_RULES = 50;

export function findingFilterOf(filter: FindingFilterInput | null | undefined): FindingFilter {
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
