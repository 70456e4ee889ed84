import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import type { Team } from '../../alignment/finding.js';
import { expectMayRead } from '../../auth/permissions.js';
import { type ExposureGroup, exposureBy, type ExposureGrouping } from '../../db/queries/exposure.js';
import { BranchRow } from '../../db/rows/branch-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { GraphContext } from '../context.js';
import { oneOrNone } from '../edges.js';
import { ExposureFilterInput, exposureFilterOf } from '../filters/exposure-filter.js';
import { Cents } from '../scalars.js';
import { BranchType } from '../types/branch-type.js';
import { TeamEnum } from '../types/enums.js';
import { ExposureGroupingEnum, ExposureType } from '../types/exposure-type.js';
import { PatientType } from '../types/patient-type.js';
import { PayerType } from '../types/payer-type.js';

const MOST_GROUPS = 100;

interface Exposed extends ExposureGroup {
  readonly grouping: ExposureGrouping;
}

@Resolver(() => ExposureType)
export class ExposureResolver {
  @Query(() => [ExposureType], { description: `What open findings put at risk that nobody has waived, by group, the most first; at most ${MOST_GROUPS} groups. In order of cents, so only for roles that may read amounts.` })
  async exposure(
    @Arg('by', () => ExposureGroupingEnum, { defaultValue: 'ALL', description: 'By what it is added up.' }) grouping: ExposureGrouping,
    @Arg('filter', () => ExposureFilterInput, { nullable: true, description: 'Of which findings; all open ones when left out.' }) filter: ExposureFilterInput | null,
    @Ctx() context: GraphContext,
  ): Promise<Exposed[]> {
    expectMayRead(context.viewer, 'ALIGNMENT');
    expectMayRead(context.viewer, 'MONEY');
    const groups = await context.read((tx) => exposureBy(tx, grouping, exposureFilterOf(filter), MOST_GROUPS));
    return groups.map((group) => ({ ...group, grouping }));
  }

  @FieldResolver(() => Cents, { description: 'What the visits would earn.' })
  cents(@Root() { cents }: Exposed): number {
    return cents;
  }

  @FieldResolver(() => PatientType, { nullable: true, description: 'By patient: whose care is at risk of not being paid for.' })
  async patient(@Root() { grouping, group }: Exposed, @Ctx() { loaders }: GraphContext): Promise<PatientRow | null> {
    return grouping === 'PATIENT' ? oneOrNone(loaders.record(PatientRow), group) : null;
  }

  @FieldResolver(() => PayerType, { nullable: true, description: 'By payer: whose requirements are not met; none for what is measured against no payer.' })
  async payer(@Root() { grouping, group }: Exposed, @Ctx() { loaders }: GraphContext): Promise<PayerRow | null> {
    return grouping === 'PAYER' ? oneOrNone(loaders.record(PayerRow), group) : null;
  }

  @FieldResolver(() => BranchType, { nullable: true, description: 'By branch: the one whose care is at risk of not being paid for.' })
  async branch(@Root() { grouping, group }: Exposed, @Ctx() { loaders }: GraphContext): Promise<BranchRow | null> {
    return grouping === 'BRANCH' ? oneOrNone(loaders.record(BranchRow), group) : null;
  }

  @FieldResolver(() => TeamEnum, { nullable: true, description: 'By team: which one deals with it.' })
  team(@Root() { grouping, group }: Exposed): Team | null {
    return grouping === 'TEAM' ? (group as Team) : null;
  }
}
