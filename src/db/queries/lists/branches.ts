import { BranchRow } from '../../rows/branch-row.js';
import type { List } from '../page.js';

export const branchList: List<BranchRow, object, 'NAME'> = {
  name: 'branches',
  row: BranchRow,
  orders: { NAME: [{ sql: 't.name', type: 'text' }] },
  where: () => [],
};
