import { checkedOptionalPast } from '../base/check.js';
import { missed } from '../care/visit.js';
import { visitChange, type VisitInput } from './visit-changes.js';

export interface MissVisitInput extends VisitInput {
  /** When the physician was told of it, if that has been done. */
  readonly physicianNotifiedAt?: Date | null;
}

/** The visit should have taken place and did not. */
export const missVisit = visitChange<MissVisitInput>('missVisit', 'MISSED', (visit, { physicianNotifiedAt }, { now }) =>
  missed(visit, checkedOptionalPast(physicianNotifiedAt, now, ['input', 'physicianNotifiedAt']), now),
);
