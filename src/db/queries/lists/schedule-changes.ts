import type { ChangeCause, ScheduleChangeKind } from '../../../care/visit.js';
import { ScheduleChangeRow } from '../../rows/schedule-change-row.js';
import type { List } from '../page.js';
import { during, given, type TimeRange } from './conditions.js';
import { type OfPatients, ofPatients } from './of-patients.js';

export interface ScheduleChangeFilter extends OfPatients {
  readonly visitId?: string | null;
  readonly kinds?: readonly ScheduleChangeKind[] | null;
  readonly causes?: readonly ChangeCause[] | null;
  readonly actorSubject?: string | null;
  readonly occurredAt?: TimeRange | null;
  readonly recordedAt?: TimeRange | null;
}

export const scheduleChangeList: List<ScheduleChangeRow, ScheduleChangeFilter, 'RECORDED' | 'OCCURRED_AT'> = {
  name: 'schedule changes',
  row: ScheduleChangeRow,
  // Ids are made in the order in which records are.
  orders: { RECORDED: [], OCCURRED_AT: [{ sql: 't.occurred_at', type: 'timestamptz' }] },
  where: ({ visitId, kinds, causes, actorSubject, occurredAt, recordedAt, ...filter }, bind) => [
    ...ofPatients(filter, bind),
    ...given(visitId, (id) => `t.visit_id = ${bind(id, 'uuid')}`),
    ...given(kinds, (some) => `t.kind = any(${bind(some, 'text[]')})`),
    ...given(causes, (some) => `t.cause = any(${bind(some, 'text[]')})`),
    ...given(actorSubject, (subject) => `t.actor_subject = ${bind(subject, 'text')}`),
    ...during(occurredAt, 't.occurred_at', bind),
    ...during(recordedAt, 't.recorded_at', bind),
  ],
};
