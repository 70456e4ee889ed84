import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { expectMayRead } from '../../auth/permissions.js';
import { dateOf, localDayAt } from '../../base/day.js';
import { Refusal } from '../../base/refusal.js';
import { coveragesOfPatients, linesOfPatients, MOST_CHILDREN, openFindingsOfPatients } from '../../db/queries/children.js';
import { dueAtOf } from '../../db/queries/due-at.js';
import { visitList } from '../../db/queries/lists/visits.js';
import type { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { BranchRow } from '../../db/rows/branch-row.js';
import type { CoverageRow } from '../../db/rows/coverage-row.js';
import type { FindingRow } from '../../db/rows/finding-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import type { PayerPolicyRow } from '../../db/rows/payer-policy-row.js';
import type { VisitRow } from '../../db/rows/visit-row.js';
import { streamState } from '../../feed/read.js';
import { connectionWithin, DEFAULT_PAGE } from '../connection.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { fromGlobalId } from '../global-id.js';
import { primaryCoverage } from '../primary-coverage.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { CoverageType } from '../types/coverage-type.js';
import { FindingType } from '../types/finding-type.js';
import { PatientSnapshotType } from '../types/patient-snapshot-type.js';
import { PayerPolicyType } from '../types/payer-policy-type.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => PatientSnapshotType)
export class PatientSnapshotResolver {
  @Query(() => PatientSnapshotType, { description: 'How things stand for one patient, and from where in the log of events to listen for what comes after.' })
  async patientSnapshot(@Arg('patientId', () => ID, { description: 'Whose care to look at.' }) globalId: string, @Ctx() context: GraphContext): Promise<PatientSnapshotType> {
    const { viewer, cursors, loaders, world } = context;
    expectMayRead(viewer, 'ALIGNMENT');
    const patient = await loaders.record(PatientRow).load(fromGlobalId('Patient', globalId, ['patientId']));
    if (!patient) throw new Refusal('NOT_FOUND', { path: ['patientId'] });
    const { epoch, head } = await context.read(streamState);
    return {
      patient,
      asOf: cursors.encode(viewer.agencyId, { epoch, seq: head }),
      today: await todayAt(context, patient, world.clock.now()),
      nextChangeAt: await context.read((tx) => dueAtOf(tx, patient.id)),
    };
  }

  @FieldResolver(() => CoverageType, { nullable: true, description: 'The primary coverage in force today; none when none is on record.' })
  async coverage(@Root() snapshot: PatientSnapshotType, @Ctx() context: GraphContext): Promise<CoverageRow | null> {
    return coverageOf(snapshot, context);
  }

  @FieldResolver(() => PayerPolicyType, { nullable: true, description: 'What the payer of that coverage requires today.' })
  async policy(@Root() snapshot: PatientSnapshotType, @Ctx() context: GraphContext): Promise<PayerPolicyRow | null> {
    const coverage = await coverageOf(snapshot, context);
    return coverage && context.loaders.policyOn(snapshot.today).load(coverage.payerId);
  }

  @FieldResolver(() => [AuthorizationLineType], { description: 'The lines of authorizations that cover today or later and were not cancelled, with what each still allows.' })
  async lines(@Root() { patient, today }: PatientSnapshotType, @Ctx() { loaders }: GraphContext): Promise<AuthorizationLineRow[]> {
    const lines = (await loaders.children(linesOfPatients).load(patient.id)).filter(({ endsOn, decision }) => endsOn >= today && decision !== 'CANCELLED');
    const authorizations = await Promise.all(lines.map(({ authorizationId }) => one(loaders.record(AuthorizationRow), authorizationId)));
    return lines.filter((_, i) => authorizations[i]?.cancelledAt === null);
  }

  @FieldResolver(() => [VisitType], { description: 'The visits planned for today and later, the earliest first.' })
  async nextVisits(
    @Root() { patient, today }: PatientSnapshotType,
    @Ctx() context: GraphContext,
    @Arg('first', () => Int, { defaultValue: DEFAULT_PAGE, description: 'How many at most.' }) first: number,
  ): Promise<readonly VisitRow[]> {
    const filter = { statuses: ['SCHEDULED' as const], serviceOn: { from: today } };
    const { nodes } = await connectionWithin(context, { column: 'patient_id', id: patient.id }, { list: visitList, filter, sort: { by: 'STARTS_AT', direction: 'ASC' }, page: { first } });
    return nodes;
  }

  @FieldResolver(() => [FindingType], { description: `What is not supported now, the gravest first; at most ${MOST_CHILDREN}.` })
  async openFindings(@Root() { patient }: PatientSnapshotType, @Ctx() { loaders }: GraphContext): Promise<readonly FindingRow[]> {
    return loaders.children(openFindingsOfPatients).load(patient.id);
  }
}

async function coverageOf({ patient, today }: PatientSnapshotType, { loaders }: GraphContext): Promise<CoverageRow | null> {
  return primaryCoverage(await loaders.children(coveragesOfPatients).load(patient.id), today);
}

async function todayAt({ loaders }: GraphContext, { branchId }: PatientRow, now: Date): Promise<string> {
  const { timeZone } = await one(loaders.record(BranchRow), branchId);
  return dateOf(localDayAt(now.getTime(), timeZone));
}
