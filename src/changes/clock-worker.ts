import type { Log } from '../base/ports.js';
import { Refusal } from '../base/refusal.js';
import { systemOf } from '../auth/viewer.js';
import { type DuePatient, patientsDue } from '../db/directory.js';
import { passTime } from './pass-time.js';
import { perform, type World } from './perform.js';

/**
 * Carries out the passing of time: takes the patients whose deadline has come and puts them through the
 * same pipeline as any change. Any number of nodes may run it; a patient whom another node or a user is
 * changing at the moment is skipped, and looked at again on the next round.
 */
export interface ClockWorker {
  /** One round now, until nobody is due. Returns how many patients were evaluated. */
  run(): Promise<number>;
  stop(): Promise<void>;
}

const AT_ONCE = 50;

export function startClockWorker(world: World, { log, everyMs }: { readonly log: Log; readonly everyMs: number }): ClockWorker {
  let isStopped = false;
  let round: Promise<number> | null = null;
  const timer = setInterval(() => void run(), everyMs);

  const run = (): Promise<number> => {
    round ??= allDue()
      .catch((error: unknown) => {
        log.warn('clock.round-failed', { frames: error instanceof Error ? error.name : 'unknown' });
        return 0;
      })
      .finally(() => {
        round = null;
      });
    return round;
  };

  return {
    run,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await round;
    },
  };

  async function allDue(): Promise<number> {
    let evaluated = 0;
    // Who is busy or fails stays due, and must not stand before the others.
    let left = 0;
    while (!isStopped) {
      const due = await patientsDue(world.database, world.clock.now(), AT_ONCE, left);
      for (const patient of due) {
        if (isStopped) break;
        if (await evaluatedAgain(patient)) evaluated += 1;
        else left += 1;
      }
      if (due.length < AT_ONCE) break;
    }
    return evaluated;
  }

  async function evaluatedAgain({ agencyId, patientId }: DuePatient): Promise<boolean> {
    try {
      await perform(world, passTime, { patientId }, { viewer: systemOf(agencyId), cause: 'CLOCK' });
      return true;
    } catch (error) {
      // One patient whose evaluation breaks must not hold up everyone else's.
      if (!(error instanceof Refusal)) log.error('clock.patient-failed', { agencyId, frames: error instanceof Error ? error.name : 'unknown' });
      return false;
    }
  }
}
