import { FindingHistoryRow, type FindingHistoryKind } from '../../rows/finding-history-row.js';
import type { List } from '../page.js';
import { during, given, type TimeRange } from './conditions.js';
import { type OfPatients, ofPatients } from './of-patients.js';

export interface FindingHistoryFilter extends OfPatients {
  readonly kinds?: readonly FindingHistoryKind[] | null;
  readonly actorSubject?: string | null;
  readonly recordedAt?: TimeRange | null;
}

export const findingHistoryList: List<FindingHistoryRow, FindingHistoryFilter, 'RECORDED_AT'> = {
  name: 'finding history',
  row: FindingHistoryRow,
  orders: { RECORDED_AT: [{ sql: 't.recorded_at', type: 'timestamptz' }] },
  where: ({ kinds, actorSubject, recordedAt, ...filter }, bind) => [
    ...ofPatients(filter, bind),
    ...given(kinds, (some) => `t.kind = any(${bind(some, 'text[]')})`),
    ...given(actorSubject, (subject) => `t.actor_subject = ${bind(subject, 'text')}`),
    ...during(recordedAt, 't.recorded_at', bind),
  ],
};
