import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';

import { branchList } from '../../db/queries/lists/branches.js';
import type { BranchRow } from '../../db/rows/branch-row.js';
import { type Connection, connection, PageArgs, type Sort } from '../connection.js';
import type { GraphContext } from '../context.js';
import { BranchSort } from '../filters/branch-filter.js';
import { BranchConnection, BranchType } from '../types/branch-type.js';

@Resolver(() => BranchType)
export class BranchResolver {
  @Query(() => BranchConnection, { description: 'The agency\'s branches.' })
  async branches(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('sort', () => BranchSort, { nullable: true, description: 'By name when left out.' }) sort: Sort | null,
  ): Promise<Connection<BranchRow>> {
    return connection(context, { list: branchList, filter: {}, sort: sort ?? { by: 'NAME', direction: 'ASC' }, page });
  }
}
