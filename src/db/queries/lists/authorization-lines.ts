import { CERTIFIED } from '../../../care/authorization.js';
import type { Discipline } from '../../../care/service.js';
import { AuthorizationLineRow } from '../../rows/authorization-line-row.js';
import type { List } from '../page.js';
import { type DateRange, given, within } from './conditions.js';

export interface AuthorizationLineFilter {
  readonly patientId?: string | null;
  readonly branchId?: string | null;
  readonly payerId?: string | null;
  readonly discipline?: Discipline | null;
  readonly endsOn?: DateRange | null;
  /** The payer has certified it, and nobody has withdrawn it. */
  readonly isCertified?: boolean | null;
}

const CERTIFYING = [...CERTIFIED].map((decision) => `'${decision}'`).join(', ');

export const authorizationLineList: List<AuthorizationLineRow, AuthorizationLineFilter, 'ENDS_ON'> = {
  name: 'authorizationLines',
  row: AuthorizationLineRow,
  orders: { ENDS_ON: [{ sql: 't.ends_on', type: 'date' }] },
  where: ({ patientId, branchId, payerId, discipline, endsOn, isCertified }, bind) => [
    ...given(patientId, (id) => `t.patient_id = ${bind(id, 'uuid')}`),
    ...given(branchId, (id) => `exists (select from patients p where p.agency_id = t.agency_id and p.id = t.patient_id and p.branch_id = ${bind(id, 'uuid')})`),
    ...given(payerId, (id) => `exists (select from authorizations a where a.agency_id = t.agency_id and a.id = t.authorization_id and a.payer_id = ${bind(id, 'uuid')})`),
    ...given(discipline, (one) => `t.discipline = ${bind(one, 'text')}`),
    ...within(endsOn, 't.ends_on', bind),
    ...given(
      isCertified,
      (is) =>
        `(t.decision in (${CERTIFYING}) and exists (select from authorizations a where a.agency_id = t.agency_id and a.id = t.authorization_id and a.cancelled_at is null)) = ${bind(is, 'boolean')}`,
    ),
  ],
};
