import { type ClassType, Field, ObjectType } from 'type-graphql';

import type { RecordKind } from '../../auth/permissions.js';
import type { Outcome, Performed } from '../../changes/perform.js';
import type { Effect } from '../../feed/event.js';
import { Shows, Tells } from '../classes/shows.js';
import { AlignmentEffectType } from './alignment-effect-type.js';
import { OutcomeEnum } from './outcome-enum.js';

/** What every mutation answers. */
export interface Payload<Row> {
  readonly record: Performed<Row>['record'];
  readonly alignment: Effect;
  readonly cursor: string | null;
}

/** The payload of one mutation: they differ by the kind of record and in nothing else. */
/** @param tells whom the record is for, where whoever makes it may not read others of its kind */
export function payloadType(kind: string, recordType: ClassType<object>, tells?: RecordKind): ClassType<Payload<unknown>> {
  @Shows('OPERATIONAL')
  @ObjectType(`${kind.charAt(0).toUpperCase()}${kind.slice(1)}Payload`, { simpleResolvers: true, description: `The answer to ${kind}: the record, the consequence, and the place in the log.` })
  class ChangePayload implements Payload<unknown> {
    @Tells(tells ?? null)
    @Field(() => recordType, { description: 'The record as it is after the change.' })
    record!: unknown;

    @Field(() => AlignmentEffectType, { description: 'What the change did, or with dryRun would do, to the alignment of the patient.' })
    alignment!: Effect;

    @Field(() => String, { nullable: true, description: 'The place of the change in the log of events: subscribe after it to be told of everything later. None with dryRun, which leaves nothing in the log.' })
    cursor!: string | null;
  }
  return ChangePayload;
}

/** What every upsert answers. */
export interface UpsertPayload<Row> extends Payload<Row> {
  readonly outcome: Outcome;
}

export function upsertPayloadType(name: string, recordType: ClassType<object>): ClassType<UpsertPayload<unknown>> {
  const type = payloadType(name, recordType) as ClassType<UpsertPayload<unknown>>;
  Field(() => OutcomeEnum, { description: 'Whether the record was made, changed, or as it was sent already.' })(type.prototype as object, 'outcome');
  return type;
}
