import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { mayRead } from '../../auth/permissions.js';
import { MOST_CHILDREN } from '../../db/queries/children.js';
import { FindingRow } from '../../db/rows/finding-row.js';
import type { PatientRow } from '../../db/rows/patient-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import type { GraphContext } from '../context.js';
import { many, one } from '../edges.js';
import { knownInstant } from '../known-instant.js';
import { Costs } from '../limits/points.js';
import { Cents, DateTime } from '../scalars.js';
import { FindingType } from '../types/finding-type.js';
import { KnownFindingType } from '../types/known-finding-type.js';
import { PatientType } from '../types/patient-type.js';
import { VisitType } from '../types/visit-type.js';

/** What was known: asked by who defends a claim with what could be seen when it went out. */
@Resolver(() => PatientType)
export class KnownFindingsResolver {
  @Costs(10)
  @FieldResolver(() => [KnownFindingType], {
    description: `What was open at an instant that has passed, such as when a claim went out, and as it read then: the gravest first, at most ${MOST_CHILDREN}. What was found later, also about earlier care, is not among it.`,
  })
  async findingsAsOf(@Root() { id }: PatientRow, @Ctx() context: GraphContext, @Arg('at', () => DateTime, { description: 'The instant to look back to.' }) at: Date): Promise<readonly FindingRow[]> {
    return context.loaders.findingsKnownAt(knownInstant(context, at)).load(id);
  }
}

@Resolver(() => KnownFindingType)
export class KnownFindingResolver {
  @FieldResolver(() => FindingType, { description: 'The same finding as it is now.' })
  async finding(@Root() { id }: FindingRow, @Ctx() { loaders }: GraphContext): Promise<FindingRow> {
    return one(loaders.record(FindingRow), id);
  }

  @FieldResolver(() => [VisitType], { description: 'The visits that it concerned then, as they are now.' })
  async visits(@Root() { visitIds }: FindingRow, @Ctx() { loaders }: GraphContext): Promise<VisitRow[]> {
    return many(loaders.record(VisitRow), visitIds);
  }

  @FieldResolver(() => Cents, { nullable: true, description: 'What would not have been paid; null for roles that may not read amounts.' })
  centsAtRisk(@Root() { centsAtRisk }: FindingRow, @Ctx() { viewer }: GraphContext): number | null {
    return mayRead(viewer, 'MONEY') ? centsAtRisk : null;
  }

  /** It names amounts. */
  @FieldResolver(() => String, { nullable: true, description: 'What was wrong, in the words of billers; null for roles that may not read amounts.' })
  billingText(@Root() { billingText }: FindingRow, @Ctx() { viewer }: GraphContext): string | null {
    return mayRead(viewer, 'MONEY') ? billingText : null;
  }
}
