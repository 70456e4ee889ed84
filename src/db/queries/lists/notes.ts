import type { NoteStatus } from '../../../care/note.js';
import type { Discipline } from '../../../care/service.js';
import { NoteRow } from '../../rows/note-row.js';
import type { List } from '../page.js';
import { among, type DateRange, during, given, type TimeRange, within } from './conditions.js';
import { type Identified, identified } from './identified.js';
import { type Findable, foundOpen, type OfPatients, ofPatients } from './of-patients.js';

export interface NoteFilter extends OfPatients, Findable, Identified {
  readonly visitId?: string | null;
  readonly authorId?: string | null;
  readonly authorIds?: readonly string[] | null;
  readonly statuses?: readonly NoteStatus[] | null;
  readonly writtenAt?: TimeRange | null;
  readonly signedAt?: TimeRange | null;
  /** Of the visit. */
  readonly disciplines?: readonly Discipline[] | null;
  readonly serviceOn?: DateRange | null;
}

export const noteList: List<NoteRow, NoteFilter, 'WRITTEN_AT' | 'SIGNED_AT'> = {
  name: 'notes',
  row: NoteRow,
  orders: {
    WRITTEN_AT: [{ sql: 't.written_at', type: 'timestamptz' }],
    // What is not signed comes after everything that is.
    SIGNED_AT: [{ sql: `coalesce(t.signed_at, timestamptz '9999-12-31')`, type: 'timestamptz' }],
  },
  where: ({ visitId, authorId, authorIds, statuses, writtenAt, signedAt, disciplines, serviceOn, ...filter }, bind) => {
    const ofVisit = [...given(disciplines, (some) => `v.discipline = any(${bind(some, 'text[]')})`), ...within(serviceOn, 'v.service_on', bind)];
    return [
      ...ofPatients(filter, bind),
      ...identified(filter, NoteRow, bind),
      ...given(visitId, (id) => `t.visit_id = ${bind(id, 'uuid')}`),
      ...among(authorId, authorIds, 't.author_staff_id', bind),
      ...given(statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
      ...during(writtenAt, 't.written_at', bind),
      ...during(signedAt, 't.signed_at', bind),
      ...(ofVisit.length === 0 ? [] : [`exists (select from visits v where v.agency_id = t.agency_id and v.id = t.visit_id and ${ofVisit.join(' and ')})`]),
      ...foundOpen(filter.hasOpenFindings, 'f.note_id = t.id'),
    ];
  },
};
