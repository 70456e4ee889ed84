import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { expectMayRead } from '../../auth/permissions.js';
import { type ExposureGroup, exposureBy, type ExposureGrouping } from '../../db/queries/exposure.js';
import type { GraphContext } from '../context.js';
import { ExposureFilterInput, exposureFilterOf } from '../filters/exposure-filter.js';
import { Costs, COUNTING } from '../limits/points.js';
import { Cents } from '../scalars.js';
import { ExposureGroupingEnum, ExposureType } from '../types/exposure-type.js';
import { type Grouped, grouped, MOST_GROUPS } from './groups.js';

@Resolver(() => ExposureType)
export class ExposureResolver {
  @Costs(COUNTING)
  @Query(() => [ExposureType], { description: `What open findings put at risk that nobody has waived, by group, the most first; at most ${MOST_GROUPS} groups. In order of cents, so only for roles that may read amounts.` })
  async exposure(
    @Arg('by', () => ExposureGroupingEnum, { defaultValue: 'ALL', description: 'By what it is added up.' }) grouping: ExposureGrouping,
    @Arg('filter', () => ExposureFilterInput, { nullable: true, description: 'Of which findings; all open ones when left out.' }) filter: ExposureFilterInput | null,
    @Ctx() context: GraphContext,
  ): Promise<ReadonlyArray<ExposureGroup & Grouped>> {
    expectMayRead(context.viewer, 'ALIGNMENT');
    expectMayRead(context.viewer, 'MONEY');
    const question = { grouping, filter: exposureFilterOf(filter), now: context.now(), order: 'CENTS', limit: MOST_GROUPS } as const;
    return grouped(context, grouping, await context.read((tx) => exposureBy(tx, question)));
  }

  @FieldResolver(() => Cents, { description: 'What the visits would earn.' })
  cents(@Root() { cents }: ExposureGroup): number {
    return cents;
  }
}
