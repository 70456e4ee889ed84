import { PatientRow } from './patient-row.js';
import { propertiesOf, type RowClass } from './row.js';

/** Which property of a row says whose it is; null for what belongs to no patient. */
export function patientPropertyOf(row: RowClass<unknown>): 'id' | 'patientId' | null {
  if (row === PatientRow) return 'id';
  return propertiesOf(row).includes('patientId') ? 'patientId' : null;
}
