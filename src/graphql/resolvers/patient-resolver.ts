import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import type { LocalDate as DateText } from '../../base/day.js';
import { lastFourOf } from '../../care/ssn.js';
import {
  authorizationsOfPatients, certificationsOfPatients, coveragesOfPatients, faceToFacesOfPatients, MOST_CHILDREN, ordersOfPatients, statusPeriodsOfPatients,
  supervisionsOfPatients,
} from '../../db/queries/children.js';
import { PATIENT_SSN } from '../../db/queries/sealed-columns.js';
import type { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { BranchRow } from '../../db/rows/branch-row.js';
import type { CertificationRow } from '../../db/rows/certification-row.js';
import type { CoverageRow } from '../../db/rows/coverage-row.js';
import type { FaceToFaceRow } from '../../db/rows/face-to-face-row.js';
import type { OrderRow } from '../../db/rows/order-row.js';
import type { PatientRow } from '../../db/rows/patient-row.js';
import type { PatientStatusPeriodRow } from '../../db/rows/patient-status-period-row.js';
import type { SupervisionRow } from '../../db/rows/supervision-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { fromRow, ReadAs, toChildren, toOne } from '../plans/read-as.js';
import { primaryCoverage } from '../primary-coverage.js';
import { LocalDate } from '../scalars.js';
import { AuthorizationType } from '../types/authorization-type.js';
import { BranchType } from '../types/branch-type.js';
import { CertificationType } from '../types/certification-type.js';
import { CoverageType } from '../types/coverage-type.js';
import { FaceToFaceType } from '../types/face-to-face-type.js';
import { OrderType } from '../types/order-type.js';
import { PatientStatusPeriodType } from '../types/patient-status-period-type.js';
import { PatientType } from '../types/patient-type.js';
import { SupervisionType } from '../types/supervision-type.js';

@Resolver(() => PatientType)
export class PatientResolver {
  @ReadAs(fromRow('id', 'ssn'))
  @FieldResolver(() => String, { nullable: true, description: 'Social security number, as 123-45-6789: an identity number, for those who bill and enrol; none where it is not on record, and null for roles that may not read identity numbers. It is kept sealed, and can be looked for as a whole only.' })
  ssn(@Root() { id, ssn }: PatientRow, @Ctx() context: GraphContext): Promise<string> | string | null {
    return context.opened({ column: PATIENT_SSN, recordId: id }, ssn);
  }

  @ReadAs(fromRow('id', 'ssn'))
  @FieldResolver(() => String, { nullable: true, description: 'The last four digits of the social security number: part of an identity number, enough to tell two people of one name apart; none where it is not on record, and null for roles that may not read identity numbers.' })
  ssnLastFour(@Root() { id, ssn }: PatientRow, @Ctx() context: GraphContext): Promise<string> | string | null {
    const whole = context.opened({ column: PATIENT_SSN, recordId: id }, ssn);
    return whole === null ? null : typeof whole === 'string' ? lastFourOf(whole) : whole.then(lastFourOf);
  }

  @ReadAs(toOne(BranchRow, 'branchId'))
  @FieldResolver(() => BranchType, { description: 'The branch that looks after the patient.' })
  async branch(@Root() { branchId }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<BranchRow> {
    return one(loaders.record(BranchRow), branchId);
  }

  @ReadAs(toChildren(coveragesOfPatients))
  @FieldResolver(() => [CoverageType], { description: `Who pays and paid for the patient's care, the primary payers first; at most ${MOST_CHILDREN}.` })
  async coverages(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly CoverageRow[]> {
    return loaders.children(coveragesOfPatients).load(id);
  }

  @FieldResolver(() => CoverageType, { nullable: true, description: 'The primary coverage on a date, which care on that date is measured against; none when none is on record.' })
  async coverageOn(
    @Root() { id }: PatientRow,
    @Ctx() { loaders }: GraphContext,
    @Arg('date', () => LocalDate, { description: 'A date of care.' }) date: DateText,
  ): Promise<CoverageRow | null> {
    return primaryCoverage(await loaders.children(coveragesOfPatients).load(id), date);
  }

  @ReadAs(toChildren(ordersOfPatients))
  @FieldResolver(() => [OrderType], { description: `Physicians' orders, the one received last first; at most ${MOST_CHILDREN}.` })
  async orders(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly OrderRow[]> {
    return loaders.children(ordersOfPatients).load(id);
  }

  @ReadAs(toChildren(authorizationsOfPatients))
  @FieldResolver(() => [AuthorizationType], { description: `Authorizations, the one recorded last first; at most ${MOST_CHILDREN}.` })
  async authorizations(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly AuthorizationRow[]> {
    return loaders.children(authorizationsOfPatients).load(id);
  }

  @ReadAs(toChildren(statusPeriodsOfPatients))
  @FieldResolver(() => [PatientStatusPeriodType], { description: `How the patient stood with the agency, the latest first; at most ${MOST_CHILDREN}.` })
  async statusPeriods(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly PatientStatusPeriodRow[]> {
    return loaders.children(statusPeriodsOfPatients).load(id);
  }

  @ReadAs(toChildren(certificationsOfPatients))
  @FieldResolver(() => [CertificationType], { description: `Certifications of the need for home health, the latest first; at most ${MOST_CHILDREN}.` })
  async certifications(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly CertificationRow[]> {
    return loaders.children(certificationsOfPatients).load(id);
  }

  @ReadAs(toChildren(faceToFacesOfPatients))
  @FieldResolver(() => [FaceToFaceType], { description: `Encounters that certifications rest on, the latest first; at most ${MOST_CHILDREN}.` })
  async faceToFaceEncounters(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly FaceToFaceRow[]> {
    return loaders.children(faceToFacesOfPatients).load(id);
  }

  @ReadAs(toChildren(supervisionsOfPatients))
  @FieldResolver(() => [SupervisionType], { description: `Supervision of aides and reassessments by therapists, the latest first; at most ${MOST_CHILDREN}.` })
  async supervisions(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly SupervisionRow[]> {
    return loaders.children(supervisionsOfPatients).load(id);
  }
}
