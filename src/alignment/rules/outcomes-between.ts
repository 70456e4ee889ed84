import type { VisitOutcome } from '../allocate.js';
import type { DayWindow } from '../calendar.js';

/** The visits with a date of service in the window. Looks only at those: a long history has many and a window few. */
export function outcomesBetween(outcomesInTime: readonly VisitOutcome[], { from, to }: DayWindow): readonly VisitOutcome[] {
  return outcomesInTime.slice(firstFrom(outcomesInTime, from), firstFrom(outcomesInTime, to + 1));
}

/** The place of the first visit on or after the day, halving what is left at every step. */
function firstFrom(outcomesInTime: readonly VisitOutcome[], day: number): number {
  let [low, high] = [0, outcomesInTime.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const outcome = outcomesInTime[middle];
    if (outcome !== undefined && outcome.visit.serviceOn < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
