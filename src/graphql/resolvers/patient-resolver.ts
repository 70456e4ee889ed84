import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import type { LocalDate as DateText } from '../../base/day.js';
import {
  authorizationsOfPatients, certificationsOfPatients, coveragesOfPatients, faceToFacesOfPatients, MOST_CHILDREN, ordersOfPatients, statusPeriodsOfPatients,
  supervisionsOfPatients,
} from '../../db/queries/children.js';
import { allocationList } from '../../db/queries/lists/allocations.js';
import { findingList } from '../../db/queries/lists/findings.js';
import { noteList } from '../../db/queries/lists/notes.js';
import { patientList } from '../../db/queries/lists/patients.js';
import { scheduleChangeList } from '../../db/queries/lists/schedule-changes.js';
import { visitList } from '../../db/queries/lists/visits.js';
import type { AllocationRow } from '../../db/rows/allocation-row.js';
import type { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { BranchRow } from '../../db/rows/branch-row.js';
import type { CertificationRow } from '../../db/rows/certification-row.js';
import type { CoverageRow } from '../../db/rows/coverage-row.js';
import type { FaceToFaceRow } from '../../db/rows/face-to-face-row.js';
import type { FindingRow } from '../../db/rows/finding-row.js';
import type { NoteRow } from '../../db/rows/note-row.js';
import type { OrderRow } from '../../db/rows/order-row.js';
import type { PatientRow } from '../../db/rows/patient-row.js';
import type { PatientStatusPeriodRow } from '../../db/rows/patient-status-period-row.js';
import type { ScheduleChangeRow } from '../../db/rows/schedule-change-row.js';
import type { SupervisionRow } from '../../db/rows/supervision-row.js';
import type { VisitRow } from '../../db/rows/visit-row.js';
import { type Connection, connection, connectionWithin, PageArgs, type Sort } from '../connection.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { FindingFilterInput, findingFilterOf, FindingSort } from '../filters/finding-filter.js';
import { NoteFilterInput, noteFilterOf, NoteSort } from '../filters/note-filter.js';
import { PatientFilterInput, patientFilterOf, PatientSort } from '../filters/patient-filter.js';
import { ScheduleChangeFilterInput, scheduleChangeFilterOf, ScheduleChangeSort } from '../filters/schedule-change-filter.js';
import { VisitFilterInput, visitFilterOf, VisitSort } from '../filters/visit-filter.js';
import { primaryCoverage } from '../primary-coverage.js';
import { LocalDate } from '../scalars.js';
import { AllocationConnection } from '../types/allocation-type.js';
import { AuthorizationType } from '../types/authorization-type.js';
import { BranchType } from '../types/branch-type.js';
import { CertificationType } from '../types/certification-type.js';
import { CoverageType } from '../types/coverage-type.js';
import { FaceToFaceType } from '../types/face-to-face-type.js';
import { FindingConnection } from '../types/finding-type.js';
import { NoteConnection } from '../types/note-type.js';
import { OrderType } from '../types/order-type.js';
import { PatientStatusPeriodType } from '../types/patient-status-period-type.js';
import { PatientConnection, PatientType } from '../types/patient-type.js';
import { ScheduleChangeConnection } from '../types/schedule-change-type.js';
import { SupervisionType } from '../types/supervision-type.js';
import { VisitConnection } from '../types/visit-type.js';
import { findingSort } from './finding-resolver.js';

@Resolver(() => PatientType)
export class PatientResolver {
  @Query(() => PatientConnection, { description: 'The agency\'s patients.' })
  async patients(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => PatientFilterInput, { nullable: true, description: 'Which of them; everyone when left out.' }) filter: PatientFilterInput | null,
    @Arg('sort', () => PatientSort, { nullable: true, description: 'By name when left out.' }) sort: Sort | null,
  ): Promise<Connection<PatientRow>> {
    return connection(context, { list: patientList, filter: patientFilterOf(filter), sort: sort ?? { by: 'NAME', direction: 'ASC' }, page });
  }

  @FieldResolver(() => BranchType, { description: 'The branch that looks after the patient.' })
  async branch(@Root() { branchId }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<BranchRow> {
    return one(loaders.record(BranchRow), branchId);
  }

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

  @FieldResolver(() => [OrderType], { description: `Physicians' orders, the one received last first; at most ${MOST_CHILDREN}.` })
  async orders(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly OrderRow[]> {
    return loaders.children(ordersOfPatients).load(id);
  }

  @FieldResolver(() => [AuthorizationType], { description: `Authorizations, the one recorded last first; at most ${MOST_CHILDREN}.` })
  async authorizations(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly AuthorizationRow[]> {
    return loaders.children(authorizationsOfPatients).load(id);
  }

  @FieldResolver(() => [PatientStatusPeriodType], { description: `How the patient stood with the agency, the latest first; at most ${MOST_CHILDREN}.` })
  async statusPeriods(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly PatientStatusPeriodRow[]> {
    return loaders.children(statusPeriodsOfPatients).load(id);
  }

  @FieldResolver(() => [CertificationType], { description: `Certifications of the need for home health, the latest first; at most ${MOST_CHILDREN}.` })
  async certifications(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly CertificationRow[]> {
    return loaders.children(certificationsOfPatients).load(id);
  }

  @FieldResolver(() => [FaceToFaceType], { description: `Encounters that certifications rest on, the latest first; at most ${MOST_CHILDREN}.` })
  async faceToFaceEncounters(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly FaceToFaceRow[]> {
    return loaders.children(faceToFacesOfPatients).load(id);
  }

  @FieldResolver(() => [SupervisionType], { description: `Supervision of aides and reassessments by therapists, the latest first; at most ${MOST_CHILDREN}.` })
  async supervisions(@Root() { id }: PatientRow, @Ctx() { loaders }: GraphContext): Promise<readonly SupervisionRow[]> {
    return loaders.children(supervisionsOfPatients).load(id);
  }

  @FieldResolver(() => VisitConnection, { description: 'Visits, planned and made.' })
  async visits(
    @Root() { id }: PatientRow,
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => VisitFilterInput, { nullable: true, description: 'Which of them; all when left out.' }) filter: VisitFilterInput | null,
    @Arg('sort', () => VisitSort, { nullable: true, description: 'The earliest first, when left out.' }) sort: Sort | null,
  ): Promise<Connection<VisitRow>> {
    return connectionWithin(context, { column: 'patient_id', id }, { list: visitList, filter: visitFilterOf(filter), sort: sort ?? { by: 'STARTS_AT', direction: 'ASC' }, page });
  }

  @FieldResolver(() => NoteConnection, { description: 'What was written about the visits.' })
  async notes(
    @Root() { id }: PatientRow,
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => NoteFilterInput, { nullable: true, description: 'Which of it; all when left out.' }) filter: NoteFilterInput | null,
    @Arg('sort', () => NoteSort, { nullable: true, description: 'The one written last first, when left out.' }) sort: Sort | null,
  ): Promise<Connection<NoteRow>> {
    return connectionWithin(context, { column: 'patient_id', id }, { list: noteList, filter: noteFilterOf(filter), sort: sort ?? { by: 'WRITTEN_AT', direction: 'DESC' }, page });
  }

  @FieldResolver(() => FindingConnection, { description: 'What is not supported. Open findings only, unless the filter says otherwise.' })
  async findings(
    @Root() { id }: PatientRow,
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => FindingFilterInput, { nullable: true, description: 'Which of them; all open ones when left out.' }) filter: FindingFilterInput | null,
    @Arg('sort', () => FindingSort, { nullable: true, description: 'The gravest first, when left out.' }) sort: Sort | null,
  ): Promise<Connection<FindingRow>> {
    return connectionWithin(context, { column: 'patient_id', id }, { list: findingList, filter: findingFilterOf(context.viewer, filter), sort: findingSort(context, sort), page });
  }

  @FieldResolver(() => ScheduleChangeConnection, { description: 'What was done to the visits.' })
  async scheduleChanges(
    @Root() { id }: PatientRow,
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ScheduleChangeFilterInput, { nullable: true, description: 'Which of it; all when left out.' }) filter: ScheduleChangeFilterInput | null,
    @Arg('sort', () => ScheduleChangeSort, { nullable: true, description: 'The latest first, when left out.' }) sort: Sort | null,
  ): Promise<Connection<ScheduleChangeRow>> {
    const asked = { list: scheduleChangeList, filter: scheduleChangeFilterOf(filter), sort: sort ?? { by: 'RECORDED', direction: 'DESC' as const }, page };
    return connectionWithin(context, { column: 'patient_id', id }, asked);
  }

  @FieldResolver(() => AllocationConnection, { description: 'What the visits draw on authorizations, in the order in which the visits were recorded.' })
  async allocations(@Root() { id }: PatientRow, @Ctx() context: GraphContext, @Args(() => PageArgs) page: PageArgs): Promise<Connection<AllocationRow>> {
    return connectionWithin(context, { column: 'patient_id', id }, { list: allocationList, filter: {}, sort: { by: 'VISIT', direction: 'ASC' }, page });
  }
}
