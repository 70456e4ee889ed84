import type { DayNumber } from '../base/day.js';
import type { Discipline } from '../care/service.js';
import type { Context } from './context.js';
import { once } from './once.js';
import { isActiveOn, lastDayOf } from './order-support.js';
import type { PolicyInForce } from './policy.js';

/** Days on which the same terms of supervision hold, and the patient has skilled care or has none. */
export interface SupervisedPeriod {
  readonly from: DayNumber;
  /** Infinite for the last one. */
  readonly to: DayNumber;
  readonly policy: PolicyInForce;
  readonly hasSkilledCare: boolean;
}

/**
 * From the first visit on. That the interval changes with the patient's care and payer is in these
 * periods, so that a clock of supervision needs to look at a few of them and not at every day.
 */
export const supervisedPeriods = once((context): readonly SupervisedPeriod[] => {
  const starts = startsOf(context);
  return starts.map((from, index) => ({
    from,
    to: (starts[index + 1] ?? Infinity) - 1,
    policy: context.policies.policyOfDay(from),
    hasSkilledCare: context.snapshot.orders.some((order) => SKILLED.has(order.discipline) && isActiveOn(order, from)),
  }));
});

/** What is due, and under which terms. */
export interface Due {
  readonly on: DayNumber;
  readonly period: SupervisedPeriod;
}

/**
 * The first day on which the clock has run as long as the terms of that very day allow: whoever begins
 * skilled care on day 30 of 60 is due on that day where skilled care allows 14. Null where no terms ask.
 */
export function dueAfter(since: DayNumber, periods: readonly SupervisedPeriod[], dueUnder: (period: SupervisedPeriod) => DayNumber | null): Due | null {
  for (const period of periods) {
    if (period.to <= since) continue;
    const dueOn = dueUnder(period);
    if (dueOn === null || dueOn > period.to) continue;
    return { on: Math.max(dueOn, period.from), period };
  }
  return null;
}

const SKILLED: ReadonlySet<Discipline> = new Set(['SN', 'PT', 'OT', 'SLP']);

function startsOf({ snapshot, outcomes: [first] }: Context): readonly DayNumber[] {
  if (first === undefined) return [];
  const begin = first.visit.serviceOn;
  const starts = new Set([begin]);
  const add = (from: DayNumber, lastDay: DayNumber | null): void => {
    if (from > begin) starts.add(from);
    if (lastDay !== null && lastDay + 1 > begin) starts.add(lastDay + 1);
  };
  for (const { startsOn, endsOn } of snapshot.coverages) add(startsOn, endsOn);
  for (const { effectiveFrom, effectiveTo } of snapshot.policies) add(effectiveFrom, effectiveTo);
  for (const order of snapshot.orders) if (SKILLED.has(order.discipline)) add(order.startsOn, lastDayOf(order));
  return [...starts].toSorted((a, b) => a - b);
}
