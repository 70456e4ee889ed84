import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';

import type { EventType } from '../../care/change.js';
import type { AlignmentEvent } from '../../feed/event.js';
import { RESYNC_REASONS, type ResyncReason } from '../../feed/position.js';
import { Shows } from '../classes/shows.js';
import type { Notice } from '../notice.js';
import { DateTime } from '../scalars.js';
import { enumOf, EventTypeEnum } from './enums.js';
import { AlignmentEventType } from './event-type.js';

export const MESSAGE_KINDS = ['SNAPSHOT', 'EVENT', 'CHECKPOINT', 'RESYNC_REQUIRED'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

const MessageKindEnum = enumOf<MessageKind>('MessageKind', MESSAGE_KINDS, 'What a message of a stream is.', {
  SNAPSHOT: 'How things stand at the start. Everything after its cursor follows as events.',
  EVENT: 'Something changed.',
  CHECKPOINT: 'Nothing more that you asked for has happened up to this cursor. Keep it.',
  RESYNC_REQUIRED: 'The stream cannot go on from your cursor. Subscribe again without one.',
});

export const ResyncReasonEnum = enumOf<ResyncReason>('ResyncReason', RESYNC_REASONS, 'Why a stream cannot go on from a cursor.', {
  OTHER_EPOCH: 'The log was restored or moved to another server since.',
  PURGED: 'The events after the cursor are no longer kept.',
  BEYOND_HEAD: 'The cursor is ahead of the log.',
});

export const STREAM_CONTENTS = ['FULL', 'ID_ONLY'] as const;
export type StreamContent = (typeof STREAM_CONTENTS)[number];

export const StreamContentEnum = enumOf<StreamContent>('StreamContent', STREAM_CONTENTS, 'How much the messages of a stream say.', {
  FULL: 'What changed, and everything that can be reached from it.',
  ID_ONLY: 'Identifiers and codes alone, for receivers that may not hold more: look up what you need.',
});

@Shows('OPERATIONAL')
@ObjectType('EventNotice', { description: 'What an event is about, in identifiers and codes alone.', simpleResolvers: true })
export class EventNoticeType implements Notice {
  @Field(() => ID, { description: 'The id of the event.' })
  id!: string;

  @Field(() => EventTypeEnum, { description: 'What was done.' })
  type!: EventType;

  @Field(() => DateTime, { description: 'When it happened in the world.' })
  occurredAt!: Date;

  @Field(() => DateTime, { description: 'When this server recorded it.' })
  recordedAt!: Date;

  @Field(() => ID, { nullable: true, description: 'The patient it concerns; null when it concerns the agency as a whole.' })
  patientId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The patient\'s branch.' })
  branchId!: string | null;

  @Field(() => [ID], { description: 'The payers it concerns.' })
  payerIds!: readonly string[];

  @Field(() => [ID], { description: 'The visits that were changed or are affected.' })
  visitIds!: readonly string[];

  @Field(() => [ID], { description: 'The findings that were raised, cleared or changed.' })
  findingIds!: readonly string[];

  @Field(() => [ID], { description: 'The lines of authorizations that were changed, or allow more or less than before.' })
  authorizationLineIds!: readonly string[];
}

@Shows('OPERATIONAL')
@InterfaceType('StreamMessage', {
  description: 'One message of any stream. The cursor of each is the `previousCursor` of the next, so that you can prove to yourself that nothing is missing.',
})
export abstract class StreamMessageType {
  @Field(() => MessageKindEnum, { description: 'What this message is, and so which of its other fields it has.' })
  kind!: MessageKind;

  @Field(() => String, { description: 'Where in the log this message stands. Keep the latest one: `after` takes it to go on from there, in this stream or any other.' })
  cursor!: string;

  @Field(() => String, { nullable: true, description: 'The cursor of the message before this one. If it is not the one you have, a message is missing.' })
  previousCursor!: string | null;

  @Field(() => ResyncReasonEnum, { nullable: true, description: 'With RESYNC_REQUIRED: why.' })
  reason!: ResyncReason | null;

  @Field(() => EventNoticeType, { nullable: true, description: 'With EVENT: what it is about, in identifiers and codes alone.' })
  notice!: Notice | null;

  @Field(() => AlignmentEventType, { nullable: true, description: 'With EVENT, unless you asked for ID_ONLY: what happened.' })
  event!: AlignmentEvent | null;
}
