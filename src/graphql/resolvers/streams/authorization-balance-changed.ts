import { ArgsType, Field, ID } from 'type-graphql';

import type { BalanceMove } from '../../../alignment/alignment.js';
import type { Effect } from '../../../feed/event.js';
import { matches } from '../../../feed/interest.js';
import { interestOf } from '../../inputs/alignment-filter.js';
import { idsOf } from '../../inputs/ids-of.js';
import { BalanceMessageType } from '../../types/stream-types.js';
import { AlignmentStreamArgs } from './alignment-changed.js';
import { stream } from './stream.js';

@ArgsType()
class BalanceStreamArgs extends AlignmentStreamArgs {
  @Field(() => [ID], { nullable: true, description: 'Only of these lines of authorizations.' })
  lineIds?: string[] | null;
}

export const AuthorizationBalanceChangedResolver = stream({
  name: 'authorizationBalanceChanged',
  description: 'What authorizations still allow, whenever that changes. Without `after` the first message tells from where; read the balances in the same request as `streamStatus` to begin without a gap.',
  type: BalanceMessageType,
  args: BalanceStreamArgs,
  wishOf({ filter, lineIds }) {
    const interest = interestOf(filter);
    const lines = idsOf('AuthorizationLine', lineIds, ['lineIds']);
    const movesOf = ({ balances }: Effect): readonly BalanceMove[] => (lines === null ? balances : balances.filter(({ lineId }) => lines.includes(lineId)));
    return {
      interest,
      isAbout: (event) => matches(interest, event) && movesOf(event.body.effect).length > 0,
      none: { moves: null },
      extraOf: (event) => ({ moves: movesOf(event.body.effect) }),
    };
  },
});
