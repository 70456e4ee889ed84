import { invariant, unreachable } from '../base/invariant.js';
import type { UnitBasis, UnitRule, UnitRuleKind } from '../care/payer-policy.js';
import type { MilliUnits, UnitDefinition } from '../care/service.js';
import type { Allocation } from './alignment.js';
import { consumptionOf, unitsOf } from './units.js';
import { count, counted, decimal } from './words.js';

/** How the units that a visit draws on a line were worked out, so that an auditor can repeat it with a pencil. */
export interface UnitCalculation {
  readonly minutes: number;
  readonly countedMinutes: number;
  readonly basis: UnitBasis;
  readonly rule: UnitRuleKind;
  readonly policyVersion: number | null;
  /** In the unit definition of the line. */
  readonly milliUnits: MilliUnits;
  /** From the minutes of the visit to what the line gives, which the last one states. */
  readonly steps: readonly string[];
}

/** `rule` is the one that the visit's code has under the policy version that the allocation names. */
export function unitCalculationOf(allocation: Allocation, unitDefinition: UnitDefinition, rule: UnitRule): UnitCalculation {
  const { minutes, countedMinutes, basis, unitRule, policyVersion, milliUnits } = allocation;
  const needed = consumptionOf(countedMinutes, rule, unitDefinition).milliUnits;
  const steps = [
    `${count(minutes, 'minute')} ${BASIS[basis]}`,
    ...(countedMinutes === minutes ? [] : [together(countedMinutes, rule)]),
    ...(unitDefinition === 'VISIT' || unitDefinition === 'DAY' ? [whole(countedMinutes, rule, unitDefinition)] : timed(countedMinutes, rule, unitDefinition)),
    ...(milliUnits === needed ? [] : [part(milliUnits, needed, unitDefinition)]),
  ];
  return { minutes, countedMinutes, basis, rule: unitRule, policyVersion, milliUnits, steps };
}

const BASIS: Readonly<Record<UnitBasis, string>> = { SCHEDULED: 'planned', CLOCKED: 'worked', BILLED: 'billed' };

const UNIT: Readonly<Record<UnitDefinition, string>> = { VISIT: 'visit', QUARTER_HOUR: 'quarter hour', HOUR: 'hour', DAY: 'day' };

function together(countedMinutes: number, { kind }: UnitRule): string {
  const counts = `${count(countedMinutes, 'minute')} ${countedMinutes === 1 ? 'counts' : 'count'}`;
  return kind === 'PART_B_8_MINUTE' ? `pooled with the other visits of the day: ${counts}` : `with what earlier visits of the month left over: ${counts}`;
}

function whole(minutes: number, rule: UnitRule, unit: 'VISIT' | 'DAY'): string {
  const given = counted(consumptionOf(minutes, rule, unit).milliUnits, UNIT[unit]);
  if (rule.minimumMinutes === undefined) return `the line counts ${UNIT[unit]}s, whatever their minutes: ${given}`;
  const isEnough = minutes >= rule.minimumMinutes;
  return `${rule.kind}: ${minutes} is ${isEnough ? 'not ' : ''}less than the ${rule.minimumMinutes} minutes that are needed: ${given}`;
}

/** A rule that counts no time cannot fill a line that does; `consumptionOf` says which one then takes its place. */
function timed(minutes: number, rule: UnitRule, unit: 'QUARTER_HOUR' | 'HOUR'): readonly string[] {
  const { milliUnits, unitRule: kind } = consumptionOf(minutes, rule, unit);
  const byRule = unitsOf(minutes, { ...rule, kind });
  const earned = counted(byRule.milliUnits, UNIT[byRule.unit]);
  return [
    ...(kind === rule.kind ? [] : [`${rule.kind} counts no time and the line does, so ${kind} is used`]),
    `${kind}: ${formula(minutes, kind, rule)} = ${earned}`,
    ...(byRule.unit === unit ? [] : [`${earned} = ${counted(milliUnits, UNIT[unit])}`]),
  ];
}

function formula(minutes: number, kind: UnitRuleKind, { thresholdMinutes }: UnitRule): string {
  switch (kind) {
    case 'HOME_HEALTH_15':
      return minutes <= 0 ? 'no minutes' : `(${minutes} + 7) / 15, rounded down, at least 1`;
    case 'PART_B_8_MINUTE':
    case 'CPT_MIDPOINT':
      return `(${minutes} + 7) / 15, rounded down`;
    case 'WHOLE_QUARTER_HOUR':
      return `${minutes} / 15, rounded down`;
    case 'NEAREST_QUARTER_HOUR':
      return `${minutes} / 15, rounded to the nearest`;
    case 'WHOLE_HOUR':
      return `${minutes} / 60, rounded down`;
    case 'TENTH_OF_HOUR':
      return `(${minutes} + 2) / 6, rounded down, in tenths of an hour`;
    case 'THRESHOLD':
      invariant(thresholdMinutes !== undefined, 'a THRESHOLD rule names its minutes');
      return `(${minutes} + ${15 - thresholdMinutes}) / 15, rounded down, because ${thresholdMinutes} of 15 minutes earn one more`;
    case 'PER_VISIT':
    case 'PER_DIEM':
      invariant(false, 'a rule that counts no time has been replaced by one that does');
    default:
      return unreachable(kind);
  }
}

/** Less than was needed: the office or a split gives this line no more of it, or another visit has drawn the day already. */
function part(milliUnits: MilliUnits, needed: MilliUnits, unit: UnitDefinition): string {
  if (unit === 'DAY' && milliUnits === 0) return `another visit has drawn the day already: ${counted(milliUnits, UNIT[unit])}`;
  return `of ${counted(needed, UNIT[unit])} this line gives ${decimal(milliUnits)}`;
}
