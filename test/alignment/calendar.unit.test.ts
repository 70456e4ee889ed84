import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { certificationPeriod, endOfMonthFromAnchor, faceToFaceWindow, monthOf, recertificationWindow, rollingDays, weekOf, weeksTouched } from '../../src/alignment/calendar.js';
import type { DayWindow } from '../../src/alignment/calendar.js';
import type { DayNumber, EpochMs } from '../../src/base/day.js';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, dateOf, dayOf, instantAt, localDayAt, localMinuteAt, startOfDay } from '../../src/base/day.js';
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

/**
 * The same questions answered by another implementation: what a wall clock shows according to `Intl`, and
 * calendars by walking from day to day. Zones with half hours, with changes of half an hour or at
 * midnight, and one that left out a whole day.
 */
describe('civil dates agree with those of Intl', () => {
  const CLOCK_CHANGES: ReadonlyArray<readonly [string, string]> = [
    ['America/Chicago', '2025-03-09T08:00Z'],
    ['America/Chicago', '2025-11-02T07:00Z'],
    ['America/Phoenix', '2025-03-09T09:00Z'],
    ['America/St_Johns', '2006-04-02T03:31Z'],
    ['America/St_Johns', '2025-03-09T05:30Z'],
    ['America/Sao_Paulo', '2018-11-04T03:00Z'],
    ['America/Sao_Paulo', '2019-02-17T02:00Z'],
    ['America/Havana', '2025-03-09T05:00Z'],
    ['Europe/London', '2025-10-26T01:00Z'],
    ['Asia/Beirut', '2024-03-30T22:00Z'],
    ['Asia/Kolkata', '2025-06-01T18:30Z'],
    ['Asia/Kathmandu', '2025-06-01T18:15Z'],
    ['Australia/Lord_Howe', '2025-04-05T15:00Z'],
    ['Australia/Lord_Howe', '2025-10-04T15:30Z'],
    ['Pacific/Chatham', '2025-04-05T14:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00Z'],
    ['Pacific/Kiritimati', '2025-01-01T10:00Z'],
  ];
  const [FIRST, LAST] = [Date.UTC(1990, 0, 1), Date.UTC(2060, 0, 1)];

  const zone = fc.constantFrom(...new Set(CLOCK_CHANGES.map(([name]) => name)));
  const anyMoment = fc.record({ timeZone: zone, instant: fc.integer({ min: FIRST, max: LAST }) });
  const momentNearChange = fc
    .record({ change: fc.constantFrom(...CLOCK_CHANGES), minutes: fc.integer({ min: -1500, max: 1500 }), ms: fc.constantFrom(-1, 0, 1) })
    .map(({ change: [timeZone, at], minutes, ms }) => ({ timeZone, instant: Date.parse(at) + minutes * MS_PER_MINUTE + ms }));
  const moment = fc.oneof(anyMoment, momentNearChange);
  const someDay = fc.integer({ min: FIRST / MS_PER_DAY, max: LAST / MS_PER_DAY });

  const formats = new Map<string, Intl.DateTimeFormat>();

  interface Shown {
    readonly day: DayNumber;
    readonly minute: number;
    readonly month: string;
    readonly dayOfMonth: number;
    readonly weekday: string;
  }

  function shown(instant: EpochMs, timeZone: string): Shown {
    const format =
      formats.get(timeZone) ??
      new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', weekday: 'short', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
    formats.set(timeZone, format);
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    return {
      day: Date.UTC(number('year'), number('month') - 1, number('day')) / MS_PER_DAY,
      minute: number('hour') * 60 + number('minute'),
      month: `${number('year')}-${number('month')}`,
      dayOfMonth: number('day'),
      weekday: parts.get('weekday')!,
    };
  }

  function dateShown(day: DayNumber): Shown {
    return shown(day * MS_PER_DAY, 'UTC');
  }

  test('in the day and the minute that a clock on the wall shows', () => {
    fc.assert(
      fc.property(moment, ({ timeZone, instant }) => {
        const { day, minute } = shown(instant, timeZone);
        expect(localDayAt(instant, timeZone)).toBe(day);
        expect(localMinuteAt(instant, timeZone)).toBe(minute);
      }),
      { numRuns: 1000 },
    );
  });

  test('in the first instant of a day, which shows that day and has none of it before it', () => {
    fc.assert(
      fc.property(moment, ({ timeZone, instant }) => {
        const { day } = shown(instant, timeZone);
        const start = startOfDay(day, timeZone);
        expect(shown(start, timeZone).day).toBe(day);
        expect(shown(start - 1, timeZone).day).toBeLessThan(day);
      }),
      { numRuns: 1000 },
    );
  });

  test('in a day that was left out, which begins and ends with the one after it', () => {
    const day = dayOf('2011-12-30');
    expect(startOfDay(day, 'Pacific/Apia')).toBe(startOfDay(day + 1, 'Pacific/Apia'));
    expect(shown(startOfDay(day, 'Pacific/Apia') - 1, 'Pacific/Apia').day).toBe(day - 1);
  });

  test('in the instant of a time on the wall: the first that shows it, or after it where none does', () => {
    const wallAt = (instant: EpochMs, timeZone: string): number => {
      const { day, minute } = shown(instant, timeZone);
      return day * 1440 + minute;
    };
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 1439 }), ({ timeZone, instant }, minute) => {
        const { day } = shown(instant, timeZone);
        const wall = day * 1440 + minute;
        const answer = instantAt(day, minute, timeZone);
        // Every offset from UTC that holds within a day and a half is tried, so no instant that shows the time is overlooked.
        const offsets = Array.from({ length: 73 }, (_, index) => answer + (index - 36) * MS_PER_HOUR).map((near) => wallAt(near, timeZone) * MS_PER_MINUTE - Math.floor(near / MS_PER_MINUTE) * MS_PER_MINUTE);
        const showing = [...new Set(offsets)].map((offset) => wall * MS_PER_MINUTE - offset).filter((candidate) => wallAt(candidate, timeZone) === wall);
        const isRight = showing.length > 0 ? answer === Math.min(...showing) : wallAt(answer, timeZone) > wall;
        expect(isRight).toBe(true);
      }),
      { numRuns: 250 },
    );
  });

  test('in weeks', () => {
    const FIRST_NAMES = { SUN_SAT: 'Sun', MON_SUN: 'Mon', SAT_FRI: 'Sat' } as const;
    fc.assert(
      fc.property(someDay, someDay, (day, anchor) => {
        for (const [definition, name] of Object.entries(FIRST_NAMES)) {
          let from = day;
          while (dateShown(from).weekday !== name) from -= 1;
          expect(weekOf(day, definition as keyof typeof FIRST_NAMES, anchor)).toEqual({ from, to: from + 6 });
        }
        const anchored = dateShown(anchor).weekday;
        let from = day;
        while (dateShown(from).weekday !== anchored) from -= 1;
        expect(weekOf(day, 'ROLLING_FROM_ANCHOR', anchor)).toEqual({ from, to: from + 6 });
      }),
      { numRuns: 200 },
    );
  });

  test('in months', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        const { month } = dateShown(day);
        let [from, to] = [day, day];
        while (dateShown(from - 1).month === month) from -= 1;
        while (dateShown(to + 1).month === month) to += 1;
        expect(monthOf(day)).toEqual({ from, to });
      }),
      { numRuns: 200 },
    );
  });

  test('in months that are counted from a day', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 14 }), (anchor, count) => {
        const { dayOfMonth } = dateShown(anchor);
        let [day, months] = [anchor, 0];
        // To the first of the month in which the last of them ends, then to the anchor's day in it, or to where it ends.
        while (months < count) {
          if (dateShown(day + 1).month !== dateShown(day).month) months += 1;
          day += 1;
        }
        while (dateShown(day).dayOfMonth < dayOfMonth && dateShown(day + 1).month === dateShown(day).month) day += 1;
        const isTooShort = dateShown(day).dayOfMonth < dayOfMonth;
        expect(endOfMonthFromAnchor(anchor, count)).toBe(isTooShort ? day : day - 1);
      }),
      { numRuns: 100 },
    );
  });
});
