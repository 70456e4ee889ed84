import type { EmergencyReason, ReviewStatus } from '../../../care/emergency-access.js';
import { EmergencyAccessRow } from '../../rows/emergency-access-row.js';
import type { List } from '../page.js';
import { given } from './conditions.js';
import { type OfPatients, ofPatients } from './of-patients.js';

export interface EmergencyAccessFilter extends OfPatients {
  readonly subjects?: readonly string[] | null;
  readonly reasonCodes?: readonly EmergencyReason[] | null;
  readonly reviewStatuses?: readonly ReviewStatus[] | null;
  /** Still open at this instant, or not. */
  readonly open?: At | null;
  /** Not reviewed although it was due at this instant, or not so. */
  readonly overdue?: At | null;
}

interface At {
  readonly at: Date;
  readonly is: boolean;
}

export const emergencyAccessList: List<EmergencyAccessRow, EmergencyAccessFilter, 'GRANTED_AT' | 'REVIEW_DUE_AT'> = {
  name: 'emergencyAccesses',
  row: EmergencyAccessRow,
  orders: { GRANTED_AT: [{ sql: 't.granted_at', type: 'timestamptz' }], REVIEW_DUE_AT: [{ sql: 't.review_due_at', type: 'timestamptz' }] },
  where: ({ subjects, reasonCodes, reviewStatuses, open, overdue, ...filter }, bind) => [
    ...ofPatients(filter, bind),
    ...given(subjects, (some) => `t.subject = any(${bind(some, 'text[]')})`),
    ...given(reasonCodes, (some) => `t.reason_code = any(${bind(some, 'text[]')})`),
    ...given(reviewStatuses, (some) => `t.review_status = any(${bind(some, 'text[]')})`),
    ...given(open, ({ at, is }) => `(t.ended_at is null and t.ends_at > ${bind(at, 'timestamptz')}) = ${bind(is, 'boolean')}`),
    ...given(overdue, ({ at, is }) => `(t.review_status = 'PENDING' and t.review_due_at < ${bind(at, 'timestamptz')}) = ${bind(is, 'boolean')}`),
  ],
};
