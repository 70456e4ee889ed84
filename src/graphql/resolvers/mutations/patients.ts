import { addCoverage } from '../../../changes/add-coverage.js';
import { admitPatient } from '../../../changes/admit-patient.js';
import { AddCoverageInputType, AdmitPatientInputType } from '../../inputs/patient-inputs.js';
import { CoverageType } from '../../types/coverage-type.js';
import { PatientType } from '../../types/patient-type.js';
import { mutation } from './mutation.js';

export const PATIENT_MUTATIONS: readonly Function[] = [
  mutation(admitPatient, { input: AdmitPatientInputType, record: PatientType, description: 'Takes a patient into care.' }),
  mutation(addCoverage, { input: AddCoverageInputType, record: CoverageType, description: 'Adds insurance to a patient.' }),
];
