import { Arg, Args, Ctx, Mutation, Resolver } from 'type-graphql';

import { mayRead } from '../../../auth/permissions.js';
import { Refusal } from '../../../base/refusal.js';
import type { Recorded } from '../../../changes/change.js';
import { recordTypeOf } from '../../../db/queries/identifiers.js';
import type { RowClass } from '../../../db/rows/row.js';
import type { GraphContext } from '../../context.js';
import { show } from '../../edges.js';
import { ChangeArgs } from '../../inputs/change-args.js';
import { chosen } from '../../inputs/change-choice.js';
import { ChangeInput, DEEDS } from '../../inputs/change-input.js';
import { mayReadRows } from '../../reading-of.js';
import { ChangeResultType } from '../../types/change-result-type.js';
import type { Done } from './mutation.js';

const MOST_CHANGES = 100;

/**
 * Many changes in one request, of any kind and any patients. Each is a transaction of its own, as if it had been sent
 * alone: one that is refused leaves the others standing, and is told of in its place. They are made one after another,
 * because a later one may rest on an earlier one, and because the changes of one patient take turns anyway.
 */
@Resolver()
export class PerformChangesResolver {
  @Mutation(() => [ChangeResultType], {
    nullable: 'items',
    description: 'Makes many changes, one after another, each for itself: what is refused leaves the others standing. Answers in the order of the changes; null where something broke on our side, which the errors of the answer name. With dryRun each is tried out alone, without those before it.',
  })
  async performChanges(
    @Arg('changes', () => [ChangeInput], { description: `The changes, in the order in which to make them; at most ${MOST_CHANGES}.` }) changes: ChangeInput[],
    @Args(() => ChangeArgs) args: ChangeArgs,
    @Ctx() context: GraphContext,
  ): Promise<ReadonlyArray<Promise<ChangeResultType>>> {
    if (changes.length < 1 || changes.length > MOST_CHANGES) {
      throw new Refusal('LIMIT_EXCEEDED', { path: ['changes'], expected: `1 to ${MOST_CHANGES} changes`, found: `${changes.length}` });
    }
    const results: Array<Promise<ChangeResultType>> = [];
    const done: Done[] = [];
    for (const [place, change] of changes.entries()) {
      const result = resultOf(change, place, args, context, done);
      results.push(result);
      // What breaks is told where the result is read; the next change waits either way.
      await result.catch(() => undefined);
    }
    if (args.dryRun === true) await showTried(context, done);
    return results;
  }
}

async function resultOf({ idempotencyKey, reason, occurredAt, ...choice }: ChangeInput, place: number, all: ChangeArgs, context: GraphContext, allDone: Done[]): Promise<ChangeResultType> {
  try {
    const { deed, input } = chosen(choice, DEEDS, ['changes', place]);
    const args: ChangeArgs = {
      ...all,
      idempotencyKey: idempotencyKey ?? (all.idempotencyKey == null ? null : `${all.idempotencyKey}#${place}`),
      reason: reason ?? all.reason ?? null,
      occurredAt: occurredAt ?? all.occurredAt ?? null,
    };
    const done = await deed.perform(input, args, context, ['changes', place, deed.kind]).catch((error: unknown) => {
      throw error instanceof Refusal ? asAsked(error, ['changes', place, deed.kind]) : error;
    });
    allDone.push(done);
    const { row, records, outcome, alignment, cursor } = done;
    const shown = mayReadRows(context.viewer, row) ? records : [];
    return {
      place, records: shown.map((record) => ({ ...record, __typename: recordTypeOf(row) })), outcome, alignment: mayRead(context.viewer, 'ALIGNMENT') ? alignment : null, cursor, refusal: null,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, remedy, details } = error;
    const refusal = { code, message, remedy, path: (details.path ?? []).map(String), expected: details.expected ?? null, found: details.found ?? null };
    return { place, records: [], outcome: null, alignment: null, cursor: null, refusal };
  }
}

/**
 * What was shown of each trial was forgotten when the next one began, and findings of all of them refer to it. A record that
 * several have tried to change has no one state that they would all leave it in, so it is shown as it is.
 */
async function showTried(context: GraphContext, tried: readonly Done[]): Promise<void> {
  await context.refresh();
  const times = new Map<string, number>();
  for (const { id } of tried.flatMap(({ records }) => records)) times.set(id, (times.get(id) ?? 0) + 1);
  for (const { row, records } of tried) show(context, row as RowClass<Recorded>, records.filter(({ id }) => times.get(id) === 1));
}

/** Changes name their input as mutations do; here it stands under the name of the change. */
function asAsked(refusal: Refusal, place: ReadonlyArray<string | number>): Refusal {
  const [first, ...rest] = refusal.details.path ?? [];
  return first === 'input' ? new Refusal(refusal.code, { ...refusal.details, path: [...place, ...rest] }) : refusal;
}
