import { completedAt } from '../care/visit.js';
import { visitChange, type VisitInput } from './visit-changes.js';

export interface CompleteVisitInput extends VisitInput {
  /** When it was really worked; the planned times when left out. */
  readonly actualStartsAt?: Date | null;
  readonly actualEndsAt?: Date | null;
}

export const completeVisit = visitChange<CompleteVisitInput>('completeVisit', 'COMPLETED', (visit, { actualStartsAt, actualEndsAt }, { patient, now }) =>
  completedAt(visit, actualStartsAt ?? visit.startsAt, actualEndsAt ?? visit.endsAt, patient.timeZone, now),
);
