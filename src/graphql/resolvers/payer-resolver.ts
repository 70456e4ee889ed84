import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import type { LocalDate as DateText } from '../../base/day.js';
import { MOST_CHILDREN, policiesOfPayers } from '../../db/queries/children.js';
import { payerList } from '../../db/queries/lists/payers.js';
import type { PayerPolicyRow } from '../../db/rows/payer-policy-row.js';
import type { PayerRow } from '../../db/rows/payer-row.js';
import { type Connection, connection, PageArgs, type Sort } from '../connection.js';
import type { GraphContext } from '../context.js';
import { PayerFilterInput, payerFilterOf, PayerSort } from '../filters/payer-filter.js';
import { LocalDate } from '../scalars.js';
import { PayerPolicyType } from '../types/payer-policy-type.js';
import { PayerConnection, PayerType } from '../types/payer-type.js';

@Resolver(() => PayerType)
export class PayerResolver {
  @Query(() => PayerConnection, { description: 'Those who pay for care.' })
  async payers(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => PayerFilterInput, { nullable: true, description: 'Which of them; all when left out.' }) filter: PayerFilterInput | null,
    @Arg('sort', () => PayerSort, { nullable: true, description: 'By name when left out.' }) sort: Sort | null,
  ): Promise<Connection<PayerRow>> {
    return connection(context, { list: payerList, filter: payerFilterOf(filter), sort: sort ?? { by: 'NAME', direction: 'ASC' }, page });
  }

  @FieldResolver(() => [PayerPolicyType], { description: `What it requires, version by version, the latest first; at most ${MOST_CHILDREN}.` })
  async policies(@Root() { id }: PayerRow, @Ctx() { loaders }: GraphContext): Promise<readonly PayerPolicyRow[]> {
    return loaders.children(policiesOfPayers).load(id);
  }

  @FieldResolver(() => PayerPolicyType, { nullable: true, description: 'What it requires for care on a date; none when it had not said so yet, and then everything needs approval.' })
  async policyOn(
    @Root() { id }: PayerRow,
    @Ctx() { loaders }: GraphContext,
    @Arg('date', () => LocalDate, { description: 'A date of care.' }) date: DateText,
  ): Promise<PayerPolicyRow | null> {
    return loaders.policyOn(date).load(id);
  }
}
