import type { ScheduleChangeKind } from '../../../care/visit.js';
import { ScheduleChangeRow } from '../../rows/schedule-change-row.js';
import type { List } from '../page.js';
import { given } from './conditions.js';

export interface ScheduleChangeFilter {
  readonly patientId?: string | null;
  readonly visitId?: string | null;
  readonly kinds?: readonly ScheduleChangeKind[] | null;
}

export const scheduleChangeList: List<ScheduleChangeRow, ScheduleChangeFilter, 'RECORDED'> = {
  name: 'schedule changes',
  row: ScheduleChangeRow,
  // Ids are made in the order in which records are.
  orders: { RECORDED: [] },
  where: ({ patientId, visitId, kinds }, bind) => [
    ...given(patientId, (id) => `t.patient_id = ${bind(id, 'uuid')}`),
    ...given(visitId, (id) => `t.visit_id = ${bind(id, 'uuid')}`),
    ...given(kinds, (some) => `t.kind = any(${bind(some, 'text[]')})`),
  ],
};
