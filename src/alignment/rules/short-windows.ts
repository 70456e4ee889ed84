import type { EpochMs } from '../../base/day.js';
import { dateOf, startOfDay } from '../../base/day.js';
import type { Context } from '../context.js';
import type { EvidenceValue } from '../finding.js';
import type { OrderedPlace } from '../order-support.js';
import { isActiveOn } from '../order-support.js';
import type { PolicyInForce } from '../policy.js';
import { servicePeriodsOf } from '../service-periods.js';
import type { VisitFact } from '../snapshot.js';
import { stretch } from '../words.js';

/** A window of an order with fewer visits than it asks for. */
export interface ShortWindow {
  readonly place: OrderedPlace;
  readonly visits: number;
  readonly owed: number;
}

/**
 * The windows with fewer visits of some kind than their floor. While the patient is not on service nothing
 * is owed, so a window has its share for the other days, rounded down. Windows that begin before the
 * facts do have visits that nobody can see here.
 */
export function shortWindows(context: Context, counts: (visit: VisitFact) => boolean): readonly ShortWindow[] {
  const periods = servicePeriodsOf(context.snapshot.statusPeriods);
  const short: ShortWindow[] = [];
  for (const place of context.places) {
    const { order, window } = place;
    if (window.atLeast === 0 || window.from < context.snapshot.since) continue;
    const visits = counted(place.within, counts) + counted(place.beyond, counts);
    if (visits >= window.atLeast || !isActiveOn(order, window.from)) continue;
    const owed = Math.floor((window.atLeast * periods.daysOnService(window)) / (window.to - window.from + 1));
    if (visits < owed) short.push({ place, visits, owed });
  }
  return short;
}

/** The first instant at which no visit can be made in the window any more. */
export function closingOf({ window }: OrderedPlace, { snapshot }: Context): EpochMs {
  return startOfDay(window.to + 1, snapshot.timeZone);
}

/** Evidence: the window, and by which terms it was cut. */
export function windowEvidence({ window }: OrderedPlace, { terms }: PolicyInForce): Readonly<Record<string, EvidenceValue>> {
  return {
    orderedAtLeast: window.atLeast,
    windowFrom: dateOf(window.from),
    windowTo: dateOf(window.to),
    weekDefinition: terms.orderWeek,
    partialFirstWeek: terms.partialFirstWeek,
  };
}

/** Clinical: `from 2025-01-05 to 2025-01-11`, `on 2025-01-08`. */
export function during({ window }: OrderedPlace): string {
  return `${window.from === window.to ? 'on' : 'from'} ${stretch(window)}`;
}

function counted(visits: readonly VisitFact[], counts: (visit: VisitFact) => boolean): number {
  let number = 0;
  for (const visit of visits) if (counts(visit)) number += 1;
  return number;
}
