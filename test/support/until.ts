import { setTimeout as delay } from 'node:timers/promises';

/** Shorter than a test may take, so that a wait in vain ends in the test that waits, and not after it. */
const PATIENCE_MS = 20_000;

/** Waits for what nobody announces. */
export async function until(condition: () => boolean | Promise<boolean>, patienceMs = PATIENCE_MS): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited in vain for: ${condition.toString()}`);
    await delay(10);
  }
}
