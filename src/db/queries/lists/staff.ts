import type { Discipline } from '../../../care/service.js';
import { StaffRow } from '../../rows/staff-row.js';
import type { List } from '../page.js';
import { given, wordsOf } from './conditions.js';

export interface StaffFilter {
  readonly branchId?: string | null;
  readonly discipline?: Discipline | null;
  /** Every word of it begins the first or the last name. */
  readonly search?: string | null;
}

export const staffList: List<StaffRow, StaffFilter, 'NAME'> = {
  name: 'staff',
  row: StaffRow,
  orders: { NAME: [{ sql: 't.family_name', type: 'text' }, { sql: 't.given_name', type: 'text' }] },
  where: ({ branchId, discipline, search }, bind) => [
    ...given(branchId, (id) => `t.branch_id = ${bind(id, 'uuid')}`),
    ...given(discipline, (one) => `${bind(one, 'text')} = any(t.disciplines)`),
    ...wordsOf(search).map((word) => {
      const pattern = bind(word, 'text');
      return `(t.family_name ilike ${pattern} or t.given_name ilike ${pattern})`;
    }),
  ],
};
