import { Arg, Ctx, Query, Resolver } from 'type-graphql';

import type { Alignment } from '../../alignment/alignment.js';
import { type Alternatives, alternativesTo, MOST_DAYS_MOVED } from '../../alignment/alternatives.js';
import { hindersVisits } from '../../alignment/explain.js';
import type { PatientSnapshot, VisitFact } from '../../alignment/snapshot.js';
import { compareInTime } from '../../alignment/visits.js';
import { expectMayRead } from '../../auth/permissions.js';
import { MS_PER_DAY } from '../../base/day.js';
import { Refusal } from '../../base/refusal.js';
import { performAll, type PerformedAll } from '../../changes/perform.js';
import type { VisitSeries } from '../../changes/schedule-visit-series.js';
import type { Step } from '../../changes/step.js';
import { staffCandidates } from '../../db/queries/staff-candidates.js';
import { AuthorizationLineRow } from '../../db/rows/authorization-line-row.js';
import { StaffRow } from '../../db/rows/staff-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import type { GraphContext } from '../context.js';
import { many, show } from '../edges.js';
import { toGlobalId } from '../global-id.js';
import { stepsOf, WhatIfChangeInput } from '../inputs/what-if-input.js';
import { Costs } from '../limits/points.js';
import { type AlternativesType, type SupposedVisitType, WhatIfType } from '../types/what-if-type.js';

const MOST_CANDIDATES = 20;

@Resolver()
export class WhatIfResolver {
  @Costs(10)
  @Query(() => WhatIfType, { description: 'What some changes of one patient would do together: everything that mutations do is done, looked at and undone. The changes need the same roles as the mutations.' })
  async whatIf(
    @Arg('changes', () => [WhatIfChangeInput], { description: 'The changes, in the order in which they would be made; at most 50.' }) changes: WhatIfChangeInput[],
    @Ctx() context: GraphContext,
  ): Promise<WhatIfType> {
    const { world } = context;
    const viewer = context.actor();
    expectMayRead(viewer, 'ALIGNMENT');
    const steps = stepsOf(changes, context);
    await context.refresh();
    const performed = await performAll(world, steps, { viewer, dryRun: true }).catch((error: unknown) => {
      throw error instanceof Refusal ? asAsked(error) : error;
    });
    await context.refresh();
    context.touched.note(performed.evaluated?.snapshot.patientId);
    performed.records.forEach((record, i) => {
      if ('visits' in record) show(context, VisitRow, (record as VisitSeries).visits);
      else show(context, (steps[i] as Step).change.row, [record]);
    });
    return answer(performed, touchedVisitsOf(steps, performed), context);
  }
}

/** The visits that the changes plan or alter; what becomes of others is among the findings. */
function touchedVisitsOf(steps: readonly Step[], { records }: PerformedAll): ReadonlySet<string> {
  return new Set(
    records.flatMap((record, i) => {
      if ('visits' in record) return (record as VisitSeries).visits.map(({ id }) => id);
      return steps[i]?.change.row === VisitRow ? [record.id] : [];
    }),
  );
}

async function answer({ effect, evaluated }: PerformedAll, isTouched: ReadonlySet<string>, context: GraphContext): Promise<WhatIfType> {
  if (evaluated === null) return { alignment: effect, visitCount: 0, supportedCount: 0, firstFailure: null, alternatives: null };
  const { snapshot, alignment } = evaluated;
  const failing = new Set(effect.raised.filter(hindersVisits).flatMap(({ visitIds }) => visitIds));
  const unsupported = new Set(alignment.findings.filter(hindersVisits).flatMap(({ visitIds }) => visitIds));
  const first = snapshot.visits.filter(({ id }) => failing.has(id) || (isTouched.has(id) && unsupported.has(id))).toSorted(compareInTime)[0];
  return {
    alignment: effect,
    visitCount: isTouched.size,
    supportedCount: [...isTouched].filter((id) => !unsupported.has(id)).length,
    firstFailure: first === undefined ? null : supposed(first, alignment),
    alternatives: first === undefined ? null : await alternatives(first, snapshot, context),
  };
}

function supposed(visit: VisitFact, { findings }: Alignment): SupposedVisitType {
  const { id, serviceCode, serviceOn, startsAt, endsAt } = visit;
  const about = findings.filter(({ visitIds }) => visitIds.includes(id)).toSorted((a, b) => Number(hindersVisits(b)) - Number(hindersVisits(a)));
  return { id: toGlobalId('Visit', id), serviceCode, serviceOn, startsAt, endsAt, findings: about };
}

async function alternatives(visit: VisitFact, snapshot: PatientSnapshot, context: GraphContext): Promise<AlternativesType> {
  const { discipline, staffId } = visit;
  const { patientId, branchId } = snapshot;
  const aroundMs = (MOST_DAYS_MOVED + 1) * MS_PER_DAY;
  const question = { discipline, patientId, branchId, staffId, startsAt: new Date(visit.startsAt - aroundMs), endsAt: new Date(visit.endsAt + aroundMs) };
  const candidates = await context.read((tx) => staffCandidates(tx.whole, question, MOST_CANDIDATES));
  const found: Alternatives = alternativesTo(snapshot, visit.id, candidates, context.world.clock.now().getTime());
  const lines = context.loaders.record(AuthorizationLineRow);
  return {
    times: found.times,
    // A line that the changes themselves would record is not there to be shown.
    lines: (await Promise.all(found.lines.map(async ({ lineId, serviceCode }) => ({ line: await lines.load(lineId), serviceCode })))).filter(({ line }) => line !== null),
    staff: await many(context.loaders.record(StaffRow), found.staffIds),
  };
}

/** Changes name their input as mutations do; here it stands under the name of the change. */
function asAsked(refusal: Refusal): Refusal {
  const path = refusal.details.path ?? [];
  return path[0] === 'changes' && path[3] === 'input' ? new Refusal(refusal.code, { ...refusal.details, path: [...path.slice(0, 3), ...path.slice(4)] }) : refusal;
}
