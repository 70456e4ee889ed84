import { AuditEntryRow } from '../../rows/audit-entry-row.js';
import type { List } from '../page.js';
import { during, given, type TimeRange } from './conditions.js';

export interface AuditEntryFilter {
  readonly patientId?: string | null;
  readonly subject?: string | null;
  readonly kinds?: readonly string[] | null;
  readonly outcomes?: readonly string[] | null;
  readonly recordedAt?: TimeRange | null;
  readonly emergencyAccessId?: string | null;
}

/** In the order of the chain. */
export const auditEntryList: List<AuditEntryRow, AuditEntryFilter, 'NUMBER'> = {
  name: 'audit entries',
  row: AuditEntryRow,
  orders: { NUMBER: [] },
  identity: [{ sql: 't.seq', type: 'bigint' }],
  where: ({ patientId, subject, kinds, outcomes, recordedAt, emergencyAccessId }, bind) => [
    ...given(patientId, (id) => `t.seq in (select audit_seqs_of_patient(${bind(id, 'uuid')}))`),
    ...given(subject, (text) => `t.subject = ${bind(text, 'text')}`),
    ...given(kinds, (some) => `t.kind = any(${bind(some, 'text[]')})`),
    ...given(outcomes, (some) => `t.outcome = any(${bind(some, 'text[]')})`),
    ...during(recordedAt, 't.recorded_at', bind),
    ...given(emergencyAccessId, (id) => `t.emergency_access_id = ${bind(id, 'uuid')}`),
  ],
};
