import type { EpochMs } from '../base/day.js';
import type { UnitRule } from '../care/payer-policy.js';
import type { VisitOutcome } from './allocate.js';
import type { Context } from './context.js';
import { measuresOf } from './measure.js';
import type { VisitFact } from './snapshot.js';
import { wholeMinutes } from './units.js';

export interface Times {
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
}

/**
 * The minutes that a visit's unit rule would be given, had visits other times; null for one that keeps its own. Where
 * a payer pools a day or banks what rounding leaves over, the other visits have their other times too: alone, two
 * visits of eight minutes would be a unit each, and a pooled day gives them one.
 */
export function countedWith({ outcomes, policies }: Context, timesOf: (outcome: VisitOutcome) => Times | null): (outcome: VisitOutcome) => number {
  let together: ReturnType<typeof measuresOf> | null = null;
  return (outcome) => {
    const { visit, measure } = outcome;
    if (!isCountedTogether(measure.rule)) {
      const times = timesOf(outcome);
      return times === null ? measure.countedMinutes : wholeMinutes(times.startsAt, times.endsAt);
    }
    together ??= measuresOf(outcomes.map((one) => withTimes(one.visit, timesOf(one))), policies);
    return together.get(visit.id)?.countedMinutes ?? measure.countedMinutes;
  };
}

function isCountedTogether({ kind, banksLeftovers }: UnitRule): boolean {
  return kind === 'PART_B_8_MINUTE' || banksLeftovers === true;
}

/** On every basis: planned, worked and billed minutes are all of these times. */
function withTimes(visit: VisitFact, times: Times | null): VisitFact {
  if (times === null) return visit;
  const { startsAt, endsAt } = times;
  return { ...visit, startsAt, endsAt, actualStartsAt: startsAt, actualEndsAt: endsAt, billedMinutes: null };
}
