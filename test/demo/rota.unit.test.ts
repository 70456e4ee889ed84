import { describe, expect, test } from '@jest/globals';

import { emptyRota, MINUTES_A_DAY, shifted, type Slot, timesOf } from '../../src/demo/rota.js';

const DAY = 20_000 * MINUTES_A_DAY;
const NINE: Slot = { from: DAY + 9 * 60, to: DAY + 10 * 60 };

describe('the rota', () => {
  test.each([
    ['at the same time', 0, false],
    ['14 minutes after the end of the one before', 74, false],
    ['15 minutes after the end of the one before', 75, true],
    ['ending 14 minutes before it', -74, false],
    ['ending 15 minutes before it', -75, true],
    ['at the same time of the next day', MINUTES_A_DAY, true],
  ])('a visit %s', (_, minutes, isFree) => {
    const rota = emptyRota();
    rota.book(['nurse'], [NINE]);
    expect(rota.book(['nurse'], [shifted(NINE, minutes)])).toBe(isFree);
  });

  test('where one of them is taken at one of the times, nothing is booked for anyone', () => {
    const rota = emptyRota();
    rota.book(['nurse'], [NINE]);
    expect(rota.book(['patient', 'nurse'], [shifted(NINE, MINUTES_A_DAY), NINE])).toBe(false);
    expect(rota.bookedMinutes('patient')).toBe(0);
    expect(rota.bookedMinutes('nurse')).toBe(60);
  });

  test('a visit that cannot be moved stays where it is, and one that can leaves its time free', () => {
    const rota = emptyRota();
    rota.book(['nurse'], [NINE, shifted(NINE, 120)]);
    expect(rota.move(['nurse'], NINE, shifted(NINE, 90))).toBe(false);
    expect(rota.book(['nurse'], [NINE])).toBe(false);
    expect(rota.move(['nurse'], NINE, shifted(NINE, 240))).toBe(true);
    expect(rota.book(['nurse'], [NINE])).toBe(true);
  });

  test('a visit may be moved to a time that overlaps its own', () => {
    const rota = emptyRota();
    rota.book(['nurse'], [NINE]);
    expect(rota.move(['nurse'], NINE, shifted(NINE, 30))).toBe(true);
  });

  test('who takes a visit over has the time, and who gave it away has it free', () => {
    const rota = emptyRota();
    rota.book(['nurse'], [NINE]);
    expect(rota.handOver('nurse', 'colleague', NINE)).toBe(true);
    expect(rota.bookedMinutes('colleague')).toBe(60);
    expect(rota.book(['nurse'], [NINE])).toBe(true);
    expect(rota.handOver('nurse', 'colleague', NINE)).toBe(false);
  });

  test('times are those of the wall on either side of summer time', () => {
    const on = (day: number): Slot => ({ from: day * MINUTES_A_DAY + 9 * 60, to: day * MINUTES_A_DAY + 10 * 60 });
    const march8 = Date.UTC(2026, 2, 8) / 86_400_000;
    expect(timesOf(on(march8 - 1), 'America/Chicago').startsAt.toISOString()).toBe('2026-03-07T15:00:00.000Z');
    expect(timesOf(on(march8), 'America/Chicago').startsAt.toISOString()).toBe('2026-03-08T14:00:00.000Z');
  });
});
