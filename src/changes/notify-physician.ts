import { checkedOptionalPast } from '../base/check.js';
import { notifiedOf } from '../care/visit.js';
import { visitChange, type VisitInput } from './visit-changes.js';

export interface NotifyPhysicianInput extends VisitInput {
  /** When the physician was told, if that was before now. */
  readonly notifiedAt?: Date | null;
}

/** The physician learned that a visit did not take place. */
export const notifyPhysician = visitChange<NotifyPhysicianInput>('notifyPhysician', 'PHYSICIAN_NOTIFIED', (visit, { notifiedAt }, { now, why }) =>
  notifiedOf(visit, checkedOptionalPast(notifiedAt, now, ['input', 'notifiedAt']) ?? why.occurredAt),
);
