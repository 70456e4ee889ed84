import type { Discipline, MilliUnits, UnitDefinition } from '../../care/service.js';
import type { VisitOutcome } from '../allocate.js';
import type { Context } from '../context.js';
import { ONE_UNIT, consumptionOf } from '../units.js';

/**
 * What one more visit of a discipline would usually draw of something counted in `unit`. Of visits and days that is
 * one; of time, what its payer counts for the usual length of the discipline's visits on record, planned and made.
 * Null where no visit tells a length.
 */
export function usualDrawOf({ outcomesOf }: Context, discipline: Discipline, unit: UnitDefinition): MilliUnits | null {
  if (unit === 'VISIT' || unit === 'DAY') return ONE_UNIT;
  const usual = usualVisit(outcomesOf.get(discipline) ?? []);
  if (usual === null) return null;
  const { milliUnits } = consumptionOf(usual.measure.minutes, usual.measure.rule, unit);
  return milliUnits === 0 ? null : milliUnits;
}

/**
 * The first visit of the middle length: the median, because one long evaluation among many short visits should not change
 * what an authorization is good for. Lengths are few, so counting them is cheaper than sorting the visits.
 */
function usualVisit(outcomes: readonly VisitOutcome[]): VisitOutcome | null {
  const visits = new Map<number, number>();
  for (const { measure } of outcomes) visits.set(measure.minutes, (visits.get(measure.minutes) ?? 0) + 1);
  let shorter = 0;
  for (const minutes of [...visits.keys()].toSorted((a, b) => a - b)) {
    shorter += visits.get(minutes) ?? 0;
    if (2 * shorter >= outcomes.length) return outcomes.find(({ measure }) => measure.minutes === minutes) ?? null;
  }
  return null;
}
