import { parentPort } from 'node:worker_threads';

import { machineMs } from './machine-clock.js';

/** How late this machine wakes a thread that does nothing else: no server on it can be more punctual. Ends when it is asked. */
const SLEEP_MS = 5;

const asleep = new Int32Array(new SharedArrayBuffer(4));
const lateMs: number[] = [];

parentPort?.once('message', () => {
  parentPort?.postMessage(Float64Array.from(lateMs));
  parentPort?.close();
});

function look(): void {
  const before = machineMs();
  Atomics.wait(asleep, 0, 0, SLEEP_MS);
  lateMs.push(machineMs() - before - SLEEP_MS);
}

const looks = setInterval(look, 2 * SLEEP_MS);
parentPort?.once('close', () => clearInterval(looks));
