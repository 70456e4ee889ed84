import pg from 'pg';

import { makePatients, VISITS_EACH } from './support/bench-patients.js';
import { type BenchServer, startBenchServer } from './support/bench-server.js';
import type { FloorData } from './support/floor.js';
import type { HttpClientsData } from './support/http-clients.js';
import { type LoadWorker, type Round, startLoadWorker } from './support/load-worker.js';
import type { BenchPatient } from './support/movers.js';
import { countStatements } from './support/statement-counter.js';
import { median, quantile, rounded } from './support/statistics.js';

const CLIENTS = 16;
const PATIENTS = 1_000;
const ROUND_MS = 4_000;
const WARM_UP_MS = 3_000;

/**
 * A visit is rescheduled over HTTP, end to end, against the same reads and writes by hand-written SQL in the
 * same database (`support/floor.ts`). Rounds alternate, because a shared machine drifts; the ratio of
 * the medians is what counts, and the numbers of one run are only good beside each other.
 */
export async function run(args: string[]): Promise<void> {
  const rounds = Number(args[0] ?? 5);
  const server = await startBenchServer();
  const workers: LoadWorker[] = [];
  const start = async (name: string, data: HttpClientsData | FloorData): Promise<LoadWorker> => {
    const worker = await startLoadWorker(new URL(`./support/${name}.js`, import.meta.url), data);
    workers.push(worker);
    return worker;
  };
  try {
    console.log(`Setting up 2 x ${PATIENTS} patients with ${VISITS_EACH} visits each`);
    const common = { url: `${server.app.url}/graphql`, token: await server.token('SCHEDULER') };
    const ours = await makePatients(server, PATIENTS);
    const product = await start('http-clients', { ...common, clients: CLIENTS, patients: ours });
    const warm = await product.run(WARM_UP_MS);
    console.log(`warm-up of the product    ${warm.perSecond.toFixed(0)} a second`);

    const theirs = await makePatients(server, PATIENTS);
    const floor = await start('floor', { url: server.ownerUrl, agencyId: server.agencyId, clients: CLIENTS, patients: theirs, ...(await samples(server)) });
    await floor.run(WARM_UP_MS);

    const results: Array<{ readonly product: Round; readonly floor: Round }> = [];
    for (let round = 1; round <= rounds; round += 1) {
      const one = { product: await product.run(ROUND_MS), floor: await floor.run(ROUND_MS) };
      results.push(one);
      console.log(`round ${round}   product ${one.product.perSecond.toFixed(0)} a second   floor ${one.floor.perSecond.toFixed(0)} a second   ratio ${(one.product.perSecond / one.floor.perSecond).toFixed(2)}`);
    }

    const latencies = results.flatMap(({ product }) => [...product.latenciesMs]);
    const ratioToFloor = median(results.map(({ product }) => product.perSecond)) / median(results.map(({ floor }) => floor.perSecond));
    const statements = await statementsOf(start, common, ours);
    console.log(`latency   p50 ${quantile(latencies, 0.5).toFixed(1)} ms   p99 ${quantile(latencies, 0.99).toFixed(1)} ms over ${latencies.length}`);
    console.log(`round trips to the database   ${statements.toFixed(1)} for each mutation`);
    console.log(`RESULT ${JSON.stringify({ bench: 'mutations', ratioToFloor: rounded(ratioToFloor), p99Ms: rounded(quantile(latencies, 0.99), 1), statements: rounded(statements, 1) })}`);
  } finally {
    for (const worker of workers) await worker.stop();
    await server.stop();
  }
}

/** What the product wrote in the warm-up, so that the floor writes as much. */
async function samples({ ownerUrl, agencyId }: BenchServer): Promise<Pick<FloorData, 'bodies' | 'finding'>> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const body = async (effect: 'raised' | 'cleared'): Promise<string> => {
      const { rows } = await owner.query<{ body: string }>(
        `select body::text as body from alignment_events where agency_id = $1 and type = 'VISIT_RESCHEDULED' and jsonb_array_length(body -> 'effect' -> $2) = 1 order by seq desc limit 1`,
        [agencyId, effect],
      );
      return rows[0]?.body ?? '{}';
    };
    const { rows } = await owner.query<{ row: Record<string, unknown> }>(`select to_jsonb(f) as row from findings f where agency_id = $1 and status = 'OPEN' and rule_id = 'AUTH-04' limit 1`, [agencyId]);
    return { bodies: { out: await body('raised'), back: await body('cleared') }, finding: rows[0]?.row ?? {} };
  } finally {
    await owner.end();
  }
}

/** One client alone; what the server does in the same time by itself is taken off. */
async function statementsOf(start: (name: string, data: HttpClientsData) => Promise<LoadWorker>, common: Pick<HttpClientsData, 'url' | 'token'>, patients: readonly BenchPatient[]): Promise<number> {
  const alone = await start('http-clients', { ...common, clients: 1, patients: patients.slice(0, 50) });
  await alone.run(500);
  const counter = countStatements();
  try {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const idle = counter.count;
    const before = counter.count;
    const { latenciesMs } = await alone.run(2_000);
    return (counter.count - before - idle) / latenciesMs.length;
  } finally {
    counter.stop();
  }
}
