import type { MilliUnits } from '../../care/service.js';
import type { Context } from '../context.js';
import type { PlacedLine } from '../lines.js';
import type { VisitFact } from '../snapshot.js';

/** The visits that wait for the payer to decide about a line, and what they hold of it. */
export function visitsWaitingOn({ outcomes }: Context, { line }: PlacedLine): { readonly visits: readonly VisitFact[]; readonly milliUnits: MilliUnits } {
  const visits: VisitFact[] = [];
  let milliUnits = 0;
  for (const { visit, allocations } of outcomes) {
    for (const allocation of allocations) {
      if (allocation.lineId !== line.id) continue;
      visits.push(visit);
      milliUnits += allocation.milliUnits;
    }
  }
  return { visits, milliUnits };
}
