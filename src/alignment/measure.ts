import type { DayNumber } from '../base/day.js';
import { MS_PER_MINUTE, startOfDay } from '../base/day.js';
import type { UnitBasis, UnitRule } from '../care/payer-policy.js';
import type { MilliUnits, UnitDefinition } from '../care/service.js';
import { monthOf } from './calendar.js';
import { groupBy } from './grouping.js';
import type { PolicyBook, PolicyInForce } from './policy.js';
import { unitRuleFor } from './policy.js';
import type { VisitFact } from './snapshot.js';
import { consumptionOf, minutesOf } from './units.js';
import { compareInTime } from './visits.js';

/** What of a visit its payer counts. */
export interface Measure {
  readonly minutes: number;
  /** The minutes that the unit rule is given. Others than those of the visit where several visits are counted together. */
  readonly countedMinutes: number;
  readonly basis: UnitBasis;
  readonly rule: UnitRule;
}

/** A visit with what its payer counts of it, and that payer's policy on its date of service. */
export interface MeasuredVisit {
  readonly visit: VisitFact;
  readonly measure: Measure;
  readonly policy: PolicyInForce;
}

/** The visits measured one by one, and then together where a payer pools a day or banks what rounding leaves over. */
export function measuresOf(visits: readonly VisitFact[], policies: PolicyBook): ReadonlyMap<string, Measure> {
  const measures = new Map<string, Measure>();
  const pooled: VisitFact[] = [];
  const banked: VisitFact[] = [];
  for (const visit of visits) {
    const measure = measureOf(visit, policies);
    measures.set(visit.id, measure);
    if (measure.rule.kind === 'PART_B_8_MINUTE') pooled.push(visit);
    else if (measure.rule.banksLeftovers === true && visit.staffId !== null) banked.push(visit);
  }
  if (pooled.length > 0) poolDays(pooled, measures);
  if (banked.length > 0) bankLeftovers(banked, measures, policies);
  return measures;
}

/** A visit by itself. */
export function measureOf(visit: VisitFact, policies: PolicyBook): Measure {
  const rule = unitRuleFor(policies.policyOfDay(visit.serviceOn).terms, visit.serviceCode);
  const { minutes, basis } = minutesOf(visit, rule.basis);
  return { minutes, countedMinutes: minutes, basis, rule };
}

/**
 * Medicare Part B counts the timed minutes of a day together (domain 1.5): the day earns `floor((sum + 7) / 15)`.
 * Each visit has its whole quarters of an hour; what the day earns beyond them goes to the visits with most minutes
 * left over, and of equals to the earlier one.
 */
function poolDays(visits: readonly VisitFact[], measures: Map<string, Measure>): void {
  for (const sameDay of groupBy(visits.toSorted(compareInTime), ({ serviceOn }) => serviceOn).values()) {
    if (sameDay.length === 1) continue;
    const each = sameDay.map((visit) => ({ visit, measure: measures.get(visit.id) as Measure }));
    const earned = Math.floor((each.reduce((sum, { measure }) => sum + measure.minutes, 0) + 7) / 15);
    let beyond = earned - each.reduce((sum, { measure }) => sum + Math.floor(measure.minutes / 15), 0);
    for (const { visit, measure } of each.toSorted((a, b) => (b.measure.minutes % 15) - (a.measure.minutes % 15))) {
      const quarters = Math.floor(measure.minutes / 15) + (beyond > 0 ? 1 : 0);
      beyond -= 1;
      measures.set(visit.id, { ...measure, countedMinutes: quarters * 15 });
    }
  }
}

/**
 * What one visit leaves over is counted with the next of the same caregiver, service and month (domain 1.5, Missouri and
 * Virginia). It is owed by the payer that rounded it off, and by no other; nor is it anybody's before someone is assigned.
 */
function bankLeftovers(visits: readonly VisitFact[], measures: Map<string, Measure>, policies: PolicyBook): void {
  const accounts = groupBy(visits.toSorted(compareInTime), ({ id, staffId, serviceCode, serviceOn }) =>
    [staffId, serviceCode, monthOf(serviceOn).from, policies.policyOfDay(serviceOn).payerId, measures.get(id)?.rule.kind].join(' '),
  );
  for (const account of accounts.values()) {
    let leftOver = 0;
    for (const visit of account) {
      const measure = measures.get(visit.id) as Measure;
      const countedMinutes = measure.minutes + leftOver;
      leftOver = countedMinutes % (measure.rule.kind === 'WHOLE_HOUR' ? 60 : 15);
      measures.set(visit.id, { ...measure, countedMinutes });
    }
  }
}

export interface DayPart {
  readonly day: DayNumber;
  readonly milliUnits: MilliUnits;
}

/** Visits and days are whole and belong to the date of service; time after midnight is counted on the day that it falls on. */
export function partsOf(visit: VisitFact, { minutes, basis }: Pick<Measure, 'minutes' | 'basis'>, milliUnits: MilliUnits, unit: UnitDefinition, timeZone: string): readonly DayPart[] {
  const whole = [{ day: visit.serviceOn, milliUnits }];
  if (unit === 'VISIT' || unit === 'DAY' || milliUnits === 0 || minutes === 0) return whole;
  const startsAt = basis === 'SCHEDULED' ? visit.startsAt : (visit.actualStartsAt ?? visit.startsAt);
  const minutesBefore = Math.floor((midnightAfter(visit.serviceOn, timeZone) - startsAt) / MS_PER_MINUTE);
  if (minutesBefore >= minutes || minutesBefore <= 0) return whole;
  const before = Math.floor((milliUnits * minutesBefore) / minutes);
  return [
    { day: visit.serviceOn, milliUnits: before },
    { day: visit.serviceOn + 1, milliUnits: milliUnits - before },
  ];
}

/** What a visit draws of something counted in `unit`. */
export function drawOf({ countedMinutes, rule }: Measure, unit: UnitDefinition): MilliUnits {
  return consumptionOf(countedMinutes, rule, unit).milliUnits;
}

function midnightAfter(day: DayNumber, timeZone: string): number {
  return startOfDay(day + 1, timeZone);
}
