import { until } from '../../support/until.js';
import type { Fleet } from './fleet.js';
import type { Recorder, RecorderOptions } from './recorder.js';
import type { Writer } from './writer.js';

/** Agencies in which people write all the time and others watch, so that there is something to go wrong. */
export interface Load {
  readonly agencyIds: readonly string[];
  readonly recorders: readonly Recorder[];
  readonly writers: readonly Writer[];
  /** So many more changes have been acknowledged. */
  untilWritten(count: number): Promise<void>;
  /** Nobody begins anything new; what was begun is known. */
  endWriting(): Promise<void>;
}

export interface LoadOptions {
  readonly agencies?: number;
  /** In each agency. */
  readonly writers: number;
  readonly recorders: number;
  readonly recorder?: Partial<RecorderOptions>;
}

/** Thousands who come at once take their time on a small machine. */
const PATIENCE_MS = 240_000;

export async function startLoad(fleet: Fleet, { agencies = 2, writers: writersEach, recorders: recordersEach, recorder = {} }: LoadOptions): Promise<Load> {
  const agencyIds: string[] = [];
  for (let i = 0; i < agencies; i += 1) agencyIds.push(await fleet.newAgency());
  const recorders = agencyIds.flatMap((agencyId) => Array.from({ length: recordersEach }, () => fleet.record(agencyId, recorder)));
  await until(() => recorders.every(({ hasStarted }) => hasStarted), PATIENCE_MS);
  const writers = agencyIds.flatMap((agencyId) => Array.from({ length: writersEach }, () => fleet.writer(agencyId)));
  const writing = writers.map((writer) => writer.go());
  // Looked at when the writing ends.
  for (const one of writing) one.catch(() => undefined);
  const count = (): number => writers.reduce((sum, { marks }) => sum + marks.length, 0);
  return {
    agencyIds,
    recorders,
    writers,
    async untilWritten(more) {
      const enough = count() + more;
      await until(() => count() >= enough, PATIENCE_MS);
    },
    async endWriting() {
      for (const writer of writers) writer.stop();
      await Promise.all(writing);
    },
  };
}
