import type { PatientStatus } from '../../../care/patient.js';
import { PatientRow } from '../../rows/patient-row.js';
import type { List } from '../page.js';
import { given, mentions } from './conditions.js';

export interface PatientFilter {
  readonly branchId?: string | null;
  readonly statuses?: readonly PatientStatus[] | null;
  /** Every word of it begins a word of the name or the record number. */
  readonly search?: string | null;
  /** Ever covered by this payer. */
  readonly payerId?: string | null;
  readonly hasOpenFindings?: boolean | null;
}

export const patientList: List<PatientRow, PatientFilter, 'NAME' | 'MRN' | 'ADMITTED'> = {
  name: 'patients',
  row: PatientRow,
  orders: {
    NAME: [{ sql: 't.family_name', type: 'text' }, { sql: 't.given_name', type: 'text' }],
    MRN: [{ sql: 't.mrn', type: 'text' }],
    ADMITTED: [],
  },
  where: ({ branchId, statuses, search, payerId, hasOpenFindings }, bind) => [
    ...given(branchId, (id) => `t.branch_id = ${bind(id, 'uuid')}`),
    ...given(statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
    ...mentions(search, ['t.family_name', 't.given_name', 't.mrn'], bind),
    ...given(payerId, (id) => `exists (select from coverages c where c.agency_id = t.agency_id and c.patient_id = t.id and c.payer_id = ${bind(id, 'uuid')})`),
    ...given(hasOpenFindings, (has) => `${has ? '' : 'not '}exists (select from findings f where f.agency_id = t.agency_id and f.patient_id = t.id and f.status = 'OPEN')`),
  ],
};
