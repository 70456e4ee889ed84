import type { CapPeriod } from '../care/authorization.js';
import type { UnitDefinition } from '../care/service.js';
import type { PayerKey } from './agencies.js';

/** One service as a patient gets it: how often is written the way physicians write it. */
export interface CarePlan {
  readonly serviceCode: string;
  readonly minutes: number;
  readonly frequencyText: string;
  /** How the payer counts what it authorizes; read only where it authorizes at all. */
  readonly unitDefinition: UnitDefinition;
  readonly cap?: CapPeriod;
}

/** What a patient gets in all. */
export type Programme = readonly CarePlan[];

const visits = (serviceCode: string, minutes: number, frequencyText: string, cap?: CapPeriod): CarePlan => ({
  serviceCode, minutes, frequencyText, unitDefinition: 'VISIT', ...(cap && { cap }),
});
const quarters = (serviceCode: string, minutes: number, frequencyText: string, cap?: CapPeriod): CarePlan => ({
  serviceCode, minutes, frequencyText, unitDefinition: 'QUARTER_HOUR', ...(cap && { cap }),
});
const hours = (serviceCode: string, minutes: number, frequencyText: string, cap?: CapPeriod): CarePlan => ({
  serviceCode, minutes, frequencyText, unitDefinition: 'HOUR', ...(cap && { cap }),
});

export const PROGRAMMES: Readonly<Record<PayerKey, readonly Programme[]>> = {
  MEDICARE: [
    [visits('G0299', 45, '2w4,1w5')],
    [visits('G0151', 45, '2w9'), visits('G0299', 45, '1w9,3PRN for pain above 6')],
    [visits('G0299', 45, '3w1,2w8'), visits('G0156', 60, '2w9')],
    [visits('G0153', 45, '1-2w9')],
    [visits('G0299', 30, 'q2w x 8w'), visits('G0152', 45, '1w9')],
  ],
  ADVANTAGE: [
    [visits('G0157', 45, '2w9')],
    [visits('G0151', 45, '1-2w9'), visits('G0152', 45, '1w9')],
    [visits('G0300', 45, '3w1,2w8', 'WEEK')],
    [visits('G0299', 45, '2w4,1w5'), quarters('G0156', 60, '3w9', 'WEEK')],
    [visits('G0153', 45, '2w4,1w5'), visits('G0155', 60, 'q2w x 8w')],
  ],
  MEDICAID: [
    [quarters('T1019', 120, '3w9', 'WEEK')],
    [quarters('T1019', 180, '2w9', 'WEEK')],
    [quarters('G0156', 60, '2w9', 'MONTH'), visits('G0299', 45, 'q2w x 8w')],
  ],
  MANAGED_CARE: [
    [quarters('T1002', 60, '2w9', 'WEEK')],
    [quarters('T1019', 120, '3w9', 'WEEK')],
    [quarters('T1019', 180, '2w9', 'WEEK'), quarters('T1002', 30, '1w9')],
    [quarters('T1019', 90, 'daily x 60 days', 'DAY')],
  ],
  COMMERCIAL: [
    [hours('S9123', 120, '2w4,1w5')],
    [visits('G0151', 45, '3w1,2w8', 'MONTH')],
    [visits('G0152', 45, '2w9'), visits('G0153', 45, '1w9')],
  ],
  VETERANS: [
    [hours('S9122', 180, '3w9', 'WEEK')],
    [hours('S9122', 120, '2w9', 'WEEK'), visits('G0151', 45, '2w4,1w5')],
    [visits('G0299', 60, '1w9,3PRN for wound drainage')],
  ],
};
