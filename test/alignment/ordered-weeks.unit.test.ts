import { describe, expect, test } from '@jest/globals';

import { parseFrequency } from '../../src/alignment/frequency.js';
import { orderedWeeks } from '../../src/alignment/ordered-weeks.js';
import { dateOf, dayOf } from '../../src/base/day.js';
import type { PartialFirstWeek, WeekDefinition } from '../../src/care/payer-policy.js';

function laid(text: string, startsOn = '2025-01-02', week: WeekDefinition = 'SUN_SAT', partial: PartialFirstWeek = 'FULL'): Array<[string, string, number, number]> {
  const reading = parseFrequency(text);
  if (reading.kind !== 'PARSED') throw new Error(text);
  return orderedWeeks(dayOf(startsOn), reading.frequency, week, partial).map(({ from, to, atMost, atLeast }) => [dateOf(from), dateOf(to), atMost, atLeast]);
}

describe('an order of 2w9 from Thursday 2025-01-02', () => {
  test('has a whole first week in the three days to Saturday', () => {
    expect(laid('2w9')[0]).toEqual(['2025-01-02', '2025-01-04', 2, 2]);
    expect(laid('2w9')[1]).toEqual(['2025-01-05', '2025-01-11', 2, 2]);
  });

  test('covers through Saturday 2025-03-01, so that day 60 is uncovered', () => {
    expect(laid('2w9')).toHaveLength(9);
    expect(laid('2w9').at(-1)).toEqual(['2025-02-23', '2025-03-01', 2, 2]);
  });

  test('covers day 60 when it is written 1w1,2w8,1w1', () => {
    expect(laid('1w1,2w8,1w1').at(-1)).toEqual(['2025-03-02', '2025-03-08', 1, 1]);
  });

  test('covers through day 63 when weeks are counted from its start', () => {
    expect(laid('2w9', '2025-01-02', 'ROLLING_FROM_ANCHOR').at(-1)).toEqual(['2025-02-27', '2025-03-05', 2, 2]);
  });

  test('covers through Sunday 2025-03-02 in Monday weeks', () => {
    expect(laid('2w9', '2025-01-02', 'MON_SUN').at(-1)).toEqual(['2025-02-24', '2025-03-02', 2, 2]);
  });
});

describe('an order of 2w9 over a certification of 60 days', () => {
  test.each([
    ['Sunday', '2025-01-05', 3],
    ['Monday', '2025-01-06', 2],
    ['Tuesday', '2025-01-07', 1],
    ['Wednesday', '2025-01-08', 0],
    ['Thursday', '2025-01-09', -1],
    ['Friday', '2025-01-10', -2],
    ['Saturday', '2025-01-11', -3],
  ])('from a %s (%s) ends %i days after day 60', (_, startsOn, days) => {
    expect(laid('2w9', startsOn).at(-1)?.[1]).toBe(dateOf(dayOf(startsOn) + 59 + days));
  });
});

describe('a partial first week', () => {
  // Of 2 ordered visits, so many for the days that are left of the week.
  test.each([
    ['Sunday', '2025-01-05', 2, 2],
    ['Monday', '2025-01-06', 2, 1],
    ['Tuesday', '2025-01-07', 2, 1],
    ['Wednesday', '2025-01-08', 2, 1],
    ['Thursday', '2025-01-09', 1, 0],
    ['Friday', '2025-01-10', 1, 0],
    ['Saturday', '2025-01-11', 1, 0],
  ])('from a %s (%s) has at most %i of 2 visits and at least %i, where the payer prorates', (_, startsOn, atMost, atLeast) => {
    expect(laid('2w2', startsOn, 'SUN_SAT', 'PRORATE')[0]).toEqual([startsOn, '2025-01-11', atMost, atLeast]);
    expect(laid('2w2', startsOn, 'SUN_SAT', 'PRORATE')[1]).toEqual(['2025-01-12', '2025-01-18', 2, 2]);
    expect(laid('2w2', startsOn)[0]).toEqual([startsOn, '2025-01-11', 2, 2]);
  });

  test('of every day of the week has exactly the days that are left', () => {
    for (const [startsOn, days] of [['2025-01-05', 7], ['2025-01-06', 6], ['2025-01-10', 2], ['2025-01-11', 1]] as const) {
      expect(laid('7w1', startsOn, 'SUN_SAT', 'PRORATE')[0]?.slice(2)).toEqual([days, days]);
    }
  });

  test("is as long as the payer's week leaves it", () => {
    expect(laid('2w2', '2025-01-05', 'MON_SUN', 'PRORATE')[0]).toEqual(['2025-01-05', '2025-01-05', 1, 0]);
    expect(laid('2w2', '2025-01-06', 'MON_SUN', 'PRORATE')[0]).toEqual(['2025-01-06', '2025-01-12', 2, 2]);
    expect(laid('2w2', '2025-01-10', 'SAT_FRI', 'PRORATE')[0]).toEqual(['2025-01-10', '2025-01-10', 1, 0]);
    expect(laid('2w2', '2025-01-11', 'SAT_FRI', 'PRORATE')[0]).toEqual(['2025-01-11', '2025-01-17', 2, 2]);
  });

  test('is never partial where weeks are counted from the start', () => {
    expect(laid('2w2', '2025-01-11', 'ROLLING_FROM_ANCHOR', 'PRORATE')[0]).toEqual(['2025-01-11', '2025-01-17', 2, 2]);
  });

  test('of every other week is a share of both its weeks', () => {
    expect(laid('2 every 2 weeks x 4w', '2025-01-11', 'SUN_SAT', 'PRORATE')).toEqual([
      ['2025-01-11', '2025-01-18', 2, 1],
      ['2025-01-19', '2025-02-01', 2, 2],
    ]);
  });

  test('that is ordered as a week of its own is no different, and later phases are whole', () => {
    expect(laid('1w1,2w1', '2025-01-11', 'SUN_SAT', 'PRORATE')).toEqual([
      ['2025-01-11', '2025-01-11', 1, 0],
      ['2025-01-12', '2025-01-18', 2, 2],
    ]);
  });

  test('of no visits stays one of no visits', () => {
    expect(laid('0w1,2w1', '2025-01-11', 'SUN_SAT', 'PRORATE')[0]).toEqual(['2025-01-11', '2025-01-11', 0, 0]);
  });

  test('is worth its share, rounded up at the top and down at the floor, where the payer prorates', () => {
    expect(laid('1-5w2', '2025-01-02', 'SUN_SAT', 'PRORATE')).toEqual([
      ['2025-01-02', '2025-01-04', 3, 0],
      ['2025-01-05', '2025-01-11', 5, 1],
    ]);
  });

  test('never makes the first visit one too many', () => {
    expect(laid('1w2', '2025-01-04', 'SUN_SAT', 'PRORATE')[0]).toEqual(['2025-01-04', '2025-01-04', 1, 0]);
  });

  test('is no share when it is whole', () => {
    expect(laid('2w1', '2025-01-05', 'SUN_SAT', 'PRORATE')).toEqual([['2025-01-05', '2025-01-11', 2, 2]]);
  });

  test('does not change what is ordered by the day', () => {
    expect(laid('1d2', '2025-01-04', 'SUN_SAT', 'PRORATE')).toEqual(laid('1d2', '2025-01-04'));
  });
});

test('every other week is a window of two weeks with one visit anywhere in it', () => {
  expect(laid('q2w x 8w')).toEqual([
    ['2025-01-02', '2025-01-11', 1, 1],
    ['2025-01-12', '2025-01-25', 1, 1],
    ['2025-01-26', '2025-02-08', 1, 1],
    ['2025-02-09', '2025-02-22', 1, 1],
  ]);
});

test('a last window of every other week is as short as what is left of the phase', () => {
  expect(laid('q2w x 3w').at(-1)).toEqual(['2025-01-12', '2025-01-18', 1, 1]);
});

test('a range gives each week its upper limit and its floor', () => {
  expect(laid('1-2w1')).toEqual([['2025-01-02', '2025-01-04', 2, 1]]);
});

test('a phase begins on the day after the one before it', () => {
  expect(laid('1d2,1w2')).toEqual([
    ['2025-01-02', '2025-01-02', 1, 1],
    ['2025-01-03', '2025-01-03', 1, 1],
    ['2025-01-04', '2025-01-04', 1, 1],
    ['2025-01-05', '2025-01-11', 1, 1],
  ]);
});

test('months are calendar months, and the first is what is left of it', () => {
  expect(laid('1m2', '2025-01-15')).toEqual([
    ['2025-01-15', '2025-01-31', 1, 1],
    ['2025-02-01', '2025-02-28', 1, 1],
  ]);
});

test('months are counted from the start where weeks are', () => {
  expect(laid('1m2', '2025-01-15', 'ROLLING_FROM_ANCHOR')).toEqual([
    ['2025-01-15', '2025-02-14', 1, 1],
    ['2025-02-15', '2025-03-14', 1, 1],
  ]);
});

test('visits as needed have no window', () => {
  expect(laid('3PRN')).toEqual([]);
});
