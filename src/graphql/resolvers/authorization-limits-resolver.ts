import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { evaluate } from '../../alignment/evaluate.js';
import { type LimitsQuestion, type LineLimits, limitsOf } from '../../alignment/limits.js';
import { proposalOf } from '../../alignment/proposal.js';
import { expectMayRead } from '../../auth/permissions.js';
import { checkedDateRange, checkedInteger } from '../../base/check.js';
import { dateOf, type DayNumber, dayOf, type LocalDate as DateText, localDayAt } from '../../base/day.js';
import { Refusal } from '../../base/refusal.js';
import { type Discipline, serviceOf } from '../../care/service.js';
import { patientSnapshot } from '../../db/queries/patient-snapshot.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { PatientRow } from '../../db/rows/patient-row.js';
import { PayerRow } from '../../db/rows/payer-row.js';
import type { GraphContext } from '../context.js';
import { one } from '../edges.js';
import { fromGlobalId } from '../global-id.js';
import { ProposedVisitsInput, proposedVisits } from '../inputs/proposed-visits-input.js';
import { ReadAs, toOne } from '../plans/read-as.js';
import { LocalDate } from '../scalars.js';
import { AuthorizationLineType } from '../types/authorization-line-type.js';
import { AuthorizationLimitsType, LineLimitsType } from '../types/authorization-limits-type.js';
import { AuthorizationType } from '../types/authorization-type.js';
import { DisciplineEnum } from '../types/enums.js';
import { PayerType } from '../types/payer-type.js';
import { proposalTypeOf } from '../types/proposal-type.js';

const USUAL_DAYS = 60;
const MOST_DAYS = 366;
const LONGEST_VISIT_MINUTES = 24 * 60;

@ArgsType()
export class AuthorizationLimitsArgs {
  @Field(() => ID, { description: 'Whose visits are to be planned.' })
  patientId!: string;

  @Field(() => DisciplineEnum, { nullable: true, description: 'The discipline in question; that of the service code, or every one, when left out.' })
  discipline?: Discipline | null;

  @Field(() => String, { nullable: true, description: 'The service in question, as its HCPCS code; every one of the discipline when left out.' })
  serviceCode?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The first date in question; today at the patient\'s branch when left out.' })
  from?: DateText | null;

  @Field(() => LocalDate, { nullable: true, description: `The last date in question; ${USUAL_DAYS} days in all when left out, at most ${MOST_DAYS}.` })
  to?: DateText | null;

  @Field(() => Int, { nullable: true, description: 'The length in minutes of the visits to be planned, to learn how many still fit.' })
  minutes?: number | null;

  @Field(() => ProposedVisitsInput, { nullable: true, description: 'Visits that you think of planning, to learn which of them fit.' })
  visits?: ProposedVisitsInput | null;
}

@Resolver(() => LineLimitsType)
export class AuthorizationLimitsResolver {
  @Query(() => AuthorizationLimitsType, { description: 'What a patient\'s authorizations still allow. Ask this before planning visits.' })
  async authorizationLimits(@Args(() => AuthorizationLimitsArgs) args: AuthorizationLimitsArgs, @Ctx() context: GraphContext): Promise<AuthorizationLimitsType> {
    const { viewer, loaders, world } = context;
    expectMayRead(viewer, 'AUTHORIZATIONS');
    const service = serviceAskedFor(args);
    const minutes = args.minutes == null ? undefined : checkedInteger(args.minutes, ['minutes'], { from: 1, to: LONGEST_VISIT_MINUTES });
    const patient = await loaders.record(PatientRow).load(fromGlobalId('Patient', args.patientId, ['patientId']));
    if (!patient) throw new Refusal('NOT_FOUND', { path: ['patientId'] });

    const now = world.clock.now();
    const { snapshot } = await context.read((tx) => patientSnapshot(tx.whole, patient.id, now, args.from ?? null));
    const question = { ...service, minutes, ...daysAskedFor(args, localDayAt(now.getTime(), snapshot.timeZone)) };
    const alignment = evaluate(snapshot, now.getTime());
    const proposal = args.visits == null ? null : proposalOf(snapshot, alignment, proposedVisits(args.visits, snapshot, now), now.getTime());
    const limits = limitsOf(snapshot, alignment, question);
    return { ...limits, lines: await linesToShow(limits.lines, context), proposal: proposal && proposalTypeOf(proposal) };
  }

  @ReadAs(toOne(AuthorizationLineRow, 'lineId'))
  @FieldResolver(() => AuthorizationLineType, { description: 'What was authorized, in full.' })
  async line(@Root() { lineId }: LineLimits, @Ctx() { loaders }: GraphContext): Promise<AuthorizationLineRow> {
    return one(loaders.record(AuthorizationLineRow), lineId);
  }

  @ReadAs(toOne(AuthorizationRow, 'authorizationId'))
  @FieldResolver(() => AuthorizationType, { description: 'The authorization it is a line of.' })
  async authorization(@Root() { authorizationId }: LineLimits, @Ctx() { loaders }: GraphContext): Promise<AuthorizationRow> {
    return one(loaders.record(AuthorizationRow), authorizationId);
  }

  @ReadAs(toOne(PayerRow, 'payerId'))
  @FieldResolver(() => PayerType, { description: 'Who authorized it.' })
  async payer(@Root() { payerId }: LineLimits, @Ctx() { loaders }: GraphContext): Promise<PayerRow> {
    return one(loaders.record(PayerRow), payerId);
  }
}

/** What another payer authorized counts, and is not shown to whom that payer is not assigned. */
async function linesToShow(lines: readonly LineLimits[], { loaders }: GraphContext): Promise<readonly LineLimits[]> {
  const records = await Promise.all(lines.map(({ lineId }) => loaders.record(AuthorizationLineRow).load(lineId)));
  return lines.filter((_, i) => records[i] !== null);
}

/** A service code says its discipline, and whether authorization is required depends on that. */
function serviceAskedFor({ discipline, serviceCode }: AuthorizationLimitsArgs): Pick<LimitsQuestion, 'discipline' | 'serviceCode'> {
  if (serviceCode == null) return { discipline: discipline ?? undefined };
  const service = serviceOf(serviceCode, ['serviceCode']);
  if (discipline != null && discipline !== service.discipline) {
    throw new Refusal('INVALID_INPUT', { path: ['serviceCode'], expected: `a service of ${discipline}`, found: `one of ${service.discipline}` });
  }
  return { discipline: service.discipline, serviceCode: service.code };
}

function daysAskedFor({ from, to }: AuthorizationLimitsArgs, today: DayNumber): Pick<LimitsQuestion, 'from' | 'to'> {
  const first = from == null ? today : dayOf(from);
  const last = to == null ? first + USUAL_DAYS - 1 : dayOf(to);
  checkedDateRange(dateOf(first), dateOf(last), ['to']);
  if (last - first >= MOST_DAYS) throw new Refusal('INVALID_RANGE', { path: ['to'], expected: `at most ${MOST_DAYS} days` });
  return { from: first, to: last };
}
