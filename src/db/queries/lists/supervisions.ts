import type { Discipline } from '../../../care/service.js';
import type { SupervisionKind, SupervisionMode } from '../../../care/supervision.js';
import { SupervisionRow } from '../../rows/supervision-row.js';
import type { List } from '../page.js';
import { type DateRange, given, within } from './conditions.js';
import { type Identified, identified } from './identified.js';
import { type OfPatients, ofPatients } from './of-patients.js';

export interface SupervisionFilter extends OfPatients, Identified {
  readonly staffId?: string | null;
  readonly aideId?: string | null;
  readonly kinds?: readonly SupervisionKind[] | null;
  readonly modes?: readonly SupervisionMode[] | null;
  readonly disciplines?: readonly Discipline[] | null;
  readonly performedOn?: DateRange | null;
}

export const supervisionList: List<SupervisionRow, SupervisionFilter, 'PERFORMED_ON'> = {
  name: 'supervisions',
  row: SupervisionRow,
  orders: { PERFORMED_ON: [{ sql: 't.performed_on', type: 'date' }] },
  where: ({ staffId, aideId, kinds, modes, disciplines, performedOn, ...filter }, bind) => [
    ...ofPatients(filter, bind),
    ...identified(filter, SupervisionRow, bind),
    ...given(staffId, (id) => `t.staff_id = ${bind(id, 'uuid')}`),
    ...given(aideId, (id) => `t.aide_staff_id = ${bind(id, 'uuid')}`),
    ...given(kinds, (some) => `t.kind = any(${bind(some, 'text[]')})`),
    ...given(modes, (some) => `t.mode = any(${bind(some, 'text[]')})`),
    ...given(disciplines, (some) => `t.discipline = any(${bind(some, 'text[]')})`),
    ...within(performedOn, 't.performed_on', bind),
  ],
};
