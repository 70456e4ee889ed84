import { MS_PER_DAY } from '../../src/base/day.js';

/** A patient whose planned visits can be moved to beyond the end of the authorization and back. */
export interface BenchPatient {
  readonly id: string;
  readonly lineId: string;
  readonly visits: ReadonlyArray<{ readonly id: string; readonly startsAt: string; readonly endsAt: string }>;
}

const MOVED_BY_DAYS = 40;

/** One visit to move, and whether that takes it beyond the authorization. */
export interface Move {
  readonly patient: BenchPatient;
  readonly visitId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly isOut: boolean;
}

/**
 * What each client does next: some visit of some patient goes out if it is in, and in if it is out. Every
 * move so has an effect: a finding, an allocation and a balance. Clients have patients of their own, as
 * schedulers have, so that nobody waits for another's lock.
 */
export function moversOf(patients: readonly BenchPatient[], clients: number): Array<() => Move> {
  const out = new Set<string>();
  return Array.from({ length: clients }, (_, client) => {
    const own = patients.filter((_patient, i) => i % clients === client);
    return () => {
      const patient = oneOf(own);
      const visit = oneOf(patient.visits);
      const isOut = !out.delete(visit.id);
      if (isOut) out.add(visit.id);
      const by = isOut ? MOVED_BY_DAYS * MS_PER_DAY : 0;
      return { patient, visitId: visit.id, startsAt: moved(visit.startsAt, by), endsAt: moved(visit.endsAt, by), isOut };
    };
  });
}

function oneOf<T>(choices: readonly T[]): T {
  return choices[Math.floor(Math.random() * choices.length)] as T;
}

function moved(instant: string, by: number): string {
  return new Date(Date.parse(instant) + by).toISOString();
}
