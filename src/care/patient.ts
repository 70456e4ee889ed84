import { type LocalDate, parseLocalDate } from '../base/day.js';
import { checkedText } from '../base/check.js';
import { Refusal } from '../base/refusal.js';

export const PATIENT_STATUSES = ['ACTIVE', 'ON_HOLD', 'DISCHARGED', 'DECEASED'] as const;
export type PatientStatus = (typeof PATIENT_STATUSES)[number];

export interface Patient {
  readonly agencyId: string;
  readonly id: string;
  readonly branchId: string;
  /** Medical record number, unique in the agency. */
  readonly mrn: string;
  readonly givenName: string;
  readonly familyName: string;
  /** Null where the patient came to us without one, as payers' answers name them. */
  readonly birthDate: LocalDate | null;
  /** Sealed; null where it is not on record. */
  readonly ssn: string | null;
  /** Its blind indexes; none where there is none. */
  readonly ssnIndex: readonly string[];
  readonly status: PatientStatus;
  readonly startOfCareOn: LocalDate | null;
  /** When the plan of care was last brought up to date with its orders. */
  readonly carePlanUpdatedAt: Date | null;
  readonly version: number;
}

/** From when a patient stands with the agency in a way; until the next of these begins. */
export interface PatientStatusPeriod {
  readonly agencyId: string;
  readonly id: string;
  readonly patientId: string;
  readonly status: PatientStatus;
  readonly startsOn: LocalDate;
}

export interface Admission {
  readonly agencyId: string;
  readonly id: string;
  readonly branchId: string;
  readonly mrn: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: LocalDate | null;
  readonly ssn: string | null;
  readonly ssnIndex: readonly string[];
  readonly startOfCareOn: LocalDate | null;
  /** DECEASED for a record that is taken over after the patient's death; ACTIVE when left out. */
  readonly status?: 'ACTIVE' | 'DECEASED';
}

/** @throws Refusal INVALID_INPUT, INVALID_DATE */
export function admitted(admission: Admission, today: LocalDate): Patient {
  const birthDate = admission.birthDate === null ? null : parseLocalDate(admission.birthDate);
  if (birthDate !== null && birthDate > today) throw new Refusal('INVALID_DATE', { path: ['input', 'birthDate'], expected: 'a date of birth that is not in the future' });
  const startOfCareOn = admission.startOfCareOn === null ? null : parseLocalDate(admission.startOfCareOn);
  if (startOfCareOn !== null && birthDate !== null && startOfCareOn < birthDate) {
    throw new Refusal('INVALID_RANGE', { path: ['input', 'startOfCareOn'], expected: 'a start of care on or after the date of birth' });
  }
  return {
    agencyId: admission.agencyId,
    id: admission.id,
    branchId: admission.branchId,
    mrn: checkedText(admission.mrn, ['input', 'mrn'], 64),
    givenName: checkedText(admission.givenName, ['input', 'givenName'], 100),
    familyName: checkedText(admission.familyName, ['input', 'familyName'], 100),
    birthDate,
    ssn: admission.ssn,
    ssnIndex: admission.ssnIndex,
    status: admission.status ?? 'ACTIVE',
    startOfCareOn,
    carePlanUpdatedAt: null,
    version: 1,
  };
}

/** Who the patient is and where they belong, put right. */
export function corrected(patient: Patient, particulars: Partial<Omit<Admission, 'agencyId' | 'id' | 'status'>>, today: LocalDate): Patient {
  const { branchId, mrn, givenName, familyName, birthDate, ssn, ssnIndex, startOfCareOn } = admitted({ ...patient, ...particulars, status: 'ACTIVE' }, today);
  return { ...patient, branchId, mrn, givenName, familyName, birthDate, ssn, ssnIndex, startOfCareOn, version: patient.version + 1 };
}

/** The status that was recorded last; from when it holds is in its period. A patient who has died stays so, unless that was an error. */
export function standing(patient: Patient, status: PatientStatus): Patient {
  return { ...patient, status, version: patient.version + 1 };
}

export function replanned(patient: Patient, carePlanUpdatedAt: Date): Patient {
  return { ...patient, carePlanUpdatedAt, version: patient.version + 1 };
}
