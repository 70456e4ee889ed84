import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { unitRuleFor } from '../../alignment/policy.js';
import { type UnitCalculation, unitCalculationOf } from '../../alignment/unit-calculation.js';
import { defaultTermsOf } from '../../care/default-terms.js';
import type { PayerPolicyTerms } from '../../care/payer-policy.js';
import { policiesOfPayers } from '../../db/queries/children.js';
import type { AllocationRow } from '../../db/rows/allocation-row.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import type { Loaders } from '../loaders.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { AllocationType } from '../types/allocation-type.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { UnitCalculationType } from '../types/unit-calculation-type.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => AllocationType)
export class AllocationResolver {
  @ReadAs(toOne(VisitRow, 'visitId'))
  @FieldResolver(() => VisitType, { description: 'The visit that draws.' })
  async visit(@Root() { visitId }: AllocationRow, @Ctx() { loaders }: GraphContext): Promise<VisitRow> {
    return one(loaders.record(VisitRow), visitId);
  }

  @ReadAs(toOne(AuthorizationLineRow, 'lineId'))
  @FieldResolver(() => AuthorizationLineType, { description: 'The line that is drawn on.' })
  async line(@Root() { lineId }: AllocationRow, @Ctx() { loaders }: GraphContext): Promise<AuthorizationLineRow> {
    return one(loaders.record(AuthorizationLineRow), lineId);
  }

  @FieldResolver(() => UnitCalculationType, { description: 'How the units were worked out, so that it can be repeated with a pencil.' })
  async unitCalculation(@Root() allocation: AllocationRow, @Ctx() { loaders }: GraphContext): Promise<UnitCalculation> {
    const [visit, line, terms] = await Promise.all([
      one(loaders.record(VisitRow), allocation.visitId),
      one(loaders.record(AuthorizationLineRow), allocation.lineId),
      termsOf(allocation, loaders),
    ]);
    return unitCalculationOf(allocation, line.unitDefinition, unitRuleFor(terms, visit.serviceCode));
  }
}

/** Those that it was worked out by, although others may have been published since. */
async function termsOf({ visitId, policyVersion }: AllocationRow, loaders: Loaders): Promise<PayerPolicyTerms> {
  const payer = await loaders.payerOfVisit().load(visitId);
  const policies = payer === null || policyVersion === null ? [] : await loaders.children(policiesOfPayers).load(payer.payerId);
  return policies.find(({ version }) => version === policyVersion)?.terms ?? defaultTermsOf(payer?.kind ?? null);
}
