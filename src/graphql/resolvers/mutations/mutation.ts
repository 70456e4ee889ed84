import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, type ClassType, Ctx, Info, Mutation, Resolver } from 'type-graphql';

import type { Touched } from '../../../audit/touched.js';
import type { RecordKind } from '../../../auth/permissions.js';
import type { Identifier } from '../../../care/agency.js';
import type { ChangeKind } from '../../../care/change.js';
import type { Change, Recorded } from '../../../changes/change.js';
import { type Outcome, perform, type Performed } from '../../../changes/perform.js';
import { type Step, step } from '../../../changes/step.js';
import type { RowClass } from '../../../db/rows/row.js';
import type { Effect } from '../../../feed/event.js';
import { MadeBy } from '../../classes/made-by.js';
import type { GraphContext } from '../../context.js';
import { show } from '../../edges.js';
import { ChangeArgs } from '../../inputs/change-args.js';
import { expectMayReadAnswer } from '../../may-read-answer.js';
import { type Given, taken } from '../../inputs/given.js';
import { type Payload, payloadType } from '../../types/payload.js';

/** Anything that one mutation does, which can also be one of many items of a request. */
export interface Deed {
  /** The name of the mutation. */
  readonly kind: string;
  readonly input: ClassType<object>;
  readonly description: string;
  /** The class that answers the field. */
  readonly resolver: Function;
  /** @throws Refusal with `path` before the path in the input */
  perform(api: object, args: ChangeArgs, context: GraphContext, path: ReadonlyArray<string | number>): Promise<Done>;
}

/** What was done, whichever deed it was. */
export interface Done extends Payload<Recorded> {
  /** The class of the records that it made or changed; of a series, those of its visits. */
  readonly row: RowClass<unknown>;
  readonly records: readonly Recorded[];
  readonly outcome: Outcome | null;
}

/** One mutation, and how its input becomes a change that can go together with others. */
export interface MutationDefinition extends Deed {
  readonly kind: ChangeKind;
  readonly about: Change<unknown, Recorded>['about'];
  /** @throws Refusal where the input makes no sense, with `path` before the path in the input */
  stepOf(api: object, path: ReadonlyArray<string | number>, context: GraphContext): Step;
}

/**
 * The mutation of one change. All of them have the change's name, take its input and what every change
 * takes, and answer the payload that every change answers; the files beside this say what differs.
 */
export function mutation<Input, Row extends Recorded, Api extends object>(
  change: Change<Input, Row>,
  { input, record, description, read, rowsOf = justItself, attempt, tells }: Parts<Input, Row, Api> & ReadUnlessAlike<Input, Api>,
): MutationDefinition {
  const PayloadType = payloadType(change.kind, record, tells);

  @Resolver()
  class ChangeMutation {
    @MadeBy(change.kind)
    @Mutation(() => PayloadType, { name: change.kind, description })
    async performed(
      @Arg('input', () => input, { description: 'What is to be changed, and to what.' }) api: Api,
      @Args(() => ChangeArgs) args: ChangeArgs,
      @Ctx() context: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Payload<Recorded>> {
      expectMayReadAnswer(context.viewer, change.row, info);
      return performedOf(api, args, context, ['input']);
    }
  }

  async function performedOf(api: Api, args: ChangeArgs, context: GraphContext, path: ReadonlyArray<string | number>): Promise<Done> {
    attempt?.(context);
    const { identifiers, ...rest } = inputOf(api, path, context);
    const performed = await outsideReading(context, () => perform(context.world, change, rest as Input, { ...args, viewer: context.actor(), origin: context.origin }, identifiers ?? []));
    return doneOf(context, args, { ...performed, row: change.row, records: rowsOf(performed.record), outcome: null });
  }

  function inputOf(api: Api, path: ReadonlyArray<string | number>, context: GraphContext): Input & Identified {
    const given = read === undefined ? (api as unknown) : read(api, context);
    return taken(given as Given<Input & Identified>, path);
  }

  return {
    kind: change.kind,
    about: change.about,
    input,
    description,
    resolver: ChangeMutation,
    perform: (api, args, context, path) => performedOf(api as Api, args, context, path),
    stepOf(api, path, context) {
      const { identifiers, ...rest } = inputOf(api as Api, path, context);
      return { ...step(change, rest as Input, identifiers ?? []), path };
    },
  };
}

/** A reading holds a connection and an instant. Neither may be held while the change waits for a connection, nor outlive it. */
export async function outsideReading<Result>(context: GraphContext, work: () => Promise<Result>): Promise<Result> {
  await context.refresh();
  const result = await work();
  await context.refresh();
  return result;
}

export function doneOf(context: GraphContext, { dryRun }: ChangeArgs, { effect, position, auditedPatientIds, ...done }: Performed<Recorded> & Pick<Done, 'row' | 'records' | 'outcome'>): Done {
  context.touched.noteChange(auditedPatientIds);
  showsChanged(context.touched, done.row, done.records, effect);
  if (dryRun === true) show(context, done.row as RowClass<Recorded>, done.records);
  return { ...done, alignment: effect, cursor: position === null ? null : context.cursors.encode(context.viewer.agencyId, position) };
}

/** What a change answers is shown without being read, and so is what was only tried. */
export function showsChanged(touched: Touched, row: RowClass<unknown>, records: readonly Recorded[], { raised, cleared, changed }: Effect): void {
  touched.noteRecords(row, records);
  for (const findings of [raised, cleared, changed]) touched.noteRows(findings);
}

function justItself(record: Recorded): readonly Recorded[] {
  return [record];
}

interface Parts<Input, Row, Api> {
  readonly input: ClassType<Api & object>;
  readonly record: ClassType<object>;
  readonly description: string;
  /** Where the input of the API is shaped otherwise than that of the change, or says something that only this server can read. */
  readonly read?: (api: Api, context: GraphContext) => Given<Input>;
  /** Of which kind of record its answer is to those who made it, where they may not read others' of its own kind. */
  readonly tells?: RecordKind;
  /** Counts a try, where they are counted. @throws Refusal RATE_LIMITED */
  readonly attempt?: (context: GraphContext) => void;
  /** Where the record is made of several rows. */
  readonly rowsOf?: (record: Row) => readonly Recorded[];
}

type ReadUnlessAlike<Input, Api> = Api extends Given<Input> ? unknown : { readonly read: (api: Api, context: GraphContext) => Given<Input> };

interface Identified {
  readonly identifiers?: readonly Identifier[] | null;
}
