import { SEVERITIES, type Severity, type Team } from '../../../alignment/finding.js';
import { FindingRow, type FindingStatus } from '../../rows/finding-row.js';
import type { List } from '../page.js';
import { given } from './conditions.js';

export interface FindingFilter {
  readonly patientId?: string | null;
  readonly branchId?: string | null;
  readonly payerId?: string | null;
  readonly teams?: readonly Team[] | null;
  readonly severities?: readonly Severity[] | null;
  readonly ruleIds?: readonly string[] | null;
  readonly status?: FindingStatus | null;
}

export const findingList: List<FindingRow, FindingFilter, 'OPENED_AT' | 'SEVERITY' | 'MONEY_AT_RISK'> = {
  name: 'findings',
  row: FindingRow,
  orders: {
    OPENED_AT: [{ sql: 't.opened_at', type: 'timestamptz' }],
    SEVERITY: [{ sql: severityRank('t'), type: 'integer' }, { sql: 't.opened_at', type: 'timestamptz' }],
    MONEY_AT_RISK: [{ sql: 't.cents_at_risk', type: 'bigint' }],
  },
  where: ({ patientId, branchId, payerId, teams, severities, ruleIds, status }, bind) => [
    ...given(patientId, (id) => `t.patient_id = ${bind(id, 'uuid')}`),
    ...given(branchId, (id) => `exists (select from patients p where p.agency_id = t.agency_id and p.id = t.patient_id and p.branch_id = ${bind(id, 'uuid')})`),
    ...given(payerId, (id) => `t.payer_id = ${bind(id, 'uuid')}`),
    ...given(teams, (some) => `t.owner_team = any(${bind(some, 'text[]')})`),
    ...given(severities, (some) => `t.severity = any(${bind(some, 'text[]')})`),
    ...given(ruleIds, (some) => `t.rule_id = any(${bind(some, 'text[]')})`),
    // Written out, so that the index of open findings is recognised.
    ...given(status, (one) => `t.status = '${one === 'OPEN' ? 'OPEN' : 'CLEARED'}'`),
  ],
};

/** 1 is the gravest. */
export function severityRank(alias: string): string {
  return `array_position(array[${SEVERITIES.map((severity) => `'${severity}'`).join(', ')}], ${alias}.severity)`;
}
