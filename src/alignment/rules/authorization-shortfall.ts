import type { DayNumber, EpochMs } from '../../base/day.js';
import { dateOf, startOfDay } from '../../base/day.js';
import type { Discipline } from '../../care/service.js';
import { needsAuthorizationOf } from '../allocate.js';
import type { DayWindow } from '../calendar.js';
import type { Context } from '../context.js';
import { compareText, groupBy } from '../grouping.js';
import type { PlacedLine } from '../lines.js';
import { isCertified } from '../lines.js';
import type { OrderedPlace } from '../order-support.js';
import { isActiveOn } from '../order-support.js';
import type { OrderFact } from '../snapshot.js';
import { authOf, capitalized, careOf, codeOfLine, count, orderOf, period, planOf, stretch } from '../words.js';
import { isForOrder } from './lines-for-order.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';
import { usualDrawOf } from './usual-draw.js';

/**
 * Compares what is ordered with what is certified before anybody plans a visit, so that an extension can be asked for
 * in time. The ordered windows of a discipline take turns, the one that ends first before the others, and each takes its
 * visits from the certified lines that have a day in common with it, in the order in which visits would draw on them. What
 * a window finds nothing left for is the shortfall of its order. That several orders add up, and that several lines do,
 * follows from this.
 *
 * Visits are counted as ordered at most, because the upper end of a range is the ordered frequency. Visits as needed are
 * left out: most of them are never made, and each of them that is planned without units is found by itself. An order that
 * is over needs no more than what was planned or made under it.
 *
 * Lines of visits and days count visits. Lines of time are converted by the usual length of the discipline's visits (see
 * `usual-draw.ts`); where no visit tells a length, nothing can be said.
 */
export const authorizationShortfall: Rule = {
  id: 'AUTH-10',
  code: 'AUTHORIZATION_SHORTFALL',
  meaning: 'An order asks for more visits than the payer has certified for the time of the order.',
  source: "The ordered frequency, laid onto the weeks of the payer's policy, against the quantities and dates of the payer's certification.",
  severity: 'Always WARNING.',
  clearsWhen: 'The payer certifies an extension over the rest of the order, or the order asks for fewer visits.',
  patientText: 'Your doctor has ordered more visits than your health plan has approved so far, and we are asking it for the rest.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '198',
  predictedRarc: null,
  find(context) {
    return fundedOrders(context)
      .filter((funded) => isShort(funded) && context.now < funded.overAt)
      .map((funded) => {
        const { order, window, orderedVisits, fundedVisits, lines } = funded;
        const first = funded.firstUnfunded as OrderedPlace;
        const policy = context.policies.policyOfDay(first.window.from);
        const shortfallVisits = orderedVisits - fundedVisits;
        const last = lastOf(lines);
        const draw = last === undefined ? null : usualDrawOf(context, order.discipline, last.line.unitDefinition);
        const on = last === undefined ? '' : `${authOf(last.authorization)} ${codeOfLine(last.line)} to ${dateOf(last.line.endsOn)}, `;
        return findingOf(context, authorizationShortfall, {
          subject: order.id,
          severity: 'WARNING',
          clinicalText:
            `${capitalized(careOf(order.discipline))}: the ${orderOf(order)} has ${count(orderedVisits, 'visit')} for ${stretch(window)}; ` +
            `${planOf(policy)} has approved ${fundedVisits}. At the ordered frequency the first visit without approval falls in ${stretch(first.window)}; ask for an extension or have the order changed.`,
          billingText: `Shortfall ${count(shortfallVisits, 'visit')}: ${on}${order.discipline} order ${period(window)} of ${count(orderedVisits, 'visit')}, ${fundedVisits} authorized, first unfunded visit ${period(first.window)}`,
          evidence: {
            orderedVisits,
            authorizedVisits: fundedVisits,
            shortfallVisits,
            windowFrom: dateOf(window.from),
            windowTo: dateOf(window.to),
            firstUnfundedFrom: dateOf(first.window.from),
            firstUnfundedTo: dateOf(first.window.to),
            weekDefinition: context.policies.policyOfDay(order.startsOn).terms.orderWeek,
            unitDefinition: last?.line.unitDefinition ?? null,
            milliUnitsPerVisit: draw,
          },
          policy,
          visits: [],
          placed: last,
          orderId: order.id,
          milliUnitsAtRisk: shortfallVisits * (draw ?? 0),
          deadlineAt: startOfDay(first.window.from, context.snapshot.timeZone),
        });
      });
  },
  changesAt(context) {
    // Whether anything is short is not asked, because it costs more than looking again when an order is over.
    const lastDays = new Map<OrderFact, DayNumber>();
    for (const { order, window } of context.places) if (window.atMost > 0) lastDays.set(order, window.to);
    return [...lastDays.values()].map((day) => startOfDay(day + 1, context.snapshot.timeZone));
  },
};

interface FundedOrder {
  readonly order: OrderFact;
  /** From the first day of the first ordered window to the last of the last. */
  readonly window: DayWindow;
  /** The instant at which the last ordered window is over. */
  readonly overAt: EpochMs;
  orderedVisits: number;
  fundedVisits: number;
  firstUnfunded: OrderedPlace | null;
  /** Whether the payer has decided about any of it: before that there is nothing to fall short of. */
  isDecided: boolean;
  /** The certified lines for it. */
  readonly lines: Set<PlacedLine>;
}

function isShort({ isDecided, firstUnfunded }: FundedOrder): boolean {
  return isDecided && firstUnfunded !== null;
}

/** The orders that ask for visits which need authorization, and how many of these visits the lines of their discipline provide for. */
function fundedOrders(context: Context): readonly FundedOrder[] {
  const funded: FundedOrder[] = [];
  for (const [discipline, places] of groupBy(context.places, ({ order }) => order.discipline)) {
    const lines = context.lines.filter(({ line }) => line.discipline === discipline);
    const left = lines.length === 0 ? null : visitsOf(context, discipline, lines);
    if (left !== null) funded.push(...fund(context, places.filter(asksForVisits).toSorted(compareEnds), lines, left));
  }
  return funded;
}

/** How many visits each certified line is good for; null where one of them counts time and no visit tells how much of it a visit takes. */
function visitsOf(context: Context, discipline: Discipline, lines: readonly PlacedLine[]): Map<PlacedLine, number> | null {
  const visits = new Map<PlacedLine, number>();
  for (const placed of lines) {
    if (!isCertified(placed)) continue;
    const draw = usualDrawOf(context, discipline, placed.line.unitDefinition);
    if (draw === null) return null;
    visits.set(placed, Math.floor(placed.line.authorizedMilliUnits / draw));
  }
  return visits;
}

function asksForVisits({ order, window }: OrderedPlace): boolean {
  return window.atMost > 0 && isActiveOn(order, window.from);
}

function compareEnds(a: OrderedPlace, b: OrderedPlace): number {
  return a.window.to - b.window.to || a.window.from - b.window.from || compareText(a.order.id, b.order.id);
}

function fund(context: Context, places: readonly OrderedPlace[], lines: readonly PlacedLine[], left: Map<PlacedLine, number>): readonly FundedOrder[] {
  const orders = ordersOf(places, context.snapshot.timeZone);
  for (const place of places) {
    const { order, window } = place;
    const policy = context.policies.policyOfDay(window.from);
    if (!needsAuthorizationOf(order.discipline, policy)) continue;
    const forWindow = lines.filter((placed) => isForOrder(placed, order, policy, window));
    if (forWindow.some(({ line }) => line.decision === 'NOT_REQUIRED')) continue;
    const funded = orders.get(order) as FundedOrder;
    const needed = context.now < funded.overAt ? window.atMost : place.within.length;
    let missing = needed;
    for (const placed of forWindow) {
      const available = left.get(placed);
      funded.isDecided ||= available !== undefined || placed.line.decision === 'NOT_CERTIFIED';
      if (available === undefined) continue;
      funded.lines.add(placed);
      const taken = Math.min(missing, available);
      left.set(placed, available - taken);
      missing -= taken;
    }
    funded.orderedVisits += needed;
    funded.fundedVisits += needed - missing;
    if (missing > 0) funded.firstUnfunded ??= place;
  }
  return [...orders.values()];
}

/** The orders with the time that they ask for visits in, and nothing counted yet. */
function ordersOf(places: readonly OrderedPlace[], timeZone: string): ReadonlyMap<OrderFact, FundedOrder> {
  const orders = new Map<OrderFact, FundedOrder>();
  for (const [order, ofOrder] of groupBy(places, (place) => place.order)) {
    const window = { from: (ofOrder[0] as OrderedPlace).window.from, to: (ofOrder.at(-1) as OrderedPlace).window.to };
    orders.set(order, { order, window, overAt: startOfDay(window.to + 1, timeZone), orderedVisits: 0, fundedVisits: 0, firstUnfunded: null, isDecided: false, lines: new Set() });
  }
  return orders;
}

/** The one whose extension would help: of those for the order, the one that ends last. */
function lastOf(lines: ReadonlySet<PlacedLine>): PlacedLine | undefined {
  let last: PlacedLine | undefined;
  for (const placed of lines) if (last === undefined || placed.line.endsOn > last.line.endsOn) last = placed;
  return last;
}
