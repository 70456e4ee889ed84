import { expect, test } from '@jest/globals';

import { occurrencesOf } from '../../src/care/recurrence.js';

const ZONE = 'America/New_York';
/** Monday, 9:00 in New York. */
const FIRST = { startsAt: new Date('2026-03-02T14:00:00Z'), endsAt: new Date('2026-03-02T14:45:00Z') };

const starts = (weekdays: number[], everyWeeks: number, count: number): string[] =>
  occurrencesOf(FIRST, { weekdays, everyWeeks, count }, ZONE).map(({ startsAt }) => startsAt.toISOString());

test('a series keeps its wall-clock time when the clocks change', () => {
  expect(starts([1, 4], 1, 4)).toEqual(['2026-03-02T14:00:00.000Z', '2026-03-05T14:00:00.000Z', '2026-03-09T13:00:00.000Z', '2026-03-12T13:00:00.000Z']);
});

test('every other week leaves whole calendar weeks out', () => {
  expect(starts([1, 5], 2, 4)).toEqual(['2026-03-02T14:00:00.000Z', '2026-03-06T14:00:00.000Z', '2026-03-16T13:00:00.000Z', '2026-03-20T13:00:00.000Z']);
});

test('the first visit of a series keeps the very instant it was asked for, and the others its seconds', () => {
  const first = { startsAt: new Date('2026-03-02T14:00:30Z'), endsAt: new Date('2026-03-02T14:45:30Z') };
  expect(occurrencesOf(first, { weekdays: [1], everyWeeks: 1, count: 2 }, ZONE).map(({ startsAt }) => startsAt.toISOString())).toEqual(['2026-03-02T14:00:30.000Z', '2026-03-09T13:00:30.000Z']);
  // Half past one comes twice on this Sunday; this is the second.
  const repeated = { startsAt: new Date('2026-11-01T06:30:00Z'), endsAt: new Date('2026-11-01T07:00:00Z') };
  expect(occurrencesOf(repeated, { weekdays: [0], everyWeeks: 1, count: 2 }, ZONE).map(({ startsAt }) => startsAt.toISOString())).toEqual(['2026-11-01T06:30:00.000Z', '2026-11-08T06:30:00.000Z']);
});

test('every occurrence is as long as the first', () => {
  for (const { startsAt, endsAt } of occurrencesOf(FIRST, { weekdays: [0, 1, 2, 3, 4, 5, 6], everyWeeks: 1, count: 14 }, ZONE)) {
    expect(endsAt.getTime() - startsAt.getTime()).toBe(45 * 60_000);
  }
});

test.each([
  ['without the weekday of its first visit', { weekdays: [2], everyWeeks: 1, count: 2 }],
  ['of no visits', { weekdays: [1], everyWeeks: 1, count: 0 }],
  ['of more visits than one act may make', { weekdays: [1], everyWeeks: 1, count: 201 }],
  ['on a weekday that does not exist', { weekdays: [1, 7], everyWeeks: 1, count: 2 }],
  ['every zero weeks', { weekdays: [1], everyWeeks: 0, count: 2 }],
])('a series %s is refused', (_name, recurrence) => {
  expect(() => occurrencesOf(FIRST, recurrence, ZONE)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});
