import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { isOpen } from '../../care/emergency-access.js';
import { emergencyAccessList } from '../../db/queries/lists/emergency-accesses.js';
import { partOf } from '../../db/queries/page.js';
import type { EmergencyAccessRow } from '../../db/rows/emergency-access-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { type Connection, connection, PageArgs } from '../connection.js';
import type { GraphContext } from '../context.js';
import { EmergencyAccessFilterInput, emergencyAccessFilterOf } from '../filters/emergency-access-filter.js';
import { toGlobalId } from '../global-id.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { EmergencyAccessConnection, EmergencyAccessType, EmergencyReviewType } from '../types/emergency-access-type.js';
import { PatientType } from '../types/patient-type.js';

const TO_REVIEW = partOf(emergencyAccessList, { reviewStatuses: ['PENDING'] });

@Resolver(() => EmergencyAccessType)
export class EmergencyAccessResolver {
  @Query(() => EmergencyAccessConnection, { description: 'What administrators and clinical leads have to review, the one due first first. Your own is for a colleague to review.' })
  async emergencyAccessesToReview(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => EmergencyAccessFilterInput, { nullable: true, description: 'Which of it; all when left out.' }) filter: EmergencyAccessFilterInput | null,
  ): Promise<Connection<EmergencyAccessRow>> {
    return connection(context, { list: TO_REVIEW, filter: emergencyAccessFilterOf(context.viewer, filter, context.now()), sort: { by: 'REVIEW_DUE_AT', direction: 'ASC' }, page });
  }

  @FieldResolver(() => ID, { description: 'The patient to whom it opens the way.' })
  patientId(@Root() { patientId }: EmergencyAccessRow): string {
    return toGlobalId('Patient', patientId);
  }

  @ReadAs(toOne(PatientRow, 'patientId'))
  @FieldResolver(() => PatientType, { nullable: true, description: 'The same patient; none where you cannot see them any more, or yet: the mutation that opens the way still answers from before it.' })
  async patient(@Root() { patientId }: EmergencyAccessRow, @Ctx() { loaders }: GraphContext): Promise<PatientRow | null> {
    return loaders.record(PatientRow).load(patientId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it still opens something.' })
  isOpen(@Root() access: EmergencyAccessRow, @Ctx() context: GraphContext): boolean {
    return isOpen(access, context.now());
  }

  @FieldResolver(() => EmergencyReviewType, { description: 'What a colleague made of it.' })
  review(@Root() { reviewStatus, reviewDueAt, reviewedBy, reviewedAt, reviewText }: EmergencyAccessRow, @Ctx() context: GraphContext): EmergencyReviewType {
    return { status: reviewStatus, dueAt: reviewDueAt, isOverdue: reviewStatus === 'PENDING' && reviewDueAt < context.now(), by: reviewedBy, at: reviewedAt, text: reviewText };
  }
}
