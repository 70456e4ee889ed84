import { describe, expect, test } from '@jest/globals';

import { demandOf, parseFrequency } from '../../../src/alignment/frequency.js';
import { Refusal } from '../../../src/base/refusal.js';
import { ResourceElement } from '../../../src/fhir/element.js';
import { type Frequency, frequencyOf, frequencyOfRatio } from '../../../src/fhir/values/timing.js';

const NO_BOUNDS = { startsOn: null, endsOn: null };

function read(timing: object, outer: { startsOn: string | null; endsOn: string | null } = NO_BOUNDS): Frequency {
  return frequencyOf(new ResourceElement({ timing }, 'X').get('timing'), 'America/Chicago', outer);
}

const weeks = (value: number): object => ({ value, unit: 'wk', system: 'http://unitsofmeasure.org', code: 'wk' });
const days = (value: number): object => ({ value, code: 'd' });

/** Timing, what it is in the notation, and how many visits the notation asks for: planned, at most, at least. */
const vectors: ReadonlyArray<readonly [string, object, string, readonly [number, number, number]]> = [
  ['two a week for four weeks', { frequency: 2, period: 1, periodUnit: 'wk', boundsDuration: weeks(4) }, '2w4', [8, 8, 8]],
  ['one or two a week for nine', { frequency: 1, frequencyMax: 2, period: 1, periodUnit: 'wk', boundsDuration: weeks(9) }, '1-2w9', [18, 18, 9]],
  ['every other week for eight', { frequency: 1, period: 2, periodUnit: 'wk', boundsDuration: weeks(8) }, 'q2w x 8w', [4, 4, 4]],
  ['three every two weeks for eight', { frequency: 3, period: 2, periodUnit: 'wk', boundsDuration: weeks(8) }, '3 x every 2 weeks x 8w', [12, 12, 12]],
  ['without a frequency it is one', { period: 1, periodUnit: 'wk', boundsDuration: weeks(4) }, '1w4', [4, 4, 4]],
  ['a period of days that is a part of a week more', { frequency: 2, period: 1, periodUnit: 'wk', boundsPeriod: { start: '2026-03-01', end: '2026-03-29' } }, '2w5', [10, 10, 10]],
  ['exactly four weeks of days', { frequency: 2, period: 1, periodUnit: 'wk', boundsPeriod: { start: '2026-03-01', end: '2026-03-28' } }, '2w4', [8, 8, 8]],
  ['thirty days of a weekly rhythm', { frequency: 1, period: 1, periodUnit: 'wk', boundsDuration: days(30) }, '1w5', [5, 5, 5]],
  ['daily, ten times', { frequency: 1, period: 1, periodUnit: 'd', count: 10 }, '1d10', [10, 10, 10]],
  ['twice a week, nine times', { frequency: 2, period: 1, periodUnit: 'wk', count: 9 }, '2w5', [10, 10, 10]],
  ['every second day, five times', { period: 2, periodUnit: 'd', count: 5 }, 'q2d x 10d', [5, 5, 5]],
  ['monthly for two months', { frequency: 1, period: 1, periodUnit: 'mo', boundsDuration: { value: 2, code: 'mo' } }, '1m2', [2, 2, 2]],
  ['on three days of the week', { dayOfWeek: ['mon', 'wed', 'fri'], boundsDuration: weeks(2) }, '3w2', [6, 6, 6]],
  ['the same day named twice is one day', { dayOfWeek: ['mon', 'mon'], boundsDuration: weeks(2) }, '1w2', [2, 2, 2]],
  ['on two days of every second week', { dayOfWeek: ['tue', 'thu'], frequency: 1, period: 2, periodUnit: 'wk', boundsDuration: weeks(4) }, '2 x every 2 weeks x 4w', [4, 4, 4]],
  ['two days, and the frequency says so too', { dayOfWeek: ['tue', 'thu'], frequency: 2, period: 1, periodUnit: 'wk', boundsDuration: weeks(4) }, '2w4', [8, 8, 8]],
  ['twice a day by the clock', { period: 1, periodUnit: 'd', timeOfDay: ['08:00', '20:00'], count: 20 }, '2d10', [20, 20, 20]],
  ['every twelve hours', { frequency: 1, period: 12, periodUnit: 'h', boundsDuration: days(5) }, '2d5', [10, 10, 10]],
  ['every 48 hours', { frequency: 1, period: 48, periodUnit: 'h', boundsDuration: days(10) }, 'q2d x 10d', [5, 5, 5]],
  ['of a range of lengths the longer', { frequency: 1, period: 1, periodUnit: 'wk', boundsRange: { low: weeks(2), high: weeks(3) } }, '1w3', [3, 3, 3]],
  ['without an end it goes on until the plan is reviewed', { frequency: 2, period: 1, periodUnit: 'wk' }, '2 x a week', [18, 18, 18]],
];

describe('a Timing in the notation of home care', () => {
  test.each(vectors)('%s', (_what, repeat, text, [planned, atMost, atLeast]) => {
    const frequency = read({ repeat });
    expect(frequency.text).toBe(text);
    const reading = parseFrequency(frequency.text);
    expect(reading.kind === 'PARSED' ? demandOf(reading.frequency) : reading).toEqual({ planned, atMost, atLeast });
  });

  test('the dates are those of its bounds', () => {
    expect(read({ repeat: { frequency: 1, period: 1, periodUnit: 'wk', boundsPeriod: { start: '2026-03-01', end: '2026-03-28' } } })).toMatchObject({ startsOn: '2026-03-01', endsOn: '2026-03-28' });
    expect(read({ repeat: { frequency: 1, period: 1, periodUnit: 'wk', boundsDuration: weeks(4) } }, { startsOn: '2026-03-01', endsOn: null })).toMatchObject({ startsOn: '2026-03-01', endsOn: '2026-03-28' });
  });

  test('a month from the end of January ends with February', () => {
    const monthly = { repeat: { frequency: 1, period: 1, periodUnit: 'mo', boundsDuration: { value: 1, code: 'mo' } } };
    expect(read(monthly, { startsOn: '2026-01-31', endsOn: null }).endsOn).toBe('2026-02-28');
    expect(read(monthly, { startsOn: '2026-01-01', endsOn: null }).endsOn).toBe('2026-01-31');
    expect(read(monthly, { startsOn: '2026-01-15', endsOn: null }).endsOn).toBe('2026-02-14');
  });

  test('what is written in the notation already is taken as it stands', () => {
    expect(read({ code: { text: '2w4,1w5,3PRN' } }).text).toBe('2w4,1w5,3PRN');
    expect(read({ code: { text: 'BIW' } }).text).toBe('BIW');
  });

  test.each([['QOD', 'qod'], ['BID', 'bid'], ['WK', 'weekly'], ['QD', 'daily']])('the abbreviation %s is %s', (code, text) => {
    expect(read({ code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation', code }] } }).text).toBe(text);
  });

  test('one event is one visit on its day, which is the day at the branch', () => {
    expect(read({ event: ['2026-03-02T03:00:00Z'] })).toEqual({ text: '1d1', startsOn: '2026-03-01', endsOn: '2026-03-01' });
  });

  test.each([
    ['no unit', { frequency: 2, period: 1 }, 'X.timing.repeat.periodUnit'],
    ['years', { frequency: 2, period: 1, periodUnit: 'a' }, 'X.timing.repeat.periodUnit'],
    ['half a week', { frequency: 1, period: 0.5, periodUnit: 'wk' }, 'X.timing.repeat.period'],
    ['a hundred visits a day', { frequency: 100, period: 1, periodUnit: 'd' }, 'X.timing.repeat.frequency'],
    ['a maximum below the minimum', { frequency: 3, frequencyMax: 2, period: 1, periodUnit: 'wk' }, 'X.timing.repeat.frequencyMax'],
    ['no visit at all', { period: 1, periodUnit: 'wk', count: 0 }, 'X.timing.repeat.count'],
    ['years of days', { period: 1, periodUnit: 'd', boundsPeriod: { start: '2020-01-01', end: '2026-01-01' } }, 'X.timing.repeat'],
    ['an end before the start', { period: 1, periodUnit: 'd', boundsPeriod: { start: '2026-01-02', end: '2026-01-01' } }, 'X.timing.repeat.boundsPeriod'],
  ])('%s is refused by the element', (_what, repeat, path) => {
    expect(() => read({ repeat })).toThrow(expect.objectContaining({ details: expect.objectContaining({ path: [path] }) }));
  });

  test('several single events, or nothing, are no rhythm', () => {
    expect(() => read({ event: ['2026-03-02', '2026-03-09'] })).toThrow(Refusal);
    expect(() => read({})).toThrow(Refusal);
  });
});

test('two visits per week within two dates is a rhythm too', () => {
  const ratio = new ResourceElement({ ratio: { numerator: { value: 2, unit: 'visit' }, denominator: { value: 1, unit: 'week' } } }, 'X').get('ratio');
  expect(frequencyOfRatio(ratio, { startsOn: '2026-03-01', endsOn: '2026-03-28' })).toEqual({ text: '2w4', startsOn: '2026-03-01', endsOn: '2026-03-28' });
});
