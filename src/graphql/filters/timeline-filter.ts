import { Field, InputType } from 'type-graphql';

import type { Reader } from '../../auth/viewer.js';
import { Refusal } from '../../base/refusal.js';
import { TIMELINE_KINDS, type TimelineFilter, type TimelineKind } from '../../db/queries/lists/timeline.js';
import { AuthorizationDecisionRow } from '../../db/rows/authorization-decision-row.js';
import { AuthorizationRow } from '../../db/rows/authorization-row.js';
import { FindingRow } from '../../db/rows/finding-row.js';
import { NoteRow } from '../../db/rows/note-row.js';
import { OrderRow } from '../../db/rows/order-row.js';
import type { RowClass } from '../../db/rows/row.js';
import { ScheduleChangeRow } from '../../db/rows/schedule-change-row.js';
import { VisitRow } from '../../db/rows/visit-row.js';
import { Shows } from '../classes/shows.js';
import { expectMayReadRows, mayReadRows } from '../reading-of.js';
import { DateTime } from '../scalars.js';
import { TimelineKindEnum } from '../types/timeline-type.js';
import { sortInput } from './sort.js';

@Shows('OPERATIONAL')
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

/** Of which records each kind tells. */
const ROW_OF: Readonly<Record<TimelineKind, RowClass<unknown>>> = {
  ORDER_RECEIVED: OrderRow,
  ORDER_SIGNED: OrderRow,
  AUTHORIZATION_REQUESTED: AuthorizationRow,
  AUTHORIZATION_DECIDED: AuthorizationDecisionRow,
  AUTHORIZATION_CANCELLED: AuthorizationRow,
  DECISION_REPLACED: AuthorizationDecisionRow,
  VISIT: VisitRow,
  SCHEDULE_CHANGED: ScheduleChangeRow,
  NOTE_WRITTEN: NoteRow,
  NOTE_SIGNED: NoteRow,
  FINDING_OPENED: FindingRow,
  FINDING_CLEARED: FindingRow,
};

/** @throws Refusal INVALID_RANGE; FORBIDDEN when a kind is asked for by name that the viewer may not read. */
export function timelineFilterOf(viewer: Reader, filter: TimelineFilterInput | null | undefined): TimelineFilter {
  if (filter?.from != null && filter.to != null && filter.to < filter.from) throw new Refusal('INVALID_RANGE', { path: ['filter', 'to'], expected: 'a moment that is not before from' });
  for (const kind of filter?.kinds ?? []) expectMayReadRows(viewer, ROW_OF[kind]);
  return { ...filter, kinds: filter?.kinds ?? TIMELINE_KINDS.filter((kind) => mayReadRows(viewer, ROW_OF[kind])) };
}
