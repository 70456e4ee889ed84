import type { EpochMs } from '../base/day.js';
import { MS_PER_HOUR, MS_PER_MINUTE, instantAt, localDayAt, localMinuteAt } from '../base/day.js';
import type { RequestUrgency } from '../care/authorization.js';
import type { PayerPolicyTerms } from '../care/payer-policy.js';

/** The time that binds a payer to decide about a request, and when it is over. */
export interface DecisionClock {
  readonly length: number;
  readonly unit: 'hour' | 'day';
  readonly dueAt: EpochMs;
}

/** Null where no clock binds the payer. Calendar days end at the same time on the wall, also where the clocks change between. */
export function decisionClockOf(
  { requestedAt, urgency }: { readonly requestedAt: EpochMs; readonly urgency: RequestUrgency },
  { decisionHoursExpedited, decisionDaysStandard }: Pick<PayerPolicyTerms, 'decisionHoursExpedited' | 'decisionDaysStandard'>,
  timeZone: string,
): DecisionClock | null {
  if (urgency === 'EXPEDITED') {
    if (decisionHoursExpedited === null) return null;
    return { length: decisionHoursExpedited, unit: 'hour', dueAt: requestedAt + decisionHoursExpedited * MS_PER_HOUR };
  }
  return decisionDaysStandard === null ? null : { length: decisionDaysStandard, unit: 'day', dueAt: sameTimeAfter(decisionDaysStandard, requestedAt, timeZone) };
}

function sameTimeAfter(days: number, instant: EpochMs, timeZone: string): EpochMs {
  return instantAt(localDayAt(instant, timeZone) + days, localMinuteAt(instant, timeZone), timeZone) + (instant % MS_PER_MINUTE);
}
