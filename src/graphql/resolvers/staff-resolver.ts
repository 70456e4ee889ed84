import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { BranchRow } from '../../db/rows/branch-row.js';
import type { StaffRow } from '../../db/rows/staff-row.js';
import type { GraphContext } from '../context.js';
import { oneOrNone } from '../edges.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { BranchType } from '../types/branch-type.js';
import { StaffType } from '../types/staff-type.js';

@Resolver(() => StaffType)
export class StaffResolver {
  @ReadAs(toOne(BranchRow, 'branchId'))
  @FieldResolver(() => BranchType, { nullable: true, description: 'The branch this person works for; none when it is all of them.' })
  async branch(@Root() { branchId }: StaffRow, @Ctx() { loaders }: GraphContext): Promise<BranchRow | null> {
    return oneOrNone(loaders.record(BranchRow), branchId);
  }
}
