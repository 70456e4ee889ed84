import { Field, Int, ObjectType } from 'type-graphql';

import { EXPOSURE_GROUPS, type ExposureGroup, type ExposureGrouping } from '../../db/queries/exposure.js';
import { enumOf } from './enums.js';

export const ExposureGroupingEnum = enumOf<ExposureGrouping>('ExposureGrouping', EXPOSURE_GROUPS, 'By what exposure is added up.', {
  ALL: 'All of it together.',
  PATIENT: 'By patient.',
  PAYER: 'By payer.',
  BRANCH: 'By branch.',
  TEAM: 'By the team that deals with the findings.',
});

@ObjectType('ExposedService', { simpleResolvers: true, description: 'The exposed visits of one service.' })
export class ExposedServiceType {
  @Field(() => String, { description: 'The HCPCS code.' })
  serviceCode!: string;

  @Field(() => Int, { description: 'How many visits.' })
  visits!: number;

  @Field(() => Int, { description: 'Their minutes together: worked ones where they are known, else planned ones.' })
  minutes!: number;
}

/** Money and the record that the group is about are in `resolvers/exposure-resolver.ts`. */
@ObjectType('Exposure', { simpleResolvers: true, description: 'What open findings put at risk. A visit that several of them name is counted once.' })
export class ExposureType implements Pick<ExposureGroup, 'findings' | 'visits' | 'services'> {
  @Field(() => Int, { description: 'How many findings.' })
  findings!: number;

  @Field(() => Int, { description: 'How many visits, each counted once.' })
  visits!: number;

  @Field(() => [ExposedServiceType], { description: 'The visits by service.' })
  services!: ExposureGroup['services'];
}
