import { CERTIFIED, type ReviewDecision } from '../../../care/authorization.js';
import type { Discipline } from '../../../care/service.js';
import { AuthorizationLineRow } from '../../rows/authorization-line-row.js';
import type { List } from '../page.js';
import { among, between, type DateRange, given, type NumberRange, within } from './conditions.js';
import { type Findable, foundOpen, type OfPatients, ofPatients } from './of-patients.js';

export interface AuthorizationLineFilter extends OfPatients, Findable {
  readonly payerId?: string | null;
  readonly payerIds?: readonly string[] | null;
  readonly authorizationId?: string | null;
  readonly discipline?: Discipline | null;
  readonly disciplines?: readonly Discipline[] | null;
  readonly serviceCodes?: readonly string[] | null;
  readonly decisions?: readonly ReviewDecision[] | null;
  /** It covers this member of the staff alone, or with some others. */
  readonly staffId?: string | null;
  readonly startsOn?: DateRange | null;
  readonly endsOn?: DateRange | null;
  readonly remainingMilliUnits?: NumberRange | null;
  /** The payer has certified it, and nobody has withdrawn it. */
  readonly isCertified?: boolean | null;
  /** Certified as above, and its last day is among these. */
  readonly expiring?: DateRange | null;
}

const CERTIFYING = [...CERTIFIED].map((decision) => `'${decision}'`).join(', ');
const IS_CERTIFIED = `(t.decision in (${CERTIFYING}) and exists (select from authorizations a where a.agency_id = t.agency_id and a.id = t.authorization_id and a.cancelled_at is null))`;

export const authorizationLineList: List<AuthorizationLineRow, AuthorizationLineFilter, 'ENDS_ON' | 'STARTS_ON'> = {
  name: 'authorizationLines',
  row: AuthorizationLineRow,
  orders: { ENDS_ON: [{ sql: 't.ends_on', type: 'date' }], STARTS_ON: [{ sql: 't.starts_on', type: 'date' }] },
  where: ({ payerId, payerIds, authorizationId, discipline, disciplines, serviceCodes, decisions, staffId, startsOn, endsOn, remainingMilliUnits, isCertified, expiring, ...filter }, bind) => {
    const ofPayer = among(payerId, payerIds, 'a.payer_id', bind);
    const ofBalance = between(remainingMilliUnits, 'b.remaining_milli_units', bind);
    return [
      ...ofPatients(filter, bind, ['(select a.number from authorizations a where a.agency_id = t.agency_id and a.id = t.authorization_id)']),
      ...(ofPayer.length === 0 ? [] : [`exists (select from authorizations a where a.agency_id = t.agency_id and a.id = t.authorization_id and ${ofPayer.join(' and ')})`]),
      ...(ofBalance.length === 0 ? [] : [`exists (select from line_balances b where b.agency_id = t.agency_id and b.line_id = t.id and ${ofBalance.join(' and ')})`]),
      ...given(authorizationId, (id) => `t.authorization_id = ${bind(id, 'uuid')}`),
      ...among(discipline, disciplines, 't.discipline', bind, 'text'),
      ...given(serviceCodes, (some) => `t.service_code = any(${bind(some, 'text[]')})`),
      ...given(decisions, (some) => `t.decision = any(${bind(some, 'text[]')})`),
      ...given(staffId, (id) => `${bind(id, 'uuid')} = any(t.staff_ids)`),
      ...within(startsOn, 't.starts_on', bind),
      ...within(endsOn, 't.ends_on', bind),
      ...given(isCertified, (is) => `${IS_CERTIFIED} = ${bind(is, 'boolean')}`),
      ...given(expiring, (days) => [IS_CERTIFIED, ...within(days, 't.ends_on', bind)].join(' and ')),
      ...foundOpen(filter.hasOpenFindings, 'f.line_id = t.id'),
    ];
  },
};
