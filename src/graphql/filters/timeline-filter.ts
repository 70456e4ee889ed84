import { Field, InputType } from 'type-graphql';

import { expectMayRead, mayRead, type Reading } from '../../auth/permissions.js';
import type { Reader } from '../../auth/viewer.js';
import { Refusal } from '../../base/refusal.js';
import { TIMELINE_KINDS, type TimelineFilter, type TimelineKind } from '../../db/queries/lists/timeline.js';
import { DateTime } from '../scalars.js';
import { TimelineKindEnum } from '../types/timeline-type.js';
import { sortInput } from './sort.js';

@InputType('TimelineFilter', { description: 'Which part of a timeline: that for which everything that is given holds.' })
export class TimelineFilterInput {
  @Field(() => [TimelineKindEnum], { nullable: true, description: 'Of any of these kinds; of all that you may read when left out.' })
  kinds?: TimelineKind[] | null;

  @Field(() => DateTime, { nullable: true, description: 'Not before this instant.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Not after this instant.' })
  to?: Date | null;
}

export const TimelineSort = sortInput('Timeline', { AT: 'When it happened.' });

/** To which part of the record each kind belongs. */
const READING_OF: Readonly<Record<TimelineKind, Reading>> = {
  ORDER_RECEIVED: 'CLINICAL_RECORD',
  ORDER_SIGNED: 'CLINICAL_RECORD',
  AUTHORIZATION_REQUESTED: 'AUTHORIZATIONS',
  AUTHORIZATION_DECIDED: 'AUTHORIZATIONS',
  AUTHORIZATION_CANCELLED: 'AUTHORIZATIONS',
  DECISION_REPLACED: 'AUTHORIZATIONS',
  VISIT: 'SCHEDULE',
  SCHEDULE_CHANGED: 'SCHEDULE',
  NOTE_WRITTEN: 'CLINICAL_RECORD',
  NOTE_SIGNED: 'CLINICAL_RECORD',
  FINDING_OPENED: 'ALIGNMENT',
  FINDING_CLEARED: 'ALIGNMENT',
};

/** @throws Refusal INVALID_RANGE; FORBIDDEN when a kind is asked for by name that the viewer may not read. */
export function timelineFilterOf(viewer: Reader, filter: TimelineFilterInput | null | undefined): TimelineFilter {
  if (filter?.from != null && filter.to != null && filter.to < filter.from) throw new Refusal('INVALID_RANGE', { path: ['filter', 'to'], expected: 'a moment that is not before from' });
  for (const kind of filter?.kinds ?? []) expectMayRead(viewer, READING_OF[kind]);
  return { ...filter, kinds: filter?.kinds ?? TIMELINE_KINDS.filter((kind) => mayRead(viewer, READING_OF[kind])) };
}
