import { Args, ArgsType, type ClassType, Field, Resolver, Root, Subscription } from 'type-graphql';

import { expectMayRead, type Reading } from '../../../auth/permissions.js';
import { Refusal } from '../../../base/refusal.js';
import { openFindingCounts, oldestOpenFindings } from '../../../db/queries/open-findings.js';
import type { AlignmentEvent } from '../../../feed/event.js';
import { type Interest, within } from '../../../feed/interest.js';
import { headOf, type Position } from '../../../feed/position.js';
import { streamState } from '../../../feed/read.js';
import type { GraphContext } from '../../context.js';
import { noticeOf } from '../../notice.js';
import { placeOf } from '../../place-of.js';
import { type Asked, StreamRequest } from '../../stream-request.js';
import { type StreamContent, StreamContentEnum, type StreamMessageType } from '../../types/stream-message-type.js';
import type { AlignmentStartType } from '../../types/stream-types.js';

@ArgsType()
export class StreamArgs {
  @Field(() => String, { nullable: true, description: 'The cursor of the last message that you have, of this stream or any other, or the one that a query or mutation answered.' })
  after?: string | null;

  @Field(() => StreamContentEnum, { defaultValue: 'FULL', description: 'How much the messages say.' })
  content?: StreamContent;
}

/** What one stream has besides what all have. */
export interface StreamParts<Args extends StreamArgs, Message extends StreamMessageType> {
  readonly name: string;
  readonly description: string;
  readonly type: ClassType<Message>;
  readonly args: ClassType<Args>;
  /** The part of the record that it tells of. */
  readonly reading?: Reading;
  /** @throws Refusal INVALID_ID, UNKNOWN_CODE, LIMIT_EXCEEDED */
  wishOf(args: Args): Wish<NoInfer<Omit<Message, keyof StreamMessageType>>>;
}

/** The arguments of a stream, understood. */
export interface Wish<Extra extends object> {
  readonly interest: Interest;
  isAbout(event: AlignmentEvent): boolean;
  /** The fields of an event of this stream. */
  extraOf(event: AlignmentEvent): Extra;
  /** The same fields of every other message. */
  readonly none: Extra;
  /** What a SNAPSHOT shows besides its cursor, of what the interest lets through. */
  readonly start?: (context: GraphContext, interest: Interest) => Promise<Partial<Extra>>;
}

/**
 * One subscription. Every stream is a view of the agency's one log: they share its cursors, their messages have the same
 * kinds, and none of them can lose what another has.
 */
export function stream<Args extends StreamArgs, Message extends StreamMessageType>({ name, description, type, args: ArgsClass, reading = 'ALIGNMENT', wishOf }: StreamParts<Args, Message>): Function {
  @Resolver()
  class StreamResolver {
    @Subscription(() => type, {
      name,
      description,
      subscribe: ({ args, context }) => new StreamRequest(askedOf(context as GraphContext, reading, args as Args, wishOf(args as Args))),
    })
    message(@Root() message: Message | undefined, @Args(() => ArgsClass) _args: Args): Message {
      // A transport that answers once executes this as if it were a query, which has no message.
      if (message === undefined) {
        throw new Refusal('MALFORMED_REQUEST', { expected: 'a WebSocket or an event stream', remedy: 'Send subscriptions to the same address as graphql-transport-ws, or with "Accept: text/event-stream".' });
      }
      return message;
    }
  }
  return StreamResolver;
}

function askedOf<Extra extends object>(context: GraphContext, reading: Reading, { after, content }: StreamArgs, { interest, isAbout, extraOf, none, start }: Wish<Extra>): Asked {
  expectMayRead(context.viewer, reading);
  const isFull = content !== 'ID_ONLY';
  return {
    after: after == null ? null : placeOf(context, after, ['after']),
    interest,
    isAbout,
    /** The data and the head of the log are of one instant, so that what follows the head follows the data. */
    async start(reader, scope) {
      const position = headOf(await reader.read(streamState));
      const shown = isFull ? await start?.(reader, within(interest, scope)) : undefined;
      return { position, root: { ...NOTHING, ...none, ...shown, kind: 'SNAPSHOT', cursor: cursorOf(reader, position) } };
    },
    root(reader, message) {
      const common = { ...NOTHING, ...none, kind: message.kind, cursor: cursorOf(reader, message.position) };
      if (message.kind === 'RESYNC_REQUIRED') return { ...common, reason: message.reason };
      const chained = { ...common, previousCursor: cursorOf(reader, message.previous) };
      if (message.kind === 'CHECKPOINT') return chained;
      const { event } = message;
      const noticed = { ...chained, notice: noticeOf(event) };
      return isFull ? { ...noticed, event, ...extraOf(event) } : noticed;
    },
  };
}

const NOTHING: Omit<StreamMessageType, 'kind' | 'cursor'> = { previousCursor: null, reason: null, notice: null, event: null };

function cursorOf({ viewer, cursors }: GraphContext, position: Position): string {
  return cursors.encode(viewer.agencyId, position);
}

const FINDINGS_AT_START = 100;

/** The open findings with which a stream begins. */
export async function openFindings({ read }: GraphContext, interest: Interest, { isWaived = null }: { readonly isWaived?: boolean | null } = {}): Promise<AlignmentStartType> {
  const filter = { ...interest, isWaived };
  return read(async (tx) => ({ counts: await openFindingCounts(tx, filter), findings: await oldestOpenFindings(tx, filter, FINDINGS_AT_START) }));
}
