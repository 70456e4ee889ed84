import { SEVERITIES, type Severity, type Team } from '../../../alignment/finding.js';
import { FindingRow, type FindingStatus } from '../../rows/finding-row.js';
import type { List } from '../page.js';
import { given } from './conditions.js';

export interface FindingFilter {
  readonly patientId?: string | null;
  readonly branchId?: string | null;
  readonly payerId?: string | null;
  /** Those that deal with it: the owner of the rule, unless it was handed over. */
  readonly teams?: readonly Team[] | null;
  readonly severities?: readonly Severity[] | null;
  readonly ruleIds?: readonly string[] | null;
  readonly status?: FindingStatus | null;
  readonly isWaived?: boolean | null;
  readonly isAcknowledged?: boolean | null;
  readonly assignedTo?: string | null;
  readonly openedBefore?: Date | null;
  readonly openedAfter?: Date | null;
  /** A clock runs, and it is over before this. */
  readonly deadlineBefore?: Date | null;
  readonly hasDeadline?: boolean | null;
  readonly centsAtRiskFrom?: number | null;
}

export const findingList: List<FindingRow, FindingFilter, 'OPENED_AT' | 'SEVERITY' | 'MONEY_AT_RISK' | 'DEADLINE'> = {
  name: 'findings',
  row: FindingRow,
  orders: {
    OPENED_AT: [{ sql: 't.opened_at', type: 'timestamptz' }],
    SEVERITY: [{ sql: severityRank('t'), type: 'integer' }, { sql: 't.opened_at', type: 'timestamptz' }],
    MONEY_AT_RISK: [{ sql: 't.cents_at_risk', type: 'bigint' }],
    // What no clock runs for comes after everything that one does.
    DEADLINE: [{ sql: `coalesce(t.deadline_at, timestamptz '9999-12-31')`, type: 'timestamptz' }],
  },
  where: (
    { patientId, branchId, payerId, teams, severities, ruleIds, status, isWaived, isAcknowledged, assignedTo, openedBefore, openedAfter, deadlineBefore, hasDeadline, centsAtRiskFrom },
    bind,
  ) => [
    ...given(patientId, (id) => `t.patient_id = ${bind(id, 'uuid')}`),
    ...given(branchId, (id) => `exists (select from patients p where p.agency_id = t.agency_id and p.id = t.patient_id and p.branch_id = ${bind(id, 'uuid')})`),
    ...given(payerId, (id) => `t.payer_id = ${bind(id, 'uuid')}`),
    ...given(teams, (some) => `coalesce(t.handling_team, t.owner_team) = any(${bind(some, 'text[]')})`),
    ...given(severities, (some) => `t.severity = any(${bind(some, 'text[]')})`),
    ...given(ruleIds, (some) => `t.rule_id = any(${bind(some, 'text[]')})`),
    ...given(isWaived, (is) => `(t.waived_at is not null) = ${bind(is, 'boolean')}`),
    ...given(isAcknowledged, (is) => `(t.acknowledged_at is not null) = ${bind(is, 'boolean')}`),
    ...given(assignedTo, (subject) => `t.assigned_to = ${bind(subject, 'text')}`),
    ...given(openedBefore, (at) => `t.opened_at < ${bind(at, 'timestamptz')}`),
    ...given(openedAfter, (at) => `t.opened_at >= ${bind(at, 'timestamptz')}`),
    ...given(deadlineBefore, (at) => `t.deadline_at < ${bind(at, 'timestamptz')}`),
    ...given(hasDeadline, (has) => `(t.deadline_at is not null) = ${bind(has, 'boolean')}`),
    ...given(centsAtRiskFrom, (cents) => `t.cents_at_risk >= ${bind(cents, 'bigint')}`),
    // Written out, so that the index of open findings is recognised.
    ...given(status, (one) => `t.status = '${one === 'OPEN' ? 'OPEN' : 'CLEARED'}'`),
  ],
};

/** 1 is the gravest. */
export function severityRank(alias: string): string {
  return `array_position(array[${SEVERITIES.map((severity) => `'${severity}'`).join(', ')}], ${alias}.severity)`;
}
