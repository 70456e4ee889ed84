import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { consumptionOf, convertTime, minutesOf, smallestStep, unitsOf } from '../../src/alignment/units.js';
import type { UnitRule, UnitRuleKind } from '../../src/care/payer-policy.js';
import { UNIT_RULE_KINDS } from '../../src/care/payer-policy.js';
import { UNIT_DEFINITIONS, type UnitDefinition } from '../../src/care/service.js';
import { aVisit, at, done } from '../support/snapshots.js';

function rule(kind: UnitRuleKind, thresholdMinutes?: number): UnitRule {
  return { kind, basis: 'CLOCKED', ...(thresholdMinutes === undefined ? {} : { thresholdMinutes }) };
}

test.each([
  [0, 0, 0, 0, 0],
  [1, 1, 0, 0, 0],
  [7, 1, 0, 0, 0],
  [8, 1, 1, 0, 1],
  [22, 1, 1, 1, 1],
  [23, 2, 2, 1, 2],
  [37, 2, 2, 2, 2],
  [38, 3, 3, 2, 3],
  [47, 3, 3, 3, 3],
  [52, 3, 3, 3, 3],
  [53, 4, 4, 3, 4],
  [59, 4, 4, 3, 4],
  [67, 4, 4, 4, 4],
  [68, 5, 5, 4, 5],
  [112, 7, 7, 7, 7],
  [113, 8, 8, 7, 8],
])('%i minutes are %i home-health, %i Part B, %i whole and %i nearest quarter hours', (minutes, homeHealth, partB, whole, nearest) => {
  const quarters = (kind: UnitRuleKind): number => unitsOf(minutes, rule(kind)).milliUnits / 1000;
  expect([quarters('HOME_HEALTH_15'), quarters('PART_B_8_MINUTE'), quarters('WHOLE_QUARTER_HOUR'), quarters('NEAREST_QUARTER_HOUR')]).toEqual([homeHealth, partB, whole, nearest]);
  expect(quarters('CPT_MIDPOINT')).toBe(partB);
});

test.each([
  [59, 0],
  [60, 1000],
  [119, 1000],
  [120, 2000],
])('%i minutes are %i thousandths of whole hours', (minutes, milliUnits) => {
  expect(unitsOf(minutes, rule('WHOLE_HOUR'))).toEqual({ milliUnits, unit: 'HOUR' });
});

test.each([
  [3, 0],
  [4, 100],
  [9, 100],
  [10, 200],
  [60, 1000],
  [89, 1500],
])('%i minutes are %i thousandths of an hour in tenths', (minutes, milliUnits) => {
  expect(unitsOf(minutes, rule('TENTH_OF_HOUR'))).toEqual({ milliUnits, unit: 'HOUR' });
});

test.each([
  [10, 9, 0],
  [10, 10, 1000],
  [10, 24, 1000],
  [10, 25, 2000],
  [15, 14, 0],
  [15, 15, 1000],
  [1, 1, 1000],
  [1, 15, 1000],
  [1, 16, 2000],
])('with a threshold of %i, %i minutes are %i thousandths of a quarter hour', (threshold, minutes, milliUnits) => {
  expect(unitsOf(minutes, rule('THRESHOLD', threshold)).milliUnits).toBe(milliUnits);
});

test.each([undefined, 0, 16])('a threshold of %p minutes is a broken policy', (threshold) => {
  expect(() => unitsOf(30, rule('THRESHOLD', threshold))).toThrow('THRESHOLD');
});

test('a visit or a day is one, whatever its minutes', () => {
  expect(unitsOf(0, rule('PER_VISIT'))).toEqual({ milliUnits: 1000, unit: 'VISIT' });
  expect(unitsOf(480, rule('PER_DIEM'))).toEqual({ milliUnits: 1000, unit: 'DAY' });
});

describe('what a visit consumes of a line', () => {
  test('counted in visits or days is one, whatever its minutes and the rule', () => {
    for (const kind of UNIT_RULE_KINDS) {
      for (const minutes of [1, 45, 500]) {
        expect(consumptionOf(minutes, rule(kind, 8), 'VISIT')).toEqual({ milliUnits: 1000, unitRule: kind });
        expect(consumptionOf(minutes, rule(kind, 8), 'DAY')).toEqual({ milliUnits: 1000, unitRule: kind });
      }
    }
  });

  test('counted in hours is a quarter of its quarter hours, exactly', () => {
    expect(consumptionOf(47, rule('HOME_HEALTH_15'), 'QUARTER_HOUR').milliUnits).toBe(3000);
    expect(consumptionOf(47, rule('HOME_HEALTH_15'), 'HOUR').milliUnits).toBe(750);
    expect(consumptionOf(90, rule('WHOLE_HOUR'), 'QUARTER_HOUR').milliUnits).toBe(4000);
    expect(consumptionOf(4, rule('TENTH_OF_HOUR'), 'QUARTER_HOUR').milliUnits).toBe(400);
  });

  test('counted in time is measured by the home-health rule when its own rule counts no time, and says so', () => {
    expect(consumptionOf(47, rule('PER_VISIT'), 'QUARTER_HOUR')).toEqual({ milliUnits: 3000, unitRule: 'HOME_HEALTH_15' });
    expect(consumptionOf(47, rule('PER_DIEM'), 'HOUR')).toEqual({ milliUnits: 750, unitRule: 'HOME_HEALTH_15' });
  });

  test('is a whole number of thousandths, never negative, and never less for more minutes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...UNIT_RULE_KINDS), fc.integer({ min: 1, max: 15 }), fc.constantFrom(...UNIT_DEFINITIONS), fc.nat(2000), (kind, threshold, unit, minutes) => {
        const { milliUnits } = consumptionOf(minutes, rule(kind, threshold), unit);
        expect(Number.isSafeInteger(milliUnits)).toBe(true);
        expect(milliUnits).toBeGreaterThanOrEqual(0);
        expect(consumptionOf(minutes + 1, rule(kind, threshold), unit).milliUnits).toBeGreaterThanOrEqual(milliUnits);
      }),
    );
  });

  test('is a whole number of the smallest steps of its rule', () => {
    fc.assert(
      fc.property(fc.constantFrom(...UNIT_RULE_KINDS), fc.constantFrom('QUARTER_HOUR', 'HOUR'), fc.nat(2000), (kind, unit, minutes) => {
        const { milliUnits, unitRule } = consumptionOf(minutes, rule(kind, 8), unit);
        expect(milliUnits % smallestStep(unitRule, unit)).toBe(0);
      }),
    );
  });
});

test.each<[UnitRuleKind, number, number]>([
  ['HOME_HEALTH_15', 1000, 250],
  ['PART_B_8_MINUTE', 1000, 250],
  ['WHOLE_HOUR', 4000, 1000],
  ['TENTH_OF_HOUR', 400, 100],
])('the smallest step of %s is %i thousandths of a quarter hour and %i of an hour; of visits and days, a whole one', (kind, quarterHour, hour) => {
  expect((['QUARTER_HOUR', 'HOUR', 'VISIT', 'DAY'] as const).map((unit) => smallestStep(kind, unit))).toEqual([quarterHour, hour, 1000, 1000]);
});

test.each<[UnitRuleKind, UnitDefinition]>([
  ['PER_VISIT', 'VISIT'],
  ['PER_DIEM', 'DAY'],
])('%s gives nothing for less than the minutes that the payer asks for', (kind, unit) => {
  const asking = { ...rule(kind), minimumMinutes: 30 };
  expect([29, 30, 31].map((minutes) => unitsOf(minutes, asking).milliUnits)).toEqual([0, 1000, 1000]);
  expect([29, 30, 31].map((minutes) => consumptionOf(minutes, asking, unit).milliUnits)).toEqual([0, 1000, 1000]);
});

test('visits and days cannot be converted into time', () => {
  expect(() => convertTime({ milliUnits: 1000, unit: 'DAY' }, 'QUARTER_HOUR')).toThrow('cannot be converted');
  expect(() => convertTime({ milliUnits: 1000, unit: 'HOUR' }, 'VISIT')).toThrow('cannot be converted');
  expect(() => convertTime({ milliUnits: 1000, unit: 'VISIT' }, 'HOUR')).toThrow('cannot be converted');
  expect(() => convertTime({ milliUnits: 1000, unit: 'QUARTER_HOUR' }, 'DAY')).toThrow('cannot be converted');
});

describe('the minutes of a visit', () => {
  const planned = aVisit('2025-01-06', { minutes: 45 });

  test('are the worked ones on a clocked basis, once both clock times are known', () => {
    expect(minutesOf(done(planned, 52), 'CLOCKED')).toEqual({ minutes: 52, basis: 'CLOCKED' });
  });

  test('are the planned ones until then', () => {
    expect(minutesOf(planned, 'CLOCKED')).toEqual({ minutes: 45, basis: 'SCHEDULED' });
    expect(minutesOf({ ...planned, actualStartsAt: planned.startsAt }, 'CLOCKED')).toEqual({ minutes: 45, basis: 'SCHEDULED' });
  });

  test('are the billed ones on a billed basis, once the claim states them, and those before on every other basis', () => {
    const billed = { ...done(planned, 52), billedMinutes: 60 };
    expect((['BILLED', 'CLOCKED', 'SCHEDULED'] as const).map((basis) => minutesOf(billed, basis))).toEqual([
      { minutes: 60, basis: 'BILLED' },
      { minutes: 52, basis: 'CLOCKED' },
      { minutes: 45, basis: 'SCHEDULED' },
    ]);
    expect(minutesOf({ ...billed, billedMinutes: null }, 'BILLED')).toEqual({ minutes: 52, basis: 'CLOCKED' });
  });

  test('are the planned ones where only the end was clocked', () => {
    expect(minutesOf({ ...planned, actualEndsAt: planned.endsAt + 600_000 }, 'CLOCKED')).toEqual({ minutes: 45, basis: 'SCHEDULED' });
  });

  test('are the planned ones on a scheduled basis', () => {
    expect(minutesOf(done(planned, 52), 'SCHEDULED')).toEqual({ minutes: 45, basis: 'SCHEDULED' });
  });

  test('do not include a minute that was not finished', () => {
    const actualStartsAt = at('2025-01-06', 9);
    expect(minutesOf({ ...planned, actualStartsAt, actualEndsAt: actualStartsAt + 22 * 60_000 + 59_999 }, 'CLOCKED').minutes).toBe(22);
    expect(minutesOf({ ...planned, actualStartsAt, actualEndsAt: actualStartsAt + 23 * 60_000 }, 'CLOCKED').minutes).toBe(23);
  });

  test('are none when the clock ran backwards', () => {
    expect(minutesOf({ ...planned, actualStartsAt: planned.endsAt, actualEndsAt: planned.startsAt }, 'CLOCKED').minutes).toBe(0);
  });
});
