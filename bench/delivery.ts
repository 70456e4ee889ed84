import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

import { systemOf } from '../src/auth/viewer.js';
import { perform } from '../src/changes/perform.js';
import { rescheduleVisit } from '../src/changes/reschedule-visit.js';
import { makePatients } from './support/bench-patients.js';
import { type BenchServer, startBenchServer } from './support/bench-server.js';
import { type CommitTimes, watchCommits } from './support/commit-times.js';
import { type BenchPatient, moversOf } from './support/movers.js';
import { quantile, rounded } from './support/statistics.js';
import type { Arrival, SubscribersData } from './support/subscribers.js';

const SUBSCRIBERS = 100;
const PATIENTS = 50;
const EVENTS = 100;
const WARM_UP_EVENTS = 30;
/** Apart enough that one event is through before the next one comes: this is about latency, not about load. */
const EVERY_MS = 250;

/**
 * From the commit of a change to each of a hundred subscribers on one node, over real sockets. The clients live in
 * a worker, the clock is the machine's, and a commit counts from when the server is told of it.
 */
export async function run(args: string[]): Promise<void> {
  const subscribers = Number(args[0] ?? SUBSCRIBERS);
  const server = await startBenchServer();
  const commits = watchCommits();
  const workers: Worker[] = [];
  try {
    const patients = await makePatients(server, PATIENTS);
    const data: SubscribersData = { url: `${server.app.url.replace('http', 'ws')}/graphql`, token: await server.token('BILLER'), subscribers };
    const worker = new Worker(new URL('./support/subscribers.js', import.meta.url), { workerData: data });
    workers.push(worker);
    await answer(worker);
    const ask = async (): Promise<readonly Arrival[]> => {
      worker.postMessage('arrivals');
      return (await answer(worker)) as readonly Arrival[];
    };

    await moveVisits(server, patients, WARM_UP_EVENTS);
    await ask();
    await moveVisits(server, patients, EVENTS);
    const arrivals = await ask();
    report(arrivals, commits, subscribers);
  } finally {
    commits.stop();
    for (const worker of workers) await worker.terminate();
    await server.stop();
  }
}

async function moveVisits({ app, agencyId }: BenchServer, patients: readonly BenchPatient[], count: number): Promise<void> {
  const [next] = moversOf(patients, 1);
  for (let moved = 0; next && moved < count; moved += 1) {
    const { visitId, startsAt, endsAt } = next();
    const input = { visitId, startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
    await perform(app.world, rescheduleVisit, input, { viewer: systemOf(agencyId), cause: 'PATIENT_REQUEST' });
    await delay(EVERY_MS);
  }
  await delay(2_000);
}

function report(arrivals: readonly Arrival[], { atMs }: CommitTimes, subscribers: number): void {
  const latencies = arrivals.flatMap(({ eventId, atMs: arrivedAt }) => {
    const committedAt = atMs.get(eventId);
    return committedAt === undefined ? [] : [arrivedAt - committedAt];
  });
  const [p50Ms, p99Ms] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
  console.log(`${latencies.length} of ${EVENTS * subscribers} deliveries to ${subscribers} subscribers`);
  console.log(`commit -> client   p50 ${p50Ms.toFixed(1)} ms   p90 ${quantile(latencies, 0.9).toFixed(1)} ms   p99 ${p99Ms.toFixed(1)} ms`);
  console.log(`RESULT ${JSON.stringify({ bench: 'delivery', p50Ms: rounded(p50Ms, 1), p99Ms: rounded(p99Ms, 1) })}`);
}

function answer(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
