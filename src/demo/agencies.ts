import { Refusal } from '../base/refusal.js';

/**
 * The two agencies of the demonstration. Their ids are constants, so that a token can be made for one
 * before the server has ever started. Everything in them is invented.
 */
export interface DemonstrationAgency {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly branches: readonly DemonstrationBranch[];
  readonly payers: readonly PayerKey[];
  readonly patients: number;
  /** Every so manieth patient has or had something out of line. */
  readonly situationEvery: number;
  /** The patient of `scenario.ts`. */
  readonly storyNumber: number | null;
  /** Ids and chances are drawn from streams of their own, numbered from here. */
  readonly firstStream: number;
}

export interface DemonstrationBranch {
  readonly name: string;
  readonly timeZone: string;
}

export type PayerKey = 'MEDICARE' | 'ADVANTAGE' | 'MEDICAID' | 'MANAGED_CARE' | 'COMMERCIAL' | 'VETERANS';

export const DEMO_AGENCY: DemonstrationAgency = {
  id: '01920000-0000-7000-8000-0000000000d1',
  slug: 'demo',
  name: 'Tallgrass Example Home Care',
  branches: [
    { name: 'Plains branch', timeZone: 'America/Chicago' },
    { name: 'Foothills branch', timeZone: 'America/Denver' },
  ],
  payers: ['MEDICARE', 'ADVANTAGE', 'MEDICAID', 'MANAGED_CARE', 'COMMERCIAL', 'VETERANS'],
  patients: 200,
  situationEvery: 4,
  storyNumber: 1,
  firstStream: 0,
};

/** Small, and there so that one can see that nothing of it shows in the other. */
export const SECOND_AGENCY: DemonstrationAgency = {
  id: '01920000-0000-7000-8000-0000000000d2',
  slug: 'second',
  name: 'Harbor Example Home Health',
  branches: [{ name: 'Harbor branch', timeZone: 'America/New_York' }],
  payers: ['MEDICARE', 'ADVANTAGE'],
  patients: 8,
  situationEvery: 3,
  storyNumber: null,
  firstStream: 2000,
};

export const DEMONSTRATION_AGENCIES: readonly DemonstrationAgency[] = [DEMO_AGENCY, SECOND_AGENCY];

/** @throws Refusal NOT_FOUND */
export function agencyIdOf(slug: string): string {
  const agency = DEMONSTRATION_AGENCIES.find((known) => known.slug === slug);
  if (!agency) throw new Refusal('NOT_FOUND', { path: ['agency'], expected: `one of ${DEMONSTRATION_AGENCIES.map((known) => known.slug).join(', ')}` });
  return agency.id;
}
