import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { LocalDate as DateText } from '../../base/day.js';
import { MOST_CHILDREN, policiesOfPayers } from '../../db/queries/children.js';
import type { PayerPolicyRow } from '../../db/rows/payer-policy-row.js';
import type { PayerRow } from '../../db/rows/payer-row.js';
import type { GraphContext } from '../context.js';
import { ReadAs, toChildren } from '../plans/read-as.js';
import { LocalDate } from '../scalars.js';
import { PayerPolicyType } from '../types/payer-policy-type.js';
import { PayerType } from '../types/payer-type.js';

@Resolver(() => PayerType)
export class PayerResolver {
  @ReadAs(toChildren(policiesOfPayers))
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
