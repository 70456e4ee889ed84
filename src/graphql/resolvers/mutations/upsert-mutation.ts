import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, type ClassType, Ctx, Field, Info, InputType, Mutation, Resolver } from 'type-graphql';

import { Refusal } from '../../../base/refusal.js';
import type { Identifier } from '../../../care/agency.js';
import type { Recorded } from '../../../changes/change.js';
import { performUpsert, type Upsert } from '../../../changes/upsert.js';
import { MadeBy } from '../../classes/made-by.js';
import type { GraphContext } from '../../context.js';
import { ChangeArgs } from '../../inputs/change-args.js';
import { IdentifierInput } from '../../inputs/identifier-input.js';
import { type RecordInput, recordInput } from '../../inputs/record-input.js';
import { expectMayReadAnswer } from '../../may-read-answer.js';
import { type UpsertPayload, upsertPayloadType } from '../../types/payload.js';
import { type Deed, type Done, doneOf, outsideReading } from './mutation.js';

type Path = ReadonlyArray<string | number>;

/** The input of an upsert: the name by which the sender knows the record, and the input of the mutation that makes one. */
interface UpsertInput {
  readonly identifier: Identifier;
  readonly record: { readonly identifiers?: readonly Identifier[] | null };
}

/** The mutation that has a record be there and say what was sent. */
export function upsertMutation<Input extends object, Row extends Recorded>(name: `upsert${string}`, upsert: Upsert<Input, Row>, { input, record, description }: Parts): Deed {
  const PayloadType = upsertPayloadType(name, record);
  const recordName = name.replace(/^upsert/, '');
  const recorded = recordInput(`${recordName}RecordInput`, input);

  @InputType(`Upsert${recordName}Input`, { description: `What ${name} takes.` })
  class UpsertInputType implements UpsertInput {
    @Field(() => IdentifierInput, { description: 'The name by which your system knows the record. Where no record bears it, one is made that does.' })
    identifier!: IdentifierInput;

    @Field(() => recorded.type, { description: 'What the record is to say. What is left out stays as it is where the record is there already.' })
    record!: UpsertInput['record'];
  }

  @Resolver()
  class UpsertMutation {
    @MadeBy(upsert.create.kind)
    @Mutation(() => PayloadType, { name, description })
    async upserted(
      @Arg('input', () => UpsertInputType, { description: 'Which record, and what it is to say.' }) api: UpsertInputType,
      @Args(() => ChangeArgs) args: ChangeArgs,
      @Ctx() context: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ): Promise<UpsertPayload<Recorded>> {
      expectMayReadAnswer(context.viewer, upsert.create.row, info);
      return (await performedOf(api, args, context, ['input'])) as Done & UpsertPayload<Recorded>;
    }
  }

  async function performedOf(api: UpsertInput, args: ChangeArgs, context: GraphContext, path: Path): Promise<Done> {
    try {
      return await performedAt(api, args, context);
    } catch (error) {
      throw error instanceof Refusal ? seenFrom(path, error, recorded, api.record) : error;
    }
  }

  async function performedAt({ identifier, record: api }: UpsertInput, args: ChangeArgs, context: GraphContext): Promise<Done> {
    const { identifiers, ...rest } = api;
    const asked = { identifier, identifiers: identifiers ?? [], input: recorded.taken<Input>(rest, ['input']) };
    const upserted = await outsideReading(context, () => performUpsert(context.world, upsert, asked, { ...args, viewer: context.actor(), origin: context.origin }));
    return doneOf(context, args, { ...upserted, row: upsert.create.row, records: [upserted.record] });
  }

  return {
    kind: name,
    input: UpsertInputType,
    description,
    resolver: UpsertMutation,
    perform: (api, args, context, path) => performedOf(api as UpsertInput, args, context, path),
  };
}

/** Changes name their own input, which here stands in the upsert's. */
function seenFrom(path: Path, refusal: Refusal, recorded: RecordInput, record: object): Refusal {
  const [first, ...rest] = refusal.details.path ?? [];
  if (first === 'input') return new Refusal(refusal.code, { ...refusal.details, path: [...path, 'record', ...recorded.sentAt(record, rest)] });
  return first === 'identifier' ? refusal.under(...path) : refusal;
}

interface Parts {
  /** The input of the mutation that makes such a record. */
  readonly input: ClassType<object>;
  readonly record: ClassType<object>;
  readonly description: string;
}
