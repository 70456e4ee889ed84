import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';

import { dateOf, EARLIEST_DATE, LATEST_DATE, parseLocalDate } from '../base/day.js';
import { invariant } from '../base/invariant.js';
import { Refusal } from '../base/refusal.js';

/** Values that JSON has no word for. What they refuse they do not repeat: it may be a patient fact. */
export const LocalDate = scalar<string>({
  name: 'LocalDate',
  description: 'A calendar date, written YYYY-MM-DD. Dates of care are dates on a wall calendar where the patient lives; they have no time and no zone.',
  parse(value) {
    if (typeof value !== 'string') throw new Refusal('INVALID_DATE', { expected: 'a calendar date written YYYY-MM-DD' });
    return parseLocalDate(value);
  },
  serialize(value) {
    // Inside the rules a date is a number of days; both are shown alike.
    if (typeof value === 'number') return dateOf(value);
    invariant(typeof value === 'string', 'a civil date is text or a number of days');
    return value;
  },
});

export const DateTime = scalar<Date>({
  name: 'DateTime',
  description: 'A moment in time, written as ISO 8601 with its offset: 2026-03-29T14:30:00Z or 2026-03-29T09:30:00-05:00. Returned in UTC.',
  parse(value) {
    const instant = typeof value === 'string' ? parseInstant(value) : null;
    if (instant === null) throw new Refusal('INVALID_DATE', { expected: 'a moment that exists, as ISO 8601 with its offset, such as 2026-03-29T14:30:00Z' });
    return instant;
  },
  serialize(value) {
    const instant = value instanceof Date ? value : new Date(typeof value === 'string' || typeof value === 'number' ? value : Number.NaN);
    invariant(!Number.isNaN(instant.getTime()), 'an instant is a date');
    return instant.toISOString();
  },
});

/** More units than any payer authorizes; the database holds no more on a line. */
const MOST_MILLI_UNITS = 1_000_000_000;

export const Units = scalar<number>({
  name: 'Units',
  description: 'A quantity of service, such as 12 or 1.5, with at most three decimals. What one unit is (a visit, a quarter of an hour, an hour, a day) is said by the unit definition beside it.',
  parse(value) {
    const milliUnits = typeof value === 'number' ? Math.round(value * 1000) : Number.NaN;
    if (!(milliUnits >= 0 && milliUnits <= MOST_MILLI_UNITS) || milliUnits / 1000 !== value) {
      throw new Refusal('INVALID_INPUT', { expected: `a number from 0 to ${MOST_MILLI_UNITS / 1000} with at most three decimals` });
    }
    return milliUnits;
  },
  serialize(value) {
    invariant(Number.isSafeInteger(value), 'units are kept as whole thousandths');
    return Number(value) / 1000;
  },
});

export const Cents = scalar<number>({
  name: 'Cents',
  description: 'An amount of money in whole cents.',
  parse(value) {
    if (!Number.isSafeInteger(value)) throw new Refusal('INVALID_INPUT', { expected: 'a whole number of cents' });
    return value as number;
  },
  serialize(value) {
    invariant(Number.isSafeInteger(value), 'money is whole cents');
    return value as number;
  },
});

/** Everything from 1900 to 2199, to the millisecond; what an engine would silently turn into another day is refused. */
function parseInstant(text: string): Date | null {
  const parts = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:[Zz]|[+-](\d{2}):(\d{2}))$/.exec(text);
  if (!parts) return null;
  const [, date = '', hour, minute, second = 0, offsetHour = 0, offsetMinute = 0] = parts;
  const isTime = Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 59 && Number(offsetHour) <= 14 && Number(offsetMinute) <= 59;
  if (!isTime || date < EARLIEST_DATE || date > LATEST_DATE) return null;
  parseLocalDate(date);
  const instant = new Date(text.toUpperCase());
  return Number.isNaN(instant.getTime()) ? null : instant;
}

interface ScalarRules<Internal> {
  readonly name: string;
  readonly description: string;
  /** @throws Refusal */
  parse(value: unknown): Internal;
  serialize(value: unknown): string | number;
}

function scalar<Internal>({ name, description, parse, serialize }: ScalarRules<Internal>): GraphQLScalarType<Internal, string | number> {
  return new GraphQLScalarType({ name, description, serialize, parseValue: parse, parseLiteral: (node) => parse(literal(node)) });
}

function literal(node: ValueNode): unknown {
  switch (node.kind) {
    case Kind.STRING:
      return node.value;
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    default:
      return undefined;
  }
}
