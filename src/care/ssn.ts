import { Refusal } from '../base/refusal.js';

/**
 * A social security number as it is written on the card, `123-45-6789`, before it is sealed. Numbers that are never given
 * out are refused: area 000, 666 and from 900 on, group 00, and serial 0000.
 *
 * @throws Refusal INVALID_INPUT
 */
export function checkedSsn(ssn: string): string {
  const [, area = '', group = '', serial = ''] = /^(\d{3})[- ]?(\d{2})[- ]?(\d{4})$/.exec(ssn.trim()) ?? [];
  if (area === '' || area === '000' || area === '666' || area >= '900' || group === '00' || serial === '0000') {
    throw new Refusal('INVALID_INPUT', { path: ['input', 'ssn'], expected: 'a social security number that can have been given out, as 123-45-6789' });
  }
  return `${area}-${group}-${serial}`;
}

/** What is enough to tell two people apart who share a name. */
export function lastFourOf(ssn: string): string {
  return ssn.slice(-4);
}
