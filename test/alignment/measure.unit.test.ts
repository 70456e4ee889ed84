import { describe, expect, test } from '@jest/globals';

import { drawOf, measuresOf, partsOf } from '../../src/alignment/measure.js';
import { policyBookOf } from '../../src/alignment/policy.js';
import type { PatientSnapshot, VisitFact } from '../../src/alignment/snapshot.js';
import { MS_PER_MINUTE, dayOf, instantAt } from '../../src/base/day.js';
import type { UnitRule } from '../../src/care/payer-policy.js';
import type { UnitDefinition } from '../../src/care/service.js';
import { BOREALIS, TIME_ZONE, aCoverage, aPatient, aPolicy, aVisit, done } from '../support/snapshots.js';

/** Units that each visit draws of a line counted in `unit`, by id. */
function drawn(visits: readonly VisitFact[], rule: UnitRule, facts: Partial<PatientSnapshot> = {}, unit: UnitDefinition = 'QUARTER_HOUR'): Record<string, number> {
  const measures = measuresOf(visits, policyBookOf(aPatient({ policies: [aPolicy({ unitRules: { '*': rule } })], ...facts })));
  return Object.fromEntries([...measures].map(([id, measure]) => [id, drawOf(measure, unit) / 1000]));
}

const sameDay = (...minutes: number[]): VisitFact[] => minutes.map((length, index) => aVisit('2025-01-06', { id: 'abcdefgh'[index]!, hour: 8 + index, minutes: length }));

describe('a Part B day', () => {
  const rule = { kind: 'PART_B_8_MINUTE', basis: 'CLOCKED' } as const;

  test.each([
    [[7], [0]],
    [[8], [1]],
    [[7, 7], [1, 0]],
    [[3, 4], [0, 0]],
    [[3, 5], [0, 1]],
    [[15, 7], [1, 0]],
    [[15, 8], [1, 1]],
    [[20, 20, 20], [2, 1, 1]],
    [[22, 22], [2, 1]],
    [[23, 22], [2, 1]],
    [[0, 8], [0, 1]],
    [[7, 7, 7, 7, 7, 7, 7, 7], [1, 1, 1, 1, 0, 0, 0, 0]],
  ])('of visits of %j minutes earns %j units', (minutes, units) => {
    expect(Object.values(drawn(sameDay(...minutes), rule))).toEqual(units);
  });

  test('earns what one visit of all its minutes would', () => {
    for (const minutes of [[1, 6], [14, 14, 14], [38, 52, 7], [59, 59]]) {
      const sum = minutes.reduce((total, each) => total + each, 0);
      const units = Object.values(drawn(sameDay(...minutes), rule)).reduce((total, each) => total + each, 0);
      expect(units).toBe(drawn(sameDay(sum), rule)['a']);
    }
  });

  test('pools services of any discipline, and no other day', () => {
    const visits = [aVisit('2025-01-06', { id: 'pt', minutes: 7 }), aVisit('2025-01-06', { id: 'ot', minutes: 7, hour: 12, discipline: 'OT', serviceCode: 'G0152' }), aVisit('2025-01-07', { id: 'next', minutes: 7 })];
    expect(drawn(visits, rule)).toEqual({ pt: 1, ot: 0, next: 0 });
  });

  test('leaves out what its payer measures by another rule', () => {
    const policies = [aPolicy({ unitRules: { '*': rule, G0152: { kind: 'CPT_MIDPOINT', basis: 'CLOCKED' } } })];
    const visits = [aVisit('2025-01-06', { id: 'pt', minutes: 7 }), aVisit('2025-01-06', { id: 'ot', minutes: 7, hour: 12, discipline: 'OT', serviceCode: 'G0152' })];
    expect(drawn(visits, rule, { policies })).toEqual({ pt: 0, ot: 0 });
  });
});

describe('banked leftovers', () => {
  const rule = { kind: 'WHOLE_QUARTER_HOUR', basis: 'CLOCKED', banksLeftovers: true } as const;
  const first = aVisit('2025-01-30', { id: 'first', minutes: 59, staffId: 'anna' });
  const next = (facts: Partial<VisitFact> & { readonly minutes?: number } = {}, date = '2025-01-31'): VisitFact => aVisit(date, { id: 'next', minutes: 16, staffId: 'anna', ...facts });

  test('of one visit count with the next one', () => {
    expect(drawn([first, next()], rule)).toEqual({ first: 3, next: 2 });
    expect(drawn([next(), first], rule)).toEqual({ first: 3, next: 2 });
  });

  test('do not count where the payer does not bank them', () => {
    expect(drawn([first, next()], { ...rule, banksLeftovers: false })).toEqual({ first: 3, next: 1 });
  });

  test('stay with the caregiver, the service and the month', () => {
    expect(drawn([first, next({ staffId: 'ben' })], rule)).toEqual({ first: 3, next: 1 });
    expect(drawn([first, next({ serviceCode: 'G0157' })], rule)).toEqual({ first: 3, next: 1 });
    expect(drawn([first, next({}, '2025-02-01')], rule)).toEqual({ first: 3, next: 1 });
  });

  test('are nobody\'s before someone is assigned', () => {
    expect(drawn([{ ...first, staffId: null }, next({ staffId: null })], rule)).toEqual({ first: 3, next: 1 });
  });

  test('stay with the payer that rounded them off', () => {
    const policies = [aPolicy({ unitRules: { '*': rule } }), aPolicy({ unitRules: { '*': rule } }, { id: 'p2', payerId: BOREALIS })];
    const coverages = [aCoverage({ endsOn: dayOf('2025-01-30') }), aCoverage({ id: 'c2', payerId: BOREALIS, startsOn: dayOf('2025-01-31') })];
    expect(drawn([first, next()], rule, { policies })).toEqual({ first: 3, next: 2 });
    expect(drawn([first, next()], rule, { policies, coverages })).toEqual({ first: 3, next: 1 });
  });

  test('are counted up to whole hours where the payer counts those', () => {
    const hours = { ...rule, kind: 'WHOLE_HOUR' } as const;
    expect(drawn([{ ...first }, next({ minutes: 61 })], hours, {}, 'HOUR')).toEqual({ first: 0, next: 2 });
    expect(drawn([{ ...first }, next({ minutes: 60 })], hours, {}, 'HOUR')).toEqual({ first: 0, next: 1 });
  });
});

test('a day that has a least number of minutes is earned with them, and not with one minute less', () => {
  const rule = { kind: 'PER_DIEM', basis: 'CLOCKED', minimumMinutes: 480 } as const;
  expect(drawn(sameDay(479), rule, {}, 'DAY')).toEqual({ a: 0 });
  expect(drawn(sameDay(480), rule, {}, 'DAY')).toEqual({ a: 1 });
  expect(drawn(sameDay(1440), rule, {}, 'DAY')).toEqual({ a: 1 });
});

test('billed minutes count once the claim states them, and worked ones until then', () => {
  const rule = { kind: 'HOME_HEALTH_15', basis: 'BILLED' } as const;
  const worked = { ...done(aVisit('2025-01-06', { id: 'a' }), 60), status: 'BILLED' as const };
  expect(drawn([worked], rule)).toEqual({ a: 4 });
  expect(drawn([{ ...worked, billedMinutes: 30 }], rule)).toEqual({ a: 2 });
  expect(drawn([{ ...worked, billedMinutes: 30 }], { ...rule, basis: 'CLOCKED' })).toEqual({ a: 4 });
});

describe('a visit that goes on after midnight', () => {
  /** From a wall-clock time on a date, for so many real minutes. */
  function parts(date: string, hour: number, minutes: number, unit: UnitDefinition = 'QUARTER_HOUR'): number[] {
    const startsAt = instantAt(dayOf(date), hour * 60, TIME_ZONE);
    const visit = { ...aVisit(date), startsAt, endsAt: startsAt + minutes * MS_PER_MINUTE };
    const milliUnits = unit === 'QUARTER_HOUR' ? (minutes / 15) * 1000 : 1000;
    const found = partsOf(visit, { minutes, basis: 'SCHEDULED' }, milliUnits, unit, TIME_ZONE);
    expect(found.map(({ day }) => day)).toEqual(found.map((_, index) => dayOf(date) + index));
    return found.map((part) => part.milliUnits / 1000);
  }

  test('is counted on both of its days, and one that ends at midnight on the first', () => {
    expect(parts('2025-01-06', 22, 120)).toEqual([8]);
    expect(parts('2025-01-06', 22, 135)).toEqual([8, 1]);
    expect(parts('2025-01-06', 22, 480)).toEqual([8, 24]);
  });

  test('is counted by the minutes that pass on the night when clocks are set forward, and back', () => {
    // 23:00 of March 8 to 07:00 of March 9 are seven hours, six of them after midnight.
    expect(parts('2025-03-08', 23, 420)).toEqual([4, 24]);
    expect(parts('2025-03-09', 23, 420)).toEqual([4, 24]);
    expect(parts('2025-11-01', 23, 540)).toEqual([4, 32]);
    expect(parts('2025-11-02', 23, 540)).toEqual([4, 32]);
  });

  test('is whole on its date of service where visits or days are counted', () => {
    expect(parts('2025-01-06', 22, 480, 'VISIT')).toEqual([1]);
    expect(parts('2025-01-06', 22, 480, 'DAY')).toEqual([1]);
  });

  test('is split by when it was worked, not by when it was planned', () => {
    const planned = aVisit('2025-01-06', { hour: 20, minutes: 120 });
    const worked = { ...planned, actualStartsAt: planned.startsAt + 180 * MS_PER_MINUTE, actualEndsAt: planned.startsAt + 300 * MS_PER_MINUTE };
    expect(partsOf(worked, { minutes: 120, basis: 'CLOCKED' }, 8000, 'QUARTER_HOUR', TIME_ZONE)).toEqual([
      { day: dayOf('2025-01-06'), milliUnits: 4000 },
      { day: dayOf('2025-01-07'), milliUnits: 4000 },
    ]);
    expect(partsOf(worked, { minutes: 120, basis: 'SCHEDULED' }, 8000, 'QUARTER_HOUR', TIME_ZONE)).toEqual([{ day: dayOf('2025-01-06'), milliUnits: 8000 }]);
  });
});
