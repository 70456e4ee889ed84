import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, Worker } from 'node:worker_threads';

import { nextMessage } from './next-message.js';

/**
 * Load that does not share a thread with what it measures: several loops in a worker, each doing one
 * thing after another for as long as a round lasts.
 */
export interface LoadWorker {
  run(ms: number): Promise<Round>;
  stop(): Promise<void>;
}

export interface Round {
  readonly perSecond: number;
  /** One for each thing done. */
  readonly latenciesMs: Float64Array;
}

export async function startLoadWorker(file: URL, workerData: unknown): Promise<LoadWorker> {
  const worker = new Worker(file, { workerData });
  await nextMessage(worker);
  return {
    async run(ms) {
      worker.postMessage(ms);
      return (await nextMessage(worker)) as Round;
    },
    async stop() {
      await worker.terminate();
    },
  };
}

/**
 * The worker's side: says that it is ready, and then runs the loops whenever it is told for how long.
 *
 * @param everyMs a pace for each loop. What starts late because the one before took too long counts from when it was
 * due: whoever waits for a slow server would otherwise not see most of its slowness.
 */
export function serveLoad(loops: ReadonlyArray<() => Promise<void>>, everyMs = 0): void {
  parentPort?.on('message', (ms: number) => {
    void roundOf(loops, ms, everyMs).then((round) => parentPort?.postMessage(round, [round.latenciesMs.buffer as ArrayBuffer]));
  });
  parentPort?.postMessage('ready');
}

async function roundOf(loops: ReadonlyArray<() => Promise<void>>, ms: number, everyMs: number): Promise<Round> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  await Promise.all(
    loops.map(async (once, i) => {
      let dueAt = startedAt + (everyMs * i) / loops.length;
      while (dueAt - startedAt < ms) {
        const early = dueAt - performance.now();
        if (early > 0) await delay(early);
        const before = early > 0 ? performance.now() : dueAt;
        await once();
        const after = performance.now();
        latencies.push(after - before);
        dueAt = everyMs > 0 ? dueAt + everyMs : after;
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  return { perSecond: latencies.length / seconds, latenciesMs: Float64Array.from(latencies) };
}
