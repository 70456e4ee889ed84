import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { AuthorizationDecisionRow } from '../../db/rows/authorization-decision-row.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { AuthorizationDecisionType } from '../types/authorization-decision-type.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';

@Resolver(() => AuthorizationDecisionType)
export class AuthorizationDecisionResolver {
  @ReadAs(toOne(AuthorizationLineRow, 'lineId'))
  @FieldResolver(() => AuthorizationLineType, { description: 'The line that it was about.' })
  async line(@Root() { lineId }: AuthorizationDecisionRow, @Ctx() { loaders }: GraphContext): Promise<AuthorizationLineRow> {
    return one(loaders.record(AuthorizationLineRow), lineId);
  }
}
