import type { DayNumber } from '../base/day.js';
import type { PatientStatus } from '../care/patient.js';
import type { DayWindow } from './calendar.js';
import { compareText } from './grouping.js';
import type { StatusPeriodFact } from './snapshot.js';

/** When the patient was on service, and when not. */
export interface ServicePeriods {
  /** The period of absence that holds on a day; null where the patient is on service. */
  absenceOn(day: DayNumber): StatusPeriodFact | null;
  daysOnService(window: DayWindow): number;
}

/**
 * A period holds until a later one does, and before the first of them the patient is on service. A hold
 * holds from the day it starts, because it starts when someone else takes over the care. The day of
 * discharge or death still belongs to the period before it: the discharge itself is a visit, and a visit
 * on the day of a death may well have come before it.
 */
export function servicePeriodsOf(periods: readonly StatusPeriodFact[]): ServicePeriods {
  const isEverAbsent = periods.some(({ status }) => status !== 'ACTIVE');
  const latestFirst = isEverAbsent ? periods.toSorted((a, b) => b.startsOn - a.startsOn || compareText(a.status, b.status)) : [];

  function absenceOn(day: DayNumber): StatusPeriodFact | null {
    const period = latestFirst.find(({ status, startsOn }) => startsOn + DAYS_UNTIL_IT_HOLDS[status] <= day);
    return period === undefined || period.status === 'ACTIVE' ? null : period;
  }

  return {
    absenceOn,
    daysOnService({ from, to }) {
      if (!isEverAbsent) return to - from + 1;
      let days = 0;
      for (let day = from; day <= to; day += 1) if (absenceOn(day) === null) days += 1;
      return days;
    },
  };
}

const DAYS_UNTIL_IT_HOLDS: Readonly<Record<PatientStatus, 0 | 1>> = { ACTIVE: 0, ON_HOLD: 0, DISCHARGED: 1, DECEASED: 1 };
