import { checkedDateRange } from '../base/check.js';
import { type LocalDate, parseLocalDate } from '../base/day.js';
import { Refusal } from '../base/refusal.js';

/** A period for which a physician certifies the need for home health: 60 days, then recertified (42 CFR 424.22). */
export interface Certification {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly kind: CertificationKind;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  /** The date beside the physician's signature; null until it is signed. */
  readonly certifiedOn: LocalDate | null;
  /** When the comprehensive assessment for this period was made; for a recertification that is at the end of the period before. */
  readonly assessedOn: LocalDate | null;
  readonly version: number;
}

export const CERTIFICATION_KINDS = ['INITIAL', 'RECERTIFICATION'] as const;
export type CertificationKind = (typeof CERTIFICATION_KINDS)[number];

/** @throws Refusal INVALID_DATE, INVALID_RANGE */
export function certified(certification: Certification, today: LocalDate): Certification {
  const { startsOn, endsOn, certifiedOn, assessedOn } = certification;
  checkedDateRange(parseLocalDate(startsOn), parseLocalDate(endsOn), ['input', 'endsOn']);
  expectPast(certifiedOn, today, 'certifiedOn');
  expectPast(assessedOn, today, 'assessedOn');
  return certification;
}

function expectPast(date: LocalDate | null, today: LocalDate, field: string): void {
  if (date !== null && parseLocalDate(date) > today) throw new Refusal('INVALID_DATE', { path: ['input', field], expected: 'a date that has come' });
}
