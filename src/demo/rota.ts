import { instantAt } from '../base/day.js';

export interface Times {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** In minutes of local time since 1970, which are quick to compare. Summer time moves all clocks of a branch alike. */
export interface Slot {
  readonly from: number;
  readonly to: number;
}

/** Who is where and when: staff and patients alike are in one place at a time. */
export interface Rota {
  /** All of these times for all of these people, or nothing where one of them is taken. */
  book(people: readonly string[], slots: readonly Slot[]): boolean;
  giveUp(people: readonly string[], slots: readonly Slot[]): void;
  /** Gives one time up for another; false, and nothing has changed, where somebody is taken then. */
  move(people: readonly string[], from: Slot, to: Slot): boolean;
  /** Other people for the same time. */
  handOver(from: string, to: string, slot: Slot): boolean;
  bookedMinutes(person: string): number;
}

export const MINUTES_A_DAY = 24 * 60;

/** To write a word, and to drive to the next door; late beginnings and ends fit in, too. */
const BETWEEN = 15;

export function emptyRota(): Rota {
  // By person and day: no visit of the demonstration goes on past midnight.
  const diaries = new Map<string, Slot[]>();
  const minutes = new Map<string, number>();
  const dayOf = (person: string, { from }: Slot): string => `${person} ${Math.floor(from / MINUTES_A_DAY)}`;

  function isTaken(person: string, { from, to }: Slot): boolean {
    const taken = diaries.get(dayOf(person, { from, to }));
    return taken !== undefined && taken.some((booked) => booked.from < to + BETWEEN && from < booked.to + BETWEEN);
  }

  function add(person: string, slot: Slot): void {
    const day = dayOf(person, slot);
    diaries.set(day, [...(diaries.get(day) ?? []), slot]);
    minutes.set(person, (minutes.get(person) ?? 0) + slot.to - slot.from);
  }

  function book(people: readonly string[], slots: readonly Slot[]): boolean {
    if (people.some((person) => slots.some((slot) => isTaken(person, slot)))) return false;
    for (const person of people) for (const slot of slots) add(person, slot);
    return true;
  }

  function giveUp(people: readonly string[], slots: readonly Slot[]): void {
    for (const person of people) {
      for (const slot of slots) {
        const day = dayOf(person, slot);
        diaries.set(day, (diaries.get(day) ?? []).filter(({ from }) => from !== slot.from));
        minutes.set(person, (minutes.get(person) ?? 0) - slot.to + slot.from);
      }
    }
  }

  return {
    book,
    giveUp,
    move(people, from, to) {
      giveUp(people, [from]);
      const isMoved = book(people, [to]);
      if (!isMoved) for (const person of people) add(person, from);
      return isMoved;
    },
    handOver(from, to, slot) {
      const isTakenOver = book([to], [slot]);
      if (isTakenOver) giveUp([from], [slot]);
      return isTakenOver;
    },
    bookedMinutes: (person) => minutes.get(person) ?? 0,
  };
}

export function shifted({ from, to }: Slot, minutes: number): Slot {
  return { from: from + minutes, to: to + minutes };
}

export function timesOf({ from, to }: Slot, timeZone: string): Times {
  const at = (minute: number): Date => new Date(instantAt(Math.floor(minute / MINUTES_A_DAY), minute % MINUTES_A_DAY, timeZone));
  return { startsAt: at(from), endsAt: at(to) };
}
