import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { demandOf, parseFrequency } from '../../src/alignment/frequency.js';
import type { FrequencyPhase, ParsedFrequency } from '../../src/care/order.js';

function frequencyOf(text: string): ParsedFrequency {
  const reading = parseFrequency(text);
  if (reading.kind !== 'PARSED') throw new Error(`${text} is ${reading.kind}`);
  return reading.frequency;
}

function week(visitsAtMost: number, periods: number, more: Partial<FrequencyPhase> = {}): FrequencyPhase {
  return { visitsAtLeast: visitsAtMost, visitsAtMost, period: 'WEEK', every: 1, periods, ...more };
}

describe('an ordered frequency', () => {
  test.each<[string, readonly FrequencyPhase[]]>([
    ['2w4', [week(2, 4)]],
    ['2 W 4', [week(2, 4)]],
    ['2wk3', [week(2, 3)]],
    ['3w1,1w3', [week(3, 1), week(1, 3)]],
    ['3w1 1w3', [week(3, 1), week(1, 3)]],
    ['2wk3 ... then 1wk6', [week(2, 3), week(1, 6)]],
    ['2w3; 1w6', [week(2, 3), week(1, 6)]],
    ['1-2w9', [week(2, 9, { visitsAtLeast: 1 })]],
    ['1 – 2 w 9', [week(2, 9, { visitsAtLeast: 1 })]],
    ['1 to 2 w 9', [week(2, 9, { visitsAtLeast: 1 })]],
    ['1d1', [week(1, 1, { period: 'DAY' })]],
    ['0D1', [week(0, 1, { period: 'DAY' })]],
    ['1m2', [week(1, 2, { period: 'MONTH' })]],
    ['q2w x 8w', [week(1, 8, { every: 2 })]],
    ['Q 2 WEEKS X 8 WEEKS', [week(1, 8, { every: 2 })]],
    ['every other week for 8 weeks', [week(1, 8, { every: 2 })]],
    ['Q2W x 8w', [week(1, 8, { every: 2 })]],
    ['Q3D x 30 days', [week(1, 30, { period: 'DAY', every: 3 })]],
    ['Q1L x 2 months', [week(1, 2, { period: 'MONTH' })]],
    ['daily for 60 days', [week(1, 60, { period: 'DAY' })]],
    ['2 x per month', [week(2, 2, { period: 'MONTH' })]],
    ['1w1,2w8,1w1', [week(1, 1), week(2, 8), week(1, 1)]],
    ['2w8,1d1', [week(2, 8), week(1, 1, { period: 'DAY' })]],
    ['qod x 30 days', [week(1, 30, { period: 'DAY', every: 2 })]],
    ['every other day x 4 weeks', [week(1, 28, { period: 'DAY', every: 2 })]],
    ['daily x 60 days', [week(1, 60, { period: 'DAY' })]],
    ['every 30 days x 60 days', [week(1, 60, { period: 'DAY', every: 30 })]],
    ['twice a week x 4 weeks', [week(2, 4)]],
    ['2x/wk x 4wks', [week(2, 4)]],
    ['3 times per week for 2 weeks', [week(3, 2)]],
    ['2 visits per month x 2 months', [week(2, 2, { period: 'MONTH' })]],
    ['TIW x 4w', [week(3, 4)]],
    ['weekly x 60 days', [week(1, 9)]],
    ['2x daily x 5 days', [week(2, 5, { period: 'DAY' })]],
  ])('%s is read phase by phase', (text, phases) => {
    expect(frequencyOf(text)).toEqual({ phases, asNeeded: null });
  });

  test.each([
    ['SN 2w4', 'SN'],
    ['sn: 2w4', 'SN'],
    ['RN 2w4', 'SN'],
    ['LPN 2w4', 'SN'],
    ['PT 2w4', 'PT'],
    ['OT 2w4', 'OT'],
    ['ST 2w4', 'SLP'],
    ['SLP 2w4', 'SLP'],
    ['MSW 1w1', 'MSW'],
    ['aide 3w8', 'HHA'],
    ['HHA3w8', 'HHA'],
    ['PCS 5w9', 'PCS'],
  ])('%s is an order of %s', (text, discipline) => {
    expect(parseFrequency(text)).toMatchObject({ kind: 'PARSED', discipline });
  });

  test('without a discipline in front leaves it open', () => {
    expect(parseFrequency('2w4')).toMatchObject({ discipline: null });
  });

  test('that names two disciplines is not one order', () => {
    expect(parseFrequency('HHA 3w8 + SN 1w9')).toMatchObject({ kind: 'UNREADABLE', expected: expect.stringContaining('one discipline') });
  });

  test('that is only a rhythm goes on for a certification period', () => {
    expect(frequencyOf('qod').phases).toEqual([week(1, 60, { period: 'DAY', every: 2 })]);
    expect(frequencyOf('twice a week').phases).toEqual([week(2, 9)]);
  });
});

describe('visits as needed', () => {
  test.each<[string, number | null, string | null]>([
    ['3PRN', 3, null],
    ['3 PRN', 3, null],
    ['PRN x3', 3, null],
    ['prn 3 visits', 3, null],
    ['up to 3 PRN visits', 3, null],
    ['PRN', null, null],
    ['PRN x3 for wound drainage', 3, 'wound drainage'],
    ['3 PRN visits if Foley leaks', 3, 'Foley leaks'],
    ['PRN wound drainage', null, 'wound drainage'],
    ['2PRN for temperature above 101, weight gain of 3 pounds', 2, 'temperature above 101, weight gain of 3 pounds'],
    ['2PRN for falls, 1PRN for catheter', 3, 'falls; catheter'],
  ])('%s', (text, count, trigger) => {
    expect(frequencyOf(text)).toEqual({ phases: [], asNeeded: { count, trigger } });
  });

  test('may be followed by a phase, which is not taken for part of their trigger', () => {
    expect(frequencyOf('3PRN for falls, pain and 2w4')).toEqual({ phases: [week(2, 4)], asNeeded: { count: 3, trigger: 'falls, pain' } });
    expect(frequencyOf('3PRN for falls 2w4')).toEqual({ phases: [week(2, 4)], asNeeded: { count: 3, trigger: 'falls' } });
    expect(frequencyOf('PRN pain 1-2w9')).toMatchObject({ phases: [{ visitsAtLeast: 1, visitsAtMost: 2, periods: 9 }], asNeeded: { count: null, trigger: 'pain' } });
    expect(frequencyOf('3PRN, 2w4')).toEqual({ phases: [week(2, 4)], asNeeded: { count: 3, trigger: null } });
  });
});

describe('an ambiguous frequency', () => {
  test.each(['BIW', 'biw', 'bi-weekly', 'Biweekly', 'bi weekly', 'biwkly'])('%s is twice a week to some and every two weeks to others', (text) => {
    expect(parseFrequency(text)).toEqual({ kind: 'AMBIGUOUS', readings: ['twice a week', 'every 2 weeks'] });
  });

  test('keeps the rest of the order in both readings, and either can then be read', () => {
    const reading = parseFrequency('SN BIW x 8w');
    expect(reading).toEqual({ kind: 'AMBIGUOUS', readings: ['SN twice a week x 8w', 'SN every 2 weeks x 8w'] });
    expect(demandOf(frequencyOf('SN twice a week x 8w')).planned).toBe(16);
    expect(demandOf(frequencyOf('SN every 2 weeks x 8w')).planned).toBe(4);
  });

  test('by the month is as ambiguous', () => {
    expect(parseFrequency('bi-monthly x 2 months')).toMatchObject({ kind: 'AMBIGUOUS' });
  });
});

describe('an unreadable frequency', () => {
  test.each(['', '   ', 'SN', 'often', '2w', '2w4x', '1.5w4', '-2w4', '2w-4', '3-2w4', '2w0', '2w400', '1000w4', 'daily x 5', 'q', 'q2', '2w4,,banana', '﷽2w4', 'constructor'])(
    '%p says what was expected instead',
    (text) => {
      expect(parseFrequency(text)).toEqual({ kind: 'UNREADABLE', expected: expect.stringMatching(/\w/) });
    },
  );

  test('is one whose number of weeks was forgotten', () => {
    expect(parseFrequency('2w')).toEqual({ kind: 'UNREADABLE', expected: 'for how many weeks, as in 2w4' });
  });

  test('is one longer than any order', () => {
    expect(parseFrequency('2w4,'.repeat(75))).toMatchObject({ kind: 'UNREADABLE' });
    expect(parseFrequency(`2w4${' '.repeat(400)}`)).toMatchObject({ kind: 'UNREADABLE' });
    expect(parseFrequency('1w1,'.repeat(24).slice(0, -1))).toMatchObject({ kind: 'PARSED' });
    expect(parseFrequency('1w1,'.repeat(25).slice(0, -1))).toMatchObject({ kind: 'UNREADABLE' });
  });
});

describe('the demand of a frequency', () => {
  test.each([
    ['SN 2w4,1w5,3PRN', { planned: 13, atMost: 16, atLeast: 13 }],
    ['PT 1-2w9', { planned: 18, atMost: 18, atLeast: 9 }],
    ['SN q2w x 8w', { planned: 4, atMost: 4, atLeast: 4 }],
    ['HHA 3w8', { planned: 24, atMost: 24, atLeast: 24 }],
    ['q2w x 5w', { planned: 3, atMost: 3, atLeast: 3 }],
    ['0d1', { planned: 0, atMost: 0, atLeast: 0 }],
    ['PRN', { planned: 0, atMost: 0, atLeast: 0 }],
  ])('%s', (text, demand) => {
    expect(demandOf(frequencyOf(text))).toEqual(demand);
  });
});

describe('hostile text', () => {
  test('of any kind is answered and never thrown at', () => {
    const piece = fc.constantFrom('2w4', '1-2w9', 'q2w', 'x', 'for', 'PRN', ',', ';', 'then', 'BIW', 'bi', '-', 'weekly', 'SN', '999', '0', ' ', 'daily', 'every', 'other', '×', '–', '\u0000', '🙂');
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 400, unit: 'binary' }), fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join(''))), (text) => {
        expect(['PARSED', 'AMBIGUOUS', 'UNREADABLE']).toContain(parseFrequency(text).kind);
      }),
      { numRuns: 2000 },
    );
  });

  test('made to be slow is read in no time', () => {
    const texts = ['1'.repeat(300), `PRN ${','.repeat(290)}`, `PRN ${'for, '.repeat(58)}`, `bi${' '.repeat(290)}w`, '3PRN for '.repeat(33), '\u{FDFA}'.repeat(300)];
    const startedAt = performance.now();
    for (const text of texts) for (let run = 0; run < 50; run += 1) parseFrequency(text);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  test('never yields more visits or windows than a schedule can hold', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (count, every, periods) => {
        const reading = parseFrequency(`${count} every ${every} days x ${periods} days`);
        for (const phase of reading.kind === 'PARSED' ? reading.frequency.phases : []) {
          expect(phase.visitsAtMost).toBeLessThanOrEqual(99);
          expect(phase.periods).toBeLessThanOrEqual(366);
          expect(phase.every).toBeGreaterThanOrEqual(1);
        }
      }),
    );
  });
});
