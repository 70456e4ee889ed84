import { describe, expect, test } from '@jest/globals';

import { certificationPeriod, endOfMonthFromAnchor, faceToFaceWindow, monthOf, recertificationWindow, rollingDays, weekOf, weeksTouched } from '../../src/alignment/calendar.js';
import type { DayWindow } from '../../src/alignment/calendar.js';
import { dateOf, dayOf } from '../../src/base/day.js';
import { WEEK_DEFINITIONS } from '../../src/care/payer-policy.js';

const START_OF_CARE = dayOf('2025-01-02');

function dates({ from, to }: DayWindow): [string, string] {
  return [dateOf(from), dateOf(to)];
}

describe('care that starts on Thursday 2025-01-02', () => {
  test('is certified until Sunday 2025-03-02, its 60th day', () => {
    expect(dateOf(certificationPeriod(START_OF_CARE).endsOn)).toBe('2025-03-02');
  });

  test('is assessed again from 2025-02-26 to 2025-03-02', () => {
    expect(dates(recertificationWindow(START_OF_CARE))).toEqual(['2025-02-26', '2025-03-02']);
  });

  test('needs a face-to-face encounter from 2024-10-04 to 2025-02-01', () => {
    expect(dates(faceToFaceWindow(START_OF_CARE))).toEqual(['2024-10-04', '2025-02-01']);
  });

  test('touches 10 Sunday weeks', () => {
    const { startsOn, endsOn } = certificationPeriod(START_OF_CARE);
    expect(weeksTouched({ from: startsOn, to: endsOn }, 'SUN_SAT', startsOn)).toBe(10);
  });
});

test.each([
  ['Sunday', '2025-01-05', 9],
  ['Wednesday', '2025-01-08', 9],
  ['Thursday', '2025-01-09', 10],
  ['Saturday', '2025-01-11', 10],
])('60 days from a %s (%s) touch %i Sunday weeks', (_, date, weeks) => {
  const { startsOn, endsOn } = certificationPeriod(dayOf(date));
  expect(weeksTouched({ from: startsOn, to: endsOn }, 'SUN_SAT', startsOn)).toBe(weeks);
});

describe('a week', () => {
  test.each([
    ['SUN_SAT', '2025-01-05', '2025-01-05', '2025-01-11'],
    ['SUN_SAT', '2025-01-11', '2025-01-05', '2025-01-11'],
    ['SUN_SAT', '2025-01-12', '2025-01-12', '2025-01-18'],
    ['MON_SUN', '2025-01-05', '2024-12-30', '2025-01-05'],
    ['MON_SUN', '2025-01-06', '2025-01-06', '2025-01-12'],
    ['SAT_FRI', '2025-01-10', '2025-01-04', '2025-01-10'],
    ['SAT_FRI', '2025-01-11', '2025-01-11', '2025-01-17'],
    ['ROLLING_FROM_ANCHOR', '2025-01-08', '2025-01-02', '2025-01-08'],
    ['ROLLING_FROM_ANCHOR', '2025-01-09', '2025-01-09', '2025-01-15'],
    ['ROLLING_FROM_ANCHOR', '2025-01-01', '2024-12-26', '2025-01-01'],
  ] as const)('of %s that holds %s is %s to %s', (definition, day, from, to) => {
    expect(dates(weekOf(dayOf(day), definition, START_OF_CARE))).toEqual([from, to]);
  });

  test.each(WEEK_DEFINITIONS)('of %s has seven days, holds its day, and is the week of each of its days, also before 1970', (definition) => {
    for (const start of ['1950-03-07', '1969-12-28', '2025-01-02']) {
      for (let day = dayOf(start); day < dayOf(start) + 21; day += 1) {
        const week = weekOf(day, definition, START_OF_CARE);
        expect(week.to - week.from).toBe(6);
        expect(week.from <= day && day <= week.to).toBe(true);
        expect(weekOf(week.from, definition, START_OF_CARE)).toEqual(week);
        expect(weekOf(week.to, definition, START_OF_CARE)).toEqual(week);
      }
    }
  });
});

test.each([
  ['2025-01-31', '2025-01-01', '2025-01-31'],
  ['2025-02-01', '2025-02-01', '2025-02-28'],
  ['2024-02-10', '2024-02-01', '2024-02-29'],
  ['2024-12-31', '2024-12-01', '2024-12-31'],
])('the month that holds %s is %s to %s', (day, from, to) => {
  expect(dates(monthOf(dayOf(day)))).toEqual([from, to]);
});

test.each([
  ['2025-01-15', 1, '2025-02-14'],
  ['2025-01-15', 2, '2025-03-14'],
  ['2025-01-31', 1, '2025-02-28'],
  ['2024-12-01', 1, '2024-12-31'],
])('from %s, month %i ends on %s', (anchor, count, end) => {
  expect(dateOf(endOfMonthFromAnchor(dayOf(anchor), count))).toBe(end);
});

test('seven rolling days end with their last day and have six before it', () => {
  expect(dates(rollingDays(dayOf('2025-01-08'), 7))).toEqual(['2025-01-02', '2025-01-08']);
});
