import { Field, Int, ObjectType } from 'type-graphql';

import type { Severity, Team } from '../../alignment/finding.js';
import type { FindingRow } from '../../db/rows/finding-row.js';
import type { AlignmentEvent } from '../../feed/event.js';
import { RESYNC_REASONS, type ResyncReason } from '../../feed/feed.js';
import { enumOf, SeverityEnum, TeamEnum } from './enums.js';
import { AlignmentEventType } from './event-type.js';
import { FindingType } from './finding-type.js';

export const MESSAGE_KINDS = ['SNAPSHOT', 'EVENT', 'CHECKPOINT', 'RESYNC_REQUIRED'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

const MessageKindEnum = enumOf<MessageKind>('MessageKind', MESSAGE_KINDS, 'What a message of the stream is.', {
  SNAPSHOT: 'How things stand at the start. Everything after its cursor follows as events.',
  EVENT: 'Something changed.',
  CHECKPOINT: 'Nothing that you asked for has happened up to this cursor. Keep it.',
  RESYNC_REQUIRED: 'The stream cannot go on from your cursor. Subscribe again without one.',
});

const ResyncReasonEnum = enumOf<ResyncReason>('ResyncReason', RESYNC_REASONS, 'Why a stream cannot go on from a cursor.', {
  OTHER_EPOCH: 'The log was restored or moved to another server since.',
  PURGED: 'The events after the cursor are no longer kept.',
  BEYOND_HEAD: 'The cursor is ahead of the log.',
});

@ObjectType('FindingCount', { description: 'How many findings are open for a team, by how much they matter.', simpleResolvers: true })
export class FindingCountType {
  @Field(() => TeamEnum, { description: 'The team that can make them go away.' })
  team!: Team;

  @Field(() => SeverityEnum, { description: 'How much they matter.' })
  severity!: Severity;

  @Field(() => Int, { description: 'How many are open.' })
  count!: number;
}

@ObjectType('AlignmentStart', { description: 'How things stood where a stream begins.', simpleResolvers: true })
export class AlignmentStartType {
  @Field(() => [FindingCountType], { description: 'Open findings that the filter lets through, counted.' })
  counts!: readonly FindingCountType[];

  @Field(() => [FindingType], { description: 'The first hundred of them, oldest first. `findings` pages through all.' })
  findings!: readonly FindingRow[];
}

@ObjectType('AlignmentMessage', { description: 'One message of the stream of changes.', simpleResolvers: true })
export class AlignmentMessageType {
  @Field(() => MessageKindEnum, { description: 'What this message is, and so which of its other fields it has.' })
  kind!: MessageKind;

  @Field(() => String, { description: 'Where in the log this message stands. Keep the latest one: `after` takes it to go on from there.' })
  cursor!: string;

  @Field(() => String, { nullable: true, description: 'The cursor of the message before this one. If it is not the one you have, a message is missing.' })
  previousCursor!: string | null;

  @Field(() => AlignmentEventType, { nullable: true, description: 'With EVENT: what happened.' })
  event!: AlignmentEvent | null;

  @Field(() => AlignmentStartType, { nullable: true, description: 'With SNAPSHOT: how things stand.' })
  snapshot!: AlignmentStartType | null;

  @Field(() => ResyncReasonEnum, { nullable: true, description: 'With RESYNC_REQUIRED: why.' })
  reason!: ResyncReason | null;
}
