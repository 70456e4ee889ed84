import type { EvvStatus } from '../../../care/evv.js';
import { EvvRecordRow } from '../../rows/evv-record-row.js';
import type { List } from '../page.js';
import { type DateRange, given, within } from './conditions.js';
import { type Identified, identified } from './identified.js';
import { type OfPatients, ofPatients } from './of-patients.js';

export interface EvvRecordFilter extends OfPatients, Identified {
  readonly staffId?: string | null;
  readonly statuses?: readonly EvvStatus[] | null;
  readonly isManuallyEdited?: boolean | null;
  /** The date of service of the visit, which what was recorded may differ from. */
  readonly serviceOn?: DateRange | null;
}

export const evvRecordList: List<EvvRecordRow, EvvRecordFilter, 'RECORDED'> = {
  name: 'evv records',
  row: EvvRecordRow,
  // Ids are made in the order in which records are.
  orders: { RECORDED: [] },
  where: ({ staffId, statuses, isManuallyEdited, serviceOn, ...filter }, bind) => {
    const onDates = within(serviceOn, 'v.service_on', bind);
    return [
      ...ofPatients(filter, bind),
      ...identified(filter, EvvRecordRow, bind),
      ...given(staffId, (id) => `t.staff_id = ${bind(id, 'uuid')}`),
      ...given(statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
      ...given(isManuallyEdited, (is) => `t.is_manually_edited = ${bind(is, 'boolean')}`),
      ...(onDates.length === 0 ? [] : [`exists (select from visits v where v.agency_id = t.agency_id and v.id = t.visit_id and ${onDates.join(' and ')})`]),
    ];
  },
};
