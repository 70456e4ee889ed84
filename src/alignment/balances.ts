import type { Allocation, LineBalance } from './alignment.js';
import { compareText } from './grouping.js';
import type { PlacedLine } from './lines.js';

const NONE = { RESERVED: 0, RESERVED_PENDING: 0, USED: 0, BILLED: 0, PAID: 0, RELEASED: 0 };

export function balancesOf(lines: readonly PlacedLine[], allocations: readonly Allocation[]): readonly LineBalance[] {
  const sums = new Map(lines.map(({ line }) => [line.id, { ...NONE }]));
  for (const { lineId, state, milliUnits } of allocations) {
    const sum = sums.get(lineId);
    if (sum !== undefined) sum[state] += milliUnits;
  }
  return lines
    .map(({ line }) => {
      const { RESERVED, RESERVED_PENDING, USED, BILLED, PAID, RELEASED } = sums.get(line.id) ?? NONE;
      return {
        lineId: line.id,
        authorizedMilliUnits: line.authorizedMilliUnits,
        reservedMilliUnits: RESERVED,
        reservedPendingMilliUnits: RESERVED_PENDING,
        usedMilliUnits: USED,
        billedMilliUnits: BILLED,
        paidMilliUnits: PAID,
        releasedMilliUnits: RELEASED,
        remainingMilliUnits: line.authorizedMilliUnits - RESERVED - USED - BILLED - PAID,
      };
    })
    .toSorted((a, b) => compareText(a.lineId, b.lineId));
}
