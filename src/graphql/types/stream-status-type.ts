import { Field, Int, ObjectType } from 'type-graphql';

import type { AlignmentEvent } from '../../feed/event.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { AlignmentEventType } from './event-type.js';

@Shows('OPERATIONAL')
@ObjectType('StreamStatus', { description: 'How far the agency\'s log of events reaches. Asked for together with other data it is of the same instant, so that a stream that goes on from `head` joins that data without a gap.', simpleResolvers: true })
export class StreamStatusType {
  @Field(() => String, { description: 'The cursor of the newest event.' })
  head!: string;

  @Field(() => String, { description: 'The oldest cursor from which the log can still be read.' })
  floor!: string;

  @Field(() => Int, { description: 'How many events there have ever been; their numbers have no gaps.' })
  headNumber!: number;

  @Field(() => Int, { description: 'How many of them are no longer kept.' })
  floorNumber!: number;

  @Field(() => Int, { description: 'Grows when the log is restored or moves to another server. Cursors from before may then be refused.' })
  epoch!: number;
}

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('AlignmentEventEdge', { description: 'An event and its place in the log.', simpleResolvers: true })
export class AlignmentEventEdgeType {
  @Field(() => String, { description: 'Its place in the log, the same as in every stream.' })
  cursor!: string;

  @Field(() => AlignmentEventType, { description: 'What happened at this place.' })
  node!: AlignmentEvent;
}

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('AlignmentEventPage', { description: 'A stretch of the log, oldest first.', simpleResolvers: true })
export class AlignmentEventPageType {
  @Field(() => [AlignmentEventEdgeType], { description: 'The events that the filter lets through.' })
  edges!: readonly AlignmentEventEdgeType[];

  @Field(() => [AlignmentEventType], { description: 'The same without their cursors.' })
  nodes!: readonly AlignmentEvent[];

  @Field(() => String, { description: 'How far the log was looked through: `after` of the next page, or of a stream that goes on from here. It may stand behind the last event listed.' })
  endCursor!: string;

  @Field(() => Boolean, { description: 'Whether there is more up to `until`, or up to the newest event.' })
  hasNextPage!: boolean;
}
