import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';

import { expectMayRead, mayHear } from '../../auth/permissions.js';
import { checkedInteger } from '../../base/check.js';
import { Refusal } from '../../base/refusal.js';
import type { AlignmentEvent } from '../../feed/event.js';
import { matches } from '../../feed/interest.js';
import { headOf, type Position, resyncReason } from '../../feed/position.js';
import { EVENT_PAGE, eventsBetween, streamState } from '../../feed/read.js';
import { DEFAULT_PAGE, LARGEST_PAGE } from '../connection.js';
import type { GraphContext } from '../context.js';
import { showsNothing } from '../loaders.js';
import { AlignmentFilter, interestOf } from '../inputs/alignment-filter.js';
import { placeOf } from '../place-of.js';
import { AlignmentEventPageType, StreamStatusType } from '../types/stream-status-type.js';

/** A filter that hides nearly everything must not read the whole log in one request: the page then ends early, and says how far it got. */
const MOST_LOOKED_AT = 10 * EVENT_PAGE;

/** The log that the streams deliver, for those who ask. */
@Resolver()
export class StreamResolver {
  @Query(() => StreamStatusType, { description: 'How far the agency\'s log of events reaches.' })
  async streamStatus(@Ctx() { viewer, read, cursors }: GraphContext): Promise<StreamStatusType> {
    expectMayRead(viewer, 'ALIGNMENT');
    const { epoch, head, floor } = await read(streamState);
    const cursorOf = (seq: number): string => cursors.encode(viewer.agencyId, { epoch, seq });
    return { epoch, head: cursorOf(head), floor: cursorOf(floor), headNumber: head, floorNumber: floor };
  }

  @Query(() => AlignmentEventPageType, { description: 'The same events as the streams deliver, to catch up after a longer absence or to check that nothing was missed.' })
  async alignmentEvents(
    @Ctx() context: GraphContext,
    @Arg('after', () => String, { nullable: true, description: 'Only what follows this cursor; from the oldest event that is kept, when left out.' }) after: string | null | undefined,
    @Arg('until', () => String, { nullable: true, description: 'Only up to this cursor; up to the newest event, when left out.' }) until: string | null | undefined,
    @Arg('first', () => Int, { defaultValue: DEFAULT_PAGE, description: `How many events at most, up to ${LARGEST_PAGE}.` }) first: number,
    @Arg('filter', () => AlignmentFilter, { nullable: true, description: 'Which events; all when left out.' }) filter: AlignmentFilter | null,
  ): Promise<AlignmentEventPageType> {
    const { viewer, cursors } = context;
    const limit = checkedInteger(first, ['first'], { from: 1, to: LARGEST_PAGE });
    const interest = interestOf(filter);
    const { from, to } = await stretchOf(context, after, until);
    const { events, seen } = await found(context, from.seq, to.seq, limit, (event) => mayHear(viewer, event.type) && matches(interest, event));
    context.touched.noteRows(events);
    const cursorOf = ({ epoch, seq }: Position): string => cursors.encode(viewer.agencyId, { epoch, seq });
    return {
      edges: events.map((node) => ({ node, cursor: cursorOf(node) })),
      nodes: events,
      endCursor: cursorOf(seen === from.seq ? from : { epoch: to.epoch, seq: seen }),
      hasNextPage: seen < to.seq,
    };
  }
}

/** @throws Refusal INVALID_CURSOR, RESYNC_REQUIRED, INVALID_RANGE */
async function stretchOf(context: GraphContext, after: string | null | undefined, until: string | null | undefined): Promise<{ readonly from: Position; readonly to: Position }> {
  const state = await context.read(streamState);
  const place = (cursor: string, argument: string): Position => {
    const position = placeOf(context, cursor, [argument]);
    const reason = resyncReason(state, position);
    if (reason !== null) throw new Refusal('RESYNC_REQUIRED', { path: [argument], found: reason });
    return position;
  };
  const head = headOf(state);
  const from = after == null ? { epoch: head.epoch, seq: state.floor } : place(after, 'after');
  const to = until == null ? head : { epoch: head.epoch, seq: place(until, 'until').seq };
  if (to.seq < from.seq) throw new Refusal('INVALID_RANGE', { path: ['until'], expected: 'a place that is not before the other one' });
  return { from, to };
}

async function found({ read }: GraphContext, from: number, to: number, limit: number, isWanted: (event: AlignmentEvent) => boolean): Promise<{ readonly events: AlignmentEvent[]; readonly seen: number }> {
  const events: AlignmentEvent[] = [];
  let seen = from;
  while (seen < to && seen - from < MOST_LOOKED_AT) {
    // The log is dense, and of some stretches of it nothing may be told.
    const [after, until] = [seen, Math.min(seen + EVENT_PAGE, to)];
    for (const event of await read((tx) => eventsBetween(tx, after, until), showsNothing)) {
      if (!event.isOfNewerVersion && isWanted(event)) events.push(event);
      if (events.length === limit) return { events, seen: event.seq };
    }
    seen = until;
  }
  return { events, seen };
}
