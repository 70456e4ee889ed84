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
  readonly authorization?: 'NONE' | 'DENIED' | 'PENDED' | 'OTHER_DISCIPLINE';
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
  readonly order?: 'UNSIGNED' | 'DISCONTINUED' | 'AMBIGUOUS';
  /** One week in which a visit more was made than ordered. */
  readonly isTooOften?: boolean;
  /** What became of the notes of the last visits that are past the payer's limits. */
  readonly notes?: 'MISSING' | 'UNFINISHED' | 'UNSIGNED' | 'COSIGNATURE_MISSING' | 'AMENDED';
  /** A visit that was planned under the authorization is moved to after its end. */
  readonly isMovedPastLine?: boolean;
}

const THERAPY: Programme = [{ serviceCode: 'G0151', minutes: 45, frequencyText: '2w9', unitDefinition: 'VISIT' }];
const NURSING: Programme = [{ serviceCode: 'G0299', minutes: 45, frequencyText: '2w9', unitDefinition: 'VISIT' }];

export const SITUATIONS: readonly Situation[] = [
  { name: 'authorization expired', payer: 'ADVANTAGE', programme: THERAPY, lineEndsInDays: -3 },
  { name: 'note missing', payer: 'MEDICARE', programme: NURSING, notes: 'MISSING' },
  { name: 'order unsigned', payer: 'MEDICARE', programme: [...THERAPY, ...NURSING], order: 'UNSIGNED' },
  { name: 'units exhausted', payer: 'ADVANTAGE', programme: THERAPY, visitsShort: 4 },
  { name: 'weekly cap passed, visit held', payer: 'MANAGED_CARE', programme: [{ serviceCode: 'T1002', minutes: 60, frequencyText: '3w9', unitDefinition: 'QUARTER_HOUR' }], weeklyCap: 2 },
  { name: 'authorization ends soon', payer: 'VETERANS', programme: [{ serviceCode: 'S9122', minutes: 180, frequencyText: '3w9', unitDefinition: 'HOUR' }], lineEndsInDays: 6 },
  { name: 'note unsigned', payer: 'ADVANTAGE', programme: NURSING, notes: 'UNSIGNED' },
  { name: 'other discipline authorized', payer: 'ADVANTAGE', programme: THERAPY, authorization: 'OTHER_DISCIPLINE' },
  { name: 'more often than ordered', payer: 'MEDICARE', programme: THERAPY, isTooOften: true },
  { name: 'extended in time', payer: 'ADVANTAGE', programme: THERAPY, lineEndsInDays: 4, later: 'EXTENDED' },
  { name: 'nothing authorized', payer: 'VETERANS', programme: PROGRAMMES.VETERANS[2] as Programme, authorization: 'NONE' },
  { name: 'request denied', payer: 'COMMERCIAL', programme: PROGRAMMES.COMMERCIAL[0] as Programme, authorization: 'DENIED' },
  { name: 'request pending', payer: 'ADVANTAGE', programme: THERAPY, authorization: 'PENDED' },
  { name: 'order discontinued', payer: 'MEDICARE', programme: THERAPY, order: 'DISCONTINUED' },
  { name: 'weekly cap passed, warned', payer: 'MEDICAID', programme: [{ serviceCode: 'T1019', minutes: 120, frequencyText: '4w9', unitDefinition: 'QUARTER_HOUR' }], weeklyCap: 3 },
  { name: 'co-signature missing', payer: 'MANAGED_CARE', programme: PROGRAMMES.MANAGED_CARE[0] as Programme, notes: 'COSIGNATURE_MISSING' },
  { name: 'frequency ambiguous', payer: 'MEDICARE', programme: NURSING, order: 'AMBIGUOUS' },
  { name: 'authorization cancelled', payer: 'ADVANTAGE', programme: NURSING, later: 'CANCELLED' },
  { name: 'note unfinished', payer: 'VETERANS', programme: PROGRAMMES.VETERANS[2] as Programme, notes: 'UNFINISHED' },
  { name: 'visit moved past the authorization', payer: 'ADVANTAGE', programme: THERAPY, lineEndsInDays: 9, isPlannedWithinLine: true, isMovedPastLine: true },
  { name: 'note amended', payer: 'MEDICARE', programme: NURSING, notes: 'AMENDED' },
];
