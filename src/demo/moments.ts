import { localDayAt, MS_PER_MINUTE } from '../base/day.js';
import type { PayerPolicyTerms } from '../care/payer-policy.js';
import type { ChangeCause } from '../care/visit.js';
import type { Case } from './casebook.js';
import { termsOn } from './payers.js';
import type { Times } from './rota.js';

/** When things happened around a visit, and why. */
export function later(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * MS_PER_MINUTE);
}

export function earliest(a: Date, b: Date): Date {
  return a < b ? a : b;
}

export function ageOf({ now }: Case, { endsAt }: Times): number {
  return now.getTime() - endsAt.getTime();
}

/** The terms that its payer has for a visit. */
export function termsOf({ payer, today, branch }: Case, { startsAt }: Times): PayerPolicyTerms {
  return termsOn(payer, today - localDayAt(startsAt.getTime(), branch.timeZone));
}

export interface Because {
  readonly cause: ChangeCause;
  readonly reason: string;
  readonly occurredAt: Date;
}

export function because([cause, reason]: readonly [ChangeCause, string], occurredAt: Date): Because {
  return { cause, reason, occurredAt };
}

export const ABSENCES: ReadonlyArray<readonly [ChangeCause, string]> = [
  ['PATIENT_REQUEST', 'Example reason: appointment elsewhere'],
  ['FAMILY_REQUEST', 'Example reason: family away'],
  ['STAFF_UNAVAILABLE', 'Example reason: clinician ill'],
  ['WEATHER', 'Example reason: roads closed'],
];
