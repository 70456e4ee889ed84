import { Field, ID, InputType } from 'type-graphql';

import { checkedRule } from '../../alignment/checked-rule.js';
import { SEVERITIES, type Severity, type Team } from '../../alignment/finding.js';
import type { FindingFilter } from '../../db/queries/lists/findings.js';
import { Shows } from '../classes/shows.js';
import { SeverityEnum, TeamEnum } from '../types/enums.js';
import { idIn, idsIn, MOST_IN_A_SET, setIn } from './ids.js';
import { OfPatientsInput, ofPatientsIn } from './of-patients.js';

@Shows('OPERATIONAL')
@InputType('ExposureFilter', { description: 'Of which findings the exposure is added up: those for which everything that is given holds.' })
export class ExposureFilterInput extends OfPatientsInput {
  @Field(() => ID, { nullable: true, description: 'Measured against this payer.' })
  payerId?: string | null;

  @Field(() => [ID], { nullable: true, description: `Measured against any of these payers, at most ${MOST_IN_A_SET}.` })
  payerIds?: string[] | null;

  @Field(() => [TeamEnum], { nullable: true, description: 'Dealt with by any of these teams.' })
  teams?: Team[] | null;

  @Field(() => [SeverityEnum], { nullable: true, description: 'Of any of these severities.' })
  severities?: Severity[] | null;

  @Field(() => [String], { nullable: true, description: `Found by any of these rules, such as AUTH-05, at most ${MOST_IN_A_SET}.` })
  ruleIds?: string[] | null;
}

/** Open, not waived, and more than worth knowing: what is only that puts nothing at risk. */
export function exposureFilterOf(filter: ExposureFilterInput | null | undefined): FindingFilter {
  return {
    ...ofPatientsIn(filter),
    payerId: idIn(filter, 'payerId', 'Payer'),
    payerIds: idsIn(filter, 'payerIds', 'Payer'),
    teams: filter?.teams,
    severities: (filter?.severities ?? SEVERITIES).filter((severity) => severity !== 'INFO'),
    ruleIds: setIn(filter, 'ruleIds')?.map((id, i) => checkedRule(id, ['filter', 'ruleIds', i])),
    status: 'OPEN',
    isWaived: false,
  };
}
