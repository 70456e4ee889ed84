import type { Discipline } from '../../../care/service.js';
import type { VisitStatus } from '../../../care/visit.js';
import { VisitRow } from '../../rows/visit-row.js';
import type { List } from '../page.js';
import { type DateRange, given, within } from './conditions.js';

export interface VisitFilter {
  readonly patientId?: string | null;
  readonly staffId?: string | null;
  readonly statuses?: readonly VisitStatus[] | null;
  readonly discipline?: Discipline | null;
  readonly serviceOn?: DateRange | null;
}

export const visitList: List<VisitRow, VisitFilter, 'STARTS_AT' | 'SERVICE_ON'> = {
  name: 'visits',
  row: VisitRow,
  orders: {
    STARTS_AT: [{ sql: 't.starts_at', type: 'timestamptz' }],
    SERVICE_ON: [{ sql: 't.service_on', type: 'date' }],
  },
  where: ({ patientId, staffId, statuses, discipline, serviceOn }, bind) => [
    ...given(patientId, (id) => `t.patient_id = ${bind(id, 'uuid')}`),
    ...given(staffId, (id) => `t.staff_id = ${bind(id, 'uuid')}`),
    ...given(statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
    ...given(discipline, (one) => `t.discipline = ${bind(one, 'text')}`),
    ...within(serviceOn, 't.service_on', bind),
  ],
};
