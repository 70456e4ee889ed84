import { addCoverage, type AddCoverageInput } from './add-coverage.js';
import { addPayer, type AddPayerInput } from './add-payer.js';
import { addStaff, type AddStaffInput } from './add-staff.js';
import { admitPatient, type AdmitPatientInput } from './admit-patient.js';
import { changeCoverage } from './change-coverage.js';
import { changeVisitService } from './change-visit-service.js';
import { reassignVisit } from './reassign-visit.js';
import { recordCertification, type RecordCertificationInput } from './record-certification.js';
import { recordOrder, type RecordOrderInput } from './record-order.js';
import { rescheduleVisit } from './reschedule-visit.js';
import { scheduleVisit, type ScheduleVisitInput } from './schedule-visit.js';
import { type Step, step } from './step.js';
import { updateCertification } from './update-certification.js';
import { updateOrder } from './update-order.js';
import { updatePatient } from './update-patient.js';
import { updatePayer } from './update-payer.js';
import { updateStaff } from './update-staff.js';
import { differing, differingSealed, expectUnchanged, stated, type Upsert } from './upsert.js';
import { COVERAGE_MEMBER_ID, PATIENT_SSN } from '../db/queries/sealed-columns.js';
import type { CertificationRow } from '../db/rows/certification-row.js';
import type { CoverageRow } from '../db/rows/coverage-row.js';
import type { OrderRow } from '../db/rows/order-row.js';
import type { PatientRow } from '../db/rows/patient-row.js';
import type { PayerRow } from '../db/rows/payer-row.js';
import type { StaffRow } from '../db/rows/staff-row.js';
import type { VisitRow } from '../db/rows/visit-row.js';

type Sent<Input> = Omit<Input, 'id'>;

export const upsertPatient: Upsert<Sent<AdmitPatientInput>, PatientRow> = {
  create: admitPatient,
  async differences(_tx, patient, { branchId, mrn, givenName, familyName, birthDate, ssn, startOfCareOn }, secrets) {
    const plain = differing(patient, { branchId, mrn, givenName, familyName, birthDate: stated(birthDate), startOfCareOn });
    const sealed = (await differingSealed(secrets, PATIENT_SSN, patient.ssnIndex, ssn)) ? { ssn: ssn ?? null } : null;
    return plain === null && sealed === null ? [] : [step(updatePatient, { patientId: patient.id, ...plain, ...sealed })];
  },
};

export const upsertStaff: Upsert<Sent<AddStaffInput>, StaffRow> = {
  create: addStaff,
  differences(_tx, staff, { branchId, givenName, familyName, disciplines, credential, credentialExpiresOn, npi }) {
    const changed = differing(staff, { branchId, givenName, familyName, disciplines, credential, credentialExpiresOn, npi });
    return changed === null ? [] : [step(updateStaff, { staffId: staff.id, ...changed })];
  },
};

export const upsertPayer: Upsert<Sent<AddPayerInput>, PayerRow> = {
  create: addPayer,
  differences(_tx, payer, { name, kind, payerCode }) {
    const changed = differing(payer, { name, kind, payerCode });
    return changed === null ? [] : [step(updatePayer, { payerId: payer.id, ...changed })];
  },
};

export const upsertCoverage: Upsert<Sent<AddCoverageInput>, CoverageRow> = {
  create: addCoverage,
  async differences(_tx, coverage, { patientId, payerId, memberId, rank, startsOn, endsOn }, secrets) {
    expectUnchanged(coverage, { patientId, payerId }, 'Another payer is another coverage: end this one, and send the other under an identifier of its own.');
    const plain = differing(coverage, { rank: stated(rank), startsOn, endsOn });
    const sealed = (await differingSealed(secrets, COVERAGE_MEMBER_ID, coverage.memberIndex, memberId)) ? { memberId } : null;
    return plain === null && sealed === null ? [] : [step(changeCoverage, { coverageId: coverage.id, ...plain, ...sealed })];
  },
};

export const upsertOrder: Upsert<Sent<RecordOrderInput>, OrderRow> = {
  create: recordOrder,
  differences(_tx, order, { patientId, kind, discipline, serviceCode, frequencyText, startsOn, endsOn, receivedAt, supersedesOrderId, ...followUp }) {
    const { physicianName, physicianNpi, sentAt, urgency, mustBeSeenBy, diagnosisCodes } = followUp;
    expectUnchanged(
      order,
      { patientId, kind, discipline, serviceCode, frequencyText, startsOn, endsOn, receivedAt: stated(receivedAt), supersedesOrderId: stated(supersedesOrderId) },
      'What is ordered is changed by another order that supersedes this one.',
    );
    const changed = differing(order, { physicianName, physicianNpi, sentAt, urgency: stated(urgency), mustBeSeenBy, diagnosisCodes: stated(diagnosisCodes) });
    return changed === null ? [] : [step(updateOrder, { orderId: order.id, ...changed })];
  },
};

export const upsertCertification: Upsert<Sent<RecordCertificationInput>, CertificationRow> = {
  create: recordCertification,
  differences(_tx, certification, { patientId, kind, startsOn, endsOn, certifiedOn, assessedOn }) {
    expectUnchanged(certification, { patientId, kind, startsOn }, 'Another period is another certification: send it under an identifier of its own.');
    const changed = differing(certification, { endsOn, certifiedOn, assessedOn });
    return changed === null ? [] : [step(updateCertification, { certificationId: certification.id, ...changed })];
  },
};

/** Where and when it is, who makes it, and what is given; that it took place is told by completeVisit, and with it what was worked. */
export const upsertVisit: Upsert<Sent<ScheduleVisitInput>, VisitRow> = {
  create: scheduleVisit,
  differences(_tx, visit, { patientId, serviceCode, modifiers, staffId, startsAt, endsAt, isAsNeeded, type, placeOfService }) {
    expectUnchanged(visit, { patientId, isAsNeeded: stated(isAsNeeded) }, 'Cancel the visit, and send the other under an identifier of its own.');
    const visitId = visit.id;
    const served = differing(visit, { serviceCode, modifiers: stated(modifiers), type: stated(type), placeOfService: stated(placeOfService) });
    const steps: Step[] = [];
    if (differing(visit, { startsAt, endsAt }) !== null) steps.push(step(rescheduleVisit, { visitId, startsAt, endsAt }));
    if (differing(visit, { staffId }) !== null) steps.push(step(reassignVisit, { visitId, ...(staffId !== undefined && { staffId }) }));
    if (served !== null) steps.push(step(changeVisitService, { visitId, ...served }));
    return steps;
  },
};
