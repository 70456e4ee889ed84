import type { Bind } from '../../statement.js';
import { among, given, mentions } from './conditions.js';

/** What every list of records of patients can be narrowed to. */
export interface OfPatients {
  readonly patientId?: string | null;
  readonly patientIds?: readonly string[] | null;
  readonly branchId?: string | null;
  readonly branchIds?: readonly string[] | null;
  /** Every word of it begins a word of the patient's name or record number, or of what else the list is searched by. */
  readonly search?: string | null;
}

/** What lists of records that findings can name can be narrowed to besides. */
export interface Findable {
  /** Named by a finding that is open, or by none. */
  readonly hasOpenFindings?: boolean | null;
}

/** @param searched the columns over `t` that are searched besides the patient's name and record number */
export function ofPatients({ patientId, patientIds, branchId, branchIds, search }: OfPatients, bind: Bind, searched: readonly string[] = []): readonly string[] {
  const ofPatient = [...among(branchId, branchIds, 'p.branch_id', bind), ...mentions(search, ['p.family_name', 'p.given_name', 'p.mrn', ...searched], bind)];
  return [
    ...among(patientId, patientIds, 't.patient_id', bind),
    ...(ofPatient.length === 0 ? [] : [`exists (select from patients p where p.agency_id = t.agency_id and p.id = t.patient_id and ${ofPatient.join(' and ')})`]),
  ];
}

/** Whether an open finding of the patient names the record; `names` is a condition over the finding `f`. */
export function foundOpen(hasOpenFindings: boolean | null | undefined, names: string): readonly string[] {
  return given(
    hasOpenFindings,
    (has) => `${has ? '' : 'not '}exists (select from findings f where f.agency_id = t.agency_id and f.patient_id = t.patient_id and f.status = 'OPEN' and ${names})`,
  );
}
