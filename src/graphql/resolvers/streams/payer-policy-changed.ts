import { ArgsType, Ctx, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';

import { PayerPolicyRow } from '../../../db/rows/payer-policy-row.js';
import { EVERYTHING, matches } from '../../../feed/interest.js';
import type { GraphContext } from '../../context.js';
import { oneOrNone } from '../../edges.js';
import { idsOf } from '../../inputs/ids-of.js';
import { PayerPolicyType } from '../../types/payer-policy-type.js';
import { PayerPolicyMessageType } from '../../types/stream-types.js';
import { stream, StreamArgs } from './stream.js';

@ArgsType()
class PayerPolicyStreamArgs extends StreamArgs {
  @Field(() => [ID], { nullable: true, description: 'Only of these payers; of all when left out.' })
  payerIds?: string[] | null;
}

export const PayerPolicyChangedResolver = stream({
  name: 'payerPolicyChanged',
  description: 'What payers require, whenever a new version is published, with the visits that it will concern in `event { effect }`. Without `after` the first message tells from where.',
  type: PayerPolicyMessageType,
  args: PayerPolicyStreamArgs,
  wishOf({ payerIds }) {
    const interest = { ...EVERYTHING, payerIds: idsOf('Payer', payerIds, ['payerIds']), types: ['PAYER_POLICY_CHANGED'] };
    return {
      interest,
      isAbout: (event) => matches(interest, event),
      none: { policyId: null },
      extraOf: ({ body }) => ({ policyId: body.what.find(({ entity }) => entity === 'PayerPolicy')?.id ?? null }),
    };
  },
});

@Resolver(() => PayerPolicyMessageType)
export class PayerPolicyMessageResolver {
  @FieldResolver(() => PayerPolicyType, { nullable: true, description: 'With EVENT, unless you asked for ID_ONLY: the new version.' })
  async policy(@Root() { policyId }: PayerPolicyMessageType, @Ctx() { loaders }: GraphContext): Promise<PayerPolicyRow | null> {
    return oneOrNone(loaders.record(PayerPolicyRow), policyId);
  }
}
