import type { DayNumber } from '../base/day.js';
import { contains } from '../base/day.js';
import { weekOf } from './calendar.js';
import { compareText } from './grouping.js';
import type { OrderedWindow } from './ordered-weeks.js';
import { orderedWeeks } from './ordered-weeks.js';
import type { PolicyBook } from './policy.js';
import type { OrderFact, VisitFact } from './snapshot.js';

/** How the orders of a visit's discipline stand to it. */
export type Support =
  /** No order of the discipline is active on the date of service. */
  | { readonly kind: 'NO_ORDER' }
  /** An order is active, but no frequency limits the visit: it is made as needed, or has no place but under a frequency that cannot be read. */
  | { readonly kind: 'UNLIMITED' }
  | { readonly kind: 'WITHIN'; readonly place: OrderedPlace }
  | { readonly kind: 'BEYOND'; readonly place: OrderedPlace };

/** One window of one order and the visits that fell to it, in time order. */
export interface OrderedPlace {
  readonly order: OrderFact;
  readonly window: OrderedWindow;
  readonly within: readonly VisitFact[];
  readonly beyond: readonly VisitFact[];
}

/**
 * Gives each visit of one discipline a place in an ordered week. Orders that overlap add up, whatever
 * the shapes of their windows: a visit takes the free place that would be lost first, which places as
 * many visits as can be placed at all. Visits come in time order, so the last ones of a week are beyond it.
 *
 * An active order that has run out of ordered visits (`2w9` on day 64) still limits: to none.
 */
export function supportOf(visitsInTime: readonly VisitFact[], orders: readonly OrderFact[], policies: PolicyBook): OrderSupport {
  const laid = orders.toSorted((a, b) => a.startsOn - b.startsOn || compareText(a.id, b.id)).map((order) => new LaidOrder(order, policies));
  const byVisit = new Map(visitsInTime.map((visit) => [visit.id, supportFor(visit, laid)]));
  return { byVisit, places: laid.flatMap(({ places }) => places) };
}

export interface OrderSupport {
  readonly byVisit: ReadonlyMap<string, Support>;
  /** Every ordered window, with visits or without, and the weeks after the last of them that have visits; by order, in time order. */
  readonly places: readonly OrderedPlace[];
}

/** The last day an order supports; null when it is open-ended. From `discontinuedOn` on it supports nothing. */
export function lastDayOf(order: OrderFact): DayNumber | null {
  if (order.discontinuedOn === null) return order.endsOn;
  return order.endsOn === null ? order.discontinuedOn - 1 : Math.min(order.endsOn, order.discontinuedOn - 1);
}

/** An order that was ended without a date supports nothing: there is no telling since when. */
export function isActiveOn(order: OrderFact, day: DayNumber): boolean {
  const isEnded = order.status === 'DISCONTINUED' || order.status === 'SUPERSEDED';
  if (isEnded && order.discontinuedOn === null) return false;
  return contains({ startsOn: order.startsOn, endsOn: lastDayOf(order) }, day);
}

/** A signature counts only with the date written beside it. */
export function isSignedAndDated(order: OrderFact): boolean {
  return order.signedAt !== null && order.signatureDate !== null;
}

function supportFor(visit: VisitFact, orders: readonly LaidOrder[]): Support {
  const active = orders.filter(({ order }) => isActiveOn(order, visit.serviceOn));
  if (active.length === 0) return { kind: 'NO_ORDER' };
  if (visit.isAsNeeded) return { kind: 'UNLIMITED' };

  const limiting = active.filter(({ order }) => order.frequency !== null && order.frequency.phases.length > 0);
  const places = limiting.map((laid) => laid.placeOn(visit.serviceOn)).toSorted(compareByLoss);
  const free = places.find((place) => place.within.length < place.window.atMost);
  if (free !== undefined) {
    free.within.push(visit);
    return { kind: 'WITHIN', place: free };
  }
  // Beyond all of them; said of one that orders visits at all, where there is one.
  const place = places.find(({ window }) => window.atMost > 0) ?? places[0];
  const isUnreadable = active.some(({ order }) => order.frequency === null);
  if (place === undefined || isUnreadable) return { kind: 'UNLIMITED' };
  place.beyond.push(visit);
  return { kind: 'BEYOND', place };
}

/** Of windows that end together, the one that still lacks visits comes first, so that two orders share them. */
function compareByLoss(a: OpenPlace, b: OpenPlace): number {
  return a.window.to - b.window.to || Number(isFloorMet(a)) - Number(isFloorMet(b));
}

function isFloorMet({ window, within }: OpenPlace): boolean {
  return within.length >= window.atLeast;
}

interface OpenPlace extends OrderedPlace {
  readonly within: VisitFact[];
  readonly beyond: VisitFact[];
}

/** An order with its frequency laid onto the calendar of the payer it started under. */
class LaidOrder {
  readonly order: OrderFact;
  readonly #weekOf: (day: DayNumber) => { from: DayNumber; to: DayNumber };
  readonly #places: OpenPlace[];
  readonly #lastOrderedDay: DayNumber;
  /** Visits come in time order, so earlier windows are never asked for again. */
  #next = 0;

  constructor(order: OrderFact, policies: PolicyBook) {
    const { orderWeek, partialFirstWeek } = policies.policyOfDay(order.startsOn).terms;
    const windows = order.frequency === null ? [] : orderedWeeks(order.startsOn, order.frequency, orderWeek, partialFirstWeek);
    const lastDay = lastDayOf(order) ?? Number.MAX_SAFE_INTEGER;
    this.order = order;
    this.#weekOf = (day) => weekOf(day, orderWeek, order.startsOn);
    this.#places = windows
      .filter(({ from }) => from <= lastDay)
      .map((window) => ({ order, window: cutAfter(lastDay, window), within: [], beyond: [] }));
    this.#lastOrderedDay = windows.at(-1)?.to ?? order.startsOn - 1;
  }

  get places(): readonly OrderedPlace[] {
    return this.#places;
  }

  placeOn(day: DayNumber): OpenPlace {
    for (;;) {
      const place = this.#places[this.#next];
      if (place === undefined) break;
      if (day <= place.window.to) return place;
      this.#next += 1;
    }
    const week = this.#weekOf(day);
    const place = { order: this.order, window: { from: Math.max(week.from, this.#lastOrderedDay + 1), to: week.to, atMost: 0, atLeast: 0 }, within: [], beyond: [] };
    this.#places.push(place);
    return place;
  }
}

/** Of a window that its order does not outlive, the share of the floor is left, rounded down; as many visits as before may be made in it. */
function cutAfter(lastDay: DayNumber, window: OrderedWindow): OrderedWindow {
  if (window.to <= lastDay) return window;
  const share = Math.floor((window.atLeast * (lastDay - window.from + 1)) / (window.to - window.from + 1));
  return { ...window, to: lastDay, atLeast: share };
}
