import type { Committed } from './committers.js';
import type { Deliveries } from './party.js';

/** From each event's commit to each client that it reached. */
export function latenciesOf({ atMs }: Committed, { events }: Deliveries): number[] {
  return [...events].flatMap(([id, arrivals]) => {
    const committedAt = atMs.get(id);
    return committedAt === undefined ? [] : Array.from(arrivals, (arrivedAt) => arrivedAt - committedAt);
  });
}

/** From each event's commit to the last of the clients. */
export function lastLatenciesOf({ atMs }: Committed, { events }: Deliveries): number[] {
  return [...events].flatMap(([id, arrivals]) => {
    const committedAt = atMs.get(id);
    return committedAt === undefined ? [] : [Math.max(...arrivals) - committedAt];
  });
}
