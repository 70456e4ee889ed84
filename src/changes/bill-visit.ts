import { billed } from '../care/visit.js';
import { visitChange, type VisitInput } from './visit-changes.js';

export interface BillVisitInput extends VisitInput {
  /** The minutes that the claim states, where they are not those worked. */
  readonly billedMinutes?: number | null;
  /** A corrected claim takes the place of the one that went out before. */
  readonly isCorrection?: boolean | null;
}

/** The claim for a visit went out. */
export const billVisit = visitChange<BillVisitInput>('billVisit', 'BILLED', (visit, { billedMinutes, isCorrection }, { why }) =>
  billed(visit, why.occurredAt, billedMinutes ?? null, isCorrection ?? false),
);
