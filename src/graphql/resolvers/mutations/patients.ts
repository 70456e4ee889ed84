import { addCoverage } from '../../../changes/add-coverage.js';
import { admitPatient } from '../../../changes/admit-patient.js';
import { changeCoverage } from '../../../changes/change-coverage.js';
import { changePatientStatus } from '../../../changes/change-patient-status.js';
import { recordCertification } from '../../../changes/record-certification.js';
import { recordFaceToFace } from '../../../changes/record-face-to-face.js';
import { recordSupervision } from '../../../changes/record-supervision.js';
import { updateCarePlan } from '../../../changes/update-care-plan.js';
import { updateCertification } from '../../../changes/update-certification.js';
import { updatePatient } from '../../../changes/update-patient.js';
import { RecordCertificationInputType, RecordFaceToFaceInputType, UpdateCertificationInputType } from '../../inputs/certification-inputs.js';
import {
  AddCoverageInputType, AdmitPatientInputType, ChangeCoverageInputType, ChangePatientStatusInputType, UpdateCarePlanInputType, UpdatePatientInputType,
} from '../../inputs/patient-inputs.js';
import { RecordSupervisionInputType } from '../../inputs/supervision-input.js';
import { CertificationType } from '../../types/certification-type.js';
import { CoverageType } from '../../types/coverage-type.js';
import { FaceToFaceType } from '../../types/face-to-face-type.js';
import { PatientType } from '../../types/patient-type.js';
import { SupervisionType } from '../../types/supervision-type.js';
import { mutation, type MutationDefinition } from './mutation.js';

export const PATIENT_MUTATIONS: readonly MutationDefinition[] = [
  mutation(admitPatient, { input: AdmitPatientInputType, record: PatientType, description: 'Takes a patient into care.' }),
  mutation(updatePatient, { input: UpdatePatientInputType, record: PatientType, description: 'Puts right who a patient is, or gives them to another branch.' }),
  mutation(changePatientStatus, { input: ChangePatientStatusInputType, record: PatientType, description: 'Records how a patient stands with the agency from a day on.' }),
  mutation(updateCarePlan, { input: UpdateCarePlanInputType, record: PatientType, description: 'Records that the plan of care is up to date with its orders.' }),
  mutation(addCoverage, { input: AddCoverageInputType, record: CoverageType, description: 'Adds insurance to a patient.' }),
  mutation(changeCoverage, { input: ChangeCoverageInputType, record: CoverageType, description: 'Moves the dates of a coverage.' }),
  mutation(recordCertification, { input: RecordCertificationInputType, record: CertificationType, description: 'Records a certification period, signed or not yet.' }),
  mutation(updateCertification, { input: UpdateCertificationInputType, record: CertificationType, description: 'Records that a certification was signed or its assessment made, or another end of it.' }),
  mutation(recordFaceToFace, { input: RecordFaceToFaceInputType, record: FaceToFaceType, description: 'Records an encounter on which a certification may rest.' }),
  mutation(recordSupervision, { input: RecordSupervisionInputType, record: SupervisionType, description: 'Records a supervision of an aide, or a reassessment by a therapist.' }),
];
