import { Field, ID, ObjectType } from 'type-graphql';

import type { AlignmentEvent, EventBody } from '../../feed/event.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime } from '../scalars.js';
import { EventTypeEnum, RoleEnum } from './enums.js';

@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('FieldChange', { description: 'One field of one record, before and after a change.', simpleResolvers: true })
export class FieldChangeType {
  @Field(() => String, { description: 'The kind of record: Visit, Order, Authorization, AuthorizationLine, Note ...' })
  entity!: string;

  @Field(() => ID, { description: 'The record, as `node` takes it where it is one.' })
  id!: string;

  @Field(() => String, { description: 'The name of the field.' })
  field!: string;

  @Shows('CARE_DATES')
  @Field(() => String, { nullable: true, description: 'Its value before, as text, with an id as `node` takes it; null when it had none, as in a new record.' })
  before!: string | null;

  @Shows('CARE_DATES')
  @Field(() => String, { nullable: true, description: 'Its value after, as text; null when it has none any more.' })
  after!: string | null;
}

@Shows('COLLEAGUE')
@ObjectType('Actor', { description: 'Who made a change.', simpleResolvers: true })
export class ActorType {
  @Field(() => String, { description: 'The person or program, as the identity provider names it.' })
  subject!: EventBody['actor']['subject'];

  @Shows('OPERATIONAL')
  @Field(() => RoleEnum, { description: 'The role in which it was done. SYSTEM is the clock.' })
  role!: EventBody['actor']['role'];
}

/** What it holds in its body, and its edges, are in `resolvers/event-resolver.ts`. */
@TellsOf('ALIGNMENT')
@Shows('OPERATIONAL')
@ObjectType('AlignmentEvent', {
  description: 'What changed, when, by whom and why, and what that does to the payer\'s requirements. Made by the transaction of the change itself.',
  simpleResolvers: true,
})
export class AlignmentEventType {
  @Field(() => ID, { name: 'id', simple: false, description: 'The same event always has the same id, however it is delivered.' })
  eventId!: AlignmentEvent['eventId'];

  @Field(() => ID, { description: 'Shared by the events of one transaction. The last of them tells the effect of all.' })
  correlationId!: AlignmentEvent['correlationId'];

  @Field(() => EventTypeEnum, { description: 'What was done.' })
  type!: AlignmentEvent['type'];

  @Field(() => DateTime, { description: 'When it happened in the world.' })
  occurredAt!: AlignmentEvent['occurredAt'];

  @Field(() => DateTime, { description: 'When this server recorded it.' })
  recordedAt!: AlignmentEvent['recordedAt'];
}
