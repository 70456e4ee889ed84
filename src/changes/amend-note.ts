import { checkVersion } from '../base/check.js';
import { fieldChanges } from '../care/change.js';
import { amended } from '../care/note.js';
import { updateRows } from '../db/queries/records.js';
import { NoteRow } from '../db/rows/note-row.js';
import { VisitRow } from '../db/rows/visit-row.js';
import { expectReason, type PatientChange, recordOfPatient } from './change.js';
import { noteContent, type NoteContentInput } from './note-content.js';

export interface AmendNoteInput extends NoteContentInput {
  readonly noteId: string;
  readonly expectedVersion?: number | null;
}

/** Reopens a signed note with new text. Why is required: it stays with the note. */
export const amendNote: PatientChange<AmendNoteInput, NoteRow> = {
  kind: 'amendNote',
  about: 'PATIENT',
  row: NoteRow,
  patientOf: (input) => ({ of: 'RECORD', row: NoteRow, id: input.noteId, path: ['input', 'noteId'] }),
  async apply(work, input) {
    const { now, viewer } = work;
    const reason = expectReason(work, 'the amendment');
    const before = await recordOfPatient(work, NoteRow, input.noteId, ['input', 'noteId']);
    checkVersion(before, input.expectedVersion);
    const visit = await recordOfPatient(work, VisitRow, before.visitId, ['input', 'noteId']);
    const record = amended(before, noteContent(input, before), {
      amendedAt: now.toISOString(),
      reason,
      actorSubject: viewer.subject,
      replacedVersion: before.version,
    }) as NoteRow;
    await updateRows(work.tx, NoteRow, [record]);
    return { record, what: fieldChanges('Note', before, record, ['status', 'version', 'signedAt']), touchedOn: visit.serviceOn };
  },
};
