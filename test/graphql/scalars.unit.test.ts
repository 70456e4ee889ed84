import { describe, expect, test } from '@jest/globals';
import { Kind, parseValue } from 'graphql';

import { Cents, DateTime, LocalDate, Units } from '../../src/graphql/scalars.js';

const CANARY = 'Featherstonehaugh';

/** What is refused is refused in the same words whether it stands in a variable or in the document. */
function refusalOf(act: () => unknown): { readonly name: string; readonly code: string; readonly message: string } {
  try {
    act();
  } catch (error) {
    return error as { name: string; code: string; message: string };
  }
  throw new Error('Nothing was refused');
}

describe('LocalDate', () => {
  test.each(['2026-03-04', '2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])('%s is a date', (text) => {
    expect(LocalDate.parseValue(text)).toBe(text);
    expect(LocalDate.parseLiteral(parseValue(`"${text}"`), {})).toBe(text);
    expect(LocalDate.serialize(text)).toBe(text);
  });

  test.each(['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-03-00', '1899-12-31', '2200-01-01', '2026-3-4', '26-03-04', '2026-03-04T00:00:00Z', ' 2026-03-04', '+2026-03-04', '٢٠٢٦-٠٣-٠٤', '', CANARY])(
    '%s is none',
    (text) => {
      for (const act of [() => LocalDate.parseValue(text), () => LocalDate.parseLiteral({ kind: Kind.STRING, value: text }, {})]) {
        const refused = refusalOf(act);
        expect(refused).toMatchObject({ name: 'Refusal', code: 'INVALID_DATE' });
        // Always the same words, so none of them is what was sent.
        expect(refused.message).toBe(refusalOf(() => LocalDate.parseValue(CANARY)).message);
      }
    },
  );

  test.each([20260304, true, null, {}, ['2026-03-04']])('%j is none', (value) => {
    expect(refusalOf(() => LocalDate.parseValue(value))).toMatchObject({ code: 'INVALID_DATE' });
  });

  test('a day number is shown as the date it is', () => {
    expect(LocalDate.serialize(20516)).toBe('2026-03-04');
    expect(LocalDate.serialize(0)).toBe('1970-01-01');
    expect(LocalDate.serialize(-1)).toBe('1969-12-31');
  });
});

describe('DateTime', () => {
  test.each([
    ['2026-03-29T14:30:00Z', '2026-03-29T14:30:00.000Z'],
    ['2026-03-29T14:30Z', '2026-03-29T14:30:00.000Z'],
    ['2026-03-29T14:30:00.123Z', '2026-03-29T14:30:00.123Z'],
    ['2026-03-29T14:30:00.123456789Z', '2026-03-29T14:30:00.123Z'],
    ['2026-03-29T09:30:00-05:00', '2026-03-29T14:30:00.000Z'],
    ['2026-03-29T23:30:00-05:00', '2026-03-30T04:30:00.000Z'],
    ['2026-03-29T20:15:00+05:45', '2026-03-29T14:30:00.000Z'],
    ['2026-03-29t14:30:00z', '2026-03-29T14:30:00.000Z'],
    ['2024-02-29T00:00:00+14:00', '2024-02-28T10:00:00.000Z'],
  ])('%s is a moment', (text, utc) => {
    expect(DateTime.parseValue(text)).toEqual(new Date(utc));
    expect(DateTime.serialize(DateTime.parseValue(text))).toBe(utc);
    expect(DateTime.parseLiteral(parseValue(`"${text}"`), {})).toEqual(new Date(utc));
  });

  test.each([
    ['2026-03-29T14:30:00', 'no offset'],
    ['2026-03-29', 'no time'],
    ['2026-02-30T14:30:00Z', 'no such day'],
    ['2026-02-29T14:30:00Z', 'no such day'],
    ['2026-13-01T14:30:00Z', 'no such month'],
    ['2026-03-29T24:00:00Z', 'no such hour'],
    ['2026-03-29T23:60:00Z', 'no such minute'],
    ['2026-03-29T23:59:60Z', 'no such second'],
    ['2026-03-29T23:59:00+15:00', 'no such offset'],
    ['2026-03-29T23:59:00+05:60', 'no such offset'],
    ['1899-12-31T00:00:00Z', 'too early'],
    ['2200-01-01T00:00:00Z', 'too late'],
    ['2026-03-29 14:30:00Z', 'no T'],
    ['March 29, 2026', 'words'],
    ['1774794600000', 'a number'],
    [CANARY, 'a name'],
    ['', 'nothing'],
  ])('%s is none: %s', (text) => {
    const refused = refusalOf(() => DateTime.parseValue(text));
    expect(refused).toMatchObject({ name: 'Refusal', code: 'INVALID_DATE' });
    // Always the same words, so none of them is what was sent.
    expect([refusalOf(() => DateTime.parseValue(CANARY)).message, refusalOf(() => LocalDate.parseValue('2026-02-30')).message]).toContain(refused.message);
  });

  test('a number is none, though a Date would take it', () => {
    expect(refusalOf(() => DateTime.parseValue(1774794600000))).toMatchObject({ code: 'INVALID_DATE' });
    expect(refusalOf(() => DateTime.parseLiteral(parseValue('1774794600000'), {}))).toMatchObject({ code: 'INVALID_DATE' });
  });

  test('what was kept as text is shown like what was kept as a moment', () => {
    expect(DateTime.serialize('2026-03-29T14:30:00.000Z')).toBe(DateTime.serialize(new Date('2026-03-29T14:30:00Z')));
    expect(() => DateTime.serialize('yesterday')).toThrow('an instant is a date');
  });
});

describe('Units', () => {
  test.each([
    [0, 0],
    [1, 1000],
    [1.5, 1500],
    [0.001, 1],
    [0.1, 100],
    [1.1, 1100],
    [2.675, 2675],
    [4.35, 4350],
    [1_000_000, 1_000_000_000],
    [999_999.999, 999_999_999],
  ])('%d is %d thousandths, and back', (units, milliUnits) => {
    expect(Units.parseValue(units)).toBe(milliUnits);
    expect(Units.serialize(milliUnits)).toBe(units);
    expect(Units.parseLiteral(parseValue(String(units)), {})).toBe(milliUnits);
  });

  test('every number of thousandths is the same again after a round trip', () => {
    for (let milliUnits = 0; milliUnits <= 20_000; milliUnits += 1) expect(Units.parseValue(Units.serialize(milliUnits))).toBe(milliUnits);
  });

  test.each([-1, -0.001, 0.0001, 1.0005, 1_000_000.001, 1e9, Number.NaN, Infinity, '12', CANARY, null, true, {}])('%p is none', (value) => {
    const refused = refusalOf(() => Units.parseValue(value));
    expect(refused).toMatchObject({ name: 'Refusal', code: 'INVALID_INPUT' });
    expect(refused.message).not.toContain(CANARY);
  });
});

describe('Cents', () => {
  test.each([0, 1, 4500, -4500, Number.MAX_SAFE_INTEGER])('%d is an amount', (cents) => {
    expect(Cents.parseValue(cents)).toBe(cents);
    expect(Cents.serialize(cents)).toBe(cents);
  });

  test.each([1.5, Number.MAX_SAFE_INTEGER + 1, '45', null])('%p is none', (value) => {
    expect(refusalOf(() => Cents.parseValue(value))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(() => Cents.serialize(value)).toThrow('money is whole cents');
  });
});
