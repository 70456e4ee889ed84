import type { AllocationState } from '../../../alignment/alignment.js';
import { AllocationRow } from '../../rows/allocation-row.js';
import type { List } from '../page.js';
import { given } from './conditions.js';

export interface AllocationFilter {
  readonly states?: readonly AllocationState[] | null;
}

/** By visit in the order in which visits were recorded: an allocation has no time of its own. */
export const allocationList: List<AllocationRow, AllocationFilter, 'VISIT'> = {
  name: 'allocations',
  row: AllocationRow,
  orders: { VISIT: [] },
  identity: [{ sql: 't.visit_id', type: 'uuid' }, { sql: 't.line_id', type: 'uuid' }],
  where: ({ states }, bind) => given(states, (some) => `t.state = any(${bind(some, 'text[]')})`),
};
