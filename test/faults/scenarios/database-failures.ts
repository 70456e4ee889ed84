import { setTimeout as delay } from 'node:timers/promises';

import { chanceOf } from '../../../src/demo/chance.js';
import type { Fleet } from '../support/fleet.js';
import { startLoad } from '../support/load.js';
import { type Outcome, outcomeOf } from '../support/outcome.js';

/** F3: the database server dies under load and recovers from its log. */
export async function databaseCrashed(fleet: Fleet, { crashes }: { readonly crashes: number }): Promise<Outcome> {
  const load = await startLoad(fleet, { writers: 4, recorders: 6 });
  for (let i = 0; i < crashes; i += 1) {
    await load.untilWritten(60);
    await fleet.postgres.crash();
    await fleet.postgres.restart();
  }
  await load.untilWritten(30);
  await load.endWriting();
  return outcomeOf(fleet, { id: 'F3', fault: 'PostgreSQL stopped at once', done: `${crashes} crashes under load`, ...load });
}

const BETWEEN_KILLS_MS = 80;
/** Neither those who look nor those who hold. */
const ONE_BACKEND = `
  select pg_terminate_backend(pid) from (
    select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by random() limit 1) one`;

/** F4: connections to the database are ended one by one, all the time. */
export async function backendsTerminated(fleet: Fleet, { kills }: { readonly kills: number }): Promise<Outcome> {
  const load = await startLoad(fleet, { writers: 4, recorders: 6 });
  for (let i = 0; i < kills; i += 1) {
    await fleet.sql(ONE_BACKEND);
    await delay(BETWEEN_KILLS_MS);
  }
  await load.untilWritten(30);
  await load.endWriting();
  return outcomeOf(fleet, { id: 'F4', fault: 'backends terminated', done: `${kills} backends, one every ${BETWEEN_KILLS_MS} ms`, ...load });
}

/** F24: every connection to the database is cut at once, after a number of bytes that the seed draws: in any statement, in any answer. */
export async function connectionsCut(fleet: Fleet, { seeds, cuts }: { readonly seeds: readonly number[]; readonly cuts: number }): Promise<Outcome> {
  const load = await startLoad(fleet, { writers: 4, recorders: 6 });
  for (const seed of seeds) {
    const chance = chanceOf(seed);
    for (let i = 0; i < cuts; i += 1) {
      await fleet.postgres.network.cutAfter(chance.whole(1, 60_000));
      await load.untilWritten(chance.whole(0, 8));
    }
  }
  await load.endWriting();
  return outcomeOf(fleet, { id: 'F24', fault: 'faults at points drawn by seed', done: `${seeds.length} seeds, ${seeds.length * cuts} cuts of all database connections at a random byte`, ...load });
}
