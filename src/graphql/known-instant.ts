import { checkedPast } from '../base/check.js';
import type { GraphContext } from './context.js';

/** @throws Refusal INVALID_DATE: of what is to come nobody knows anything yet. */
export function knownInstant({ world }: GraphContext, at: Date): Date {
  return checkedPast(at, world.clock.now(), ['at']);
}
