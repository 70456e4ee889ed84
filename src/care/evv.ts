import { checkedOptionalText } from '../base/check.js';
import { Refusal } from '../base/refusal.js';
import { type LocalDate, parseLocalDate } from '../base/day.js';

/** Electronic visit verification: the six elements of the Cures Act (SSA 1903(l)(5)(A)) as the clock-in recorded them. */
export interface EvvRecord {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  /** A visit has one record, whose status moves on. */
  readonly visitId: string;
  /** The type of service, as its HCPCS code. */
  readonly serviceCode: string | null;
  /** The individual receiving it, by the member id of the coverage. Sealed. */
  readonly memberId: string | null;
  /** The blind indexes of the member id; none where there is none. */
  readonly memberIndex: readonly string[];
  readonly serviceOn: LocalDate | null;
  /** Where it was recorded, in the words or coordinates of the device. */
  readonly location: string | null;
  /** The individual providing it. */
  readonly staffId: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly status: EvvStatus;
  readonly isManuallyEdited: boolean;
  /** Why it was edited by hand, as the aggregator's code. */
  readonly reasonCode: string | null;
  readonly version: number;
}

export const EVV_STATUSES = ['RECEIVED', 'EXCEPTION', 'VERIFIED', 'SUBMITTED', 'ACCEPTED', 'REJECTED'] as const;
export type EvvStatus = (typeof EVV_STATUSES)[number];

/** The elements that are matched with the visit; `TIME` is the sixth, beginning and end. */
export const EVV_ELEMENTS = ['SERVICE', 'MEMBER', 'DATE', 'LOCATION', 'STAFF', 'TIME'] as const;
export type EvvElement = (typeof EVV_ELEMENTS)[number];

/** @throws Refusal INVALID_DATE, INVALID_RANGE, INVALID_INPUT */
export function verified(record: EvvRecord): EvvRecord {
  if (record.serviceOn !== null) parseLocalDate(record.serviceOn);
  if (record.startsAt !== null && record.endsAt !== null && record.endsAt < record.startsAt) {
    throw new Refusal('INVALID_RANGE', { path: ['input', 'endsAt'], expected: 'an end that is not before the start' });
  }
  return {
    ...record,
    serviceCode: checkedOptionalText(record.serviceCode, ['input', 'serviceCode'], 20),
    location: checkedOptionalText(record.location, ['input', 'location'], 200),
    reasonCode: checkedOptionalText(record.reasonCode, ['input', 'reasonCode'], 40),
  };
}
