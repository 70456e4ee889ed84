import type { LocalDate } from '../../../base/day.js';
import { AuthorizationRow } from '../../rows/authorization-row.js';
import type { List } from '../page.js';
import { given } from './conditions.js';

export interface AuthorizationFilter {
  readonly patientId?: string | null;
  readonly payerId?: string | null;
  readonly number?: string | null;
  /** Not cancelled, and with a line that covers this date. */
  readonly activeOn?: LocalDate | null;
}

export const authorizationList: List<AuthorizationRow, AuthorizationFilter, 'RECORDED'> = {
  name: 'authorizations',
  row: AuthorizationRow,
  // Ids are made in the order in which records are.
  orders: { RECORDED: [] },
  where: ({ patientId, payerId, number, activeOn }, bind) => [
    ...given(patientId, (id) => `t.patient_id = ${bind(id, 'uuid')}`),
    ...given(payerId, (id) => `t.payer_id = ${bind(id, 'uuid')}`),
    ...given(number, (text) => `t.number = ${bind(text, 'text')}`),
    ...given(activeOn, (date) => {
      const day = bind(date, 'date');
      return `t.cancelled_at is null and exists (select from authorization_lines l
        where l.agency_id = t.agency_id and l.authorization_id = t.id and l.starts_on <= ${day} and l.ends_on >= ${day})`;
    }),
  ],
};
