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
  readonly branchId?: string | null;
  /** Named by an open finding of any of these rules that nobody has waived. */
  readonly foundBy?: readonly string[] | null;
  /** Held on a line that its payer has not decided. */
  readonly isWaitingForDecision?: boolean | null;
}

export const visitList: List<VisitRow, VisitFilter, 'STARTS_AT' | 'SERVICE_ON'> = {
  name: 'visits',
  row: VisitRow,
  orders: {
    STARTS_AT: [{ sql: 't.starts_at', type: 'timestamptz' }],
    SERVICE_ON: [{ sql: 't.service_on', type: 'date' }],
  },
  where: ({ patientId, staffId, statuses, discipline, serviceOn, branchId, foundBy, isWaitingForDecision }, bind) => [
    ...given(patientId, (id) => `t.patient_id = ${bind(id, 'uuid')}`),
    ...given(staffId, (id) => `t.staff_id = ${bind(id, 'uuid')}`),
    ...given(statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
    ...given(discipline, (one) => `t.discipline = ${bind(one, 'text')}`),
    ...within(serviceOn, 't.service_on', bind),
    ...given(branchId, (id) => `exists (select from patients p where p.agency_id = t.agency_id and p.id = t.patient_id and p.branch_id = ${bind(id, 'uuid')})`),
    ...given(
      foundBy,
      (rules) => `exists (select from findings f where f.agency_id = t.agency_id and f.patient_id = t.patient_id and f.status = 'OPEN' and f.waived_at is null
                             and f.rule_id = any(${bind(rules, 'text[]')}) and t.id = any(f.visit_ids))`,
    ),
    ...given(
      isWaitingForDecision,
      (is) => `exists (select from allocations a where a.agency_id = t.agency_id and a.visit_id = t.id and a.state = 'RESERVED_PENDING') = ${bind(is, 'boolean')}`,
    ),
  ],
};
