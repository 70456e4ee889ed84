import { Arg, Args, type ClassType, Ctx, Mutation, Resolver } from 'type-graphql';

import type { Identifier } from '../../../care/agency.js';
import type { ChangeKind } from '../../../care/change.js';
import type { Change, Recorded } from '../../../changes/change.js';
import { perform } from '../../../changes/perform.js';
import { type Step, step } from '../../../changes/step.js';
import type { GraphContext } from '../../context.js';
import { show } from '../../edges.js';
import { ChangeArgs } from '../../inputs/change-args.js';
import { type Given, taken } from '../../inputs/given.js';
import { type Payload, payloadType } from '../../types/payload.js';

/** One mutation, and how its input becomes a change that can go together with others. */
export interface MutationDefinition {
  readonly kind: ChangeKind;
  readonly about: Change<unknown, Recorded>['about'];
  readonly input: ClassType<object>;
  readonly description: string;
  /** The class that answers the field. */
  readonly resolver: Function;
  /** @throws Refusal where the input makes no sense, with `path` before the path in the input */
  stepOf(api: object, path: ReadonlyArray<string | number>, context: GraphContext): Step;
}

/**
 * The mutation of one change. All of them have the change's name, take its input and what every change
 * takes, and answer the payload that every change answers; the files beside this say what differs.
 */
export function mutation<Input, Row extends Recorded, Api extends object>(
  change: Change<Input, Row>,
  { input, record, description, read, rowsOf = justItself }: Parts<Input, Row, Api> & ReadUnlessAlike<Input, Api>,
): MutationDefinition {
  const PayloadType = payloadType(change.kind, record);

  @Resolver()
  class ChangeMutation {
    @Mutation(() => PayloadType, { name: change.kind, description })
    async performed(
      @Arg('input', () => input, { description: 'What is to be changed, and to what.' }) api: Api,
      @Args(() => ChangeArgs) args: ChangeArgs,
      @Ctx() context: GraphContext,
    ): Promise<Payload<Row>> {
      const { world, cursors } = context;
      const viewer = context.actor();
      const { identifiers, ...rest } = inputOf(api, ['input'], context);
      // A reading holds a connection and an instant. Neither may be held while the change waits for a connection, nor outlive it.
      await context.refresh();
      const performed = await perform(world, change, rest as Input, { ...args, viewer }, identifiers ?? []);
      await context.refresh();
      if (args.dryRun === true) show(context, change.row, rowsOf(performed.record));
      return {
        record: performed.record,
        alignment: performed.effect,
        cursor: performed.position === null ? null : cursors.encode(viewer.agencyId, performed.position),
      };
    }
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
    stepOf(api, path, context) {
      const { identifiers, ...rest } = inputOf(api as Api, path, context);
      return { ...step(change, rest as Input, identifiers ?? []), path };
    },
  };
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
  /** Where the record is made of several rows. */
  readonly rowsOf?: (record: Row) => readonly Recorded[];
}

type ReadUnlessAlike<Input, Api> = Api extends Given<Input> ? unknown : { readonly read: (api: Api, context: GraphContext) => Given<Input> };

interface Identified {
  readonly identifiers?: readonly Identifier[] | null;
}
