import { checkChanges, checkHistories, type Delivery, type Effects, type History, holesIn, type LoggedEvent } from './check-histories.js';
import { type Fleet, untilToldAll } from './fleet.js';
import type { Recorder } from './recorder.js';
import type { Writer } from './writer.js';

/** What became of everything that was written and watched while something was broken. */
export interface Outcome {
  readonly id: string;
  readonly fault: string;
  /** What was done, in counts. */
  readonly done: string;
  readonly delivery: Delivery;
  readonly effects: Effects;
  /** Empty when all that has to hold held. */
  readonly complaints: readonly string[];
}

export interface Observed {
  readonly id: string;
  readonly fault: string;
  readonly done: string;
  readonly recorders: readonly Recorder[];
  readonly writers: readonly Writer[];
  /** Where others than all of the recorders' own histories are to be checked. */
  readonly histories?: readonly History[];
  /** Where the database does not hold all of it any more. */
  readonly log?: readonly LoggedEvent[];
  /** Acknowledged changes of others than the writers. */
  readonly marks?: readonly string[];
  readonly complaints?: readonly string[];
  readonly patienceMs?: number;
}

/** Waits until everyone was told everything, and then holds all of it against the log. */
export async function outcomeOf(fleet: Fleet, { id, fault, done, recorders, writers, histories, log: whole, marks = [], complaints = [], patienceMs = 120_000 }: Observed): Promise<Outcome> {
  const agencyIds = [...new Set(recorders.map(({ agencyId }) => agencyId))];
  if (histories === undefined) {
    for (const agencyId of agencyIds) await untilToldAll(fleet, agencyId, recorders.filter((one) => one.agencyId === agencyId), patienceMs);
  }
  const log = whole ?? (await fleet.logOf(agencyIds));
  for (const recorder of recorders) recorder.stop();
  const delivery = checkHistories(histories ?? recorders.flatMap((recorder) => recorder.histories), log);
  const effects = checkChanges(new Set([...marks, ...writers.flatMap((writer) => writer.marks)]), log);
  const holes = holesIn(log);
  const unknown = writers.reduce((sum, writer) => sum + writer.unknown, 0);
  return {
    id,
    fault,
    done: `${done}; ${effects.acknowledged} changes acknowledged, ${unknown} attempts without an answer`,
    delivery,
    effects,
    complaints: [
      ...complaints,
      ...(holes > 0 ? [`${holes} holes in the log`] : []),
      ...counted(delivery, ['lost', 'repeated', 'reordered', 'foreign', 'unasked', 'broken']),
      ...counted(effects, ['withoutEvent', 'withSeveral', 'withoutChange']),
      ...(delivery.recorded === 0 ? ['nothing was recorded'] : []),
    ],
  };
}

/** A table for people, with counts and no times. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ id, fault, done, delivery: { recorded, lost, repeated, reordered, foreign }, complaints }) => [
    id, fault, done, ...[recorded, lost, repeated, reordered, foreign].map(String), complaints.length === 0 ? 'holds' : complaints.join(', '),
  ]);
  return [['id', 'fault', 'what was done', 'recorded', 'lost', 'repeated', 'reordered', 'foreign', 'verdict'], Array<string>(9).fill('---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function counted<Counts extends object>(counts: Counts, names: ReadonlyArray<keyof Counts & string>): string[] {
  return names.filter((name) => counts[name] !== 0).map((name) => `${name}: ${String(counts[name])}`);
}
