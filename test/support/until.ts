import { setTimeout as delay } from 'node:timers/promises';

/** Waits for what nobody announces. The test's own timeout ends the waiting. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(10);
}
