import { CLOCK_TOLERANCE_MS, EARLIEST_DATE } from './day.js';
import { Refusal } from './refusal.js';

/**
 * Checks of what callers send. Each names the field it looked at and what it expected, and says of
 * the value only its kind or size: the value itself may be a patient fact.
 */
type Path = ReadonlyArray<string | number>;

/** Trims, and refuses what is empty, too long, or holds characters that are no text: the database could not keep them. */
export function checkedText(value: string, path: Path, maxLength = 200): string {
  const text = value.trim();
  if (text.length < 1 || text.length > maxLength) {
    throw new Refusal('INVALID_INPUT', { path, expected: `1 to ${maxLength} characters`, found: `${text.length}` });
  }
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u.test(text)) {
    throw new Refusal('INVALID_INPUT', { path, expected: 'text without control characters and halves of characters' });
  }
  return text;
}

export function checkedOptionalText(value: string | null | undefined, path: Path, maxLength = 200): string | null {
  return value === null || value === undefined ? null : checkedText(value, path, maxLength);
}

export function checkedInteger(value: number, path: Path, { from, to }: { readonly from: number; readonly to: number }): number {
  if (!Number.isSafeInteger(value) || value < from || value > to) {
    throw new Refusal('INVALID_INPUT', { path, expected: `a whole number from ${from} to ${to}` });
  }
  return value;
}

export function checkedMember<T extends string>(value: string, members: readonly T[], path: Path): T {
  const member = members.find((candidate) => candidate === value);
  if (member === undefined) throw new Refusal('UNKNOWN_CODE', { path, expected: `one of ${members.join(', ')}` });
  return member;
}

/** An instant that has passed, give or take the caller's clock, and is no typing error. */
export function checkedPast(at: Date, now: Date, path: Path): Date {
  if (!(at.getTime() >= Date.parse(EARLIEST_DATE) && at.getTime() <= now.getTime() + CLOCK_TOLERANCE_MS)) {
    throw new Refusal('INVALID_DATE', { path, expected: 'a time that has passed' });
  }
  return at;
}

export function checkedOptionalPast(at: Date | null | undefined, now: Date, path: Path): Date | null {
  return at === null || at === undefined ? null : checkedPast(at, now, path);
}

/** Both ends included; `to` may be open. ISO dates compare as text. */
export function checkedDateRange(from: string, to: string | null, path: Path): void {
  if (to !== null && to < from) throw new Refusal('INVALID_RANGE', { path, expected: 'an end on or after the start' });
}

/** @throws Refusal VERSION_CONFLICT when the caller looked at another version than the one now stored. */
export function checkVersion(record: { readonly version: number }, expected: number | null | undefined): void {
  if (expected !== null && expected !== undefined && record.version !== expected) {
    throw new Refusal('VERSION_CONFLICT', { path: ['input', 'expectedVersion'], expected: `version ${expected}`, found: `version ${record.version}` });
  }
}

const NPI = /^[0-9]{10}$/;

/** National Provider Identifier: ten digits, the last a Luhn check digit over the prefix 80840. */
export function checkedNpi(value: string | null | undefined, path: Path): string | null {
  if (value === null || value === undefined) return null;
  if (!NPI.test(value) || !passesLuhn(`80840${value}`)) {
    throw new Refusal('INVALID_INPUT', { path, expected: 'a National Provider Identifier: ten digits with a valid check digit' });
  }
  return value;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
