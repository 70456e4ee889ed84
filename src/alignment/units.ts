import { MS_PER_MINUTE } from '../base/day.js';
import { invariant, unreachable } from '../base/invariant.js';
import type { UnitBasis, UnitRule, UnitRuleKind } from '../care/payer-policy.js';
import type { MilliUnits, UnitDefinition } from '../care/service.js';
import type { VisitFact } from './snapshot.js';

/**
 * From minutes to units (domain 1.5). Everything is integer arithmetic: minutes in, thousandths of a
 * unit out, and what one unit is travels with the number.
 *
 * It takes minutes and not a visit, because payers pool the minutes of a day or bank what rounding leaves over:
 * `measure.ts` adds up what is counted together first.
 */
export interface Units {
  readonly milliUnits: MilliUnits;
  readonly unit: UnitDefinition;
}

export const ONE_UNIT: MilliUnits = 1000;

export function unitsOf(minutes: number, rule: UnitRule): Units {
  switch (rule.kind) {
    case 'HOME_HEALTH_15':
      return quarters(minutes <= 0 ? 0 : Math.max(1, Math.floor((minutes + 7) / 15)));
    // The eight-minute rule and the midpoint rule agree on one visit; they differ in what is pooled.
    case 'PART_B_8_MINUTE':
    case 'CPT_MIDPOINT':
      return quarters(Math.floor((minutes + 7) / 15));
    case 'WHOLE_QUARTER_HOUR':
      return quarters(Math.floor(minutes / 15));
    case 'NEAREST_QUARTER_HOUR':
      return quarters(Math.floor((2 * minutes + 15) / 30));
    case 'WHOLE_HOUR':
      return { milliUnits: Math.floor(minutes / 60) * ONE_UNIT, unit: 'HOUR' };
    // The nearest six minutes; three left over are not yet a tenth, so that 3 is 0 and 4 is 0.1.
    case 'TENTH_OF_HOUR':
      return { milliUnits: Math.floor((minutes + 2) / 6) * (ONE_UNIT / 10), unit: 'HOUR' };
    case 'THRESHOLD': {
      const threshold = rule.thresholdMinutes;
      invariant(threshold !== undefined && threshold >= 1 && threshold <= 15, 'a THRESHOLD rule names its minutes, 1 to 15');
      return quarters(Math.floor((minutes + 15 - threshold) / 15));
    }
    case 'PER_VISIT':
      return { milliUnits: isLongEnough(minutes, rule) ? ONE_UNIT : 0, unit: 'VISIT' };
    case 'PER_DIEM':
      return { milliUnits: isLongEnough(minutes, rule) ? ONE_UNIT : 0, unit: 'DAY' };
    default:
      return unreachable(rule.kind);
  }
}

/** What a number of minutes consumes of something that is counted in `unit`. */
export interface Consumption {
  readonly milliUnits: MilliUnits;
  /** The rule that was applied, which is the payer's unless that one counts no time and `unit` does. */
  readonly unitRule: UnitRuleKind;
}

/**
 * The explicit conversion into the unit that a line or a code is counted in:
 *
 * - VISIT: one for each visit, whatever its minutes, unless the payer names a least number of them.
 * - DAY: one for the day; that two visits of one day share it is the allocator's affair.
 * - QUARTER_HOUR and HOUR: four of one are one of the other, exactly.
 * - A rule that counts visits or days cannot fill a line that counts time. A payer's policy and its
 *   authorization do disagree like this, and refusing to evaluate the patient would help nobody, so
 *   the minutes are then counted by the rule that most payers follow (HOME_HEALTH_15), and say so.
 */
export function consumptionOf(minutes: number, rule: UnitRule, unit: UnitDefinition): Consumption {
  switch (unit) {
    case 'VISIT':
    case 'DAY':
      return { milliUnits: isLongEnough(minutes, rule) ? ONE_UNIT : 0, unitRule: rule.kind };
    case 'QUARTER_HOUR':
    case 'HOUR': {
      const timed = countsTime(rule) ? rule : { ...rule, kind: 'HOME_HEALTH_15' as const };
      return { milliUnits: convertTime(unitsOf(minutes, timed), unit), unitRule: timed.kind };
    }
    default:
      return unreachable(unit);
  }
}

/** @throws BrokenInvariant for visits and days, which hold no fixed amount of time. */
export function convertTime(units: Units, unit: UnitDefinition): MilliUnits {
  if (units.unit === unit) return units.milliUnits;
  if (units.unit === 'QUARTER_HOUR' && unit === 'HOUR') return units.milliUnits / 4;
  invariant(units.unit === 'HOUR' && unit === 'QUARTER_HOUR', `a ${units.unit} cannot be converted into a ${unit}`);
  return units.milliUnits * 4;
}

/** The smallest amount that the rule ever gives of a unit, and so the smallest part of a visit that a line can take; visits and days are whole. */
export function smallestStep(rule: UnitRuleKind, unit: UnitDefinition): MilliUnits {
  if (unit === 'VISIT' || unit === 'DAY') return ONE_UNIT;
  const inQuarters = rule === 'TENTH_OF_HOUR' ? 400 : rule === 'WHOLE_HOUR' ? 4000 : 1000;
  return unit === 'QUARTER_HOUR' ? inQuarters : inQuarters / 4;
}

/**
 * The minutes of a visit that a basis counts, whole ones only. Worked minutes count once both clock times are known;
 * billed ones once the claim states them, and until then as worked.
 */
export function minutesOf(visit: VisitFact, basis: UnitBasis): { readonly minutes: number; readonly basis: UnitBasis } {
  if (basis === 'BILLED' && visit.billedMinutes !== null) return { minutes: visit.billedMinutes, basis: 'BILLED' };
  if (basis !== 'SCHEDULED' && visit.actualStartsAt !== null && visit.actualEndsAt !== null) {
    return { minutes: wholeMinutes(visit.actualStartsAt, visit.actualEndsAt), basis: 'CLOCKED' };
  }
  return { minutes: wholeMinutes(visit.startsAt, visit.endsAt), basis: 'SCHEDULED' };
}

export function wholeMinutes(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / MS_PER_MINUTE));
}

function quarters(count: number): Units {
  return { milliUnits: count * ONE_UNIT, unit: 'QUARTER_HOUR' };
}

function isLongEnough(minutes: number, { minimumMinutes }: UnitRule): boolean {
  return minimumMinutes === undefined || minutes >= minimumMinutes;
}

function countsTime(rule: UnitRule): boolean {
  return rule.kind !== 'PER_VISIT' && rule.kind !== 'PER_DIEM';
}
