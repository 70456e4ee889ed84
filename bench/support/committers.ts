import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

import { systemOf } from '../../src/auth/viewer.js';
import { perform, type World } from '../../src/changes/perform.js';
import { rescheduleVisit } from '../../src/changes/reschedule-visit.js';
import { openDatabase } from '../../src/db/database.js';
import { postgresHints } from '../../src/feed/hints/postgres-hints.js';
import { type KeySource, openKeyProvider } from '../../src/sealing/key-source.js';
import { openSealing } from '../../src/sealing/sealing.js';
import { systemClock, systemIds, systemLog } from '../../src/system.js';
import { watchCommits } from './commit-times.js';
import { type BenchPatient, moversOf } from './movers.js';

/** Schedulers who move visits of one agency, on a node that has no subscribers. */
export interface CommittersData {
  readonly databaseUrl: string;
  readonly keys: KeySource;
  readonly agencyId: string;
  readonly patients: readonly BenchPatient[];
  readonly writers: number;
  /** Whether anyone is told that the log has grown. */
  readonly isHinting: boolean;
}

/** So many together, or for so long; one so often, or as fast as they can. */
export interface Work {
  readonly count?: number;
  readonly forMs?: number;
  readonly everyMs?: number;
}

export interface Committed {
  readonly seconds: number;
  readonly count: number;
  /** When each event's commit was known to be one. */
  readonly atMs: ReadonlyMap<string, number>;
}

const { databaseUrl, keys, agencyId, patients, writers, isHinting } = workerData as CommittersData;
const log = systemLog('warn');
const database = await openDatabase({ url: databaseUrl, poolSize: writers, onConnectionLost: () => log.warn('database.connection-lost') });
const hints = await postgresHints({ url: databaseUrl, log, onHint: () => undefined });
const world: World = { database, clock: systemClock, ids: systemIds, sealing: openSealing({ provider: openKeyProvider(keys), nowMs: () => performance.now(), alarm: () => undefined }), hint: (changed) => isHinting && hints.publish({ agencyId: changed, isAboutAccess: false }) };
const movers = moversOf(patients, writers);
const commits = watchCommits();

parentPort?.on('message', (work: Work | 'stop') => {
  if (work === 'stop') void stop();
  else void done(work).then((committed) => parentPort?.postMessage(committed));
});
parentPort?.postMessage('ready');

async function done({ count = Infinity, forMs = Infinity, everyMs = 0 }: Work): Promise<Committed> {
  commits.atMs.clear();
  const startedAt = performance.now();
  let begun = 0;
  await Promise.all(
    movers.map(async (next) => {
      while (begun < count && performance.now() - startedAt < forMs) {
        const early = startedAt + everyMs * begun - performance.now();
        begun += 1;
        if (early > 0) await delay(early);
        const { visitId, startsAt, endsAt } = next();
        await perform(world, rescheduleVisit, { visitId, startsAt: new Date(startsAt), endsAt: new Date(endsAt) }, { viewer: systemOf(agencyId), cause: 'PATIENT_REQUEST' });
      }
    }),
  );
  return { seconds: (performance.now() - startedAt) / 1000, count: begun, atMs: commits.atMs };
}

async function stop(): Promise<void> {
  await hints.stop();
  await database.close();
  parentPort?.close();
}
