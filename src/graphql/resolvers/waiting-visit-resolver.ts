import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { decisionClockOf } from '../../alignment/decision-clock.js';
import { dateOf, type LocalDate as DateText, localDayAt } from '../../base/day.js';
import { defaultTermsOf } from '../../care/default-terms.js';
import { allocationsOfVisits } from '../../db/queries/children.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { BranchRow } from '../../db/rows/branch-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { VisitRow } from '../../db/rows/visit-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { LocalDate } from '../scalars.js';
import { VisitType } from '../types/visit-type.js';

@Resolver(() => VisitType)
export class WaitingVisitResolver {
  @FieldResolver(() => LocalDate, {
    nullable: true,
    description: 'For a visit that waits for its payer to decide: the first date before which the payer must have decided. None when it does not wait, when no clock binds the payer, and when the payer is late, so that no date is safe.',
  })
  async earliestSafeOn(@Root() visit: VisitRow, @Ctx() { loaders, world }: GraphContext): Promise<DateText | null> {
    const waiting = (await loaders.children(allocationsOfVisits).load(visit.id)).find(({ state }) => state === 'RESERVED_PENDING');
    if (waiting === undefined) return null;
    const { authorizationId } = await one(loaders.record(AuthorizationLineRow), waiting.lineId);
    const { requestedAt, urgency, payerId } = await one(loaders.record(AuthorizationRow), authorizationId);
    if (requestedAt === null) return null;
    const { branchId } = await one(loaders.record(PatientRow), visit.patientId);
    const { timeZone } = await one(loaders.record(BranchRow), branchId);
    const policy = await loaders.policyOn(dateOf(localDayAt(requestedAt.getTime(), timeZone))).load(payerId);
    const terms = policy?.terms ?? defaultTermsOf((await one(loaders.record(PayerRow), payerId)).kind);
    const clock = decisionClockOf({ requestedAt: requestedAt.getTime(), urgency }, terms, timeZone);
    return clock === null || clock.dueAt <= world.clock.now().getTime() ? null : dateOf(localDayAt(clock.dueAt, timeZone) + 1);
  }
}
