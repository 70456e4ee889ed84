import { BrokenInvariant } from '../base/invariant.js';
import type { AlignmentEvent } from './event.js';
import type { FeedTelemetry } from './telemetry.js';

/**
 * Stands before everything that leaves: an event reaches its own agency only. Row security has seen to it long before; where
 * it is not so nevertheless, nothing is sent, and the server is no longer ready, so that nobody else is sent to it.
 */
export function expectOwn(agencyId: string, events: ReadonlyArray<Pick<AlignmentEvent, 'agencyId'>>, telemetry: Pick<FeedTelemetry, 'foreignEvent'>): void {
  if (events.every((event) => event.agencyId === agencyId)) return;
  telemetry.foreignEvent();
  throw new BrokenInvariant('an event reaches its own agency only');
}
