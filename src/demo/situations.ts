import type { PayerKey } from './agencies.js';
import type { Programme } from './programmes.js';
import { PROGRAMMES } from './programmes.js';

/**
 * What is out of line about a patient, or has been. Where a field is left out, all is well in that
 * respect; the first care plan of the programme is the one that is concerned.
 */
export interface Situation {
  readonly name: string;
  readonly payer: PayerKey;
  readonly programme: Programme;
  /** In place of a line for what is planned. */
  readonly authorization?:
    | 'NONE' | 'DENIED' | 'PENDED' | 'REQUESTED_LATE' | 'UNNUMBERED' | 'TWICE' | 'OTHER_DISCIPLINE' | 'OTHER_STAFF' | 'OTHER_DAYS';
  /** What the payer did to it afterwards. */
  readonly later?: 'EXTENDED' | 'CANCELLED';
  /** The last day of the line, counted from today. */
  readonly lineEndsInDays?: number;
  /** Nothing is planned after the line. */
  readonly isPlannedWithinLine?: boolean;
  /** How many visits fewer were authorized than are planned. */
  readonly visitsShort?: number;
  /** A cap of exactly this many visits a week, and one week with one more. */
  readonly weeklyCap?: number;
  /** LATE is after the first visits; URGENT wants the first visit a day before it is planned; ADDED is the second one, after the plan of care. */
  readonly order?: 'UNSIGNED' | 'DISCONTINUED' | 'AMBIGUOUS' | 'LATE' | 'URGENT' | 'CHANGED' | 'ADDED';
  /** One week in which a visit more was made than ordered. */
  readonly isTooOften?: boolean;
  /** A visit as needed was made, and the order allows none. */
  readonly isAsNeededUnordered?: boolean;
  /** What became of the notes of the last visits that are past the payer's limits. */
  readonly notes?: 'MISSING' | 'UNSIGNED' | 'SIGNED_LATE' | 'COSIGNATURE_MISSING' | 'AMENDED_AFTER_BILLING' | 'TOO_SHORT' | 'OTHER_TIMES' | 'OTHER_DIAGNOSIS';
  /** What is the matter with the electronic records of the same visits; MISSING ones are so old that they can soon not be put right any more. */
  readonly evv?: 'MISSING' | 'OTHER_STAFF' | 'OTHER_UNITS' | 'REJECTED';
  /** What happened to a visit: to the last one planned, or to the last one made. */
  readonly visit?: 'MOVED_PAST_LINE' | 'DOUBLE_BOOKED' | 'GIVEN_TO_ASSISTANT' | 'PINNED_AND_LENGTHENED' | 'CALLED_OFF' | 'MISSED_UNTOLD' | 'RAN_OVER';
  /** On hold since the day before yesterday, with visits still planned. */
  readonly isOnHold?: boolean;
  /** Insured with another payer for the last ten days. */
  readonly insuredSinceWith?: PayerKey;
  readonly isUnsupervised?: boolean;
  readonly hasNoFaceToFace?: boolean;
  /** Care began so many days ago, with another agency. */
  readonly inCareForDays?: number;
}

const THERAPY: Programme = [{ serviceCode: 'G0151', minutes: 45, frequencyText: '2w9', unitDefinition: 'VISIT' }];
const NURSING: Programme = [{ serviceCode: 'G0299', minutes: 45, frequencyText: '2w9', unitDefinition: 'VISIT' }];
const AIDE: Programme = [{ serviceCode: 'G0156', minutes: 60, frequencyText: '2w9', unitDefinition: 'QUARTER_HOUR' }, ...NURSING];
const PERSONAL_CARE: Programme = [{ serviceCode: 'T1019', minutes: 120, frequencyText: '3w9', unitDefinition: 'QUARTER_HOUR' }];
const HOURLY_NURSING: Programme = [{ serviceCode: 'T1002', minutes: 60, frequencyText: '2w9', unitDefinition: 'QUARTER_HOUR' }];
const HOURS_OF_AIDE: Programme = [{ serviceCode: 'S9122', minutes: 180, frequencyText: '3w9', unitDefinition: 'HOUR' }];

export const SITUATIONS: readonly Situation[] = [
  { name: 'authorization expired', payer: 'ADVANTAGE', programme: THERAPY, lineEndsInDays: -3 },
  { name: 'note missing', payer: 'MEDICARE', programme: NURSING, notes: 'MISSING' },
  { name: 'order unsigned', payer: 'MEDICARE', programme: [...THERAPY, ...NURSING], order: 'UNSIGNED' },
  { name: 'units exhausted', payer: 'ADVANTAGE', programme: THERAPY, visitsShort: 6 },
  { name: 'weekly cap passed, visit held', payer: 'MANAGED_CARE', programme: [{ serviceCode: 'T1002', minutes: 60, frequencyText: '3w9', unitDefinition: 'QUARTER_HOUR' }], weeklyCap: 2 },
  { name: 'authorization ends soon', payer: 'VETERANS', programme: HOURS_OF_AIDE, lineEndsInDays: 6 },
  { name: 'note unsigned', payer: 'ADVANTAGE', programme: NURSING, notes: 'UNSIGNED' },
  { name: 'other discipline authorized', payer: 'ADVANTAGE', programme: THERAPY, authorization: 'OTHER_DISCIPLINE' },
  { name: 'more often than ordered', payer: 'MEDICARE', programme: THERAPY, isTooOften: true },
  { name: 'extended in time', payer: 'ADVANTAGE', programme: THERAPY, lineEndsInDays: 4, later: 'EXTENDED' },
  { name: 'nothing authorized', payer: 'VETERANS', programme: PROGRAMMES.VETERANS[2] as Programme, authorization: 'NONE' },
  { name: 'request denied', payer: 'COMMERCIAL', programme: PROGRAMMES.COMMERCIAL[0] as Programme, authorization: 'DENIED' },
  { name: 'request pending', payer: 'ADVANTAGE', programme: THERAPY, authorization: 'PENDED' },
  { name: 'order discontinued', payer: 'MEDICARE', programme: THERAPY, order: 'DISCONTINUED' },
  { name: 'weekly cap passed, warned', payer: 'MEDICAID', programme: [{ serviceCode: 'T1019', minutes: 120, frequencyText: '4w9', unitDefinition: 'QUARTER_HOUR' }], weeklyCap: 3 },
  { name: 'co-signature missing', payer: 'MANAGED_CARE', programme: HOURLY_NURSING, notes: 'COSIGNATURE_MISSING' },
  { name: 'frequency ambiguous', payer: 'MEDICARE', programme: NURSING, order: 'AMBIGUOUS' },
  { name: 'authorization cancelled', payer: 'ADVANTAGE', programme: NURSING, later: 'CANCELLED' },
  { name: 'visit moved past the authorization', payer: 'ADVANTAGE', programme: THERAPY, lineEndsInDays: 9, isPlannedWithinLine: true, visit: 'MOVED_PAST_LINE' },
  { name: 'authorized for other staff', payer: 'ADVANTAGE', programme: THERAPY, authorization: 'OTHER_STAFF' },
  { name: 'a day that is not authorized', payer: 'COMMERCIAL', programme: THERAPY, authorization: 'OTHER_DAYS' },
  { name: 'authorized twice', payer: 'ADVANTAGE', programme: NURSING, authorization: 'TWICE' },
  { name: 'visit outgrew what was set aside for it', payer: 'MANAGED_CARE', programme: HOURLY_NURSING, visit: 'PINNED_AND_LENGTHENED' },
  { name: 'authorization without a number', payer: 'COMMERCIAL', programme: THERAPY, authorization: 'UNNUMBERED' },
  { name: 'insured elsewhere', payer: 'COMMERCIAL', programme: THERAPY, insuredSinceWith: 'VETERANS' },
  { name: 'requested too late', payer: 'MANAGED_CARE', programme: HOURLY_NURSING, authorization: 'REQUESTED_LATE' },
  { name: 'note signed late', payer: 'MEDICARE', programme: NURSING, notes: 'SIGNED_LATE' },
  { name: 'note says too little', payer: 'MEDICARE', programme: THERAPY, notes: 'TOO_SHORT' },
  { name: 'note gives other times', payer: 'COMMERCIAL', programme: PROGRAMMES.COMMERCIAL[0] as Programme, notes: 'OTHER_TIMES' },
  { name: 'note amended after billing', payer: 'COMMERCIAL', programme: THERAPY, notes: 'AMENDED_AFTER_BILLING' },
  { name: 'note gives another diagnosis', payer: 'VETERANS', programme: PROGRAMMES.VETERANS[2] as Programme, notes: 'OTHER_DIAGNOSIS' },
  { name: 'visit as needed that no order allows', payer: 'MEDICARE', programme: NURSING, isAsNeededUnordered: true },
  { name: 'clock-in of someone else', payer: 'MEDICAID', programme: PERSONAL_CARE, evv: 'OTHER_STAFF' },
  { name: 'clock-in shorter than the visit', payer: 'MANAGED_CARE', programme: PERSONAL_CARE, evv: 'OTHER_UNITS' },
  { name: 'clock-in rejected', payer: 'MANAGED_CARE', programme: PERSONAL_CARE, evv: 'REJECTED' },
  { name: 'no clock-in', payer: 'MANAGED_CARE', programme: PERSONAL_CARE, evv: 'MISSING' },
  { name: 'order came after the first visits', payer: 'MEDICARE', programme: NURSING, order: 'LATE' },
  { name: 'order changed, schedule did not', payer: 'MEDICARE', programme: THERAPY, order: 'CHANGED' },
  { name: 'seen a day too late', payer: 'MEDICARE', programme: NURSING, order: 'URGENT' },
  { name: 'order added to the plan of care', payer: 'MEDICARE', programme: [...NURSING, ...THERAPY], order: 'ADDED' },
  { name: 'certification about to end', payer: 'MEDICARE', programme: NURSING, inCareForDays: 57 },
  { name: 'no face-to-face encounter', payer: 'MEDICARE', programme: THERAPY, hasNoFaceToFace: true },
  { name: 'aide unsupervised', payer: 'MEDICARE', programme: AIDE, isUnsupervised: true },
  { name: 'therapy not reassessed', payer: 'MEDICARE', programme: THERAPY, isUnsupervised: true },
  { name: 'two visits at once', payer: 'MEDICARE', programme: [...NURSING, ...THERAPY], visit: 'DOUBLE_BOOKED' },
  { name: 'visit ran over', payer: 'MANAGED_CARE', programme: HOURLY_NURSING, visit: 'RAN_OVER' },
  { name: 'visit given to an assistant', payer: 'MEDICARE', programme: THERAPY, visit: 'GIVEN_TO_ASSISTANT' },
  { name: 'on hold, visits still planned', payer: 'MEDICARE', programme: NURSING, isOnHold: true },
  { name: 'missed and the physician not told', payer: 'MEDICARE', programme: NURSING, visit: 'MISSED_UNTOLD' },
  { name: 'ordered visit called off', payer: 'MEDICARE', programme: NURSING, visit: 'CALLED_OFF' },
];
