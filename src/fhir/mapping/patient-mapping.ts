import { createHash } from 'node:crypto';

import type { LocalDate } from '../../base/day.js';
import type { AdmitPatientInput } from '../../changes/admit-patient.js';
import type { Element } from '../element.js';
import { assumed, issue } from '../issues.js';
import type { Reason } from '../report.js';
import { codingsOf } from '../values/codings.js';
import { wholeDate } from '../values/dates.js';
import { currentName } from '../values/human-name.js';

export interface MappedPatient {
  readonly admission: Omit<AdmitPatientInput, 'id' | 'branchId' | 'mrn'>;
  /** As the sender numbers the patient; null where only a number of our own making can be given. */
  readonly mrn: string | null;
  /** Stable, and no number of anyone else's: for a patient without a record number, or whose number is taken. */
  readonly derivedMrn: string;
  readonly issues: readonly Reason[];
}

/**
 * A patient without a date of birth is admitted all the same, because payers name them so; a date of which
 * only the year is known is no date.
 *
 * @param lastingName what the patient is known by, for a number of our own making.
 */
export function mapPatient(patient: Element, { today, lastingName }: { readonly today: LocalDate; readonly lastingName: string }): MappedPatient {
  const issues: Reason[] = [];
  const name = currentName(patient, today);
  const { date: birthDate, isIncomplete } = wholeDate(patient.get('birthDate'));
  if (birthDate === null) issues.push(issue(patient.get('birthDate'), 'INVALID_DATE', isIncomplete ? 'a whole date of birth; none is kept' : 'a date of birth; none is kept'));
  const mrn = medicalRecordNumber(patient);
  if (mrn === null) issues.push(assumed(patient.get('identifier'), 'a record number made from what the patient is known by'));
  return { admission: { ...name, birthDate, status: isDeceased(patient) ? 'DECEASED' : 'ACTIVE' }, mrn, derivedMrn: derived(lastingName), issues };
}

/** That they died is kept; the hour of it is not. */
function isDeceased(patient: Element): boolean {
  return patient.get('deceasedDateTime').text() !== null || patient.get('deceasedBoolean').boolean() === true;
}

const LONGEST_MRN = 64;

/** Typed as a medical record number; where several are, the one in use before the others. */
function medicalRecordNumber(patient: Element): string | null {
  const numbers = patient.all('identifier').filter((identifier) => codingsOf(identifier.all('type')).some(({ code }) => code === 'MR'));
  const number = numbers.find((identifier) => ['usual', 'official'].includes(String((identifier.peek() as { use?: unknown }).use))) ?? numbers[0];
  const value = number?.get('value').text() ?? null;
  if (value === null || value.length > LONGEST_MRN) return null;
  number?.consume();
  return value;
}

function derived(lastingName: string): string {
  return `FHIR-${createHash('sha256').update(lastingName).digest('hex').slice(0, 16).toUpperCase()}`;
}
