import type { AllocationState } from '../../../alignment/alignment.js';
import { AllocationRow } from '../../rows/allocation-row.js';
import type { List } from '../page.js';
import { type DateRange, given, within } from './conditions.js';
import { type OfPatients, ofPatients } from './of-patients.js';

export interface AllocationFilter extends OfPatients {
  readonly states?: readonly AllocationState[] | null;
  /** The date of service of the visit. */
  readonly serviceOn?: DateRange | null;
}

/** By visit in the order in which visits were recorded: an allocation has no time of its own. */
export const allocationList: List<AllocationRow, AllocationFilter, 'VISIT'> = {
  name: 'allocations',
  row: AllocationRow,
  orders: { VISIT: [] },
  identity: [{ sql: 't.visit_id', type: 'uuid' }, { sql: 't.line_id', type: 'uuid' }],
  where: ({ states, serviceOn, ...filter }, bind) => {
    const onDates = within(serviceOn, 'v.service_on', bind);
    return [
      ...ofPatients(filter, bind),
      ...given(states, (some) => `t.state = any(${bind(some, 'text[]')})`),
      ...(onDates.length === 0 ? [] : [`exists (select from visits v where v.agency_id = t.agency_id and v.id = t.visit_id and ${onDates.join(' and ')})`]),
    ];
  },
};
