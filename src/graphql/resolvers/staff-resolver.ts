import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { staffList } from '../../db/queries/lists/staff.js';
import { BranchRow } from '../../db/rows/branch-row.js';
import type { StaffRow } from '../../db/rows/staff-row.js';
import { type Connection, connection, PageArgs, type Sort } from '../connection.js';
import type { GraphContext } from '../context.js';
import { oneOrNone } from '../edges.js';
import { StaffFilterInput, staffFilterOf, StaffSort } from '../filters/staff-filter.js';
import { BranchType } from '../types/branch-type.js';
import { StaffConnection, StaffType } from '../types/staff-type.js';

@Resolver(() => StaffType)
export class StaffResolver {
  @Query(() => StaffConnection, { description: 'Those who give care.' })
  async staff(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => StaffFilterInput, { nullable: true, description: 'Which of them; everyone when left out.' }) filter: StaffFilterInput | null,
    @Arg('sort', () => StaffSort, { nullable: true, description: 'By name when left out.' }) sort: Sort | null,
  ): Promise<Connection<StaffRow>> {
    return connection(context, { list: staffList, filter: staffFilterOf(filter), sort: sort ?? { by: 'NAME', direction: 'ASC' }, page });
  }

  @FieldResolver(() => BranchType, { nullable: true, description: 'The branch this person works for; none when it is all of them.' })
  async branch(@Root() { branchId }: StaffRow, @Ctx() { loaders }: GraphContext): Promise<BranchRow | null> {
    return oneOrNone(loaders.record(BranchRow), branchId);
  }
}
