import { movedTo } from '../care/visit.js';
import { visitChange, type VisitInput } from './visit-changes.js';

export interface RescheduleVisitInput extends VisitInput {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export const rescheduleVisit = visitChange<RescheduleVisitInput>('rescheduleVisit', 'RESCHEDULED', (visit, { startsAt, endsAt }, { patient, now }) =>
  movedTo(visit, startsAt, endsAt, patient.timeZone, now),
);
