import { BranchRow } from '../../rows/branch-row.js';
import type { List } from '../page.js';
import { mentions } from './conditions.js';
import { type Identified, identified } from './identified.js';

export interface BranchFilter extends Identified {
  /** Every word of it begins a word of the name. */
  readonly search?: string | null;
}

export const branchList: List<BranchRow, BranchFilter, 'NAME'> = {
  name: 'branches',
  row: BranchRow,
  orders: { NAME: [{ sql: 't.name', type: 'text' }] },
  where: ({ search, ...filter }, bind) => [...identified(filter, BranchRow, bind), ...mentions(search, ['t.name'], bind)],
};
