import { Field, ObjectType } from 'type-graphql';

import { TIMELINE_KINDS, type TimelineEntry, type TimelineKind } from '../../db/queries/lists/timeline.js';
import { Shows, TellsOf } from '../classes/shows.js';
import { DateTime } from '../scalars.js';
import { connectionType } from './connection-type.js';
import { enumOf } from './enums.js';

export const TimelineKindEnum = enumOf<TimelineKind>('TimelineKind', TIMELINE_KINDS, 'What happened to a patient.', {
  ORDER_RECEIVED: 'A physician\'s order was received.',
  ORDER_SIGNED: 'An order came back signed.',
  AUTHORIZATION_REQUESTED: 'A payer was asked to approve care.',
  AUTHORIZATION_DECIDED: 'A payer decided.',
  AUTHORIZATION_CANCELLED: 'An authorization was withdrawn.',
  DECISION_REPLACED: 'A payer decided otherwise than before; the record is the decision that was replaced.',
  VISIT: 'A visit, at the time for which it is or was planned.',
  SCHEDULE_CHANGED: 'Something was done to a visit: it was planned, moved, given to someone else, made, called off, billed.',
  NOTE_WRITTEN: 'The note of a visit was written.',
  NOTE_SIGNED: 'The note of a visit was signed.',
  FINDING_OPENED: 'Something was found not to be supported.',
  FINDING_CLEARED: 'A finding no longer held.',
});

@TellsOf('PATIENTS')
@Shows('CARE_DATES')
@ObjectType('TimelineEntry', { simpleResolvers: true, description: 'One thing that happened to a patient, or is planned.' })
export class TimelineEntryType implements Pick<TimelineEntry, 'at' | 'kind'> {
  @Field(() => DateTime, { description: 'When it happened or was told.' })
  at!: TimelineEntry['at'];

  @Field(() => TimelineKindEnum, { description: 'What of the patient\'s care it tells of.' })
  kind!: TimelineEntry['kind'];
}

export const TimelineConnection = connectionType('Timeline', TimelineEntryType, 'things that happened');
