import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';

import type { BalanceMove } from '../../alignment/alignment.js';
import type { Reader } from '../../auth/viewer.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { FindingRow } from '../../db/rows/finding-row.js';
import { reviveRow } from '../../db/rows/row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import type { Effect } from '../../feed/event.js';
import type { GraphContext } from '../context.js';
import { toGlobalId } from '../global-id.js';
import { AlignmentEffectType, BalanceMoveType } from '../types/alignment-effect-type.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { FindingType } from '../types/finding-type.js';
import { VisitType } from '../types/visit-type.js';

/** An effect may come straight from a change, or from the log, where its findings are documents with instants as text. */
@Resolver(() => AlignmentEffectType)
export class AlignmentEffectResolver {
  @FieldResolver(() => [FindingType], { description: 'Findings that are new, or have come back.' })
  raised(@Root() { raised }: Effect, @Ctx() { viewer }: Pick<GraphContext, 'viewer'>): FindingRow[] {
    return shown(raised, viewer);
  }

  @FieldResolver(() => [FindingType], { description: 'Findings that no longer hold.' })
  cleared(@Root() { cleared }: Effect, @Ctx() { viewer }: Pick<GraphContext, 'viewer'>): FindingRow[] {
    return shown(cleared, viewer);
  }

  @FieldResolver(() => [FindingType], { description: 'Findings that still hold, but about other visits, dates or amounts; as they are now.' })
  changed(@Root() { changed }: Effect, @Ctx() { viewer }: Pick<GraphContext, 'viewer'>): FindingRow[] {
    return shown(changed, viewer);
  }

  @FieldResolver(() => [BalanceMoveType], { description: 'Lines of authorizations that allow more or less than before.' })
  async balances(@Root() { balances }: Effect, @Ctx() { viewer, loaders }: GraphContext): Promise<readonly BalanceMove[]> {
    // Only the line knows its payer.
    if (viewer.scope.payerIds === null) return balances;
    const lines = await Promise.all(balances.map(({ lineId }) => loaders.record(AuthorizationLineRow).load(lineId)));
    return balances.filter((_, i) => lines[i] !== null);
  }

  @FieldResolver(() => [ID], { description: 'The visits that any of this concerns.' })
  affectedVisitIds(@Root() { affectedVisitIds }: Effect): string[] {
    return affectedVisitIds.map((id) => toGlobalId('Visit', id));
  }

  @FieldResolver(() => [VisitType], { description: 'The visits that any of this concerns, as they are now. A dry run knows those it would plan only by id.' })
  async affectedVisits(@Root() { affectedVisitIds }: Effect, @Ctx() { loaders }: GraphContext): Promise<VisitRow[]> {
    const visits = loaders.record(VisitRow);
    const found = await Promise.all(affectedVisitIds.map((id) => visits.load(id)));
    return found.filter((visit) => visit !== null);
  }
}

@Resolver(() => BalanceMoveType)
export class BalanceMoveResolver {
  @FieldResolver(() => ID, { description: 'The line of an authorization that allows more or less.' })
  lineId(@Root() { lineId }: BalanceMove): string {
    return toGlobalId('AuthorizationLine', lineId);
  }

  @FieldResolver(() => AuthorizationLineType, { nullable: true, description: 'The line as it is now; none in a dry run that would record it.' })
  async line(@Root() { lineId }: BalanceMove, @Ctx() { loaders }: GraphContext): Promise<AuthorizationLineRow | null> {
    return loaders.record(AuthorizationLineRow).load(lineId);
  }
}

/** As row security shows findings: an effect comes from the change or the log, where all payers' stand together. */
function shown(findings: readonly FindingRow[], { scope: { payerIds, emergencies } }: Reader): FindingRow[] {
  const isShown = ({ payerId, patientId }: FindingRow): boolean =>
    payerIds === null || payerId === null || payerIds.includes(payerId) || emergencies.some((emergency) => emergency.patientId === patientId);
  return findings.filter(isShown).map(findingRow);
}

export function findingRow(finding: FindingRow): FindingRow {
  return reviveRow(FindingRow, { ...finding });
}
