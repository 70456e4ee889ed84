import { dayOf, type LocalDate, localDayAt, parseLocalDate, startOfDay } from '../base/day.js';
import { Refusal } from '../base/refusal.js';
import { expectReason } from './change.js';
import { findingChange, type FindingInput } from './finding-changes.js';

export interface WaiveFindingInput extends FindingInput {
  /** The last day of the waiver, at the patient's branch; null: for good, as for what cannot be cured. */
  readonly until?: LocalDate | null;
}

const LONGEST_WAIVER_DAYS = 366;

/** The agency accepts it for a time: it still holds, and is on nobody's list until the waiver ends. */
export const waiveFinding = findingChange<WaiveFindingInput>('waiveFinding', 'WAIVED', (_finding, { until }, work) => {
  const { now, viewer, patient } = work;
  return {
    waivedAt: now,
    waivedBy: viewer.subject,
    waiverReason: expectReason(work, 'waiving it'),
    waivedUntil: until == null ? null : new Date(startOfDay(lastDayOf(until, localDayAt(now.getTime(), patient.timeZone)) + 1, patient.timeZone)),
  };
});

function lastDayOf(until: LocalDate, today: number): number {
  const day = dayOf(parseLocalDate(until));
  if (day < today || day > today + LONGEST_WAIVER_DAYS) {
    throw new Refusal('INVALID_RANGE', { path: ['input', 'until'], expected: `a date from today to ${LONGEST_WAIVER_DAYS} days from now` });
  }
  return day;
}
