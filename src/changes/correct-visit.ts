import { correctedTo } from '../care/visit.js';
import { expectReason } from './change.js';
import { visitChange, type VisitInput } from './visit-changes.js';

export interface CorrectVisitInput extends VisitInput {
  readonly actualStartsAt: Date;
  readonly actualEndsAt: Date;
}

/** The worked times were recorded wrongly. Why is required: they are what the claim rests on. */
export const correctVisit = visitChange<CorrectVisitInput>('correctVisit', 'CORRECTED', (visit, { actualStartsAt, actualEndsAt }, work) => {
  expectReason(work, 'the correction');
  return correctedTo(visit, actualStartsAt, actualEndsAt, work.patient.timeZone, work.now);
});
