import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { careOf } from '../../alignment/words.js';
import { invariant, unreachable } from '../../base/invariant.js';
import type { Discipline } from '../../care/service.js';
import { type TimelineEntry, timelineList } from '../../db/queries/lists/timeline.js';
import type { PatientRow } from '../../db/rows/patient-row.js';
import { Shows } from '../classes/shows.js';
import { type Connection, connectionWithin, PageArgs, type Sort } from '../connection.js';
import type { GraphContext } from '../context.js';
import { TimelineFilterInput, timelineFilterOf, TimelineSort } from '../filters/timeline-filter.js';
import { type NodeRecord, NodeType } from '../types/node-type.js';
import { PatientType } from '../types/patient-type.js';
import { TimelineConnection, TimelineEntryType } from '../types/timeline-type.js';
import { nodeOfKind } from './node-resolver.js';

@Resolver(() => PatientType)
export class TimelineResolver {
  @FieldResolver(() => TimelineConnection, { description: 'What happened to the patient and what is planned, from the first order to the last finding, in order of time.' })
  async timeline(
    @Root() { id }: PatientRow,
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => TimelineFilterInput, { nullable: true, description: 'Which part of it; all when left out.' }) filter: TimelineFilterInput | null,
    @Arg('sort', () => TimelineSort, { nullable: true, description: 'The earliest first, when left out.' }) sort: Sort | null,
  ): Promise<Connection<TimelineEntry>> {
    const asked = { list: timelineList, filter: timelineFilterOf(context.viewer, filter), sort: sort ?? { by: 'AT', direction: 'ASC' as const }, page };
    return connectionWithin(context, { column: 'patient_id', id }, asked);
  }
}

@Resolver(() => TimelineEntryType)
export class TimelineEntryResolver {
  @Shows('CARE')
  @FieldResolver(() => String, { description: 'What happened, in words. It says nothing of what notes say.' })
  summary(@Root() entry: TimelineEntry): string {
    return summaryOf(entry);
  }

  @FieldResolver(() => NodeType, { description: 'The record that it is about, as it is now.' })
  async record(@Root() { recordType, recordId }: TimelineEntry, @Ctx() context: GraphContext): Promise<NodeRecord> {
    const record = await nodeOfKind(context, recordType, recordId);
    invariant(record, 'what happened to a record leaves the record');
    return record;
  }
}

function summaryOf({ kind, discipline, state, about }: TimelineEntry): string {
  const care = discipline === null ? '' : careOf(discipline as Discipline);
  switch (kind) {
    case 'ORDER_RECEIVED':
      return `Order for ${care} received`;
    case 'ORDER_SIGNED':
      return `Order for ${care} signed`;
    case 'AUTHORIZATION_REQUESTED':
      return `Authorization requested from ${about}`;
    case 'AUTHORIZATION_DECIDED':
      return `Authorization decided by ${about}`;
    case 'AUTHORIZATION_CANCELLED':
      return `Authorization of ${about} withdrawn`;
    case 'DECISION_REPLACED':
      return `Earlier decision replaced, which was: ${inWords(state)}`;
    case 'VISIT':
      return `Visit for ${care}, ${inWords(state)}`;
    case 'SCHEDULE_CHANGED':
      return `Visit on ${about}: ${inWords(state)}`;
    case 'NOTE_WRITTEN':
      return 'Note of a visit written';
    case 'NOTE_SIGNED':
      return 'Note of a visit signed';
    case 'FINDING_OPENED':
      return `Found by ${about}: ${inWords(state)}`;
    case 'FINDING_CLEARED':
      return `No longer found by ${about}: ${inWords(state)}`;
    default:
      return unreachable(kind);
  }
}

/** `CERTIFIED_IN_TOTAL` as people say it. */
function inWords(code: string | null): string {
  return (code ?? '').toLowerCase().replaceAll('_', ' ');
}
