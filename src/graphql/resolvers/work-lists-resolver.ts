import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';

import { checkedInteger } from '../../base/check.js';
import { authorizationLineList } from '../../db/queries/lists/authorization-lines.js';
import { findingList } from '../../db/queries/lists/findings.js';
import { orderList } from '../../db/queries/lists/orders.js';
import { visitList } from '../../db/queries/lists/visits.js';
import { partOf } from '../../db/queries/page.js';
import type { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import type { FindingRow } from '../../db/rows/finding-row.js';
import type { OrderRow } from '../../db/rows/order-row.js';
import type { VisitRow } from '../../db/rows/visit-row.js';
import { type Connection, connection, PageArgs } from '../connection.js';
import type { GraphContext } from '../context.js';
import { AuthorizationLineFilterInput, authorizationLineFilterOf } from '../filters/authorization-line-filter.js';
import { FindingFilterInput, findingFilterOf } from '../filters/finding-filter.js';
import { OrderFilterInput, orderFilterOf } from '../filters/order-filter.js';
import { todayOf } from '../filters/relative-days.js';
import { VisitFilterInput, visitFilterOf } from '../filters/visit-filter.js';
import { AuthorizationLineConnection } from '../types/authorization-line-type.js';
import { FindingConnection } from '../types/finding-type.js';
import { OrderConnection } from '../types/order-type.js';
import { VisitConnection } from '../types/visit-type.js';

/** The rules that say that a visit has no approval to draw on. */
const BEYOND_AUTHORIZATION = ['AUTH-01', 'AUTH-03', 'AUTH-04', 'AUTH-05', 'AUTH-06', 'AUTH-07', 'AUTH-08', 'AUTH-09', 'AUTH-15', 'AUTH-19'];

const USUAL_LEAD_DAYS = 30;
const LONGEST_LEAD_DAYS = 366;

const RUNNING = partOf(findingList, { isWaived: false, hasDeadline: true });
const UNSIGNED = partOf(orderList, { isUnsigned: true });

/** What each team starts its day with: lists of what there is to do, each in the order in which it should be done. */
@Resolver()
export class WorkListsResolver {
  @Query(() => FindingConnection, { description: 'Everything for which a clock runs and that nobody has waived, the least time left first.' })
  async deadlines(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => FindingFilterInput, { nullable: true, description: 'Which of it; all when left out.' }) filter: FindingFilterInput | null,
  ): Promise<Connection<FindingRow>> {
    return connection(context, { list: RUNNING, filter: findingFilterOf(context.viewer, filter, context.now()), sort: { by: 'DEADLINE', direction: 'ASC' }, page });
  }

  @Query(() => AuthorizationLineConnection, { description: 'Certified lines that end within some days, the first to end first.' })
  async expiringAuthorizations(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('withinDays', () => Int, { defaultValue: USUAL_LEAD_DAYS, description: `How many days ahead to look, at most ${LONGEST_LEAD_DAYS}; today is the date at the branch that the filter names, and at the agency's first branch when it names none.` }) withinDays: number,
    @Arg('filter', () => AuthorizationLineFilterInput, { nullable: true, description: 'Which of them; all when left out.' }) filter: AuthorizationLineFilterInput | null,
  ): Promise<Connection<AuthorizationLineRow>> {
    const days = checkedInteger(withinDays, ['withinDays'], { from: 0, to: LONGEST_LEAD_DAYS });
    const soon = { days: { ...todayOf(context.viewer, filter, context.now()), period: 'DAY' as const, first: 0, last: days } };
    const ending = { ...authorizationLineFilterOf(context.viewer, filter, context.now()), expiring: soon };
    return connection(context, { list: authorizationLineList, filter: ending, sort: { by: 'ENDS_ON', direction: 'ASC' }, page });
  }

  @Query(() => VisitConnection, { description: 'Visits that no authorization supports although their payer asks for one, the earliest first.' })
  async visitsBeyondAuthorization(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => VisitFilterInput, { nullable: true, description: 'Which of them; all when left out.' }) filter: VisitFilterInput | null,
  ): Promise<Connection<VisitRow>> {
    const beyond = { ...visitFilterOf(context.viewer, filter, context.now()), foundBy: BEYOND_AUTHORIZATION };
    return connection(context, { list: visitList, filter: beyond, sort: { by: 'STARTS_AT', direction: 'ASC' }, page });
  }

  @Query(() => VisitConnection, { description: 'Visits held on a line that its payer has yet to decide, the earliest first. See earliestSafeOn of each.' })
  async visitsWaitingForDecision(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => VisitFilterInput, { nullable: true, description: 'Which of them; all when left out.' }) filter: VisitFilterInput | null,
  ): Promise<Connection<VisitRow>> {
    const waiting = { ...visitFilterOf(context.viewer, filter, context.now()), isWaitingForDecision: true };
    return connection(context, { list: visitList, filter: waiting, sort: { by: 'STARTS_AT', direction: 'ASC' }, page });
  }

  @Query(() => OrderConnection, { description: 'Orders that wait for a signature, the longest waiting first.' })
  async unsignedOrders(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => OrderFilterInput, { nullable: true, description: 'Which of them; all when left out.' }) filter: OrderFilterInput | null,
  ): Promise<Connection<OrderRow>> {
    return connection(context, { list: UNSIGNED, filter: orderFilterOf(context.viewer, filter, context.now()), sort: { by: 'RECEIVED_AT', direction: 'ASC' }, page });
  }
}
