import type { Discipline } from '../../../care/service.js';
import { StaffRow } from '../../rows/staff-row.js';
import type { List } from '../page.js';
import { among, type DateRange, given, mentions, within } from './conditions.js';
import { type Identified, identified } from './identified.js';

export interface StaffFilter extends Identified {
  readonly branchId?: string | null;
  readonly branchIds?: readonly string[] | null;
  readonly discipline?: Discipline | null;
  readonly disciplines?: readonly Discipline[] | null;
  /** Every word of it begins a word of the name or is the beginning of the provider's number. */
  readonly search?: string | null;
  readonly credentialExpiresOn?: DateRange | null;
}

export const staffList: List<StaffRow, StaffFilter, 'NAME' | 'CREDENTIAL_EXPIRES_ON'> = {
  name: 'staff',
  row: StaffRow,
  orders: {
    NAME: [{ sql: 't.family_name', type: 'text' }, { sql: 't.given_name', type: 'text' }],
    // What is not known to end comes after everything that is.
    CREDENTIAL_EXPIRES_ON: [{ sql: `coalesce(t.credential_expires_on, date '9999-12-31')`, type: 'date' }],
  },
  where: ({ branchId, branchIds, discipline, disciplines, search, credentialExpiresOn, ...filter }, bind) => [
    ...identified(filter, StaffRow, bind),
    ...among(branchId, branchIds, 't.branch_id', bind),
    ...given(discipline, (one) => `${bind(one, 'text')} = any(t.disciplines)`),
    ...given(disciplines, (some) => `t.disciplines && ${bind(some, 'text[]')}`),
    ...mentions(search, ['t.family_name', 't.given_name', 't.npi'], bind),
    ...within(credentialExpiresOn, 't.credential_expires_on', bind),
  ],
};
