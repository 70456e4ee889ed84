import type { ReviewDecision } from '../../../care/authorization.js';
import { AuthorizationDecisionRow } from '../../rows/authorization-decision-row.js';
import type { List } from '../page.js';
import { during, given, type TimeRange } from './conditions.js';
import { type OfPatients, ofPatients } from './of-patients.js';

export interface AuthorizationDecisionFilter extends OfPatients {
  readonly decisions?: readonly ReviewDecision[] | null;
  readonly recordedAt?: TimeRange | null;
}

export const authorizationDecisionList: List<AuthorizationDecisionRow, AuthorizationDecisionFilter, 'RECORDED_AT'> = {
  name: 'authorization decisions',
  row: AuthorizationDecisionRow,
  orders: { RECORDED_AT: [{ sql: 't.recorded_at', type: 'timestamptz' }] },
  where: ({ decisions, recordedAt, ...filter }, bind) => [
    ...ofPatients(filter, bind),
    ...given(decisions, (some) => `t.decision = any(${bind(some, 'text[]')})`),
    ...during(recordedAt, 't.recorded_at', bind),
  ],
};
