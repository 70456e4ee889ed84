import type { NoteStatus } from '../../../care/note.js';
import { NoteRow } from '../../rows/note-row.js';
import type { List } from '../page.js';
import { given } from './conditions.js';

export interface NoteFilter {
  readonly patientId?: string | null;
  readonly visitId?: string | null;
  readonly statuses?: readonly NoteStatus[] | null;
}

export const noteList: List<NoteRow, NoteFilter, 'WRITTEN_AT'> = {
  name: 'notes',
  row: NoteRow,
  orders: { WRITTEN_AT: [{ sql: 't.written_at', type: 'timestamptz' }] },
  where: ({ patientId, visitId, statuses }, bind) => [
    ...given(patientId, (id) => `t.patient_id = ${bind(id, 'uuid')}`),
    ...given(visitId, (id) => `t.visit_id = ${bind(id, 'uuid')}`),
    ...given(statuses, (some) => `t.status = any(${bind(some, 'text[]')})`),
  ],
};
