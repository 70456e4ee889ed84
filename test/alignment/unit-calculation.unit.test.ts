import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Allocation } from '../../src/alignment/alignment.js';
import { evaluate } from '../../src/alignment/evaluate.js';
import { policyBookOf, unitRuleFor } from '../../src/alignment/policy.js';
import type { PatientSnapshot } from '../../src/alignment/snapshot.js';
import { unitCalculationOf } from '../../src/alignment/unit-calculation.js';
import { consumptionOf } from '../../src/alignment/units.js';
import type { UnitRule, UnitRuleKind } from '../../src/care/payer-policy.js';
import { UNIT_RULE_KINDS } from '../../src/care/payer-policy.js';
import type { UnitDefinition } from '../../src/care/service.js';
import { UNIT_DEFINITIONS } from '../../src/care/service.js';
import { aLine, aPatient, aPolicy, aVisit, anAuthorization, anySnapshot, at, done } from '../support/snapshots.js';

/** What a line gives when it gives all that is needed. */
function given(minutes: number, unit: UnitDefinition, rule: UnitRule): Allocation {
  const { milliUnits, unitRule } = consumptionOf(minutes, rule, unit);
  return { visitId: 'v', lineId: 'l', milliUnits, state: 'USED', minutes, basis: 'CLOCKED', unitRule, countedMinutes: minutes, policyVersion: 1 };
}

function steps(minutes: number, unit: UnitDefinition, rule: Omit<UnitRule, 'basis'>): readonly string[] {
  const clocked = { ...rule, basis: 'CLOCKED' } as const;
  return unitCalculationOf(given(minutes, unit, clocked), unit, clocked).steps;
}

test.each<[UnitRuleKind, number, string]>([
  ['HOME_HEALTH_15', 47, 'HOME_HEALTH_15: (47 + 7) / 15, rounded down, at least 1 = 3 quarter hours'],
  ['HOME_HEALTH_15', 7, 'HOME_HEALTH_15: (7 + 7) / 15, rounded down, at least 1 = 1 quarter hour'],
  ['HOME_HEALTH_15', 0, 'HOME_HEALTH_15: no minutes = 0 quarter hours'],
  ['PART_B_8_MINUTE', 7, 'PART_B_8_MINUTE: (7 + 7) / 15, rounded down = 0 quarter hours'],
  ['CPT_MIDPOINT', 38, 'CPT_MIDPOINT: (38 + 7) / 15, rounded down = 3 quarter hours'],
  ['WHOLE_QUARTER_HOUR', 59, 'WHOLE_QUARTER_HOUR: 59 / 15, rounded down = 3 quarter hours'],
  ['NEAREST_QUARTER_HOUR', 53, 'NEAREST_QUARTER_HOUR: 53 / 15, rounded to the nearest = 4 quarter hours'],
])('%s of %i minutes is told as a sum that can be repeated', (kind, minutes, step) => {
  expect(steps(minutes, 'QUARTER_HOUR', { kind })).toEqual([`${minutes} minutes worked`, step]);
});

test('hours are told in hours, and converted where the line counts quarters of them', () => {
  expect(steps(119, 'HOUR', { kind: 'WHOLE_HOUR' })).toEqual(['119 minutes worked', 'WHOLE_HOUR: 119 / 60, rounded down = 1 hour']);
  expect(steps(119, 'QUARTER_HOUR', { kind: 'WHOLE_HOUR' })).toEqual(['119 minutes worked', 'WHOLE_HOUR: 119 / 60, rounded down = 1 hour', '1 hour = 4 quarter hours']);
  expect(steps(44, 'HOUR', { kind: 'TENTH_OF_HOUR' })).toEqual(['44 minutes worked', 'TENTH_OF_HOUR: (44 + 2) / 6, rounded down, in tenths of an hour = 0.7 hours']);
  expect(steps(44, 'QUARTER_HOUR', { kind: 'TENTH_OF_HOUR' }).at(-1)).toBe('0.7 hours = 2.8 quarter hours');
});

test('quarters of an hour are converted where the line counts hours', () => {
  expect(steps(47, 'HOUR', { kind: 'HOME_HEALTH_15' })).toEqual(['47 minutes worked', 'HOME_HEALTH_15: (47 + 7) / 15, rounded down, at least 1 = 3 quarter hours', '3 quarter hours = 0.75 hours']);
});

test('a threshold is named', () => {
  expect(steps(25, 'QUARTER_HOUR', { kind: 'THRESHOLD', thresholdMinutes: 10 }).at(-1)).toBe('THRESHOLD: (25 + 5) / 15, rounded down, because 10 of 15 minutes earn one more = 2 quarter hours');
});

test('visits and days are one, whatever their minutes', () => {
  expect(steps(47, 'VISIT', { kind: 'HOME_HEALTH_15' })).toEqual(['47 minutes worked', 'the line counts visits, whatever their minutes: 1 visit']);
  expect(steps(47, 'DAY', { kind: 'PER_DIEM' })).toEqual(['47 minutes worked', 'the line counts days, whatever their minutes: 1 day']);
});

test.each([
  [29, 'PER_VISIT: 29 is less than the 30 minutes that are needed: 0 visits'],
  [30, 'PER_VISIT: 30 is not less than the 30 minutes that are needed: 1 visit'],
])('a visit of %i minutes where 30 are needed says so', (minutes, step) => {
  expect(steps(minutes, 'VISIT', { kind: 'PER_VISIT', minimumMinutes: 30 }).at(-1)).toBe(step);
});

test('a rule that counts no time says which one takes its place on a line that does', () => {
  expect(steps(47, 'QUARTER_HOUR', { kind: 'PER_VISIT' })).toEqual([
    '47 minutes worked',
    'PER_VISIT counts no time and the line does, so HOME_HEALTH_15 is used',
    'HOME_HEALTH_15: (47 + 7) / 15, rounded down, at least 1 = 3 quarter hours',
  ]);
});

describe('the calculation of an allocation', () => {
  function calculations(facts: Partial<PatientSnapshot>): ReadonlyArray<ReturnType<typeof unitCalculationOf>> {
    return calculationsOf(aPatient(facts));
  }

  function under(rule: UnitRule, terms: Parameters<typeof aPolicy>[0] = {}): PatientSnapshot['policies'] {
    return [aPolicy({ ...terms, unitRules: { '*': rule } })];
  }

  const quarterHours = aLine({ unitDefinition: 'QUARTER_HOUR' });

  test('holds what it was worked out from', () => {
    const policies = [aPolicy({}, { version: 3 })];
    expect(calculations({ policies, authorizations: [anAuthorization([quarterHours])], visits: [done(aVisit('2025-01-06'), 47)] })).toEqual([
      {
        minutes: 47,
        countedMinutes: 47,
        basis: 'CLOCKED',
        rule: 'HOME_HEALTH_15',
        policyVersion: 3,
        milliUnits: 3000,
        steps: ['47 minutes worked', 'HOME_HEALTH_15: (47 + 7) / 15, rounded down, at least 1 = 3 quarter hours'],
      },
    ]);
  });

  test.each([
    ['SCHEDULED', '45 minutes planned'],
    ['CLOCKED', '47 minutes worked'],
    ['BILLED', '60 minutes billed'],
  ] as const)('on the basis %s begins with "%s"', (basis, first) => {
    const visits = [{ ...done(aVisit('2025-01-06'), 47), status: 'BILLED' as const, billedMinutes: 60 }];
    expect(calculations({ policies: under({ kind: 'HOME_HEALTH_15', basis }), authorizations: [anAuthorization([quarterHours])], visits })[0]?.steps[0]).toBe(first);
  });

  test('says that the day is pooled where that changes what counts', () => {
    const visits = [done(aVisit('2025-01-06', { id: 'a', minutes: 24 })), done(aVisit('2025-01-06', { id: 'b', minutes: 24, hour: 15 }))];
    expect(calculations({ policies: under({ kind: 'PART_B_8_MINUTE', basis: 'CLOCKED' }), authorizations: [anAuthorization([quarterHours])], visits }).map(({ steps }) => steps)).toEqual([
      ['24 minutes worked', 'pooled with the other visits of the day: 30 minutes count', 'PART_B_8_MINUTE: (30 + 7) / 15, rounded down = 2 quarter hours'],
      ['24 minutes worked', 'pooled with the other visits of the day: 15 minutes count', 'PART_B_8_MINUTE: (15 + 7) / 15, rounded down = 1 quarter hour'],
    ]);
  });

  test('says what earlier visits left over where it is banked', () => {
    const visits = [done(aVisit('2025-01-06', { id: 'a', staffId: 'staff-1', minutes: 23 })), done(aVisit('2025-01-07', { id: 'b', staffId: 'staff-1', minutes: 23 }))];
    const policies = under({ kind: 'WHOLE_QUARTER_HOUR', basis: 'CLOCKED', banksLeftovers: true });
    expect(calculations({ policies, authorizations: [anAuthorization([quarterHours])], visits }).map(({ steps }) => steps)).toEqual([
      ['23 minutes worked', 'WHOLE_QUARTER_HOUR: 23 / 15, rounded down = 1 quarter hour'],
      ['23 minutes worked', 'with what earlier visits of the month left over: 31 minutes count', 'WHOLE_QUARTER_HOUR: 31 / 15, rounded down = 2 quarter hours'],
    ]);
  });

  test('says what each line gives of a visit that is split', () => {
    const lines = [aLine({ id: 'a', unitDefinition: 'QUARTER_HOUR', authorizedMilliUnits: 3000 }), aLine({ id: 'b', unitDefinition: 'HOUR', authorizedMilliUnits: 2000 })];
    const policies = under({ kind: 'HOME_HEALTH_15', basis: 'CLOCKED' }, { splitsVisitAcrossLines: true });
    expect(calculations({ policies, authorizations: [anAuthorization(lines)], visits: [done(aVisit('2025-01-06'), 150)] }).map(({ steps }) => steps.at(-1))).toEqual([
      'of 10 quarter hours this line gives 3',
      'of 2.5 hours this line gives 1.75',
    ]);
  });

  test('says that another visit has drawn the day', () => {
    const visits = [done(aVisit('2025-01-06', { id: 'a' })), done(aVisit('2025-01-06', { id: 'b', hour: 15 }))];
    expect(calculations({ authorizations: [anAuthorization([aLine({ unitDefinition: 'DAY' })])], visits }).map(({ steps }) => steps.at(-1))).toEqual([
      'the line counts days, whatever their minutes: 1 day',
      'another visit has drawn the day already: 0 days',
    ]);
  });

  test('ends with the number that the allocation has', () => {
    fc.assert(
      fc.property(anySnapshot(), (snapshot) => {
        for (const { steps, milliUnits } of calculationsOf(snapshot)) expect(lastNumber(steps.at(-1))).toBe(milliUnits);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...UNIT_RULE_KINDS), fc.constantFrom(...UNIT_DEFINITIONS), fc.integer({ min: 0, max: 1440 }), fc.integer({ min: 1, max: 15 }), (kind, unit, minutes, thresholdMinutes) => {
        const rule = { kind, basis: 'CLOCKED', thresholdMinutes } as const;
        const { steps, milliUnits } = unitCalculationOf(given(minutes, unit, rule), unit, rule);
        expect(lastNumber(steps.at(-1))).toBe(milliUnits);
      }),
    );
  });
});

function calculationsOf(snapshot: PatientSnapshot): ReadonlyArray<ReturnType<typeof unitCalculationOf>> {
  const policies = policyBookOf(snapshot);
  const lines = new Map(snapshot.authorizations.flatMap((authorization) => authorization.lines.map((line) => [line.id, line])));
  const visits = new Map(snapshot.visits.map((visit) => [visit.id, visit]));
  return evaluate(snapshot, at('2025-01-10')).allocations.map((allocation) => {
    const { serviceOn, serviceCode } = visits.get(allocation.visitId)!;
    return unitCalculationOf(allocation, lines.get(allocation.lineId)!.unitDefinition, unitRuleFor(policies.policyOfDay(serviceOn).terms, serviceCode));
  });
}

/** In thousandths. */
function lastNumber(step: string | undefined): number {
  return Math.round(Number(/([\d.]+)\D*$/.exec(step ?? '')?.[1]) * 1000);
}
