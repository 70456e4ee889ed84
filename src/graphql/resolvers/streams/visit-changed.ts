import { ArgsType, Ctx, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';

import { VisitRow } from '../../../db/rows/visit-row.js';
import type { AlignmentEvent } from '../../../feed/event.js';
import { matches } from '../../../feed/interest.js';
import type { GraphContext } from '../../context.js';
import { interestOf } from '../../inputs/alignment-filter.js';
import { idsOf } from '../../inputs/ids-of.js';
import { VisitMessageType } from '../../types/stream-types.js';
import { VisitType } from '../../types/visit-type.js';
import { AlignmentStreamArgs } from './alignment-changed.js';
import { stream } from './stream.js';

@ArgsType()
class VisitStreamArgs extends AlignmentStreamArgs {
  @Field(() => [ID], { nullable: true, description: 'Only of these visits.' })
  visitIds?: string[] | null;
}

export const VisitChangedResolver = stream({
  name: 'visitChanged',
  description: 'Visits as they are planned, moved, reassigned, carried out, cancelled or billed. Without `after` the first message tells from where; read the visits in the same request as `streamStatus` to begin without a gap.',
  type: VisitMessageType,
  args: VisitStreamArgs,
  wishOf({ filter, visitIds }) {
    const interest = interestOf(filter);
    const visits = idsOf('Visit', visitIds, ['visitIds']);
    const changed = ({ body }: AlignmentEvent): string[] =>
      [...new Set(body.what.filter(({ entity }) => entity === 'Visit').map(({ id }) => id))].filter((id) => visits === null || visits.includes(id));
    return {
      interest,
      isAbout: (event) => matches(interest, event) && changed(event).length > 0,
      none: { changedVisitIds: null },
      extraOf: (event) => ({ changedVisitIds: changed(event) }),
    };
  },
});

@Resolver(() => VisitMessageType)
export class VisitMessageResolver {
  @FieldResolver(() => [VisitType], { nullable: true, description: 'With EVENT, unless you asked for ID_ONLY: the visits that were changed, as they are now. What changed in them is in `event { what }`.' })
  async visits(@Root() { changedVisitIds }: VisitMessageType, @Ctx() { loaders }: GraphContext): Promise<VisitRow[] | null> {
    if (changedVisitIds === null) return null;
    const visits = loaders.record(VisitRow);
    const found = await Promise.all(changedVisitIds.map((id) => visits.load(id)));
    return found.filter((visit) => visit !== null);
  }
}
