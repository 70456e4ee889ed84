import { Field, ID, InputType } from 'type-graphql';

import type { Severity, Team } from '../../alignment/finding.js';
import type { ExposureFilter } from '../../db/queries/exposure.js';
import { SeverityEnum, TeamEnum } from '../types/enums.js';
import { idIn } from './ids.js';

@InputType('ExposureFilter', { description: 'Of which findings the exposure is added up: those for which everything that is given holds.' })
export class ExposureFilterInput {
  @Field(() => ID, { nullable: true, description: 'Of this patient.' })
  patientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Measured against this payer.' })
  payerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of patients of this branch.' })
  branchId?: string | null;

  @Field(() => [TeamEnum], { nullable: true, description: 'Dealt with by any of these teams.' })
  teams?: Team[] | null;

  @Field(() => [SeverityEnum], { nullable: true, description: 'Of any of these severities.' })
  severities?: Severity[] | null;
}

export function exposureFilterOf(filter: ExposureFilterInput | null | undefined): ExposureFilter {
  return {
    patientId: idIn(filter, 'patientId', 'Patient'),
    payerId: idIn(filter, 'payerId', 'Payer'),
    branchId: idIn(filter, 'branchId', 'Branch'),
    teams: filter?.teams ?? null,
    severities: filter?.severities ?? null,
  };
}
