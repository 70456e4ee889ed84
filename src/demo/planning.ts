import { type DayNumber, weekdayOf } from '../base/day.js';
import { BrokenInvariant } from '../base/invariant.js';
import { type CareOrder, type Case, endOfLine, lastCertifiedDay, termsAtStart } from './casebook.js';
import type { StaffEntry } from './directory.js';
import { mayRender } from './people.js';
import { MINUTES_A_DAY, type Rota, type Slot, type Times, timesOf } from './rota.js';
import { daysOf, stretchesOf, type Stretch } from './schedule.js';

/** A visit as it was planned, for what becomes of it later. */
export interface PlannedVisit extends Times {
  readonly id: string;
  readonly careOrder: CareOrder;
  readonly staffId: string;
  readonly slot: Slot;
  readonly isAsNeeded: boolean;
  /** 2 for a visit every other week. */
  readonly everyWeeks: number;
}

/** The visits of one care order. */
export interface Plan {
  readonly careOrder: CareOrder;
  /** The one that the situation is about. */
  readonly isConcerned: boolean;
  /** The most visits in one week. */
  readonly weekly: number;
  readonly weekdays: readonly number[];
  readonly series: readonly PlannedSeries[];
  readonly single: readonly PlannedVisit[];
}

export interface PlannedSeries {
  readonly id: string;
  readonly stretch: Stretch;
  readonly visits: readonly PlannedVisit[];
}

export function visitsOf({ series, single }: Plan): PlannedVisit[] {
  return [...series.flatMap(({ visits }) => visits), ...single];
}

/** Finds the times and the people for all of a patient's visits, and books them. */
export function plansOf(one: Case, rota: Rota): Plan[] {
  return one.careOrders.map((careOrder, i) => planOf(one, careOrder, i === 0, rota));
}

const AMBIGUOUS = 'BIW';
/** Some weeks of the rhythm that chance has proposed are full. */
const MOST_PROPOSALS = 40;

function planOf(one: Case, ordered: CareOrder, isConcerned: boolean, rota: Rota): Plan {
  const situation = isConcerned ? one.situation : null;
  const careOrder = situation?.order === 'AMBIGUOUS' ? { ...ordered, frequencyText: AMBIGUOUS } : ordered;
  const lastOn = Math.min(lastCertifiedDay(one), one.situation?.isPlannedWithinLine ? endOfLine(one) : Infinity);
  for (let proposal = 0; proposal < MOST_PROPOSALS; proposal += 1) {
    const stretches = stretchesOf(
      {
        frequencyText: careOrder.frequencyText,
        startsOn: one.startsOn,
        lastOn,
        terms: termsAtStart(one),
        atMostWeekly: situation?.weeklyCap ?? null,
        isFirstDayFree: situation?.order === 'URGENT',
      },
      one.chance,
    );
    const plan = peopled(one, careOrder, isConcerned, stretches, rota);
    if (plan !== null) return plan;
  }
  throw new BrokenInvariant(`the demonstration has too few staff for ${careOrder.serviceCode}`);
}

/** Everything is made by one person, always at the same time of day; weekends are someone else's. Null where nobody has time. */
function peopled(one: Case, careOrder: CareOrder, isConcerned: boolean, stretches: readonly Stretch[], rota: Rota): Plan | null {
  const single = singleVisits(one, { careOrder, isConcerned, stretches });
  const shifts = [stretches.filter(({ weekdays }) => !isWeekend(weekdays)), stretches.filter(({ weekdays }) => isWeekend(weekdays))];
  const booked: BookedShift[] = [];
  for (const [i, shift] of shifts.entries()) {
    if (shift.length === 0) continue;
    const made = bookedShift(one, careOrder, shift, i === 0 ? single : [], rota);
    if (made === null) {
      for (const { staffId, series, extra } of booked) rota.giveUp([staffId, one.admission.id], [...series.flatMap(({ slots }) => slots), ...extra]);
      return null;
    }
    booked.push(made);
  }
  const visitOf = (staffId: string, slot: Slot, everyWeeks: number, isAsNeeded: boolean): PlannedVisit => ({
    id: one.ids.next(), careOrder, staffId, slot, isAsNeeded, everyWeeks, ...timesOf(slot, one.branch.timeZone),
  });
  return {
    careOrder,
    isConcerned,
    weekly: Math.max(...stretches.map(({ weekdays }) => weekdays.length)),
    weekdays: [...new Set(stretches.flatMap(({ weekdays }) => weekdays))],
    series: booked.flatMap(({ staffId, series }) =>
      series.map(({ stretch, slots }) => ({ id: one.ids.next(), stretch, visits: slots.map((slot) => visitOf(staffId, slot, stretch.everyWeeks, false)) })),
    ),
    single: booked.flatMap(({ staffId, extra }) => extra.map((slot, i) => visitOf(staffId, slot, 1, single[i]?.isAsNeeded ?? false))),
  };
}

interface BookedShift {
  readonly staffId: string;
  readonly series: ReadonlyArray<{ readonly stretch: Stretch; readonly slots: readonly Slot[] }>;
  readonly extra: readonly Slot[];
}

const DAY_STARTS_AT = 7 * 60;
const DAY_ENDS_AT = 18 * 60;
const STEP_MINUTES = 15;

/** Whoever can do nothing else is asked first, and of these who has the least to do. */
function bookedShift(one: Case, careOrder: CareOrder, stretches: readonly Stretch[], single: readonly SingleVisit[], rota: Rota): BookedShift | null {
  const { chance, admission } = one;
  const { minutes } = careOrder;
  const starts = Math.floor((DAY_ENDS_AT - DAY_STARTS_AT - minutes) / STEP_MINUTES) + 1;
  const preferred = chance.whole(0, starts - 1);
  const able = ableStaff(one, careOrder, stretches.every(({ weekdays }) => isWeekend(weekdays))).toSorted((a, b) => a.disciplines.length - b.disciplines.length || rota.bookedMinutes(a.id) - rota.bookedMinutes(b.id));
  const days = stretches.map((stretch) => ({ stretch, on: daysOf(stretch) }));
  for (const { id: staffId } of able) {
    for (let i = 0; i < starts; i += 1) {
      const minute = DAY_STARTS_AT + ((preferred + i) % starts) * STEP_MINUTES;
      const slotOn = (day: DayNumber): Slot => ({ from: day * MINUTES_A_DAY + minute, to: day * MINUTES_A_DAY + minute + minutes });
      const series = days.map(({ stretch, on }) => ({ stretch, slots: on.map(slotOn) }));
      const extra = single.map(({ on }) => slotOn(on));
      if (rota.book([staffId, admission.id], [...series.flatMap(({ slots }) => slots), ...extra])) return { staffId, series, extra };
    }
  }
  return null;
}

/** Who may make such a visit on such days. */
export function ableStaff({ branch }: Pick<Case, 'branch'>, { discipline, serviceCode }: CareOrder, isOnWeekend: boolean): StaffEntry[] {
  return branch.staff.filter((member) => (member.worksOnWeekends ?? false) === isOnWeekend && mayRender(member, discipline, serviceCode));
}

interface SingleVisit {
  readonly on: DayNumber;
  readonly isAsNeeded: boolean;
}

/** Besides the series: a visit as needed where the order allows it, and one too many where the situation wants it. */
function singleVisits(
  { situation, startsOn, today }: Case,
  { careOrder, isConcerned, stretches }: { readonly careOrder: CareOrder; readonly isConcerned: boolean; readonly stretches: readonly Stretch[] },
): readonly SingleVisit[] {
  const taken = stretches.flatMap(({ weekdays }) => weekdays);
  const free = [1, 2, 3, 4, 5].find((weekday) => !taken.includes(weekday)) ?? 6;
  const inWeekOf = (day: DayNumber): DayNumber => day - weekdayOf(day) + free;
  const single: SingleVisit[] = [];
  if (careOrder.frequencyText.includes('PRN') && startsOn + 14 < today) single.push({ on: inWeekOf(startsOn + 10), isAsNeeded: true });
  if (isConcerned && situation?.isAsNeededUnordered) single.push({ on: inWeekOf(today - 10), isAsNeeded: true });
  const isOneTooMany = isConcerned && (situation?.isTooOften || situation?.weeklyCap !== undefined);
  if (isOneTooMany) single.push({ on: inWeekOf(today - 10), isAsNeeded: false }, { on: inWeekOf(today + 8), isAsNeeded: false });
  return single;
}

export function isWeekend(weekdays: readonly number[]): boolean {
  return weekdays.every((weekday) => weekday === 0 || weekday === 6);
}
