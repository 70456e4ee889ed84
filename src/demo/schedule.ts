import { parseFrequency } from '../alignment/frequency.js';
import { orderedWeeks } from '../alignment/ordered-weeks.js';
import { type DayNumber, weekdayOf } from '../base/day.js';
import type { FrequencyPhase } from '../care/order.js';
import type { PayerPolicyTerms } from '../care/payer-policy.js';
import type { Recurrence } from '../care/recurrence.js';
import type { Chance } from './chance.js';

/** One stretch of visits in a steady rhythm. */
export interface Stretch extends Recurrence {
  readonly firstOn: DayNumber;
}

export interface Planning {
  readonly frequencyText: string;
  readonly startsOn: DayNumber;
  readonly lastOn: DayNumber;
  readonly terms: Pick<PayerPolicyTerms, 'orderWeek' | 'partialFirstWeek'>;
  /** Visits a week, where fewer are planned than ordered. */
  readonly atMostWeekly: number | null;
}

/** Lays an order onto the calendar: the same days each week, as many as the order has visits. */
export function stretchesOf({ frequencyText, startsOn, lastOn, terms, atMostWeekly }: Planning, chance: Chance): Stretch[] {
  const stretches: Stretch[] = [];
  let from = startsOn;
  for (const phase of phasesOf(frequencyText)) {
    const to = orderedWeeks(from, { phases: [phase], asNeeded: null }, terms.orderWeek, terms.partialFirstWeek).at(-1)?.to ?? from - 1;
    const weekdays = phase.period === 'DAY' ? EVERY_DAY : chance.oneOf(PATTERNS[Math.min(phase.visitsAtMost, atMostWeekly ?? 7)] ?? [EVERY_DAY]);
    const stretch = within(from, Math.min(to, lastOn), weekdays, phase.period === 'DAY' ? 1 : phase.every);
    if (stretch !== null) stretches.push(stretch);
    from = to + 1;
  }
  return stretches;
}

/** Two a week for eight weeks is what an order that cannot be read is carried out as, until someone asks. */
const WHEN_UNREADABLE: FrequencyPhase = { visitsAtLeast: 2, visitsAtMost: 2, period: 'WEEK', every: 1, periods: 8 };

function phasesOf(frequencyText: string): readonly FrequencyPhase[] {
  const reading = parseFrequency(frequencyText);
  return reading.kind === 'PARSED' ? reading.frequency.phases : [WHEN_UNREADABLE];
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** Weekdays by visits a week; 0 is Sunday. */
const PATTERNS: Readonly<Record<number, ReadonlyArray<readonly number[]>>> = {
  1: [[1], [2], [3], [4], [5]],
  2: [[1, 3], [1, 4], [2, 4], [2, 5], [3, 5]],
  3: [[1, 3, 5], [1, 2, 4], [2, 4, 5]],
  4: [[1, 2, 4, 5], [1, 2, 3, 5]],
  5: [[1, 2, 3, 4, 5]],
};

function within(from: DayNumber, to: DayNumber, weekdays: readonly number[], everyWeeks: number): Stretch | null {
  let firstOn = from;
  while (!weekdays.includes(weekdayOf(firstOn))) firstOn += 1;
  const firstSunday = firstOn - weekdayOf(firstOn);
  let count = 0;
  for (let day = firstOn; day <= to; day += 1) {
    const week = Math.floor((day - firstSunday) / 7);
    if (week % everyWeeks === 0 && weekdays.includes(weekdayOf(day))) count += 1;
  }
  return count === 0 ? null : { firstOn, weekdays, everyWeeks, count };
}
