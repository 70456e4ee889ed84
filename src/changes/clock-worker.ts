import { setTimeout as delay } from 'node:timers/promises';

import { groupBy } from '../alignment/grouping.js';
import type { Log } from '../base/ports.js';
import { Refusal } from '../base/refusal.js';
import { systemOf } from '../auth/viewer.js';
import { type DuePatient, patientsDue } from '../db/directory.js';
import { passTimeTogether, type World } from './perform.js';

/**
 * Carries out the passing of time: takes the patients whose deadline has come, or who were woken by a change to
 * another patient, and puts them through the same pipeline as any change, a few of an agency at a time. Any number of
 * nodes may run it; a patient whom another node or a user is changing at the moment is skipped, and looked at again
 * on the next round.
 */
export interface ClockWorker {
  /** One round now: everyone who is due is looked at once. Returns how many patients were evaluated. */
  run(): Promise<number>;
  stop(): Promise<void>;
}

/** How many are asked for at once. Asking costs a few milliseconds however many are due. */
const PAGE = 1_000;

/**
 * How many share a transaction. It holds their locks for as long as it lasts, and the agency's counter while it writes
 * their events. On two cores ten made the slowest changes of visits take 2.4 times as long as when nothing was due, five
 * 1.95 times, and five lost less than a tenth of the throughput (`npm run bench -- sweep`).
 */
const TOGETHER = 5;

/** After each transaction, for such a share of the time it took, the machine is left to those who are waited for. */
const REST = 0.1;

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

  /** Each is looked at once: who is busy or fails stays due for the next round, and does not stand before the others. */
  async function allDue(): Promise<number> {
    let evaluated = 0;
    let page: DuePatient[] = [];
    do {
      page = await patientsDue(world.database, world.clock.now(), PAGE, page.at(-1));
      for (const { agencyId, patientIds } of batchesOf(page)) {
        if (isStopped) return evaluated;
        const startedAt = performance.now();
        evaluated += await evaluatedAgain(agencyId, patientIds);
        await delay((performance.now() - startedAt) * REST);
      }
    } while (page.length === PAGE);
    return evaluated;
  }

  async function evaluatedAgain(agencyId: string, patientIds: readonly string[]): Promise<number> {
    try {
      return await passTimeTogether(world, systemOf(agencyId), patientIds);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'BUSY') return 0;
      // One patient whose evaluation breaks must not hold up everyone else's.
      if (patientIds.length > 1) return evaluatedOneByOne(agencyId, patientIds);
      if (!(error instanceof Refusal)) log.error('clock.patient-failed', { agencyId, frames: error instanceof Error ? error.name : 'unknown' });
      return 0;
    }
  }

  async function evaluatedOneByOne(agencyId: string, patientIds: readonly string[]): Promise<number> {
    let evaluated = 0;
    for (const patientId of patientIds) evaluated += await evaluatedAgain(agencyId, [patientId]);
    return evaluated;
  }
}

interface Batch {
  readonly agencyId: string;
  readonly patientIds: readonly string[];
}

/** Of one agency each, because a transaction sees one. */
function batchesOf(due: readonly DuePatient[]): Batch[] {
  const ofAgency = groupBy(due, ({ agencyId }) => agencyId);
  return [...ofAgency].flatMap(([agencyId, patients]) => chunksOf([...new Set(patients.map(({ patientId }) => patientId))]).map((patientIds) => ({ agencyId, patientIds })));
}

function chunksOf(patientIds: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(patientIds.length / TOGETHER) }, (_, i) => patientIds.slice(i * TOGETHER, (i + 1) * TOGETHER));
}
