import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import type { Gap } from '../gap.js';

type GapBecause<Reason extends Gap['reason']> = Extract<Gap, { readonly reason: Reason }>;

export interface UncoveredVisit<Reason extends Gap['reason']> {
  readonly outcome: VisitOutcome;
  readonly gap: GapBecause<Reason>;
}

/** The visits that draw on no line for one of these reasons, which is the affair of one rule. */
export function uncoveredVisits<Reason extends Gap['reason']>(context: Context, ...reasons: readonly Reason[]): ReadonlyArray<UncoveredVisit<Reason>> {
  const uncovered: Array<UncoveredVisit<Reason>> = [];
  for (const outcome of context.uncovered) {
    const { gap } = outcome;
    if (gap !== null && isBecause(gap, reasons)) uncovered.push({ outcome, gap });
  }
  return uncovered;
}

function isBecause<Reason extends Gap['reason']>(gap: Gap, reasons: readonly Reason[]): gap is GapBecause<Reason> {
  return (reasons as readonly string[]).includes(gap.reason);
}
