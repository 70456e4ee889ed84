import { upsertAuthorization } from '../../../changes/upsert-authorization.js';
import { upsertCertification, upsertCoverage, upsertOrder, upsertPatient, upsertPayer, upsertStaff, upsertVisit } from '../../../changes/upserts.js';
import { AddPayerInputType, AddStaffInputType } from '../../inputs/agency-inputs.js';
import { RecordAuthorizationInputType } from '../../inputs/authorization-inputs.js';
import { RecordCertificationInputType } from '../../inputs/certification-inputs.js';
import { RecordOrderInputType } from '../../inputs/order-inputs.js';
import { AddCoverageInputType, AdmitPatientInputType } from '../../inputs/patient-inputs.js';
import { ScheduleVisitInputType } from '../../inputs/visit-inputs.js';
import { AuthorizationType } from '../../types/authorization-type.js';
import { CertificationType } from '../../types/certification-type.js';
import { CoverageType } from '../../types/coverage-type.js';
import { OrderType } from '../../types/order-type.js';
import { PatientType } from '../../types/patient-type.js';
import { PayerType } from '../../types/payer-type.js';
import { StaffType } from '../../types/staff-type.js';
import { VisitType } from '../../types/visit-type.js';
import type { Deed } from './mutation.js';
import { upsertMutation } from './upsert-mutation.js';

const LIKE_PEOPLE = 'The record is made, or changed as a person would change it, or left alone where it says so already; the changes need the same roles.';

/** For those who send what another system holds, again and again. */
export const UPSERTS: readonly Deed[] = [
  upsertMutation('upsertPatient', upsertPatient, { input: AdmitPatientInputType, record: PatientType, description: `Has a patient be here and say what another system says. ${LIKE_PEOPLE}` }),
  upsertMutation('upsertStaff', upsertStaff, { input: AddStaffInputType, record: StaffType, description: `Has a member of staff be here and say what another system says. ${LIKE_PEOPLE}` }),
  upsertMutation('upsertPayer', upsertPayer, { input: AddPayerInputType, record: PayerType, description: `Has a payer be here and say what another system says. ${LIKE_PEOPLE}` }),
  upsertMutation('upsertCoverage', upsertCoverage, {
    input: AddCoverageInputType,
    record: CoverageType,
    description: `Has a coverage be here and say what another system says; its patient and payer cannot change. ${LIKE_PEOPLE}`,
  }),
  upsertMutation('upsertOrder', upsertOrder, {
    input: RecordOrderInputType,
    record: OrderType,
    description: `Has an order be here and say what another system says; what is ordered cannot change, another order supersedes it. ${LIKE_PEOPLE}`,
  }),
  upsertMutation('upsertCertification', upsertCertification, {
    input: RecordCertificationInputType,
    record: CertificationType,
    description: `Has a certification be here and say what another system says; its patient, kind and first day cannot change. ${LIKE_PEOPLE}`,
  }),
  upsertMutation('upsertAuthorization', upsertAuthorization, {
    input: RecordAuthorizationInputType,
    record: AuthorizationType,
    description: `Has an authorization be here and say what the payer says. A line is known by its discipline, code and modifiers; one that is not sent stays. ${LIKE_PEOPLE}`,
  }),
  upsertMutation('upsertVisit', upsertVisit, {
    input: ScheduleVisitInputType,
    record: VisitType,
    description: `Has a visit be planned as another system plans it. That it took place, or did not, is told by completeVisit, missVisit and cancelVisit. ${LIKE_PEOPLE}`,
  }),
];
