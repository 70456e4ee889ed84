import { Arg, Resolver, Root, Subscription } from 'type-graphql';

import { expectMayRead } from '../../auth/permissions.js';
import { Refusal } from '../../base/refusal.js';
import { oldestOpenFindings, openFindingCounts } from '../../db/queries/open-findings.js';
import type { Position } from '../../feed/append.js';
import type { FeedMessage } from '../../feed/feed.js';
import { type Interest, matches } from '../../feed/interest.js';
import { streamState } from '../../feed/read.js';
import type { GraphContext } from '../context.js';
import { AlignmentFilter, interestOf } from '../inputs/alignment-filter.js';
import { placeOf } from '../place-of.js';
import { AlignmentMessageType } from '../types/stream-message-type.js';

interface AlignmentChangedArgs {
  readonly filter?: AlignmentFilter | null;
  readonly after?: string | null;
}

const FINDINGS_AT_START = 100;

@Resolver(() => AlignmentMessageType)
export class AlignmentChangedResolver {
  @Subscription(() => AlignmentMessageType, {
    description:
      'Every change as it commits, with its effect. Without `after` the first message is a SNAPSHOT; with it, the stream goes on from there and nothing is lost, repeated or reordered.',
    subscribe: ({ args, context }) => alignmentMessages(context as GraphContext, args as AlignmentChangedArgs),
  })
  alignmentChanged(
    @Root() message: AlignmentMessageType | undefined,
    @Arg('filter', () => AlignmentFilter, { nullable: true, description: 'Which changes to be told of; all when left out.' }) _filter: AlignmentFilter | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor of the last message you have.' }) _after: string | null,
  ): AlignmentMessageType {
    // A transport that answers once executes this as if it were a query, which has no message.
    if (message === undefined) throw new Refusal('MALFORMED_REQUEST', { expected: 'a WebSocket', remedy: 'Send subscriptions to the same address as graphql-transport-ws.' });
    return message;
  }
}

/**
 * The messages of one subscriber. The snapshot is read together with the head of the log, from one
 * instant of the data, and the stream starts at that head: the two meet without a gap.
 */
function alignmentMessages(context: GraphContext, { filter, after }: AlignmentChangedArgs): AsyncIterableIterator<AlignmentMessageType> {
  const { viewer, feed } = context;
  expectMayRead(viewer, 'ALIGNMENT');
  const interest = interestOf(filter);
  const from = after == null ? null : placeOf(context, after, ['after']);
  const follow = (position: Position): AsyncIterableIterator<FeedMessage> =>
    feed.follow({ agencyId: viewer.agencyId, after: position, matches: (event) => matches(interest, event) });

  let following = from === null ? null : follow(from);
  let isOver = false;
  return {
    async next() {
      if (isOver) return { done: true, value: undefined };
      if (following === null) {
        const { message, position } = await snapshot(context, interest);
        following = follow(position);
        return { value: message };
      }
      const { value, done } = await following.next();
      return done === true ? { done, value: undefined } : { value: messageOf(context, value) };
    },
    async return() {
      isOver = true;
      await following?.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function snapshot(context: GraphContext, interest: Interest): Promise<{ readonly message: AlignmentMessageType; readonly position: Position }> {
  return context.read(async (tx) => {
    const { epoch, head } = await streamState(tx);
    const position = { epoch, seq: head };
    const counts = await openFindingCounts(tx, interest);
    const findings = await oldestOpenFindings(tx, interest, FINDINGS_AT_START);
    const message = { ...NOTHING, kind: 'SNAPSHOT' as const, cursor: context.cursors.encode(tx.agencyId, position), snapshot: { counts, findings } };
    return { message, position };
  });
}

const NOTHING = { previousCursor: null, event: null, snapshot: null, reason: null };

function messageOf({ viewer, cursors }: GraphContext, message: FeedMessage): AlignmentMessageType {
  const cursor = cursors.encode(viewer.agencyId, message.position);
  if (message.kind === 'RESYNC_REQUIRED') return { ...NOTHING, kind: message.kind, cursor, reason: message.reason };
  const previousCursor = cursors.encode(viewer.agencyId, message.previous);
  return { ...NOTHING, kind: message.kind, cursor, previousCursor, event: message.kind === 'EVENT' ? message.event : null };
}
