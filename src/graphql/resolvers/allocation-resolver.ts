import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { AllocationRow } from '../../db/rows/allocation-row.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { AllocationType } from '../types/allocation-type.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => AllocationType)
export class AllocationResolver {
  @FieldResolver(() => VisitType, { description: 'The visit that draws.' })
  async visit(@Root() { visitId }: AllocationRow, @Ctx() { loaders }: GraphContext): Promise<VisitRow> {
    return one(loaders.record(VisitRow), visitId);
  }

  @FieldResolver(() => AuthorizationLineType, { description: 'The line that is drawn on.' })
  async line(@Root() { lineId }: AllocationRow, @Ctx() { loaders }: GraphContext): Promise<AuthorizationLineRow> {
    return one(loaders.record(AuthorizationLineRow), lineId);
  }
}
