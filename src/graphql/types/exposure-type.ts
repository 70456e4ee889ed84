import { Field, Int, ObjectType } from 'type-graphql';

import { EXPOSURE_GROUPS, type ExposureGroup, type ExposureGrouping, FINDING_AGES, type FindingAge } from '../../db/queries/exposure.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { Cents } from '../scalars.js';
import { enumOf } from './enums.js';

export const ExposureGroupingEnum = enumOf<ExposureGrouping>('ExposureGrouping', EXPOSURE_GROUPS, 'By what exposure is added up.', {
  ALL: 'All of it together.',
  PATIENT: 'By patient.',
  PAYER: 'By payer.',
  BRANCH: 'By branch.',
  TEAM: 'By the team that deals with the findings.',
  RULE: 'By the rule that found them.',
  SEVERITY: 'By how much they matter.',
  AGE: 'By how long they have held.',
});

export const FindingAgeEnum = enumOf<FindingAge>('FindingAge', FINDING_AGES, 'For how many days a finding has held, or held until it was cleared.', {
  UP_TO_2_DAYS: 'Less than three days.',
  UP_TO_7_DAYS: 'Three days to a week.',
  UP_TO_14_DAYS: 'More than a week, up to two.',
  UP_TO_30_DAYS: 'More than two weeks, up to thirty days.',
  UP_TO_60_DAYS: 'More than thirty days, up to sixty.',
  OVER_60_DAYS: 'More than sixty days.',
});

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('ExposedService', { simpleResolvers: true, description: 'The exposed visits of one service.' })
export class ExposedServiceType {
  @Field(() => String, { description: 'The HCPCS code.' })
  serviceCode!: string;

  @Field(() => Int, { description: 'How many visits.' })
  visits!: number;

  @Field(() => Int, { description: 'Their minutes together: worked ones where they are known, else planned ones.' })
  minutes!: number;
}

/** What the group is about is in `resolvers/groups.ts`. */
@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('Exposure', { simpleResolvers: true, description: 'What open findings put at risk. A visit that several of them name is counted once.' })
export class ExposureType implements Pick<ExposureGroup, 'findings' | 'visits' | 'services' | 'cents'> {
  @Field(() => Int, { description: 'How many findings.' })
  findings!: number;

  @Field(() => Int, { description: 'How many visits, each counted once.' })
  visits!: number;

  @Shows('MONEY')
  @Field(() => Cents, { description: 'What the visits would earn.' })
  cents!: ExposureGroup['cents'];

  @Field(() => [ExposedServiceType], { description: 'The visits by service.' })
  services!: ExposureGroup['services'];
}
