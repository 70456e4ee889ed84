import { type Resolution, SEVERITIES, type Severity, type Team } from '../../../alignment/finding.js';
import { FindingRow, type FindingStatus } from '../../rows/finding-row.js';
import type { List } from '../page.js';
import { among, type DateRange, during, given, type TimeRange, within } from './conditions.js';
import { type OfPatients, ofPatients } from './of-patients.js';

export interface FindingFilter extends OfPatients {
  readonly payerId?: string | null;
  readonly payerIds?: readonly string[] | null;
  readonly visitId?: string | null;
  readonly orderId?: string | null;
  readonly authorizationId?: string | null;
  readonly lineId?: string | null;
  readonly noteId?: string | null;
  /** Those that deal with it: the owner of the rule, unless it was handed over. */
  readonly teams?: readonly Team[] | null;
  readonly severities?: readonly Severity[] | null;
  readonly ruleIds?: readonly string[] | null;
  readonly resolutions?: readonly Resolution[] | null;
  readonly predictedCarcs?: readonly string[] | null;
  readonly status?: FindingStatus | null;
  readonly isWaived?: boolean | null;
  readonly isAcknowledged?: boolean | null;
  readonly isAssigned?: boolean | null;
  readonly assignedTo?: string | null;
  readonly openedBefore?: Date | null;
  readonly openedAfter?: Date | null;
  readonly openedAt?: TimeRange | null;
  readonly clearedAt?: TimeRange | null;
  /** A clock runs, and it is over before this. */
  readonly deadlineBefore?: Date | null;
  readonly deadlineAt?: TimeRange | null;
  readonly hasDeadline?: boolean | null;
  readonly serviceOn?: DateRange | null;
  readonly centsAtRiskFrom?: number | null;
  readonly centsAtRiskTo?: number | null;
}

export const findingList: List<FindingRow, FindingFilter, 'OPENED_AT' | 'CLEARED_AT' | 'SEVERITY' | 'MONEY_AT_RISK' | 'DEADLINE' | 'SERVICE_ON'> = {
  name: 'findings',
  row: FindingRow,
  orders: {
    OPENED_AT: [{ sql: 't.opened_at', type: 'timestamptz' }],
    // What still holds comes after everything that no longer does.
    CLEARED_AT: [{ sql: `coalesce(t.cleared_at, timestamptz '9999-12-31')`, type: 'timestamptz' }],
    SEVERITY: [{ sql: severityRank('t'), type: 'integer' }, { sql: 't.opened_at', type: 'timestamptz' }],
    MONEY_AT_RISK: [{ sql: 't.cents_at_risk', type: 'bigint' }],
    // What no clock runs for comes after everything that one does.
    DEADLINE: [{ sql: `coalesce(t.deadline_at, timestamptz '9999-12-31')`, type: 'timestamptz' }],
    SERVICE_ON: [{ sql: `coalesce(t.service_on, date '9999-12-31')`, type: 'date' }],
  },
  where: (filter, bind) => [
    ...ofPatients(filter, bind),
    ...among(filter.payerId, filter.payerIds, 't.payer_id', bind),
    ...given(filter.visitId, (id) => {
      const visit = bind(id, 'uuid');
      // The patient is named as well, because findings are found by patient.
      return `${visit} = any(t.visit_ids) and t.patient_id = (select v.patient_id from visits v where v.agency_id = t.agency_id and v.id = ${visit})`;
    }),
    ...given(filter.orderId, (id) => `t.order_id = ${bind(id, 'uuid')}`),
    ...given(filter.authorizationId, (id) => `t.authorization_id = ${bind(id, 'uuid')}`),
    ...given(filter.lineId, (id) => `t.line_id = ${bind(id, 'uuid')}`),
    ...given(filter.noteId, (id) => `t.note_id = ${bind(id, 'uuid')}`),
    ...given(filter.teams, (some) => `coalesce(t.handling_team, t.owner_team) = any(${bind(some, 'text[]')})`),
    ...given(filter.severities, (some) => `t.severity = any(${bind(some, 'text[]')})`),
    ...given(filter.ruleIds, (some) => `t.rule_id = any(${bind(some, 'text[]')})`),
    ...given(filter.resolutions, (some) => `t.resolution = any(${bind(some, 'text[]')})`),
    ...given(filter.predictedCarcs, (some) => `t.predicted_carc = any(${bind(some, 'text[]')})`),
    ...given(filter.isWaived, (is) => `(t.waived_at is not null) = ${bind(is, 'boolean')}`),
    ...given(filter.isAcknowledged, (is) => `(t.acknowledged_at is not null) = ${bind(is, 'boolean')}`),
    ...given(filter.isAssigned, (is) => `(t.assigned_to is not null) = ${bind(is, 'boolean')}`),
    ...given(filter.assignedTo, (subject) => `t.assigned_to = ${bind(subject, 'text')}`),
    ...given(filter.openedBefore, (at) => `t.opened_at < ${bind(at, 'timestamptz')}`),
    ...given(filter.openedAfter, (at) => `t.opened_at >= ${bind(at, 'timestamptz')}`),
    ...during(filter.openedAt, 't.opened_at', bind),
    ...during(filter.clearedAt, 't.cleared_at', bind),
    ...given(filter.deadlineBefore, (at) => `t.deadline_at < ${bind(at, 'timestamptz')}`),
    ...during(filter.deadlineAt, 't.deadline_at', bind),
    ...given(filter.hasDeadline, (has) => `(t.deadline_at is not null) = ${bind(has, 'boolean')}`),
    ...within(filter.serviceOn, 't.service_on', bind),
    ...given(filter.centsAtRiskFrom, (cents) => `t.cents_at_risk >= ${bind(cents, 'bigint')}`),
    ...given(filter.centsAtRiskTo, (cents) => `t.cents_at_risk <= ${bind(cents, 'bigint')}`),
    // Written out, so that the index of open findings is recognised.
    ...given(filter.status, (one) => `t.status = '${one === 'OPEN' ? 'OPEN' : 'CLEARED'}'`),
  ],
};

/** 1 is the gravest. */
export function severityRank(alias: string): string {
  return `array_position(array[${SEVERITIES.map((severity) => `'${severity}'`).join(', ')}], ${alias}.severity)`;
}
