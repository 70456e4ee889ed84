import type { LocalDate } from '../../../base/day.js';
import type { PatientStatus } from '../../../care/patient.js';
import { PatientRow } from '../../rows/patient-row.js';
import type { List } from '../page.js';
import { among, type DateRange, given, indexed, mentions, within } from './conditions.js';
import { type Identified, identified } from './identified.js';

export interface PatientFilter extends Identified {
  readonly branchId?: string | null;
  readonly branchIds?: readonly string[] | null;
  readonly statuses?: readonly PatientStatus[] | null;
  readonly mrns?: readonly string[] | null;
  /** Every word of it begins a word of the name or the record number. */
  readonly search?: string | null;
  /** The blind indexes of the number that is looked for. */
  readonly ssn?: readonly string[] | null;
  readonly birthDate?: DateRange | null;
  readonly startOfCareOn?: DateRange | null;
  /** Ever covered by this payer, or on the date that is given. */
  readonly payerId?: string | null;
  readonly payerIds?: readonly string[] | null;
  readonly coveredOn?: LocalDate | null;
  /** Has or had a visit assigned to this member of the staff. */
  readonly staffId?: string | null;
  readonly hasOpenFindings?: boolean | null;
}

export const patientList: List<PatientRow, PatientFilter, 'NAME' | 'MRN' | 'ADMITTED' | 'START_OF_CARE_ON'> = {
  name: 'patients',
  row: PatientRow,
  orders: {
    NAME: [{ sql: 't.family_name', type: 'text' }, { sql: 't.given_name', type: 'text' }],
    MRN: [{ sql: 't.mrn', type: 'text' }],
    ADMITTED: [],
    // Those whose care has not started come after everyone whose has.
    START_OF_CARE_ON: [{ sql: `coalesce(t.start_of_care_on, date '9999-12-31')`, type: 'date' }],
  },
  where: ({ branchId, branchIds, statuses, mrns, ssn, search, birthDate, startOfCareOn, payerId, payerIds, coveredOn, staffId, hasOpenFindings, ...filter }, bind) => {
    const ofCoverage = [
      ...among(payerId, payerIds, 'c.payer_id', bind),
      ...given(coveredOn, (date) => {
        const day = bind(date, 'date');
        return `c.starts_on <= ${day} and (c.ends_on is null or c.ends_on >= ${day})`;
      }),
    ];
    return [
      ...identified(filter, PatientRow, bind),
      ...among(branchId, branchIds, 't.branch_id', bind),
      ...given(statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
      ...given(mrns, (some) => `t.mrn = any(${bind(some, 'text[]')})`),
      ...indexed(ssn, 't.ssn_index', bind),
      ...mentions(search, ['t.family_name', 't.given_name', 't.mrn'], bind),
      ...within(birthDate, 't.birth_date', bind),
      ...within(startOfCareOn, 't.start_of_care_on', bind),
      ...(ofCoverage.length === 0 ? [] : [`exists (select from coverages c where c.agency_id = t.agency_id and c.patient_id = t.id and ${ofCoverage.join(' and ')})`]),
      ...given(staffId, (id) => `exists (select from visits v where v.agency_id = t.agency_id and v.patient_id = t.id and v.staff_id = ${bind(id, 'uuid')})`),
      ...given(hasOpenFindings, (has) => `${has ? '' : 'not '}exists (select from findings f where f.agency_id = t.agency_id and f.patient_id = t.id and f.status = 'OPEN')`),
    ];
  },
};
