import type { DayNumber } from '../../base/day.js';
import { dateOf, startOfDay } from '../../base/day.js';
import type { MilliUnits } from '../../care/service.js';
import { needsAuthorizationOf } from '../allocate.js';
import type { Context } from '../context.js';
import type { PlacedLine } from '../lines.js';
import { isCertified } from '../lines.js';
import { isActiveOn } from '../order-support.js';
import type { OrderFact } from '../snapshot.js';
import { amountOfCare, authOf, capitalized, careOf, codeOfLine, count, period, unitsText } from '../words.js';
import type { Rule } from './rule.js';
import { findingOf } from './rule.js';

/** Fewer draws, or draws of few days, say nothing of a pace: every start of care is busier than the weeks after it. */
const FEWEST_DRAWS = 3;
const FEWEST_DAYS = 14;

/**
 * Follows from the draws alone, and not from the present day, so that the projection moves only when a visit or
 * the authorization does. The pace is the time between the first and the last draw, shared evenly; each further visit is
 * taken to come one such interval later and to draw what the ones before did on average.
 */
export const exhaustionProjected: Rule = {
  id: 'AUTH-12',
  code: 'EXHAUSTION_PROJECTED',
  meaning: 'At the pace of the visits on it, an authorization is used up before it ends, while an order goes on asking for visits.',
  source: "The visits planned and made on the authorization, against the quantity and the last day of the payer's certification.",
  severity: 'Always WARNING.',
  clearsWhen: 'The payer authorizes more, another authorization takes over, or the visits are spaced further apart.',
  patientText: 'You may need more visits than your health plan has approved so far, and we are looking into it with your health plan.',
  ownerTeam: 'AUTHORIZATION',
  resolution: 'AUTHORIZATION_ACTION',
  predictedCarc: '198',
  predictedRarc: null,
  find(context) {
    return [...drawsByLine(context).values()].flatMap((draws) => {
      const { placed, visits, drawnMilliUnits, firstOn, lastOn } = draws;
      const { line, authorization } = placed;
      const exhaustedOn = exhaustedOnOf(draws);
      if (exhaustedOn === null || exhaustedOn >= line.endsOn) return [];
      const policy = context.policies.policyOn(authorization.payerId, exhaustedOn);
      const order = orderAskingOn(context, exhaustedOn, placed);
      if (order === null || !needsAuthorizationOf(line.discipline, policy) || isTakenOver(context, exhaustedOn, placed)) return [];
      const left = line.authorizedMilliUnits - drawnMilliUnits;
      const of = (milliUnits: MilliUnits): string => amountOfCare(milliUnits, line.unitDefinition);
      const inUnits = (milliUnits: MilliUnits): string => unitsText(milliUnits, line.unitDefinition);
      const daysBeforeEnd = line.endsOn - exhaustedOn;
      return [
        findingOf(context, exhaustionProjected, {
          subject: line.id,
          severity: 'WARNING',
          clinicalText:
            `${capitalized(careOf(line.discipline))} has ${of(line.authorizedMilliUnits)} approved until ${dateOf(line.endsOn)}. At the pace of the visits from ${dateOf(firstOn)} to ${dateOf(lastOn)} ` +
            `the first visit without approval comes around ${dateOf(exhaustedOn)}, ${count(daysBeforeEnd, 'day')} before that end.`,
          billingText:
            `Projected exhaustion ${dateOf(exhaustedOn)}, ${daysBeforeEnd} d before end: ${authOf(authorization)} ${codeOfLine(line)} ${period({ from: line.startsOn, to: line.endsOn })}, ` +
            `${inUnits(drawnMilliUnits)} in ${count(visits, 'visit')} drawn ${period({ from: firstOn, to: lastOn })}, ${inUnits(left)} left of ${inUnits(line.authorizedMilliUnits)}`,
          evidence: {
            visits,
            firstDrawOn: dateOf(firstOn),
            lastDrawOn: dateOf(lastOn),
            unitDefinition: line.unitDefinition,
            authorizedMilliUnits: line.authorizedMilliUnits,
            drawnMilliUnits,
            exhaustedOn: dateOf(exhaustedOn),
            windowTo: dateOf(line.endsOn),
            daysBeforeEnd,
          },
          policy,
          visits: [],
          placed,
          orderId: order.id,
          deadlineAt: startOfDay(exhaustedOn, context.snapshot.timeZone),
        }),
      ];
    });
  },
};

/** What visits have drawn on a line, or are planned to. */
interface Draws {
  readonly placed: PlacedLine;
  visits: number;
  drawnMilliUnits: MilliUnits;
  firstOn: DayNumber;
  lastOn: DayNumber;
}

function drawsByLine({ lines, outcomesOf }: Context): ReadonlyMap<string, Draws> {
  const byLine = new Map<string, Draws>();
  for (const placed of lines) if (isCertified(placed)) byLine.set(placed.line.id, { placed, visits: 0, drawnMilliUnits: 0, firstOn: Infinity, lastOn: -Infinity });
  if (byLine.size === 0) return byLine;
  for (const outcomes of outcomesOf.values()) {
    // Most visits of a discipline draw on the line that the one before drew on.
    let draws: Draws | undefined;
    for (const { visit, allocations } of outcomes) {
      for (const { lineId, milliUnits } of allocations) {
        if (draws === undefined || draws.placed.line.id !== lineId) draws = byLine.get(lineId);
        // Of a line that counts days, the second visit of a day draws nothing.
        if (draws === undefined || milliUnits === 0) continue;
        draws.visits += 1;
        draws.drawnMilliUnits += milliUnits;
        draws.firstOn = Math.min(draws.firstOn, visit.serviceOn);
        draws.lastOn = Math.max(draws.lastOn, visit.serviceOn);
      }
    }
  }
  return byLine;
}

/** The day of the first visit that the line would no longer take; null where there is no pace yet. */
function exhaustedOnOf({ placed, visits, drawnMilliUnits, firstOn, lastOn }: Draws): DayNumber | null {
  const days = lastOn - firstOn;
  if (visits < FEWEST_DRAWS || days < FEWEST_DAYS) return null;
  const visitsLeft = Math.floor(((placed.line.authorizedMilliUnits - drawnMilliUnits) * visits) / drawnMilliUnits);
  return lastOn + Math.floor(((visitsLeft + 1) * days) / (visits - 1));
}

/**
 * The order that would still ask for visits on that day: one whose ordered weeks hold it, or one that names none, because
 * it is as needed or cannot be read. An order that has run out of ordered visits asks for nothing more.
 */
function orderAskingOn({ ordersOf, places }: Context, day: DayNumber, { line }: PlacedLine): OrderFact | null {
  for (const order of ordersOf.get(line.discipline) ?? []) {
    const isForLine = order.serviceCode === null || line.serviceCode === null || order.serviceCode === line.serviceCode;
    if (!isForLine || !isActiveOn(order, day)) continue;
    const namesNoWeeks = order.frequency === null || order.frequency.phases.length === 0;
    if (namesNoWeeks || places.some(({ order: of, window }) => of === order && window.atMost > 0 && window.from <= day && day <= window.to)) return order;
  }
  return null;
}

/** Whether another certified line of the payer for the same service has something left for that day. */
function isTakenOver({ lines, balances }: Context, day: DayNumber, { line, authorization }: PlacedLine): boolean {
  const others = lines.filter(
    (other) =>
      other.line !== line &&
      isCertified(other) &&
      other.authorization.payerId === authorization.payerId &&
      other.line.discipline === line.discipline &&
      (other.line.serviceCode === null || other.line.serviceCode === line.serviceCode) &&
      other.line.startsOn <= day &&
      day <= other.line.endsOn,
  );
  return others.some((other) => balances.some(({ lineId, remainingMilliUnits }) => lineId === other.line.id && remainingMilliUnits > 0));
}
