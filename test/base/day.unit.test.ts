import { describe, expect, test } from '@jest/globals';

import { contains, dateOf, dayOf, instantAt, isTimeZone, localDayAt, localMinuteAt, MS_PER_HOUR, parseLocalDate, startOfDay, weekdayOf } from '../../src/base/day.js';

describe('dates as text', () => {
  test.each(['2024-02-29', '1900-01-01', '2199-12-31'])('%s is a date', (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  test.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-1-1', '2024-04-31', '1899-12-31', '2200-01-01', '', 'today', '2024-01-01T00:00:00Z', ' 2024-01-01'])('%j is none', (text) => {
    expect(() => parseLocalDate(text)).toThrow(expect.objectContaining({ code: 'INVALID_DATE' }));
  });

  test('a refusal does not repeat what was sent', () => {
    expect(() => parseLocalDate('1931-02-30')).not.toThrow(/1931/);
  });
});

test('days and dates lead back to each other across leap years and centuries', () => {
  for (const date of ['1970-01-01', '1969-12-31', '2000-02-29', '2024-12-31', '2100-03-01']) expect(dateOf(dayOf(date))).toBe(date);
});

test('weekdays count from Sunday, also before 1970', () => {
  expect([weekdayOf(dayOf('2025-01-05')), weekdayOf(dayOf('2025-01-11')), weekdayOf(dayOf('1969-12-28'))]).toEqual([0, 6, 0]);
});

test('both ends of a range belong to it', () => {
  const range = { startsOn: 10, endsOn: 12 };
  expect([9, 10, 12, 13].map((day) => contains(range, day))).toEqual([false, true, true, false]);
  expect(contains({ startsOn: 10, endsOn: null }, 100_000)).toBe(true);
});

describe('clock changes', () => {
  const zone = 'America/New_York';

  test('the day on which clocks go forward has 23 hours, the other 25', () => {
    const hours = (date: string): number => (startOfDay(dayOf(date) + 1, zone) - startOfDay(dayOf(date), zone)) / MS_PER_HOUR;
    expect([hours('2026-03-07'), hours('2026-03-08'), hours('2026-11-01')]).toEqual([24, 23, 25]);
  });

  test('a time that the clock skips is taken as the hour after', () => {
    expect(new Date(instantAt(dayOf('2026-03-08'), 150, zone)).toISOString()).toBe('2026-03-08T07:30:00.000Z');
  });

  test('the wall-clock time of a series stays while its instant moves', () => {
    const before = instantAt(dayOf('2026-03-07'), 540, zone);
    const after = instantAt(dayOf('2026-03-08'), 540, zone);
    expect((after - before) / MS_PER_HOUR).toBe(23);
    expect([localMinuteAt(before, zone), localMinuteAt(after, zone)]).toEqual([540, 540]);
  });

  test('the date of service is the one on the wall, not the one in UTC', () => {
    const instant = Date.parse('2026-01-01T03:30:00Z');
    expect(dateOf(localDayAt(instant, zone))).toBe('2025-12-31');
    expect(dateOf(localDayAt(instant, 'UTC'))).toBe('2026-01-01');
  });
});

test('only zones of the IANA database are zones', () => {
  expect([isTimeZone('America/Denver'), isTimeZone('Mars/Olympus'), isTimeZone('')]).toEqual([true, false, false]);
});
