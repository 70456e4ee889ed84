import type { Child } from './child.js';
import type { Committed } from './committers.js';
import type { Deliveries } from './party.js';
import type { Committers } from './stage.js';
import { quantile } from './statistics.js';

/** Those who commit and those who are told of it. */
export interface Side {
  readonly sockets: number;
  readonly party: Child<null>;
  readonly committers: Committers;
}

export interface Paced {
  /** From each event's commit to each client. */
  readonly all: readonly number[];
  /** From each event's commit to the last of the clients. */
  readonly last: readonly number[];
}

/** Commits at a steady pace, and waits until everyone has been told of all of it. */
export async function paced({ party, sockets, committers }: Side, perSecond: number, forMs: number): Promise<Paced> {
  await party.ask('take');
  const committed = await committers.work({ forMs, everyMs: 1000 / perSecond });
  await party.ask('received', committed.atMs.size * sockets);
  const delivered = await party.ask<Deliveries>('take');
  requireOnce(delivered);
  const events = latenciesOf(committed, delivered);
  return { all: events.flatMap((arrivals) => [...arrivals]), last: events.map((arrivals) => arrivals.reduce((most, ms) => Math.max(most, ms), 0)) };
}

/** What was lost or came twice would make every other number worthless. */
export function requireOnce({ lost, repeated }: Deliveries): void {
  if (lost + repeated > 0) throw new Error(`Expected every message once, and found ${lost} lost and ${repeated} repeated`);
}

export function tellLatencies(what: string, ms: ArrayLike<number>): void {
  console.log(`${what}   p50 ${quantile(ms, 0.5).toFixed(1)} ms   p90 ${quantile(ms, 0.9).toFixed(1)} ms   p99 ${quantile(ms, 0.99).toFixed(1)} ms   (${ms.length})`);
}

function latenciesOf({ atMs }: Committed, { events }: Deliveries): Float64Array[] {
  return [...events].flatMap(([id, arrivals]) => {
    const committedAt = atMs.get(id);
    return committedAt === undefined ? [] : [arrivals.map((arrivedAt) => arrivedAt - committedAt)];
  });
}
