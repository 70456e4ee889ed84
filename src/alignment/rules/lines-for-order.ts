import type { DayWindow } from '../calendar.js';
import type { PlacedLine } from '../lines.js';
import { isCancelled } from '../lines.js';
import type { PolicyInForce } from '../policy.js';
import { isHonoured } from '../refusal.js';
import type { OrderFact } from '../snapshot.js';

/**
 * Whether a line, decided or not, is for what an order asks for on some day of a stretch, under the payer of these
 * days. An order for a whole discipline may be carried out under any code of it; orders know no modifiers.
 */
export function isForOrder(placed: PlacedLine, order: OrderFact, policy: PolicyInForce, { from, to }: DayWindow): boolean {
  const { line } = placed;
  return (
    line.discipline === order.discipline &&
    line.startsOn <= to &&
    line.endsOn >= from &&
    (line.serviceCode === null || order.serviceCode === null || line.serviceCode === order.serviceCode) &&
    !isCancelled(placed) &&
    isHonoured(placed, Math.max(line.startsOn, from), policy)
  );
}
