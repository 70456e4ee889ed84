import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { MOST_STAFF } from '../../care/authorization.js';
import { balancesOfLines, capsOfLines, decisionsOfLines, MOST_CHILDREN } from '../../db/queries/children.js';
import type { AuthorizationCapRow } from '../../db/rows/authorization-cap-row.js';
import type { AuthorizationDecisionRow } from '../../db/rows/authorization-decision-row.js';
import type { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import type { LineBalanceRow } from '../../db/rows/line-balance-row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import type { GraphContext } from '../context.js';
import { many, one } from '../edges.js';
import { knownInstant } from '../known-instant.js';
import { ReadAs, toChildren, toFirstChild, toMany, toOne } from '../plans/read-as.js';
import { DateTime } from '../scalars.js';
import { AuthorizationCapType } from '../types/authorization-cap-type.js';
import { AuthorizationDecisionType } from '../types/authorization-decision-type.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { AuthorizationType } from '../types/authorization-type.js';
import { LineBalanceType } from '../types/line-balance-type.js';
import { StaffType } from '../types/staff-type.js';

@Resolver(() => AuthorizationLineType)
export class AuthorizationLineResolver {
  @ReadAs(toOne(AuthorizationRow, 'authorizationId'))
  @FieldResolver(() => AuthorizationType, { description: 'The authorization it is a line of.' })
  async authorization(@Root() { authorizationId }: AuthorizationLineRow, @Ctx() { loaders }: GraphContext): Promise<AuthorizationRow> {
    return one(loaders.record(AuthorizationRow), authorizationId);
  }

  @ReadAs(toChildren(capsOfLines))
  @FieldResolver(() => [AuthorizationCapType], { description: 'The limits on how much of it may be drawn within a stretch of time.' })
  async caps(@Root() { id }: AuthorizationLineRow, @Ctx() { loaders }: GraphContext): Promise<readonly AuthorizationCapRow[]> {
    return loaders.children(capsOfLines).load(id);
  }

  @ReadAs(toMany(StaffRow, 'staffIds'))
  @FieldResolver(() => [StaffType], { description: `The only staff whose visits it covers; empty when it covers anyone's. There are at most ${MOST_STAFF}.` })
  async staff(@Root() { staffIds }: AuthorizationLineRow, @Ctx() { loaders }: GraphContext): Promise<readonly StaffRow[]> {
    return many(loaders.record(StaffRow), staffIds);
  }

  @ReadAs(toChildren(decisionsOfLines))
  @FieldResolver(() => [AuthorizationDecisionType], { description: `What the payer had said of it before what it says now, the latest first; at most ${MOST_CHILDREN}.` })
  async priorDecisions(@Root() { id }: AuthorizationLineRow, @Ctx() { loaders }: GraphContext): Promise<readonly AuthorizationDecisionRow[]> {
    return loaders.children(decisionsOfLines).load(id);
  }

  @ReadAs(toFirstChild(balancesOfLines))
  @FieldResolver(() => LineBalanceType, { nullable: true, description: 'What it still allows; none when it ended so long ago that it is no longer counted.' })
  async balance(@Root() { id }: AuthorizationLineRow, @Ctx() { loaders }: GraphContext): Promise<LineBalanceRow | null> {
    const [balance] = await loaders.children(balancesOfLines).load(id);
    return balance ?? null;
  }

  @FieldResolver(() => LineBalanceType, {
    nullable: true,
    description: 'What it allowed at an instant that has passed, such as when a claim went out; none when it was not recorded yet. What was recorded later, also of earlier care, is not in it.',
  })
  async balanceAsOf(@Root() { id }: AuthorizationLineRow, @Ctx() context: GraphContext, @Arg('at', () => DateTime, { description: 'The instant to look back to.' }) at: Date): Promise<LineBalanceRow | null> {
    return context.loaders.balanceKnownAt(knownInstant(context, at)).load(id);
  }
}
