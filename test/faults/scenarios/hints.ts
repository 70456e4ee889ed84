import { setTimeout as delay } from 'node:timers/promises';

import { chanceOf } from '../../../src/demo/chance.js';
import { until } from '../../support/until.js';
import type { Fleet } from '../support/fleet.js';
import { listenersOf } from '../support/listeners.js';
import { startLoad } from '../support/load.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';

/** F6: hints are lost with their connections, late because nobody passes them on, said twice, and said of nothing. */
export async function hintsDisturbed(fleet: Fleet, { rounds, seed }: { readonly rounds: number; readonly seed: number }): Promise<Outcome> {
  const chance = chanceOf(seed);
  const load = await startLoad(fleet, { writers: 2, recorders: 4 });
  for (let round = 0; round < rounds; round += 1) {
    const kind = round % 3;
    if (kind === 0) await (await listenersOf(fleet)).end();
    if (kind === 1) {
      const listeners = await listenersOf(fleet);
      listeners.freeze();
      await load.untilWritten(10);
      listeners.thaw();
    }
    if (kind === 2) {
      for (let i = 0; i < 50; i += 1) await fleet.sql(`select pg_notify('plumbline_hints', $1)`, [chance.oneOf([...load.agencyIds, `${load.agencyIds.join(',')},nobody`, ''])]);
    }
    await load.untilWritten(10);
  }
  await load.endWriting();
  return outcomeOf(fleet, { id: 'F6', fault: 'hints lost, late, doubled, false', done: `${rounds} rounds`, ...load });
}

/** F7: the connections for hints are half open: they stand still and say nothing. Nodes find out, and open others. */
export async function listenersHalfOpen(fleet: Fleet): Promise<Outcome> {
  const load = await startLoad(fleet, { writers: 1, recorders: 3 });
  const frozen = await listenersOf(fleet);
  const noticed = fleet.nodes.map((node) => countOf(node.written));
  frozen.freeze();
  await load.untilWritten(20);
  await until(() => fleet.nodes.every((node, i) => countOf(node.written) > (noticed[i] as number)), 40_000);
  // Nobody tells how it went: the new ones are there, besides those that stand still.
  await until(async () => (await listenersOf(fleet)).count >= 2 * fleet.nodes.length, 40_000);
  await load.untilWritten(20);
  frozen.thaw();
  await load.endWriting();
  return outcomeOf(fleet, { id: 'F7', fault: 'LISTEN connection half open', done: `${frozen.count} connections frozen until the nodes replaced them`, ...load });
}

function countOf(written: string): number {
  return written.split('hints.connection-lost').length;
}

/** F16: someone writes in another agency and does not end the transaction. Nobody else waits for it. */
export async function writerIdle(fleet: Fleet, { changes }: { readonly changes: number }): Promise<Outcome> {
  const elsewhere = await fleet.newAgency();
  const idle = fleet.sql(`begin; update stream_heads set head = head where agency_id = '${elsewhere}'; select pg_sleep(3600)`).catch(() => undefined);
  await until(async () => (await fleet.sql(`select from pg_stat_activity where wait_event = 'PgSleep' and backend_xid is not null`)).length === 1);
  const load = await startLoad(fleet, { agencies: 1, writers: 2, recorders: 4 });
  await load.untilWritten(changes);
  await load.endWriting();
  const outcome = await outcomeOf(fleet, { id: 'F16', fault: 'writer idle in another agency', done: `everything told while its transaction is open`, ...load });
  await fleet.sql(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep' and backend_xid is not null`);
  await idle;
  return outcome;
}

/** F17: one agency writes as fast as it can, beside others that write now and then. */
export async function flooded(fleet: Fleet, { changes }: { readonly changes: number }): Promise<Outcome> {
  const quiet = await startLoad(fleet, { agencies: 2, writers: 0, recorders: 3 });
  const flood = await startLoad(fleet, { agencies: 1, writers: 16, recorders: 3 });
  const writers = quiet.agencyIds.map((agencyId) => fleet.writer(agencyId));
  const flooding = flood.untilWritten(changes);
  for (let i = 0; i < 10; i += 1) {
    for (const writer of writers) await writer.write();
    await delay(10);
  }
  await flooding;
  await flood.endWriting();
  return outcomeOf(fleet, { id: 'F17', fault: 'one agency floods', done: 'two others write and hear meanwhile', recorders: [...quiet.recorders, ...flood.recorders], writers: [...writers, ...flood.writers] });
}
