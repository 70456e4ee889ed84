import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';

import { systemOf } from '../src/auth/viewer.js';
import { dateOf, MS_PER_DAY } from '../src/base/day.js';
import { perform } from '../src/changes/perform.js';
import { setPayerPolicy } from '../src/changes/set-payer-policy.js';
import { evaluateDue, makePatients, VISITS_EACH } from './support/bench-patients.js';
import { BENCH_TERMS, type BenchServer, startBenchServer } from './support/bench-server.js';
import type { HttpClientsData } from './support/http-clients.js';
import { type LoadWorker, startLoadWorker } from './support/load-worker.js';
import { quantile, rounded } from './support/statistics.js';

const PATIENTS = 10_000;
/** After the end of the authorization. */
const VISIT_BEYOND_IN_DAYS = 30;
const LEAD_DAYS = 60;
const CLIENTS = 4;
/** Each client: twenty a second together, which is a busy hour for ten thousand patients. */
const EVERY_MS = 200;
const WARM_UP_MS = 5_000;
const IDLE_MS = 15_000;
const ROUND_MS = 1_000;

/**
 * A payer's policy changes for ten thousand patients at once, and each of them gets another answer: the authorization
 * that their last visit overruns is now to be renewed sooner. The clock's worker goes through them while four clients
 * reschedule visits, some of these patients', at a steady pace. The mutations are measured before, during and after,
 * because a shared machine drifts.
 */
export async function run(args: string[]): Promise<void> {
  const count = Number(args[0] ?? PATIENTS);
  const server = await startBenchServer();
  const workers: LoadWorker[] = [];
  try {
    console.log(`Setting up ${count} patients with ${VISITS_EACH} visits each`);
    const patients = await makePatients(server, count, VISIT_BEYOND_IN_DAYS);
    const data: HttpClientsData = {
      url: `${server.app.url}/graphql`,
      token: await server.token('SCHEDULER'),
      clients: CLIENTS,
      everyMs: EVERY_MS,
      patients: patients.filter((_, i) => i % 10 === 0),
    };
    const load = await startLoadWorker(new URL('./support/http-clients.js', import.meta.url), data);
    workers.push(load);
    await load.run(WARM_UP_MS);

    const idle = [...(await load.run(IDLE_MS)).latenciesMs];
    const swept = await sweep(server, load, count);
    await delay(ROUND_MS);
    idle.push(...(await load.run(IDLE_MS)).latenciesMs);

    const [idleP99, sweptP99] = [quantile(idle, 0.99), quantile(swept.latenciesMs, 0.99)];
    console.log(`idle       p50 ${quantile(idle, 0.5).toFixed(1)} ms   p99 ${idleP99.toFixed(1)} ms over ${idle.length} mutations`);
    console.log(`sweeping   p50 ${quantile(swept.latenciesMs, 0.5).toFixed(1)} ms   p99 ${sweptP99.toFixed(1)} ms over ${swept.latenciesMs.length} mutations`);
    console.log(`${count} patients in ${swept.seconds.toFixed(1)} s, an event for each`);
    console.log(`RESULT ${JSON.stringify({ bench: 'sweep', patientsPerSecond: rounded(count / swept.seconds, 0), mutationP99Ratio: rounded(sweptP99 / idleP99) })}`);
  } finally {
    for (const worker of workers) await worker.stop();
    await server.stop();
  }
}

interface Swept {
  readonly seconds: number;
  /** Of mutations while patients were due. */
  readonly latenciesMs: readonly number[];
}

async function sweep(server: BenchServer, load: LoadWorker, count: number): Promise<Swept> {
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  try {
    const startedAt = performance.now();
    await publish(server);
    const state = { endedAt: 0 };
    const sweeping = evaluateDue(server, owner).then(() => (state.endedAt = performance.now()));
    const latenciesMs: number[] = [];
    while (state.endedAt === 0) {
      const { latenciesMs: ofRound } = await load.run(ROUND_MS);
      // A round in which the sweep ended is half idle.
      if (state.endedAt === 0) latenciesMs.push(...ofRound);
    }
    await sweeping;
    const told = await patientsTold(owner, server.agencyId);
    if (told !== count) throw new Error(`Expected an event for each of ${count} patients, and found events for ${told}`);
    return { seconds: (state.endedAt - startedAt) / 1000, latenciesMs };
  } finally {
    await owner.end();
  }
}

async function publish({ app: { world }, agencyId, payerId }: BenchServer): Promise<void> {
  const effectiveFrom = dateOf(Math.floor(world.clock.now().getTime() / MS_PER_DAY));
  await perform(world, setPayerPolicy, { payerId, effectiveFrom, terms: { ...BENCH_TERMS, renewalLeadDays: LEAD_DAYS } }, { viewer: systemOf(agencyId) });
}

/** By the clock, or by a mutation that came first. */
async function patientsTold(owner: pg.Client, agencyId: string): Promise<number> {
  const { rows } = await owner.query<{ told: number }>(
    `select count(distinct patient_id)::int as told from alignment_events
      where agency_id = $1 and seq > (select max(seq) from alignment_events where agency_id = $1 and type = 'PAYER_POLICY_CHANGED') and jsonb_path_exists(body, '$.effect.raised[*] ? (@.ruleId == "AUTH-11")')`,
    [agencyId],
  );
  return rows[0]?.told ?? 0;
}
