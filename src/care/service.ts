import { Refusal } from '../base/refusal.js';

/** Home-care disciplines. Aliases seen in orders (ST, AIDE) are understood where orders are read. */
export const DISCIPLINES = ['SN', 'PT', 'OT', 'SLP', 'MSW', 'HHA', 'PCS'] as const;
export type Discipline = (typeof DISCIPLINES)[number];

/** What one unit of a service or of an authorized line is. Converted explicitly, never assumed. */
export const UNIT_DEFINITIONS = ['VISIT', 'QUARTER_HOUR', 'HOUR', 'DAY'] as const;
export type UnitDefinition = (typeof UNIT_DEFINITIONS)[number];

/**
 * Quantities of service in thousandths of their unit definition, so that 1.5 hours is 1500 and no
 * sum ever rounds.
 */
export type MilliUnits = number;

/** Money is integer cents. */
export type Cents = number;

export interface ServiceCode {
  readonly code: string;
  readonly discipline: Discipline;
  readonly unit: UnitDefinition;
  /** Our own short label. */
  readonly label: string;
}

/** HCPCS level II codes of home care (domain 1.6). A payer may accept fewer; none uses others here. */
export const SERVICE_CODES: ReadonlyMap<string, ServiceCode> = new Map(
  (
    [
      ['G0299', 'SN', 'QUARTER_HOUR', 'Registered nurse, home'],
      ['G0300', 'SN', 'QUARTER_HOUR', 'Practical nurse, home'],
      ['G0162', 'SN', 'QUARTER_HOUR', 'Registered nurse, care-plan management'],
      ['G0493', 'SN', 'QUARTER_HOUR', 'Registered nurse, observation'],
      ['G0151', 'PT', 'QUARTER_HOUR', 'Physical therapist, home'],
      ['G0157', 'PT', 'QUARTER_HOUR', 'Physical therapist assistant, home'],
      ['G0159', 'PT', 'QUARTER_HOUR', 'Physical therapist, maintenance programme'],
      ['G0152', 'OT', 'QUARTER_HOUR', 'Occupational therapist, home'],
      ['G0158', 'OT', 'QUARTER_HOUR', 'Occupational therapist assistant, home'],
      ['G0160', 'OT', 'QUARTER_HOUR', 'Occupational therapist, maintenance programme'],
      ['G0153', 'SLP', 'QUARTER_HOUR', 'Speech-language pathologist, home'],
      ['G0161', 'SLP', 'QUARTER_HOUR', 'Speech-language pathologist, maintenance programme'],
      ['G0155', 'MSW', 'QUARTER_HOUR', 'Medical social worker, home'],
      ['G0156', 'HHA', 'QUARTER_HOUR', 'Home health aide'],
      ['T1002', 'SN', 'QUARTER_HOUR', 'Registered nurse, up to 15 minutes'],
      ['T1003', 'SN', 'QUARTER_HOUR', 'Practical nurse, up to 15 minutes'],
      ['T1019', 'PCS', 'QUARTER_HOUR', 'Personal care, 15 minutes'],
      ['T1021', 'HHA', 'VISIT', 'Aide, per visit'],
      ['T1030', 'SN', 'DAY', 'Registered nurse, per diem'],
      ['T1031', 'SN', 'DAY', 'Practical nurse, per diem'],
      ['S5125', 'PCS', 'QUARTER_HOUR', 'Attendant care, 15 minutes'],
      ['S5126', 'PCS', 'DAY', 'Attendant care, per diem'],
      ['S5130', 'PCS', 'QUARTER_HOUR', 'Homemaker, 15 minutes'],
      ['S9122', 'HHA', 'HOUR', 'Aide, per hour'],
      ['S9123', 'SN', 'HOUR', 'Registered nurse, per hour'],
      ['S9124', 'SN', 'HOUR', 'Practical nurse, per hour'],
      ['S9128', 'SLP', 'DAY', 'Speech therapy, per diem'],
      ['S9129', 'OT', 'DAY', 'Occupational therapy, per diem'],
      ['S9131', 'PT', 'DAY', 'Physical therapy, per diem'],
    ] as const
  ).map(([code, discipline, unit, label]) => [code, { code, discipline, unit, label }]),
);

/** Claims group lines by these; two letters or digits after the code (X12 SV1 modifiers). */
export const MODIFIER = /^[A-Z0-9]{2}$/;

/** @throws Refusal UNKNOWN_CODE when the code is not one that home care bills. */
export function serviceOf(code: string, path: ReadonlyArray<string | number>): ServiceCode {
  const service = SERVICE_CODES.get(code);
  if (!service) throw new Refusal('UNKNOWN_CODE', { path, expected: 'a HCPCS level II code of home care, such as G0299 or T1019' });
  return service;
}

/** Sorted, so that equal sets of modifiers compare equal. */
export function checkedModifiers(modifiers: readonly string[], path: ReadonlyArray<string | number>): string[] {
  if (modifiers.length > 4 || modifiers.some((modifier) => !MODIFIER.test(modifier))) {
    throw new Refusal('INVALID_INPUT', { path, expected: 'at most four modifiers of two capital letters or digits each' });
  }
  return [...new Set(modifiers)].sort();
}
