import type { Discipline } from '../../../care/service.js';
import { StaffRow } from '../../rows/staff-row.js';
import type { List } from '../page.js';
import { given, mentions } from './conditions.js';

export interface StaffFilter {
  readonly branchId?: string | null;
  readonly discipline?: Discipline | null;
  /** Every word of it begins a word of the name. */
  readonly search?: string | null;
}

export const staffList: List<StaffRow, StaffFilter, 'NAME'> = {
  name: 'staff',
  row: StaffRow,
  orders: { NAME: [{ sql: 't.family_name', type: 'text' }, { sql: 't.given_name', type: 'text' }] },
  where: ({ branchId, discipline, search }, bind) => [
    ...given(branchId, (id) => `t.branch_id = ${bind(id, 'uuid')}`),
    ...given(discipline, (one) => `${bind(one, 'text')} = any(t.disciplines)`),
    ...mentions(search, ['t.family_name', 't.given_name'], bind),
  ],
};
