import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';

import { expectMayRead, mayRead } from '../../auth/permissions.js';
import { checkedInteger } from '../../base/check.js';
import { type AuthorizationGroup, authorizationCountsBy, type AuthorizationGrouping } from '../../db/queries/authorization-counts.js';
import { type ExposureGroup, exposureBy, type ExposureGrouping } from '../../db/queries/exposure.js';
import { findingTrend, type TrendBucket } from '../../db/queries/finding-trend.js';
import type { RelativePeriod } from '../../db/queries/lists/relative-days.js';
import { type VisitGroup, visitCountsBy, type VisitGrouping } from '../../db/queries/visit-counts.js';
import type { GraphContext } from '../context.js';
import { AuthorizationLineFilterInput, authorizationLineFilterOf } from '../filters/authorization-line-filter.js';
import { FindingFilterInput, findingFilterOf } from '../filters/finding-filter.js';
import { todayOf } from '../filters/relative-days.js';
import { VisitFilterInput, visitFilterOf } from '../filters/visit-filter.js';
import { Costs, COUNTING } from '../limits/points.js';
import { Cents } from '../scalars.js';
import { ExposureGroupingEnum } from '../types/exposure-type.js';
import { AuthorizationGroupingEnum, AuthorizationGroupType, FindingGroupType, FindingTrendBucketType, TrendPeriodEnum, VisitGroupingEnum, VisitGroupType } from '../types/group-types.js';
import { type Grouped, grouped, MOST_GROUPS } from './groups.js';

const USUAL_BUCKETS = 30;
const MOST_BUCKETS = 100;

/** The numbers of a dashboard, each one statement. What is counted is what the list of the same filter would show. */
@Resolver(() => FindingGroupType)
export class CountsResolver {
  @Costs(COUNTING)
  @Query(() => [FindingGroupType], { description: `How many findings there are, by group, the most first; at most ${MOST_GROUPS} groups. Open findings only, unless the filter says otherwise.` })
  async findingCounts(
    @Arg('by', () => ExposureGroupingEnum, { defaultValue: 'ALL', description: 'By what they are counted.' }) grouping: ExposureGrouping,
    @Arg('filter', () => FindingFilterInput, { nullable: true, description: 'Which findings; all open ones when left out.' }) filter: FindingFilterInput | null,
    @Ctx() context: GraphContext,
  ): Promise<ReadonlyArray<ExposureGroup & Grouped>> {
    expectMayRead(context.viewer, 'ALIGNMENT');
    const now = context.now();
    const question = { grouping, filter: findingFilterOf(context.viewer, filter, now), now, order: 'FINDINGS', limit: MOST_GROUPS } as const;
    return grouped(context, grouping, await context.read((tx) => exposureBy(tx, question)));
  }

  @FieldResolver(() => Cents, { nullable: true, description: 'What the visits would earn; null for roles that may not read amounts.' })
  cents(@Root() { cents }: ExposureGroup, @Ctx() { viewer }: GraphContext): number | null {
    return mayRead(viewer, 'MONEY') ? cents : null;
  }

  @Costs(COUNTING)
  @Query(() => [VisitGroupType], { description: `How many visits there are and what they draw, by group, the most first, days, weeks and months the latest first; at most ${MOST_GROUPS} groups.` })
  async visitCounts(
    @Arg('by', () => VisitGroupingEnum, { defaultValue: 'ALL', description: 'By what they are counted.' }) grouping: VisitGrouping,
    @Arg('filter', () => VisitFilterInput, { nullable: true, description: 'Which visits; all when left out.' }) filter: VisitFilterInput | null,
    @Ctx() context: GraphContext,
  ): Promise<ReadonlyArray<VisitGroup & Grouped>> {
    expectMayRead(context.viewer, 'SCHEDULE');
    expectMayRead(context.viewer, 'ALIGNMENT');
    const asked = visitFilterOf(context.viewer, filter, context.now());
    return grouped(context, grouping, await context.read((tx) => visitCountsBy(tx, grouping, asked, MOST_GROUPS)));
  }

  @Costs(COUNTING)
  @Query(() => [AuthorizationGroupType], { description: `How many lines of authorizations there are and what they authorize, by group, the most first; at most ${MOST_GROUPS} groups.` })
  async authorizationCounts(
    @Arg('by', () => AuthorizationGroupingEnum, { defaultValue: 'ALL', description: 'By what they are counted.' }) grouping: AuthorizationGrouping,
    @Arg('filter', () => AuthorizationLineFilterInput, { nullable: true, description: 'Which lines; all when left out.' }) filter: AuthorizationLineFilterInput | null,
    @Ctx() context: GraphContext,
  ): Promise<ReadonlyArray<AuthorizationGroup & Grouped>> {
    expectMayRead(context.viewer, 'AUTHORIZATIONS');
    expectMayRead(context.viewer, 'ALIGNMENT');
    const asked = authorizationLineFilterOf(context.viewer, filter, context.now());
    return grouped(context, grouping, await context.read((tx) => authorizationCountsBy(tx, grouping, asked, MOST_GROUPS)));
  }
}

@Resolver(() => FindingTrendBucketType)
export class FindingTrendResolver {
  @Costs(COUNTING)
  @Query(() => [FindingTrendBucketType], { description: `How many findings came and went in the last days, weeks or months, the one that today is in last; at most ${MOST_BUCKETS} of them.` })
  async findingTrend(
    @Arg('by', () => TrendPeriodEnum, { defaultValue: 'DAY', description: 'How long each stretch is.' }) period: RelativePeriod,
    @Arg('last', () => Int, { defaultValue: USUAL_BUCKETS, description: `How many stretches, 1 to ${MOST_BUCKETS}, the one that today is in included.` }) last: number,
    @Arg('filter', () => FindingFilterInput, { nullable: true, description: 'Which findings, as they are now; all when left out. Whether they are open or cleared is left aside.' }) filter: FindingFilterInput | null,
    @Ctx() context: GraphContext,
  ): Promise<TrendBucket[]> {
    expectMayRead(context.viewer, 'ALIGNMENT');
    const buckets = checkedInteger(last, ['last'], { from: 1, to: MOST_BUCKETS });
    const now = context.now();
    const { branchId } = todayOf(context.viewer, filter, now);
    const question = { period, buckets, now, branchId, filter: findingFilterOf(context.viewer, filter, now) };
    return context.read((tx) => findingTrend(tx, question));
  }

  @FieldResolver(() => Cents, { nullable: true, description: 'What those that came up put at risk, as they are now, a visit that several name counted with each; null for roles that may not read amounts.' })
  openedCents(@Root() { openedCents }: TrendBucket, @Ctx() { viewer }: GraphContext): number | null {
    return mayRead(viewer, 'MONEY') ? openedCents : null;
  }

  @FieldResolver(() => Cents, { nullable: true, description: 'The same of those that ceased to hold.' })
  clearedCents(@Root() { clearedCents }: TrendBucket, @Ctx() { viewer }: GraphContext): number | null {
    return mayRead(viewer, 'MONEY') ? clearedCents : null;
  }
}
