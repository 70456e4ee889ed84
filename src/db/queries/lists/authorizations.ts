import type { LocalDate } from '../../../base/day.js';
import type { RequestChannel, RequestType, RequestUrgency, ReviewDecision } from '../../../care/authorization.js';
import { AuthorizationRow } from '../../rows/authorization-row.js';
import type { List } from '../page.js';
import { among, type DateRange, during, given, type TimeRange, within } from './conditions.js';
import { type Identified, identified } from './identified.js';
import { type Findable, foundOpen, type OfPatients, ofPatients } from './of-patients.js';

export interface AuthorizationFilter extends OfPatients, Findable, Identified {
  readonly payerId?: string | null;
  readonly payerIds?: readonly string[] | null;
  readonly coverageId?: string | null;
  readonly number?: string | null;
  readonly hasNumber?: boolean | null;
  readonly requestTypes?: readonly RequestType[] | null;
  readonly urgencies?: readonly RequestUrgency[] | null;
  readonly channels?: readonly RequestChannel[] | null;
  /** Of any of its lines. */
  readonly decisions?: readonly ReviewDecision[] | null;
  readonly requestedAt?: TimeRange | null;
  readonly decidedAt?: TimeRange | null;
  readonly isCancelled?: boolean | null;
  /** With a line whose last day is among these. */
  readonly endsOn?: DateRange | null;
  /** Not cancelled, and with a line that covers this date. */
  readonly activeOn?: LocalDate | null;
}

export const authorizationList: List<AuthorizationRow, AuthorizationFilter, 'RECORDED' | 'NUMBER' | 'REQUESTED_AT'> = {
  name: 'authorizations',
  row: AuthorizationRow,
  orders: {
    // Ids are made in the order in which records are.
    RECORDED: [],
    // What has none comes after everything that has one.
    NUMBER: [{ sql: '(t.number is null)::integer', type: 'integer' }, { sql: `coalesce(t.number, '')`, type: 'text' }],
    REQUESTED_AT: [{ sql: `coalesce(t.requested_at, timestamptz '9999-12-31')`, type: 'timestamptz' }],
  },
  where: ({ payerId, payerIds, coverageId, number, hasNumber, requestTypes, urgencies, channels, decisions, requestedAt, decidedAt, isCancelled, endsOn, activeOn, ...filter }, bind) => [
    ...ofPatients(filter, bind, ['t.number']),
    ...identified(filter, AuthorizationRow, bind),
    ...among(payerId, payerIds, 't.payer_id', bind),
    ...given(coverageId, (id) => `t.coverage_id = ${bind(id, 'uuid')}`),
    ...given(number, (text) => `t.number = ${bind(text, 'text')}`),
    ...given(hasNumber, (has) => `(t.number is not null) = ${bind(has, 'boolean')}`),
    ...given(requestTypes, (some) => `t.request_type = any(${bind(some, 'text[]')})`),
    ...given(urgencies, (some) => `t.urgency = any(${bind(some, 'text[]')})`),
    ...given(channels, (some) => `t.channel = any(${bind(some, 'text[]')})`),
    ...given(decisions, (some) => withLine(`l.decision = any(${bind(some, 'text[]')})`)),
    ...during(requestedAt, 't.requested_at', bind),
    ...during(decidedAt, 't.decided_at', bind),
    ...given(isCancelled, (is) => `(t.cancelled_at is not null) = ${bind(is, 'boolean')}`),
    ...given(endsOn, (range) => withLine(['true', ...within(range, 'l.ends_on', bind)].join(' and '))),
    ...given(activeOn, (date) => {
      const day = bind(date, 'date');
      return `t.cancelled_at is null and ${withLine(`l.starts_on <= ${day} and l.ends_on >= ${day}`)}`;
    }),
    ...foundOpen(filter.hasOpenFindings, 'f.authorization_id = t.id'),
  ],
};

function withLine(condition: string): string {
  return `exists (select from authorization_lines l where l.agency_id = t.agency_id and l.authorization_id = t.id and ${condition})`;
}
