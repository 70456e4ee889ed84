import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { mayRead } from '../../auth/permissions.js';
import type { PayerPolicyTerms } from '../../care/payer-policy.js';
import type { PayerPolicyRow } from '../../db/rows/payer-policy-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { fromRow, ReadAs, toOne } from '../plans/read-as.js';
import { FeeType, PayerPolicyTermsType, PayerPolicyType, UnitRuleType } from '../types/payer-policy-type.js';
import { PayerType } from '../types/payer-type.js';

@Resolver(() => PayerPolicyType)
export class PayerPolicyResolver {
  @ReadAs(toOne(PayerRow, 'payerId'))
  @FieldResolver(() => PayerType, { description: 'Who requires this.' })
  async payer(@Root() { payerId }: PayerPolicyRow, @Ctx() { loaders }: GraphContext): Promise<PayerRow> {
    return one(loaders.record(PayerRow), payerId);
  }
}

@Resolver(() => PayerPolicyTermsType)
export class PayerPolicyTermsResolver {
  @ReadAs(fromRow('unitRules'))
  @FieldResolver(() => [UnitRuleType], { description: 'How minutes become units, by service code.' })
  unitRules(@Root() { unitRules }: PayerPolicyTerms): UnitRuleType[] {
    return Object.entries(unitRules).map(([code, { kind, basis, thresholdMinutes, banksLeftovers, minimumMinutes }]) => ({
      code, kind, basis, thresholdMinutes: thresholdMinutes ?? null, banksLeftovers: banksLeftovers ?? false, minimumMinutes: minimumMinutes ?? null,
    }));
  }

  @ReadAs(fromRow('feeSchedule'))
  @FieldResolver(() => [FeeType], { nullable: true, description: 'What it pays, by service code; null for roles that may not read amounts.' })
  feeSchedule(@Root() { feeSchedule }: PayerPolicyTerms, @Ctx() { viewer }: GraphContext): FeeType[] | null {
    if (!mayRead(viewer, 'MONEY')) return null;
    return Object.entries(feeSchedule).map(([code, cents]) => ({ code, cents }));
  }
}
