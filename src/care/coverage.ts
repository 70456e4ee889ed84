import { checkedDateRange, checkedInteger, checkedText } from '../base/check.js';
import { type LocalDate, parseLocalDate } from '../base/day.js';

export interface Coverage {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly payerId: string;
  /** Sealed: the number by which the payer knows the patient. */
  readonly memberId: string;
  /** Its blind indexes, under the keys that are in use: two that share one are the same number. */
  readonly memberIndex: readonly string[];
  /** 1 is primary: the payer whose authorization care is measured against. */
  readonly rank: number;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly version: number;
}

/** @throws Refusal INVALID_INPUT, INVALID_DATE, INVALID_RANGE */
export function covered(coverage: Coverage): Coverage {
  const startsOn = parseLocalDate(coverage.startsOn);
  const endsOn = coverage.endsOn === null ? null : parseLocalDate(coverage.endsOn);
  checkedDateRange(startsOn, endsOn, ['input', 'endsOn']);
  return {
    ...coverage,
    startsOn,
    endsOn,
    rank: checkedInteger(coverage.rank, ['input', 'rank'], { from: 1, to: 9 }),
  };
}

/** As it is before it is sealed. @throws Refusal INVALID_INPUT */
export function checkedMemberId(memberId: string): string {
  return checkedText(memberId, ['input', 'memberId'], 80);
}

/** The payer's dates turned out otherwise, or the number or the rank was another one. Who pays is what a coverage is, and stays. */
export function changed(coverage: Coverage, terms: Pick<Coverage, 'memberId' | 'memberIndex' | 'rank' | 'startsOn' | 'endsOn'>): Coverage {
  return covered({ ...coverage, ...terms, version: coverage.version + 1 });
}
