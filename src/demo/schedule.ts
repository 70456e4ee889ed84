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
  /** Whether the first visit may be on the day care starts. */
  readonly isFirstDayFree: boolean;
}

/** Care starts on one of these days, so that there is room in the first week for all of its visits. */
export const START_WEEKDAYS: readonly number[] = [1, 2];

/** A certification period that starts on a weekday ends three weekdays later, eight weeks on. */
const WEEKDAYS_OF_LAST_WEEK = 3;

/** Lays an order onto the calendar: the same days each week, as many as the order has visits. */
export function stretchesOf({ frequencyText, startsOn, lastOn, terms, atMostWeekly, isFirstDayFree }: Planning, chance: Chance): Stretch[] {
  const stretches: Stretch[] = [];
  const firstWeekday = weekdayOf(startsOn) + (isFirstDayFree ? 1 : 0);
  let from = startsOn;
  for (const phase of phasesOf(frequencyText)) {
    const to = orderedWeeks(from, { phases: [phase], asNeeded: null }, terms.orderWeek, terms.partialFirstWeek).at(-1)?.to ?? from - 1;
    const rhythms = phase.period === 'DAY' ? EVERY_DAY : [chance.oneOf(patternsOf(Math.min(phase.visitsAtMost, atMostWeekly ?? 7), firstWeekday))];
    for (const weekdays of rhythms) {
      const stretch = within(from, Math.min(to, lastOn), weekdays, phase.period === 'DAY' ? 1 : phase.every);
      if (stretch !== null) stretches.push(stretch);
    }
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

/** Nobody works seven days a week: weekends are a stretch of their own, for someone else. */
const EVERY_DAY: ReadonlyArray<readonly number[]> = [[1, 2, 3, 4, 5], [0, 6]];

/** Weekdays by visits a week; 0 is Sunday. */
const PATTERNS: Readonly<Record<number, ReadonlyArray<readonly number[]>>> = {
  1: [[1], [2], [3], [4], [5]],
  2: [[1, 3], [1, 4], [2, 4], [2, 5], [3, 5]],
  3: [[1, 2, 4], [1, 3, 4], [2, 3, 4], [2, 4, 5], [2, 3, 5], [3, 4, 5]],
  4: [[1, 2, 3, 4], [2, 3, 4, 5]],
};

/** Those that fit into the first week and into the last. */
function patternsOf(weekly: number, firstWeekday: number): ReadonlyArray<readonly number[]> {
  const patterns = PATTERNS[weekly] ?? EVERY_DAY;
  const fitting = patterns.filter((weekdays) => Math.min(...weekdays) >= firstWeekday && Math.max(...weekdays) <= firstWeekday + WEEKDAYS_OF_LAST_WEEK);
  return fitting.length > 0 ? fitting : patterns;
}

function within(from: DayNumber, to: DayNumber, weekdays: readonly number[], everyWeeks: number): Stretch | null {
  let firstOn = from;
  while (!weekdays.includes(weekdayOf(firstOn))) firstOn += 1;
  let count = 0;
  for (let day = firstOn; day <= to; day += 1) if (isOn(day, firstOn, { weekdays, everyWeeks })) count += 1;
  return count === 0 ? null : { firstOn, weekdays, everyWeeks, count };
}

/** The days of its visits, as the series that is scheduled for it will have them. */
export function daysOf(stretch: Stretch): DayNumber[] {
  const days: DayNumber[] = [];
  for (let day = stretch.firstOn; days.length < stretch.count; day += 1) if (isOn(day, stretch.firstOn, stretch)) days.push(day);
  return days;
}

function isOn(day: DayNumber, firstOn: DayNumber, { weekdays, everyWeeks }: Pick<Stretch, 'weekdays' | 'everyWeeks'>): boolean {
  const week = Math.floor((day - firstOn + weekdayOf(firstOn)) / 7);
  return week % everyWeeks === 0 && weekdays.includes(weekdayOf(day));
}
